"""Texts in short: own words in one line, with their blocks told apart."""

import pytest

from apps.lib import markup
from apps.lib.plain_text import in_short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One.\n\nTwo.", "One. Two."),
        ("Mean time to repair\n\nMachine A breaks.", "Mean time to repair / Machine A breaks."),
        ("As follows.\n\n- 4 days: x\n- 5 days: y\n\nThen.", "As follows. / 4 days: x / 5 days: y / Then."),
        ("> what happens now\n\nAt four in the morning.", "At four in the morning."),
        ("> nothing but words of others", "nothing but words of others"),
        ("“Is it?”\n\nIt is.", "“Is it?” It is."),
        ("1. first\n2. second", "first / second"),
        ("", ""),
    ],
)  # fmt: skip
def test_blocks_are_told_apart_and_quotations_left_out(text: str, short: str) -> None:
    assert in_short(markup.render(text)) == short
