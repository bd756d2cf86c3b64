"""Files that others read: read back by our own importers, and held to their formats."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from apps.digest.document import DocCorrection, Document
from apps.digest.exports import Wishes, export
from apps.digest.exports.podcast import PODLOVE
from apps.digest.exports.recording import estimated, retimed
from apps.digest.exports.rundown import plan
from apps.questions.importing import parse
from apps.questions.importing.archives import page_of, pick, posts
from tests.digest.documents import SITE, document, group, item
from tests.digest.telling import words

HARD = (
    "Ten > nine & <b>so</b> on ]]> with *marks*, [a link](https://example.org/?a=1&b=2)"
    " and 小林 遥.\n\n- one\n- two\n\n> Yours.\n\nMine […] again."
)
POST = document(
    group(item(quote=HARD, reply="I *had* not known.\n\n1. Really\n2. Not")),
    group(item("two", name="ليلى حداد"), anchor="g-2", heading="Is <this> & that so?"),
    corrections=(
        DocCorrection(
            answer="slip",
            name="Vera",
            url=f"{SITE}/a/slip/",
            what="It was 1843.",
            question="When was it?",
            question_url=f"{SITE}/q/when/",
        ),
    ),
    title="Highlights & <more>",
    subtitle="In two parts",
    author="Ines",
    url=f"{SITE}/h/one/",
    thanks=("Ada", "ليلى حداد", "Vera"),
)
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@pytest.mark.parametrize(
    ("name", "filename"), [("wordpress", "x.wxr.xml"), ("ghost", "x.ghost.json")]
)
def test_an_import_file_is_one_draft_to_our_own_importer(
    name: str, filename: str
) -> None:
    made = export(POST, name)
    assert made.extension == filename.partition(".")[2]

    draft = pick(posts(made.content, filename), "")

    assert draft.title == "Highlights & <more>"
    assert draft.status == "draft"
    assert draft.html == export(POST, "html").text
    assert _says_everything(page_of(draft), "html")


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_pasted_file_keeps_every_word_that_was_quoted(name: str) -> None:
    assert _says_everything(export(POST, name).text, name)


def _says_everything(text: str, format: str) -> bool:
    outline = parse(text, format=format)  # type: ignore[arg-type]
    said = " ".join(words("\n".join(one.text for one in outline.items)))
    quoted = (
        "Ten nine",
        "on with marks a link",
        "小林 遥",
        "Yours",
        "Mine again",
        "Bees keep time by the light and so did we until the lamps came in",
        "I had not known",
    )
    missing = [one for one in quoted if one not in said]
    assert missing == [], said
    return True


def book() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(POST, "epub").content))


def package() -> ElementTree.Element:
    return ElementTree.fromstring(book().read("book/package.opf"))


def test_a_book_is_known_by_its_first_entry() -> None:
    """OCF 3.3, 4.3: first, stored, not encrypted, without an extra field."""
    first = book().infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert (first.extra, first.flag_bits & 1) == (b"", 0)
    raw = export(POST, "epub").content
    assert raw[30:58] == b"mimetypeapplication/epub+zip"
    assert book().testzip() is None


def test_a_books_container_leads_to_its_package() -> None:
    tree = ElementTree.fromstring(book().read("META-INF/container.xml"))

    (root,) = tree.iter(f"{CONTAINER}rootfile")

    assert tree.get("version") == "1.0"
    assert root.get("media-type") == "application/oebps-package+xml"
    assert root.get("full-path") in book().namelist()


def test_a_books_package_has_what_epub_3_requires() -> None:
    tree = package()
    names = {one.get("id"): one.text for one in tree.iter(f"{DC}identifier")}
    modified = [
        one.text
        for one in tree.iter(f"{OPF}meta")
        if one.get("property") == "dcterms:modified"
    ]

    assert tree.get("version") == "3.0"
    assert names[tree.get("unique-identifier")]
    assert tree.findtext(f".//{DC}title") == "Highlights & <more>"
    assert tree.findtext(f".//{DC}language") == "en"
    assert len(modified) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0] or "")


def test_a_books_manifest_lists_each_file_once_and_nothing_else() -> None:
    rows = list(package().iter(f"{OPF}item"))
    listed = [f"book/{one.get('href')}" for one in rows]
    held = {name for name in book().namelist() if name.startswith("book/")}
    ids = [one.get("id") for one in rows]
    spine = [one.get("idref") for one in package().iter(f"{OPF}itemref")]

    assert sorted(listed) == sorted(held - {"book/package.opf"})
    assert len(set(ids)) == len(ids)
    assert spine
    assert set(spine) <= set(ids)
    assert [one.get("href") for one in rows if one.get("properties") == "nav"] == [
        "nav.xhtml"
    ]


def test_a_books_contents_lead_to_every_part_of_it() -> None:
    nav = ElementTree.fromstring(book().read("book/nav.xhtml"))
    (toc,) = [one for one in nav.iter(f"{XHTML}nav") if one.get(f"{EPUB}type") == "toc"]
    links = {one.get("href"): one.text for one in toc.iter(f"{XHTML}a")}
    text = ElementTree.fromstring(book().read("book/post.xhtml"))
    ids = [one.get("id") for one in text.iter() if one.get("id")]

    assert list(links.values()) == [
        "Highlights & <more>",
        "Is sleep older than the brain?",
        "Is <this> & that so?",
        "Corrections",
    ]
    assert len(set(ids)) == len(ids)
    for href in links:
        file, _, place = str(href).partition("#")
        assert file == "post.xhtml"
        assert place in ids


def test_a_book_fetches_nothing_and_is_plain_xhtml() -> None:
    for name in ("book/post.xhtml", "book/nav.xhtml"):
        tree = ElementTree.fromstring(book().read(name))
        tags = {one.tag.removeprefix(XHTML) for one in tree.iter()}
        loaded = [one.get("href") for one in tree.iter(f"{XHTML}link")]

        assert tags <= {
            *("html", "head", "title", "link", "body", "nav", "h1", "h2", "h3", "p"),
            *("a", "em", "strong", "br", "hr", "ul", "ol", "li", "blockquote"),
        }
        assert loaded == ["style.css"]
        assert not [one for one in tree.iter() if one.get("src")]


# After the table of jsonChapters.md: what each field must be.
CHAPTER = {
    "startTime": (int, float),
    "title": str,
    "img": str,
    "url": str,
    "toc": bool,
    "endTime": (int, float),
}
AROUND = ("version", "chapters", "author", "title", "podcastName", "description")


def faults(told: dict[str, object]) -> list[str]:
    """Where chapters break what Podcasting 2.0 says of them."""
    found = [f"unknown {name}" for name in told if name not in AROUND]
    rows = told.get("chapters")
    if not isinstance(told.get("version"), str) or not isinstance(rows, list):
        return [*found, "no version or no chapters"]
    before = -1.0
    for row in rows:
        found += [f"unknown {name}" for name in row if name not in CHAPTER]
        found += [
            f"{name} is {value!r}"
            for name, value in row.items()
            if name in CHAPTER and not isinstance(value, CHAPTER[name])
        ]
        start = row.get("startTime", -1.0)
        if start < 0 or start <= before:
            found.append(f"startTime {start!r} after {before!r}")
        before = start
    return found


@pytest.mark.parametrize("recorded", [False, True])
def test_chapters_are_as_podcasting_2_says(recorded: bool) -> None:
    planned = estimated(plan(POST, minutes=20))
    times = "\n".join(f"{n}:30.5" if n else "0:00" for n in range(len(planned)))
    wishes = Wishes(minutes=20, recorded=retimed(planned, times) if recorded else ())

    told = json.loads(export(POST, "chapters", wishes).text)

    assert faults(told) == []
    assert len(told["chapters"]) == len(planned)
    assert told["chapters"][0]["startTime"] == 0


@pytest.mark.parametrize(
    "damage",
    [
        {"version": 1.2},
        {"chapters": None},
        {"chapters": [{"title": "No start"}]},
        {"chapters": [{"startTime": 5}, {"startTime": 5}]},
        {"chapters": [{"startTime": 0, "href": "x"}]},
        {"chapters": [{"startTime": 0, "title": 1}]},
        {"extra": 1},
    ],
)
def test_damaged_chapters_would_be_noticed(damage: dict[str, object]) -> None:
    told = json.loads(export(POST, "chapters").text)

    assert faults({**told, **damage})


def test_podlove_chapters_have_normal_play_times_in_order() -> None:
    tree = ElementTree.fromstring(export(POST, "podlove").content)
    rows = list(tree)
    starts = [str(one.get("start")) for one in rows]

    assert (tree.tag, tree.get("version")) == (f"{{{PODLOVE}}}chapters", "1.2")
    assert {one.tag for one in rows} == {f"{{{PODLOVE}}}chapter"}
    assert all(re.fullmatch(r"\d\d:[0-5]\d:[0-5]\d\.\d{3}", start) for start in starts)
    assert starts == sorted(set(starts))
    assert all(one.get("title") for one in rows)
    assert {name for one in rows for name in one.attrib} <= {"start", "title", "href"}


def test_the_whole_post_comes_back_from_json_and_gives_the_same_files() -> None:
    again = Document.from_dict(json.loads(export(POST, "json").text))

    for name in ("markdown", "html", "text", "epub", "rundown", "wordpress", "ghost"):
        assert export(again, name).content == export(POST, name).content, name
