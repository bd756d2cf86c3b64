"""WordPress's XML: posts and pages, their lines and their blocks."""

from datetime import date
from time import process_time

import pytest

from apps.questions.importing import parse
from apps.questions.importing.archives import page_of, posts
from apps.questions.importing.archives.rewriting import EMBED, FIGURE
from apps.questions.importing.archives.wordpress_body import as_html
from tests.questions.exports import item, wordpress


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_a_post_has_its_title_date_and_state(version):
    raw = wordpress(item(body="Why?"), version=version)

    post = posts(raw, "blog.xml")[0]

    assert (post.key, post.title) == ("roads", "Roads")
    assert (post.date, post.status) == (date(2026, 3, 1), "published")
    assert post.html == "<p>Why?</p>"


def test_pages_are_posts_and_attachments_and_what_is_in_the_bin_are_not():
    raw = wordpress(
        item(title="Page", kind="page"),
        item(title="Picture", kind="attachment"),
        item(title="Gone", status="trash"),
    )

    found = posts(raw, "blog.xml")

    assert [(post.title, post.is_page) for post in found] == [("Page", True)]


@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({}, ""),
        ({"password": "tulips"}, "those who have its password"),
        ({"status": "private"}, "the editors of its site"),
    ],
)
def test_a_post_knows_who_alone_could_read_it(fields, readers):
    post = posts(wordpress(item(**fields)), "blog.xml")[0]

    assert post.readers == readers
    assert "tulips" not in str(post)


def test_a_draft_is_said_to_be_one():
    assert posts(wordpress(item(status="draft")), "blog.xml")[0].status == "draft"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One?\nTwo.", "<p>One?<br>Two.</p>"),
        ("One?\r\n\r\nTwo.", "<p>One?</p>\n<p>Two.</p>"),
        ("<h2>A</h2>\nB", "<h2>A</h2>\n<p>B</p>"),
        ("<ul>\n<li>A\n\nB</li>\n</ul>", "<ul>\n<li>A\n\nB</li>\n</ul>"),
        (
            "<!-- wp:paragraph -->\n<p>A\nB</p>\n<!-- /wp:paragraph -->",
            "\n<p>A\nB</p>\n",
        ),
        ("A [embed width=3]x[/embed]", "<p>A x</p>"),
        ('[caption id="1"]<img src="x"> Sea[/caption]', FIGURE),
        ("[gallery ids=1]", FIGURE),
        ("[audio src=x][/audio]", EMBED),
        ('<figure class="wp-block-image"><img></figure>', FIGURE),
        (
            '<figure class="wp-block-pullquote"><p>A</p></figure>',
            '<figure class="wp-block-pullquote"><p>A</p></figure>',
        ),
        (
            "A[footnote]See B.[/footnote]",
            '<p>A<a href="#footnote-1">1</a></p>\n'
            '<ol><li id="footnote-1">See B.</li></ol>',
        ),
        ("A &amp; B", "<p>A &amp; B</p>"),
    ],
)
def test_a_body_becomes_html(body, html):
    assert as_html(body) == html


def test_captions_that_never_end_take_no_more_than_linear_time():
    start = process_time()
    as_html("[caption]" * 50_000)

    assert process_time() - start < 5


def test_comments_are_not_the_post():
    assert "Mine?" not in str(posts(wordpress(item(body="Why?")), "blog.xml"))


NOTES = '[{"id": "a", "content": "See <em>B</em>."}]'
META = """<wp:postmeta><wp:meta_key>{key}</wp:meta_key>
<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta></item>"""


def test_footnotes_of_the_block_editor_are_read_beside_the_body():
    other = META.format(key="views", value="7")
    notes = META.format(key="footnotes", value=NOTES).removesuffix("</item>")
    body = '<p>Why<sup class="fn"><a href="#a" id="a-link">1</a></sup>?</p>'
    raw = wordpress(item(body=body).replace("</item>", notes + other))

    page = page_of(posts(raw, "blog.xml")[0])

    texts = [each.text for each in parse(page, format="html").items]
    assert texts == ["Why[^1]?", "[^1]: See *B*."]


@pytest.mark.parametrize("footnotes", ["", "{", "7", "[7]", "[" * 9_999])
def test_footnotes_that_are_none_add_nothing(footnotes):
    assert as_html("<p>A</p>", footnotes) == "<p>A</p>"
