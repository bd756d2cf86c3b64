"""Nothing a stranger writes leaves the allow-list."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib import markup, sanitising
from tests.lib.allow_list import faults, links
from tests.lib.vectors import CONSTRUCTS, MARKUP, SCHEMES, VECTORS

# Pieces that mean something to Markdown or HTML, so that random texts are odd ones.
PIECES = st.sampled_from(
    [
        *("*", "_", "~~", "`", "```\n", "[", "](", ")", "![", "<", ">", "&", ";", "#"),
        *("- ", "1. ", "> ", "\n", "\n\n", "    ", "|", "|-|-|\n", "---\n", "===\n"),
        *("https://a.b", "javascript:", "//", "mailto:", "\\", '"', "'", "$", ":", "@"),
        *("<a href=", "<script>", "<svg>", "&#", "&lt;", "\x02", "\x03", "\u200d", "a"),
        *("\ud800", "\ufffe", "\u0301", "[r]: /x\n", "[r]", "- [ ] ", "\t", "www.a.b"),
    ]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return {vector: markup.render(vector) for vector in VECTORS}


def test_no_vector_leaves_the_allow_list(rendered):
    bad = {vector: faults(html) for vector, html in rendered.items() if faults(html)}

    assert bad == {}


# The same parsers do the work there; every fourth vector has all kinds among them.
@pytest.mark.parametrize("vector_start", range(2))
def test_no_vector_leaves_the_allow_list_in_essays_and_single_lines(vector_start):
    for vector in VECTORS[vector_start::8]:
        assert faults(markup.render(vector, "essay")) == [], vector
        assert faults(markup.render_inline(vector)) == [], vector


def test_there_are_enough_vectors_and_the_inspector_sees_them():
    harmful = [f'<a href="{scheme}">a</a>' for scheme in SCHEMES] + [*MARKUP[:20]]

    assert len(set(VECTORS)) > 4_000
    assert all(faults(html) for html in harmful)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("construct", CONSTRUCTS[:8])
def test_a_refused_address_is_no_link(construct: str, scheme: str):
    found = links(markup.render(construct.format(scheme)))

    assert scheme not in found


@pytest.mark.parametrize(
    "html",
    [
        '<a href="{}">a</a>',
        '<a href="{}" onclick="x()" target="_blank" id="y" class="z">a</a>',
    ],
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sanitiser_alone_refuses_what_markdown_would_never_write(
    html: str, scheme: str
):
    cleaned = sanitising.sanitise(html.format(scheme))

    assert links(cleaned) == []
    assert faults(cleaned) == []


@pytest.mark.parametrize("html", MARKUP)
def test_each_sanitising_pass_is_enough_alone(html: str):
    assert faults(sanitising.resanitise(html)) == []
    assert faults(sanitising.sanitise(html)) == []


def test_links_made_from_bare_addresses_are_judged_like_others():
    rendered = markup.render("see https://good.example@evil.example/ and ftp://a.b")

    assert links(rendered) == []


def test_rendered_text_is_the_same_after_another_parse(rendered):
    changed = [
        vector
        for vector, html in rendered.items()
        if not html == parsed_again(html) == markup.stored(html)
    ]

    assert changed == []


def parsed_again(html: str) -> str:
    """By a sanitiser without our own checks, so that only parsing can change it."""
    return nh3.clean(
        html,
        tags=set(sanitising.TAGS),
        attributes={tag: set(names) for tag, names in sanitising.ATTRIBUTES.items()},
        link_rel=sanitising.LINK_REL,
    )


def test_what_got_into_stored_html_by_another_way_is_taken_out():
    stored = markup.stored('<p onclick="x()">a<script>alert(1)</script></p>')

    assert stored == "<p>a</p>"


@pytest.mark.parametrize("code", [1, 8, 13, 0x7F, 0x85, 0x202E, 0x2066, 0xFFFE])
def test_characters_nobody_types_do_not_come_in_as_entities(code):
    text = f"a&#{code};b&#x{code:x};c"

    assert chr(code) not in markup.render(text)
    assert chr(code) not in markup.render_inline(text)
    assert chr(code) not in markup.plain(text)


@given(MARKDOWN)
def test_any_text_renders_to_well_formed_allowed_html(text: str):
    assert faults(markup.render(text)) == []
    assert faults(markup.render(text, "essay")) == []
    assert faults(markup.render_inline(text)) == []


@given(MARKDOWN)
def test_any_text_has_a_plain_form_and_can_be_checked(text: str):
    assert isinstance(markup.plain(text), str)
    assert all(problem.endswith(".") for problem in markup.check(text))
