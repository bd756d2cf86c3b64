"""Broken and hostile input: a sane outline or a sentence, soon, and no recursion."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.questions.importing import CannotImport, Format, parse

FORMATS: list[Format] = ["auto", "markdown", "html", "text"]
MEGABYTE = 1_000_000
SLOWEST = 5.0  # seconds of processor time for 1 MB

REPEATED = [
    "- ", "> ", "<div>", "[", "#", "?a", "a?\n", "<", "<!--", "<a ", '<a "', "<b>",
    "<li>", "“", '"', "*", "_", "a_", "`", "$", "\\(", "\\[", "{% ", "{{ ", "[[", "](",
    "[a](", "[a]: b\n", "![", "\n", "\t", "a.B", "aa.Bb ", "? ", "a? ", "Why is this so? ",
    "<blockquote>", "<script>", "<!", "&amp;", "{#a}", "<td>", "<h2>a", "— ", "<cite>",
    "```\n", "a\n===\n", "“a” ", "\x00", "\ud800", "if aa, ", "Aa Bb of the ", "(",
    "<a name=", "<a href='a'>", "<br> ", "|", "|a?|", ": ", "<![if !supportLists]>",
    "**a? ", "**a?** b\n\n", "what i ", "do you have other ",
]  # fmt: skip
DEEP = {
    "quotes": ">" * 100_000 + " why?",
    "divisions": "<div>" * 90_000 + "why?" + "</div>" * 80_000,
    "lists": "<ul><li>" * 100_000 + "why?",
    "block quotes": "<blockquote>" * 70_000 + "why?",
    "marks": "<b>" * 90_000 + "why?" + "</b>" * 90_000,
    "stairs": "\n".join(" " * 2 * n + "- why?" for n in range(900)),
    "one tag": "<a " + "a" * 900_000 + ">why?",
    "one attribute": "<p class='" + "a " * 400_000 + "'>why?",
    "one sentence": "if " + "a " * 400_000 + ", why?",
    "one word": "why" + "y" * 900_000 + "?",
    "a name": "Aa " * 300_000 + "writes: “" + "b" * 50_000 + "”?",
    "contents": "Contents\n" + "\n".join(f"Bell {n} xx" for n in range(3_000)) + "\n"
    + "\n".join(f"Bell {n} yy\nWhy?" for n in range(3_000)),
    "comments": "Why?\n" * 5_000 + "Thanks to Ada.\n"
    + "\n".join(f'Not so: "{n} bells, and more than thirty letters"' for n in range(2_000)),
    "questions": "\n".join(f"Would this ring bell {n}?" for n in range(9_000)),
    "headings": "\n\n".join(f"## Why {n}?\n\nSo." for n in range(4_900)),
}  # fmt: skip


def seconds(text: str, format: Format) -> float:
    """How long a parse takes, whether it ends in an outline or in a refusal."""
    started = time.process_time()
    with suppress(CannotImport):
        parse(text, format=format)
    return time.process_time() - started


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("unit", REPEATED)
def test_repetition_costs_no_more_than_its_length(unit, format):
    text = (unit * MEGABYTE)[: MEGABYTE // 40]

    assert seconds(text, format) < SLOWEST / 2


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_depth_and_size_are_borne_or_refused(text):
    assert seconds(text, "auto") < SLOWEST


@pytest.mark.parametrize("unit", ["Why do bells ring? ", "<p>", "["])
def test_a_whole_megabyte_takes_seconds(unit):
    assert seconds((unit * MEGABYTE)[:MEGABYTE], "auto") < SLOWEST


PIECES = st.sampled_from(
    ["- ", "  ", "\n", "\n\n", "\t", "> ", "## ", "1. ", "Why?", "So.", "“", "”", "**", "[",
     "](", ")", "{#abc12}", "<li>", "<ul>", "</ul>", "<p>", "<blockquote>", "<h2>", "Q: ",
     "For: ", "Contents", "Thanks to Ada.", "```", "---", "===", "|", "$", "—", ":", "?"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(FORMATS))
def test_any_mixture_gives_a_well_formed_outline(pieces, format):
    try:
        outline = parse("".join(pieces), format=format)
    except CannotImport:
        return

    lines = "".join(pieces).count("\n") + 1
    for at, item in enumerate(outline.items):
        assert item.parent is None or 0 <= item.parent < at
        assert 1 <= item.line <= lines
        assert 0 <= item.confidence <= 1
        assert item.text.strip()
        assert item.level >= 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(FORMATS))
def test_any_text_is_read_or_refused(text, format):
    with suppress(CannotImport):
        assert parse(text, format=format).items
