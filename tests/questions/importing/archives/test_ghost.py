"""Ghost's JSON: with and without "db", as HTML or as the state of its editor."""

import json
from datetime import date

import pytest

from apps.questions.importing.archives import page_of, posts
from apps.questions.importing.archives.lexical import html_of
from apps.questions.importing.archives.rewriting import EMBED, FIGURE
from tests.questions.exports import ghost

FERRY = {
    "id": "1",
    "slug": "ferry",
    "title": "Ferry",
    "custom_excerpt": "On ice",
    "html": "<p>When?</p>",
    "status": "published",
    "published_at": "2026-02-03T10:00:00.000Z",
}


def run(text: str, flags: int = 0) -> dict[str, object]:
    return {"type": "extended-text", "text": text, "format": flags}


def node(kind: str, *children: object, **fields: object) -> dict[str, object]:
    return {"type": kind, "children": list(children), **fields}


def state(*blocks: object) -> str:
    return json.dumps({"root": node("root", *blocks)})


@pytest.mark.parametrize("has_db", [True, False])
def test_a_post_has_its_title_excerpt_date_and_state(has_db):
    post = posts(ghost(FERRY, has_db=has_db), "blog.json")[0]

    assert (post.key, post.title, post.subtitle) == ("ferry", "Ferry", "On ice")
    assert (post.date, post.status) == (date(2026, 2, 3), "published")
    assert post.html == "<p>When?</p>"


def test_cards_are_no_part_of_the_essay():
    card = '<figure class="kg-card kg-image-card"><img alt="Go?"></figure>'
    html = f"<p>Why?</p>{card}<!--kg-card-begin: html--><p>Else?</p>"

    post = posts(ghost({**FERRY, "html": html}), "blog.json")[0]

    assert post.html == f"<p>Why?</p>{FIGURE}<p>Else?</p>"


def test_the_editor_state_stands_in_for_missing_html():
    lexical = state(node("paragraph", run("When?")))

    post = posts(ghost({**FERRY, "html": None, "lexical": lexical}), "blog.json")[0]

    assert post.html == "<p>When?</p>\n"


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (node("heading", run("Ice"), tag="h2"), "<h2>Ice</h2>\n"),
        (node("heading", run("Ice"), tag="script"), "<p>Ice</p>\n"),
        (
            node("paragraph", run("a"), run("b", 3)),
            "<p>a<em><strong>b</strong></em></p>\n",
        ),
        (node("extended-quote", run("Q")), "<blockquote>Q</blockquote>\n"),
        (
            node("list", node("listitem", run("One?")), tag="ol"),
            "<ol><li>One?</li>\n</ol>\n",
        ),
        (
            node("paragraph", node("link", run("b"), url='h"x')),
            '<p><a href="h&quot;x">b</a></p>\n',
        ),
        (node("paragraph", run("<b>")), "<p>&lt;b&gt;</p>\n"),
        ({"type": "horizontalrule"}, "<hr>"),
        ({"type": "html", "html": "<p>Raw</p>"}, "<div><p>Raw</p></div>"),
        (
            {"type": "toggle", "heading": "More", "content": "<p>Why?</p>"},
            "<div>More</div>\n<div><p>Why?</p></div>",
        ),
        ({"type": "callout", "calloutText": "Mind!"}, "<div>Mind!</div>"),
        ({"type": "codeblock", "code": "a < b"}, "<pre><code>a &lt; b</code></pre>\n"),
        ({"type": "image", "alt": "Go?"}, FIGURE),
        ({"type": "embed", "html": "Go?"}, EMBED),
        ({"type": "signup", "header": "Join?"}, ""),
        ("text", ""),
    ],
)
def test_blocks_of_the_editor_become_html(block, html):
    assert html_of(state(block)) == html


@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({"visibility": "public"}, ""),
        ({"visibility": "members"}, "members"),
        ({"visibility": "paid"}, "paid members"),
        ({"visibility": "tiers"}, "some members"),
        ({"visibility": "public", "status": "sent"}, "those it was mailed to"),
    ],
)
def test_a_post_knows_who_alone_could_read_it(fields, readers):
    assert posts(ghost({**FERRY, **fields}), "blog.json")[0].readers == readers


@pytest.mark.parametrize(
    ("fields", "is_page"),
    [({"type": "page"}, True), ({"page": 1}, True), ({"type": "post"}, False)],
)
def test_a_page_is_told_from_a_post(fields, is_page):
    assert posts(ghost({**FERRY, **fields}), "blog.json")[0].is_page is is_page


@pytest.mark.parametrize("lexical", ["", "{", "[]", "7", '{"root": []}', "[" * 9_999])
def test_what_is_no_editor_state_is_an_empty_post(lexical):
    assert html_of(lexical) == ""


def test_an_editor_state_nested_too_deep_is_cut():
    block = run("deep")
    for _ in range(400):
        block = node("list", block, tag="ul")

    assert "deep" not in html_of(state(block))


def test_half_a_character_and_nul_do_not_reach_the_page():
    post = posts(ghost({**FERRY, "html": "<p>A\ud800B\x00C?</p>"}), "blog.json")[0]

    assert page_of(post).endswith("<p>A?BC?</p>")
