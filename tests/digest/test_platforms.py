"""Ghost, WordPress and EPUB: files that are valid and say what the page says."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.digest.document import Document
from apps.digest.exports import FORMATS, export
from apps.digest.exports.html import to_html
from apps.digest.exports.platforms import NAMESPACES, slug
from tests.digest.documents import document, group, item
from tests.digest.test_exports import (
    BREAKOUTS,
    RICH,
    Words,
    quoting,
    words,
    words_of_html,
    words_of_markdown,
    words_of_text,
)

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ODD = st.text(
    alphabet=st.sampled_from("ab 1.\n\t*_`[]()<>#-+=!|~\\&;:>/x…]\x0b\ufffe"),
    max_size=60,
)


def book(post: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(post, "epub").content))


def chapter(post: Document) -> ElementTree.Element:
    return ElementTree.fromstring(book(post).read("book/post.xhtml"))


def wordpress(post: Document) -> ElementTree.Element:
    item = ElementTree.fromstring(export(post, "wordpress").content).find(".//item")
    assert item is not None
    return item


def field(of: ElementTree.Element, name: str) -> str:
    prefix, _, tag = name.rpartition(":")
    space = f"{{{NAMESPACES[prefix]}}}" if prefix else ""
    return of.findtext(f"{space}{tag}") or ""


def ghost(post: Document) -> dict[str, str]:
    (db,) = json.loads(export(post, "ghost").text)["db"]
    (only,) = db["data"]["posts"]
    return only


def words_of_epub(post: Document) -> list[str]:
    html = book(post).read("book/post.xhtml").decode()
    body = html.partition("</h1>")[2]
    return words(Words(re.sub(r"(<p>|<br/>)\d+\. ", r"\1", body)).text)


@settings(max_examples=25)
@given(ODD, ODD)
def test_every_format_carries_the_same_words_in_the_same_order(
    quote: str, heading: str
) -> None:
    first = item(quote=f"Start {quote}\n\nend", reply=quote)
    post = document(group(first, item("two", quote=RICH), heading=f"On {heading}"))

    expected = words_of_html(post)

    assert words_of_markdown(post) == words_of_text(post) == expected
    assert ghost(post)["html"] == to_html(post)
    assert words_of_epub(post) == expected
    assert words(Words(field(wordpress(post), "content:encoded")).text) == words(
        Words(to_html(post)).text
    )


@pytest.mark.parametrize("markdown", [RICH, *BREAKOUTS, "]]>", "]]]]>>", "\x0b\ufffe"])
def test_a_book_is_well_formed_whatever_is_quoted(markdown: str) -> None:
    archive = book(quoting(f"{markdown}\n\nend"))

    for name in archive.namelist():
        if name.endswith((".xml", ".opf", ".xhtml")):
            ElementTree.fromstring(archive.read(name))


def test_a_book_has_the_parts_that_readers_look_for() -> None:
    post = document(group(), group(item("two"), anchor="g-2", heading="B & C"))
    archive = book(post)

    first = archive.infolist()[0]
    package = ElementTree.fromstring(archive.read("book/package.opf"))
    listed = {one.get("href") for one in package.iter(f"{OPF}item")}
    nav = ElementTree.fromstring(archive.read("book/nav.xhtml"))
    targets = [one.get("href", "") for one in nav.iter(f"{XHTML}a")]
    ids = {one.get("id") for one in chapter(post).iter()}
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/epub+zip"
    assert listed == {"nav.xhtml", "post.xhtml", "style.css"}
    assert package.findtext(f".//{DC}title") == post.title
    assert len(targets) == 3
    assert {target.partition("#")[2] for target in targets} <= ids


def test_a_book_fetches_nothing_and_is_the_same_each_time() -> None:
    post = quoting("[![A hive](https://x.example/h.png)](https://x.example/) fine")

    assert "img" not in {one.tag.removeprefix(XHTML) for one in chapter(post).iter()}
    assert "hive" in words_of_epub(post)
    assert export(post, "epub").content == export(post, "epub").content


def test_readers_words_do_not_run_in_wordpress() -> None:
    post = document(
        group(item(quote="See [gallery ids=1] and [a](https://a.example/)."))
    )

    html = field(wordpress(post), "content:encoded")

    assert "[" not in html
    assert "[gallery ids=1]" in Words(html).text


@pytest.mark.parametrize(
    "markdown", [RICH, *BREAKOUTS, "]]>", "a ]]&gt; ]]>", "\ufffe"]
)
def test_wordpress_gets_one_draft_with_the_whole_post(markdown: str) -> None:
    post = document(
        group(item(quote=f"{markdown}\n\nend")), title="A ]]> B", author="Ines & Co"
    )

    draft = wordpress(post)

    assert field(draft, "content:encoded").endswith("</p>")
    assert "end" in field(draft, "content:encoded")
    assert field(draft, "title") == "A ]]> B"
    assert field(draft, "dc:creator") == "Ines & Co"
    assert (field(draft, "wp:status"), field(draft, "wp:post_type")) == (
        "draft",
        "post",
    )
    assert field(draft, "wp:post_date") == "2026-03-04 00:00:00"


def test_ghost_gets_one_draft_with_its_tag() -> None:
    post = document(subtitle="And corrections")

    (db,) = json.loads(export(post, "ghost").text)["db"]
    draft = ghost(post)

    assert set(db) == {"meta", "data"}
    assert (draft["status"], draft["published_at"]) == ("draft", None)
    assert draft["slug"] == "highlights-from-the-comments-on-open-questions"
    assert draft["custom_excerpt"] == "And corrections"
    assert db["data"]["posts_tags"][0]["post_id"] == draft["id"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Ça va?", "ca-va"), ("小林", "highlights"), ("a  b", "a-b")],
)
def test_slugs_are_plain(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_draft_without_a_date_can_be_taken_away_in_every_format() -> None:
    post = document(published="")

    assert all(export(post, name).content for name in FORMATS)


def test_quotes_can_be_pasted_as_one_paragraph() -> None:
    html = to_html(quoting("One.\n\nTwo."), joined=True)

    assert "<blockquote><p>One.<br><br>Two.</p></blockquote>" in html
    assert words(Words(html).text) == words_of_html(quoting("One.\n\nTwo."))
