"""What changed, shown in the text as it is read: whole, well-formed and safe."""

import re

import pytest
from bleach._vendor import html5lib
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.markup import render, render_changes
from tests.lib.allow_list import faults
from tests.lib.vectors import VECTORS

PARTS = (
    *("a", "bb ", "*c* ", "**d**", "~~e~~ ", "\n", "\n\n", "- f\n", "> g\n", "1. h\n"),
    *("|i|j|\n|-|-|\n|k|l|\n", "`m` ", "```\nn\n```\n", "[o](https://p.org) ", "&lt;"),
)
MARKDOWN = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
MARKS = re.compile(r"</?(?:ins|del|s)>")


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "The cat **sat** on the mat.",
            "The cat **slept** on the mat.",
            "<p>The cat <strong><del>sat</del><ins>slept</ins></strong> on the mat.</p>",
        ),
        ("One two.\n\nThree.", "Three.", "<p><del>One two.</del><br>Three.</p>"),
        ("Three.", "One.\n\nThree.", "<p><ins>One.</ins></p>\n<p>Three.</p>"),
        ("One.\n\nTwo.", "One.", "<p>One.</p><p><del>Two.</del></p>"),
        (
            "- a\n- b\n- c",
            "- a\n- c",
            "<ul>\n<li>a</li>\n<li><del>b</del><br>c</li>\n</ul>",
        ),
        (
            "So *much* more",
            "So much more",
            "<p>So much more</p>",
        ),
        (
            "~~No~~ & yes",
            "~~No~~ & no",
            "<p><s>No</s> &amp; <del>yes</del><ins>no</ins></p>",
        ),
        (
            "It’s so &amp; <so?",
            "It’s so &amp; <so, and how?",
            "<p>It’s so &amp; &lt;so<ins>, and how</ins>?</p>",
        ),
        (
            "one two three",
            "four five three",
            "<p><del>one two</del><ins>four five</ins> three</p>",
        ),
        ("", "", ""),
    ],
)
def test_words_are_marked_and_tags_are_not(before: str, after: str, shown: str) -> None:
    assert _joined(render_changes(before, after)) == _joined(shown)


def test_a_row_that_went_from_a_table_stands_below_it() -> None:
    table = "|a|b|\n|-|-|\n|1|2|"

    shown = render_changes(f"{table}\n|3|4|", table)

    assert str(shown).endswith("</table><p><del>3</del></p><p><del>4</del></p>")


def test_too_much_that_changed_is_not_compared() -> None:
    assert render_changes("old " * 500, "new " * 500) is None


@given(MARKDOWN, MARKDOWN)
def test_without_what_went_it_is_the_newer_text(before: str, after: str) -> None:
    shown = str(render_changes(before, after))

    left = re.sub(r"<del>.*?</del>(<br>)?", "", shown, flags=re.DOTALL)
    newer = render(after).replace("del>", "s>")

    assert _words(left) == _words(newer)
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parseFragment(shown)
    assert parser.errors == []


def test_hostile_text_stays_harmless() -> None:
    for text in VECTORS[::40]:
        for before, after in ((text, "Fine."), ("Fine.", text)):
            shown = str(render_changes(before, after))
            assert faults(MARKS.sub("", shown)) == [], text


def _joined(html: object) -> str:
    return re.sub(r"\n", "", str(html))


def _words(html: str) -> str:
    return "".join(re.sub(r"<[^>]*>", " ", html).split())
