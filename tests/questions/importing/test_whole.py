"""Code and tables stay whole, on the way in and out and in again."""

from dataclasses import replace

import pytest

from apps.lib.markup import render, render_inline
from apps.questions.exporting import write_html, write_markdown
from apps.questions.importing import parse
from apps.questions.importing.whole import is_whole, paragraphs_of
from tests.questions.exporting.test_fixed_point import told, with_ids
from tests.questions.importing.sketch import outlined

CODE = "```python\ndef why():\n\n    return 1\n```"
TABLE = "| a | b |\n| --- | --- |\n| 1 | 2 |"


def texts(source, format="markdown"):
    return [item.text for item in outlined(source, format).items]


def test_code_keeps_its_lines_blank_ones_and_indents():
    assert texts(f"# T\n\nWhy?\n\n{CODE}\n\nSo.\n") == ["Why?", CODE, "So."]


def test_code_inside_an_item_is_set_in_no_further_than_its_fence():
    source = "# T\n\n- Why?\n\n  ~~~\n  if a:\n      b\n  ~~~\n"

    assert texts(source) == ["Why?", "```\nif a:\n    b\n```"]


def test_code_with_fences_in_it_gets_a_longer_fence():
    source = "# T\n\nWhy?\n\n~~~\n```\nx\n```\n~~~\n"

    assert texts(source)[1] == "````\n```\nx\n```\n````"


def test_a_language_with_a_backtick_does_not_break_the_fence():
    source = "# T\n\nWhy?\n\n~~~ a`b\nx\n\ny\n~~~\n"

    assert texts(source)[1] == "```a\nx\n\ny\n```"


def test_a_table_keeps_its_rows():
    assert texts(f"# T\n\nWhy?\n\n{TABLE}\n\nSo.\n") == ["Why?", TABLE, "So."]
    assert "<td>2</td>" in render(TABLE, "essay")


def test_a_table_that_asks_is_read_row_by_row():
    source = "# T\n\n| Who? | b |\n| --- | --- |\n| Why? | 2 |\n"

    assert texts(source) == ["Who?", "b", "Why?", "2"]


@pytest.mark.parametrize("head", ["th", "td"])
def test_a_table_of_html_is_a_table(head):
    source = (
        f"<h1>T</h1><p>Why?</p><table><tr></tr><tr><{head}>a</{head}><{head}>b</{head}></tr>"
        "<tr><td><p>1|2</p></td><td></td></tr></table><p>So.</p>"
    )

    expected = "| a | b |\n| --- | --- |\n| 1\\|2 |  |"
    assert texts(source, "html") == ["Why?", expected, "So."]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>One.</p><p>Two.</p></td><td>b</td></tr></table>",
        "<table><tr><td>One.</td></tr><tr><td>Two.</td></tr></table>",
        "<table><tr><td>One.</td><td>b</td></tr><tr><td>Two.</td></tr></table>",
        "<table><tr><td><table><tr><td>One.</td></tr></table></td></tr></table>",
        "<table><tr></tr></table><p>One.</p>",
    ],
)
def test_a_table_that_lays_out_a_page_is_read_as_text(table):
    found = texts(f"<h1>T</h1><p>Why?</p>{table}", "html")

    assert "One." in found


def test_code_of_html_keeps_its_lines():
    source = "<h1>T</h1><p>Why?</p><pre><code>a &lt; b<br>  c\n\nd</code></pre><p>So."

    assert texts(source, "html") == ["Why?", "```\na < b\n  c\n\nd\n```", "So."]


def test_what_is_only_set_like_code_may_ask():
    source = "<h1>T</h1><pre>Dear all,\nwho pays?</pre>"

    assert texts(source, "html") == ["Dear all, who pays?"]


@pytest.mark.parametrize("whole", [CODE, TABLE])
@pytest.mark.parametrize(
    "around",
    [
        "{}\n\n- Why?\n",
        "- Why?\n  - So.\n\n    {}\n\n    And so.\n",
        "- Why?\n\n  {}\n",
        "- Why?\n  - **For:**\n\n    {}\n\n- Who?\n",
        "- Why?\n\n{}\n\nSo.\n",
    ],
)
def test_what_is_exported_and_imported_again_is_whole(around, whole):
    margin = around.split("{}")[0].rpartition("\n")[2]
    block = whole.replace("\n", f"\n{margin}").replace(f"\n{margin}\n", "\n\n")
    outline = with_ids(parse(f"# T\n\n{around.format(block)}", format="markdown"))
    found = [one for item in outline.items for one in paragraphs_of(item.text)]
    assert whole in found

    again = parse(write_markdown(outline), format="markdown")
    page = parse(write_html(outline, render_inline), format="html")

    assert told(again) == told(outline)
    assert told(page) == told(outline)


@pytest.mark.parametrize("stance", ["for", "context"])
@pytest.mark.parametrize("kind", ["consideration", "prose"])
@pytest.mark.parametrize(
    "whole", [CODE, TABLE, f"{TABLE}\n\nSo.", f"{CODE}\n\n{TABLE}"]
)
def test_code_and_tables_may_argue(whole, kind, stance):
    outline = with_ids(parse("# T\n\n- Why?\n  - So.\n", format="markdown"))
    question, said = outline.items
    said = replace(said, text=whole, kind=kind, stance=stance)
    outline = replace(outline, items=(question, said))

    assert told(parse(write_markdown(outline), format="markdown")) == told(outline)
    page = write_html(outline, render_inline)
    assert told(parse(page, format="html")) == told(outline)


@pytest.mark.parametrize(
    "text", ["```\nnever ends\n\nMore.", "```", "| a |\n| b |", "x"]
)
def test_what_has_no_end_or_no_head_is_not_whole(text):
    assert not any(map(is_whole, paragraphs_of(text)))
    assert paragraphs_of(text) == text.split("\n\n")


def test_an_id_without_words_is_nothing():
    assert texts("- {#abc12}\n- Why?\n") == ["Why?"]


def test_code_at_the_margin_ends_the_list_above():
    source = f"# T\n\n- Why?\n  - So.\n\n{CODE}\n\n- Who?\n"

    assert texts(source) == ["Why?", "So.", CODE, "Who?"]
