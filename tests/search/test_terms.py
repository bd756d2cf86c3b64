"""Words as the index knows them, and what a person meant."""

import pytest

from apps.search.query import MOST, parse
from apps.search.terms import row_of, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Machines, MACHINE’S machine", ["machin"] * 3),
        ("Café naïve ½", ["caf", "naiv", "12"]),
        ("AI-driven gpt4", ["ai", "driven", "gpt4"]),
        ("お金と愛", ["お", "金", "と", "愛"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("\0\x0b…—", []),
        ("x" * 5000, ["x" * 40]),
    ],
)
def test_a_text_is_known_by_its_folded_stems(text, expected):
    assert terms(text) == expected
    assert row_of(text) == f" {' '.join(expected)} "


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("ice money", ((("ice",),), (("money",),)), ()),
        ('"who pays" ice', ((("who", "pay"),), (("ice",),)), ()),
        ("ice OR snow fee", ((("ice",), ("snow",)), (("fee",),)), ()),
        ('ice -snow -"who pays"', ((("ice",),),), (("snow",), ("who", "pay"))),
        ("co-operate", ((("co", "operat"),),), ()),
        ("OR ice OR", ((("ice",),),), ()),
        ("-ice", (), (("ice",),)),
        ('"unclosed quote', ((("unclos", "quot"),),), ()),
        ("the ice", ((("ice",),),), ()),
        ('" " - -- ""', (), ()),
    ],
)
def test_a_query_is_taken_apart(typed, wanted, unwanted):
    query = parse(typed)

    assert (query.wanted, query.unwanted) == (wanted, unwanted)


def test_words_that_are_everywhere_are_named_not_looked_for():
    query = parse("the who of")

    assert query.is_too_common
    assert query.common == ("the", "who", "of")


def test_a_very_long_query_is_cut():
    assert parse("word " * 2000).is_cut
    assert len(parse(" ".join(f"w{n}" for n in range(40))).phrases()) == MOST
