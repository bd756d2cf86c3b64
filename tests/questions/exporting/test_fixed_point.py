"""What is exported and imported again is the same essay."""

import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings

from apps.lib.markup import render_inline
from apps.questions.exporting import write_html, write_markdown
from apps.questions.importing import Outline, detect_format, parse
from tests.questions.exporting.outlines import outlines

ROOT = Path(__file__).resolve().parents[3]
STARTER = (ROOT / "aiq_site" / "starter" / "essay.md").read_text("utf-8")
REAL = ROOT.parent / "shared" / "data" / "essay.txt"

DEEP = """\
# Doubts *and* $E = mc^2$

Before everything.

> An old word.
> — Nobody, *Nowhere*

- Asked before any section? {#before1}

## One \\# two {#secone1}

A statement between questions: 2 < 3 & “so on”.

- Is \\(a_1 < b\\) or $x_{i}$ the [same](https://example.org/a_(b))? {#deep001}
  - **Context:** A first paragraph.

    A second one, `code` and all.
    - Why? {#deep002}
      - **For:** Because.
        - Does that follow? {#deep003}
          - > One.
            >
            > Two.
            > — Somebody
  - **For:**
    - Said below a bare label.
  - Is it said, not asked? {.said}
- 2024\\. A year {#deep004}

Another statement.

### Inside {#subone1}

- > A quotation that others speak about. {.against}
  - It is spoken about.

---

After the sections.

## Two {#sectwo1}

- And then? {#deep005}

---

Goodbye.
"""


def told(outline: Outline) -> list[object]:
    """Everything about an outline but where in its source it stood."""
    items = [
        replace(each, line=0, part=0, confidence=1.0, further=())
        for each in outline.items
    ]
    return [(outline.title, outline.subtitle), *items]


def html_of(outline: Outline) -> str:
    return write_html(outline, render_inline)


def with_ids(outline: Outline) -> Outline:
    """As rows keep an outline: an id for every heading and question."""
    kinds = ("section", "subsection", "question", "subquestion")
    items = [
        replace(each, public_id=f"id{at:05}") if each.kind in kinds else each
        for at, each in enumerate(outline.items)
    ]
    return replace(outline, items=tuple(items))


def test_the_starter_essay_is_exported_as_it_was_written():
    assert write_markdown(parse(STARTER, format="markdown")) == STARTER


def test_an_essay_deep_and_odd_is_exported_as_it_was_written():
    assert write_markdown(parse(DEEP, format="markdown")) == DEEP


@pytest.mark.parametrize("source", [STARTER, DEEP])
def test_html_brings_the_same_essay_back(source):
    outline = parse(source, format="markdown")

    assert told(parse(html_of(outline), format="html")) == told(outline)


def test_html_says_the_ids_and_shows_no_marks():
    page = html_of(parse(DEEP, format="markdown"))

    assert '<h2 id="sectwo1">Two</h2>' in page
    assert '<li id="deep002"><p>Why?</p>' in page
    assert "<footer>— Somebody</footer>" in page
    assert "{.against}" not in page


def test_a_paragraph_that_html_cannot_tell_carries_its_markdown():
    outline = parse(DEEP.replace("Because.", "_Because_ & so."), format="markdown")

    page = html_of(outline)

    assert 'data-markdown="_Because_ &amp; so."><strong>For:</strong> <em>' in page
    assert told(parse(page, format="html")) == told(outline)


@pytest.mark.skipif(not REAL.exists(), reason="the long essay is not here")
def test_a_long_essay_read_from_a_paste_comes_back_the_same():
    outline = with_ids(parse(REAL.read_text("utf-8"), format="text"))
    kept = [each for each in outline.items if each.kind != "reader_comment"]
    outline = replace(outline, items=tuple(kept))

    assert told(parse(write_markdown(outline), format="markdown")) == told(outline)
    assert told(parse(html_of(outline), format="html")) == told(outline)


@settings(max_examples=50, deadline=None)
@given(outlines())
def test_any_outline_comes_back_from_markdown(outline):
    text = write_markdown(outline)

    assert told(parse(text, format="markdown")) == told(outline)


@settings(max_examples=50, deadline=None)
@given(outlines())
def test_any_outline_comes_back_from_html(outline):
    page = html_of(outline)

    assert told(parse(page, format="html")) == told(outline)
    assert detect_format(page) == "html"


def test_an_export_with_a_new_question_keeps_all_the_ids():
    changed = DEEP.replace(
        "- And then? {#deep005}", "- And then? {#deep005}\n- Who else?"
    )

    outline = parse(changed, format="markdown")

    asked = [each for each in outline.items if each.kind == "question"]
    assert (asked[-1].text, asked[-1].public_id) == ("Who else?", "")
    ids = set(re.findall(r"\{#(\w+)\}", DEEP))
    assert ids == {each.public_id for each in outline.items} - {""}


@pytest.mark.parametrize(
    "change",
    [
        ("## Two {#sectwo1}", "## Two"),
        ("Goodbye.", "Goodbye,\nall."),
        ("- And then?", "* And then?"),
        ("- And then?", "      - And then?"),
        ("Goodbye.", "[Up](#secone1)"),
        ("Goodbye.", "~~~\ncode\n~~~"),
        ("Goodbye.", "```\ncode"),
        ("Goodbye.", "| a |\nand more"),
        ("# Doubts", "Doubts"),
    ],
)
def test_what_has_left_the_shape_is_read_by_its_words_and_keeps_its_ids(change):
    changed = DEEP.replace(*change)
    assert changed != DEEP

    outline = parse(changed, format="markdown")

    assert max(each.confidence for each in outline.items) > 0
    assert "deep005" in {each.public_id for each in outline.items}
    assert any(each.confidence < 1 for each in outline.items)


@pytest.mark.parametrize(
    "text",
    [
        *("```\n" + "x\n\n" * 24_000 + "```", "| a |\n|---|\n" + "| b |\n" * 48_000),
        *("\\" * 200_000, "*" * 200_000, "{#" * 100_000, "- " * 100_000, "> " * 99_999),
    ],
)
def test_a_hostile_paragraph_is_written_and_read_in_no_time(text):
    outline = parse(STARTER, format="markdown")
    hostile = replace(outline.items[-1], text=text)
    outline = replace(outline, items=(*outline.items[:-1], hostile))
    start = process_time()

    written = write_markdown(outline)
    parse(written, format="markdown")

    assert process_time() - start < 9
