import pytest

from apps.questions.importing import detect_format

WRAPPED = "\n".join(
    ["- Why do the bells of the old church ring at six in the", "morning?"]
)


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.md", "markdown"), ("a.HTML", "html"), ("b.markdown", "markdown")],
)
def test_a_name_decides_where_it_can(name, format):
    assert detect_format("Why?", name) == format


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<!doctype html><p>Why?", "html"),
        ("<p>Why?</p><p>Who?</p><p>When?</p>", "html"),
        ("# Bells\n\nWhy?", "markdown"),
        ("Bells\n=====\n\nWhy?", "markdown"),
        ("---\ntitle: Bells\n---\nWhy?", "markdown"),
        ("- Why?\n  - Who?\n- When?", "markdown"),
        ("See [this](https://b.example).\n\nWhy?", "markdown"),
        ("**Why?**\n\nSo.", "markdown"),
        (
            "# Bells\n\n<ul>\n<li>Why?\n<li>Who?\n<li>When?\n</ul>\n\n- x\n- y\n",
            "markdown",
        ),
        ("Why?\nWho?\nWhen?\nBecause.\n", "text"),
        ("Why?\nWho?\n- one\n- two\nWhen?\nBecause.\nSo.\n", "text"),
        ("Bells\n• Why?\n• Who?\nTowers\n• When?\n", "text"),
        ("# Bells\n• Why?\n• Who?\n", "markdown"),
        ("Bells\n\n- Why?\n- Who?\nTowers\n- When?\n- What?\n", "text"),
        ("", "text"),
    ],
)
def test_the_text_decides_where_the_name_does_not(text, format):
    assert detect_format(text) == format
    assert detect_format(text, "essay.txt") == format
