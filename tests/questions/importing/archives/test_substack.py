"""Substack's zip: which posts it holds, and what of their bodies is the essay."""

from datetime import date

import pytest

from apps.questions.importing import CannotImport, parse
from apps.questions.importing.archives import page_of, posts
from apps.questions.importing.archives.substack_body import without_widgets
from tests.questions.exports import substack, zipped

BRIDGES = {
    "title": "Bridges &amp; Doubts",
    "subtitle": "What I &amp; you ask",
    "html": "<h2>Crossing</h2><ul><li><p>Who pays?</p></li></ul>",
}


def test_a_post_has_its_title_date_and_state():
    post = posts(substack(BRIDGES), "export.zip")[0]

    assert (post.key, post.title) == ("post-1", "Bridges & Doubts")
    assert (post.date, post.status) == (date(2026, 3, 1), "published")


def test_the_page_of_a_post_gives_title_and_subtitle_to_the_essay():
    outline = parse(page_of(posts(substack(BRIDGES), "x.zip")[0]), format="html")

    assert outline.title == "Bridges & Doubts"
    assert outline.subtitle == "What I & you ask"
    assert [item.kind for item in outline.items] == ["section", "question"]


def test_published_posts_come_first_and_the_newest_before_the_rest():
    raw = substack(
        {"title": "Draft", "is_published": "false", "post_date": "2026-09-09"},
        {"title": "Old", "post_date": "2025-01-01"},
        {"title": "New", "post_date": "2026-01-01"},
    )

    assert [post.title for post in posts(raw, "x.zip")] == ["New", "Old", "Draft"]


def test_a_post_whose_body_is_missing_has_no_page():
    post = posts(substack({"title": "New"}), "x.zip")[0]

    assert not post.has_text
    with pytest.raises(CannotImport, match="no text for this post"):
        page_of(post)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("everyone", ""),
        ("only_paid", "paid subscribers"),
        ("founding", "founding members"),
        ("only_free", "free subscribers"),
        ("of_my_choice", "some subscribers"),
    ],
)
def test_a_post_knows_who_alone_could_read_it(audience, readers):
    post = posts(substack({**BRIDGES, "audience": audience}), "x.zip")[0]

    assert post.readers == readers
    assert bool(post.caution) == bool(readers)


def test_a_page_is_told_from_a_post():
    page, post = posts(substack({**BRIDGES, "type": "page"}, BRIDGES), "x.zip")

    assert page.is_page
    assert not post.is_page


def test_an_export_may_stand_in_a_folder():
    raw = substack(BRIDGES, folder="my-blog/")

    assert "Who pays?" in posts(raw, "x.zip")[0].html


def test_threads_are_no_posts():
    raw = substack({"title": "Chat", "type": "thread"}, BRIDGES)

    assert [post.title for post in posts(raw, "x.zip")] == ["Bridges & Doubts"]


def test_a_post_id_cannot_name_a_file_outside_its_folder():
    table = "post_id,title\n../secret,Escape\n1.ok,Kept\n"
    raw = zipped({"posts.csv": table, "secret.html": "<p>Why?</p>"})

    assert [post.title for post in posts(raw, "x.zip")] == ["Kept"]


@pytest.mark.parametrize(
    "widget",
    [
        '<p class="button-wrapper" data-attrs="{}"><a class="button">Go?</a></p>',
        '<div class="subscription-widget-wrap"><div><p>Go?</p></div></div>',
        '<div class="captioned-image-container"><figure><a>Go?</a></figure></div>',
        '<a class="image-link"><img src="https://e.com/go.png" alt="Go?"></a>',
        '<div class="tweet"><div class="tweet-text">Go?</div></div>',
        '<div class="digest-post-embed">Go?</div>',
        '<div class="embedded-post-wrap"><a>Go?</a></div>',
        '<div class="poll-embed">Go?</div>',
        '<div class="paywall-jump">Go?</div>',
        '<div class="comment"><p>Go?</p></div>',
        "<iframe>Go?</iframe>",
        "<!-- Go? -->",
    ],
)
def test_a_widget_is_no_part_of_the_essay(widget):
    kept = without_widgets(f"<p>Why?</p>{widget}<p>After.</p>")

    assert "Go?" not in kept
    assert kept.startswith("<p>Why?</p>")
    assert kept.endswith("<p>After.</p>")


def test_a_widget_that_is_never_closed_does_not_swallow_the_questions():
    html = '<div class="tweet"><p>Once more.</p><p>Who pays?</p>'

    assert "Who pays?" in without_widgets(html)


def test_tex_stays_tex():
    attributes = "{&quot;persistentExpression&quot;:&quot;a &lt; b^2&quot;}"

    kept = without_widgets(f'<div class="latex-rendered" data-attrs="{attributes}">')

    assert kept == "<p>$$a &lt; b^2$$</p>"


def test_a_mention_stays_as_the_name():
    attributes = "{&quot;name&quot;:&quot;Ann &lt;Lee&quot;,&quot;id&quot;:1}"

    kept = without_widgets(
        f'<p>As <span class="mention-wrap" data-attrs="{attributes}"></span> says?</p>'
    )

    assert kept == "<p>As Ann &lt;Lee says?</p>"


def test_a_footnote_stays_a_note_with_its_mark():
    note = (
        '<div class="footnote" data-x="y"><a id="footnote-1" href="#footnote-anchor-1"'
        ' class="footnote-number">1</a><div class="footnote-content"><p>A <a '
        'href="https://e.com/">source</a>.</p></div></div>'
    )
    mark = '<a class="footnote-anchor" href="#footnote-1">1</a>'
    html = f"<h2>Pay</h2><ul><li>Who pays{mark}?</li></ul>{note}"

    items = parse(without_widgets(html), format="html").items

    texts = [item.text for item in items]
    assert texts == ["Who pays[^1]?", "[^1]: A [source](https://e.com/)."]


def test_pictures_and_embeds_are_counted_and_told():
    picture = '<div class="captioned-image-container"><figure>Go?</figure></div>'
    html = f'{BRIDGES["html"]}{picture}{picture}<div class="tweet">Go?</div>'

    page = page_of(posts(substack({**BRIDGES, "html": html}), "x.zip")[0])

    told = "Left out, for only text is read: 1 embed, 2 figures."
    assert parse(page, format="html").warnings == (told,)
