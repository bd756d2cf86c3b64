"""Suggested groups across questions: local, named, the same every time."""

import random

import pytest

from apps.digest.themes import themes
from tests.digest.test_selection import entry

GRID = (
    "Transformers wait four years, and the grid has no permits for a new line.",
    "Every permit for a line through the valley took the grid a decade.",
    "Without transformers the grid cannot take another data centre, permits or not.",
)
SCHOOL = (
    "Teachers mark essays at night, and pupils know which teachers read them.",
    "My pupils copied each other's essays until the teachers stopped grading them.",
    "Ask teachers what pupils do with essays once they are marked.",
)


def crowd() -> list:
    texts = [(text, f"grid{n}") for n, text in enumerate(GRID)]
    texts += [(text, f"school{n}") for n, text in enumerate(SCHOOL)]
    texts += [("Fish rest near reefs with open eyes.", "fish")]
    return [
        entry(key, text=text, question=f"question {number % 4}")
        for number, (text, key) in enumerate(texts)
    ]


def test_answers_of_different_questions_are_joined_by_what_they_speak_of() -> None:
    found = themes(crowd())

    assert {theme.keys for theme in found} == {
        ("grid0", "grid1", "grid2"),
        ("school0", "school1", "school2"),
    }


def test_a_theme_tells_the_words_that_most_of_its_answers_share() -> None:
    told = {theme.keys[0]: theme.words for theme in themes(crowd())}

    assert told["grid0"] == ("grid", "permits")
    assert told["school0"] == ("teachers", "essays", "pupils")


def test_a_number_or_two_in_common_make_no_theme() -> None:
    texts = (
        "Twenty hours of a translator's day go on wages, right or wrong.",
        "The civil register took twenty clerks and a morning in the city.",
        "Old processors stood for years behind a fence, twice twenty of them.",
        "Our village has a data centre where the morning train used to stop.",
    )
    entries = [
        entry(f"k{n}", text=text, question=f"q{n}") for n, text in enumerate(texts)
    ]

    assert themes(entries) == ()


def test_answers_to_one_question_make_no_theme_across_questions() -> None:
    one_question = [entry(f"k{n}", text=text) for n, text in enumerate(GRID)]

    assert themes(one_question) == ()


@pytest.mark.parametrize("texts", [[], ["One."], ["", "", ""], ["the of and"] * 5])
def test_too_little_makes_no_theme(texts: list[str]) -> None:
    entries = [
        entry(f"k{n}", text=text, question=f"q{n}") for n, text in enumerate(texts)
    ]

    assert themes(entries) == ()


def test_joining_goes_on_by_the_likeness_that_groups_have_by_then() -> None:
    """Fewer are joined than are alike: nine of one kind make a group of eight."""
    same = [
        entry(f"k{n}", text=f"{GRID[0]} Number{n}.", question=f"q{n % 2}")
        for n in range(9)
    ]

    found = themes([*same, *crowd()[3:]])

    assert {len(theme.keys) for theme in found} == {8, 3}


def test_looking_for_themes_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    themes(crowd(), lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1] == (14, 14)
    for moment in (3, 8):
        with pytest.raises(InterruptedError):
            themes(crowd(), lambda done, _, moment=moment: stop(done, moment))


def stop(done: int, moment: int) -> None:
    if done > moment:
        raise InterruptedError


def test_the_order_of_the_answers_does_not_matter() -> None:
    shuffled = crowd()
    random.Random(3).shuffle(shuffled)

    assert themes(shuffled) == themes(crowd())
