"""Names in the author's own words: which are found, and what is said instead."""

import pytest

from apps.digest.naming import Rewording, is_telling, mentions, parts, says_part

ROSA = "Rosa Lindqvist"


def said(text: str, others: tuple[str, ...] = (), also: str = "") -> str:
    return Rewording([ROSA], others, [text, also])(text)


@pytest.mark.parametrize(
    "text",
    [
        "As Rosa Lindqvist says",
        "As ROSA LINDQVIST says",
        "As *Rosa* says, and _Rosa Lindqvist_ above",
        "As Rosa\nLindqvist says",
        "Rosa’s point",
        "Lindqvist, again",
        "I owe this to Rosa-",
    ],
)
def test_a_name_and_its_parts_leave_the_authors_words(text: str) -> None:
    new = said(text)

    assert "rosa" not in new.casefold()
    assert "lindqvist" not in new.casefold()
    assert "a reader" in new.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Parks sat down",
        "In Santa Rosa it rains",
        "Rosa-Maria agrees",
        "A Rosary",
        "Prosa",
    ],
)
def test_what_is_part_of_another_name_stays(text: str) -> None:
    assert said(text) == text


def test_a_part_that_somebody_else_here_is_called_stays() -> None:
    assert said("Rosa is right", others=("Rosa Eriksen",)) == "Rosa is right"


def test_a_part_that_is_a_word_of_the_post_stays() -> None:
    text = "Rosa is right"

    assert said(text, also="the sub rosa deal") == text


@pytest.mark.parametrize("name", ["Will Grey", "May Grey", "Su Grey"])
def test_common_words_and_short_names_are_not_telling(name: str) -> None:
    assert not is_telling(name.split()[0], others=(), texts=())


def test_a_sentence_begins_with_a_capital_then_too() -> None:
    text = "Rosa Lindqvist began. Rosa went on.\n\nRosa ended; and Rosa won."

    assert said(text) == (
        "A reader began. A reader went on.\n\nA reader ended; and a reader won."
    )


def test_addresses_and_code_stay_as_they_are() -> None:
    text = "See [it](https://a.example/Rosa), https://b.example/Rosa and `Rosa`"

    assert said(text) == text


def test_two_people_who_shared_a_part_become_readers() -> None:
    say = Rewording([ROSA, "Rosa Holm"], (), ())

    assert say("It was Rosa") == "It was a reader"
    assert say("Thus Rosa Lindqvist and Rosa Holm") == "Thus a reader and a reader"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dark_matter_fan", r"Well, dark\_matter\_fan and DARK_MATTER_FAN!"),
        ("Bell & Son", "Well, Bell & Son and bell &amp; son!"),
        ("O'Brien", "Well, O'Brien and o'brien!"),
    ],
)
def test_a_name_is_known_as_markdown_writes_it_and_in_any_case(
    name: str, text: str
) -> None:
    assert mentions(text, name)
    assert Rewording([name], (), ())(text) == "Well, a reader and a reader!"


@pytest.mark.parametrize("name", ["brain", "Brain", "BRAIN", "The"])
def test_a_word_of_the_post_is_never_taken_for_a_name(name: str) -> None:
    text = f"{name} is no computer, and no brain is."

    assert Rewording([name], (), [text])(text) == text


def test_what_is_no_word_of_a_name_is_no_part_of_it() -> None:
    assert parts("Rosa") == ()
    assert parts("Jan van den Berg") == ("Jan", "Berg")
    assert says_part("Then Jan came", "Jan")
    assert not says_part("Then January came", "Jan")
