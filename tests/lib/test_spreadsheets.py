"""CSV holds what was said, and nothing that a spreadsheet would run."""

import csv
from io import StringIO

import pytest

from apps.lib.spreadsheets import csv_of


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "said",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\n=2"],
)
def test_a_cell_never_begins_a_formula(said: str) -> None:
    ((_,), (cell,)) = read(csv_of(["a"], [[said]]))

    assert cell == f"'{said}"


@pytest.mark.parametrize("said", ["Why?", "a=b", 'He said "no", twice', "ä\nö", ""])
def test_other_text_is_kept_to_the_letter(said: str) -> None:
    assert read(csv_of(["a", "b"], [[said, "x"]]))[1][0] == said


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert read(csv_of(["a", "b"], [[-3, None]]))[1] == ["-3", ""]


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert csv_of(["a"], []).startswith("\ufeff")
