"""Every guess says which rule made it."""

import ast
from pathlib import Path

import pytest

from apps.questions.importing import parse
from apps.questions.importing.reasons import REASONS, reason_of
from tests.questions.texts import SMALL

IMPORTING = Path(__file__).parents[3] / "apps/questions/importing"


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_every_item_has_a_reason_in_words(format):
    items = parse(SMALL, format=format).items

    assert [item.text for item in items if not reason_of(item.reason)] == []


def test_every_sentence_belongs_to_a_rule():
    named = {
        node.value
        for path in IMPORTING.glob("*.py")
        if path.name != "reasons.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(REASONS) - named == {"editor"}
