"""An excerpt moves into a newer version, and says what it could not take along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.digest.carrying import carry
from apps.digest.excerpts import (
    Excerpt,
    Insert,
    Keep,
    assemble,
    check,
    from_ticks,
    sentences,
    whole,
)
from apps.digest.quotations import quote_of
from tests.digest.test_excerpts import SOURCES, cut_texts

OLD = "The lamp was lit. Nobody saw it burn. By morning it was cold. We all left."


def kept(source: str, *parts: str) -> Excerpt:
    return tuple(
        Insert(part[1:-1])
        if part.startswith("[")
        else Keep(source.index(part), source.index(part) + len(part))
        for part in parts
    )


CARRIED = [
    (OLD.replace("lamp", "light"), "[…] Nobody saw it burn. […]", 0),
    (f"To begin with. {OLD}", "[…] Nobody saw it burn. […]", 0),
    (OLD.replace("saw it burn", "saw it burning"), "[…] Nobody saw it burning. […]", 0),
    ("Something else entirely, of another day.", "Something else entirely", 1),
]


@pytest.mark.parametrize(("newer", "quote", "lost"), CARRIED)
def test_a_sentence_is_found_again_as_it_is_now(
    newer: str, quote: str, lost: int
) -> None:
    carried = carry(OLD, kept(OLD, "Nobody saw it burn."), newer)

    assert assemble(newer, carried.excerpt).startswith(quote)
    assert len(carried.lost) == lost


def test_what_was_quoted_whole_is_quoted_whole() -> None:
    newer = f"{OLD} And a postscript."

    assert carry(OLD, whole(OLD), newer).excerpt == whole(newer)


def test_what_is_lost_is_named_and_the_rest_is_kept() -> None:
    newer = OLD.replace("By morning it was cold. ", "")

    carried = carry(
        OLD, kept(OLD, "The lamp was lit.", "By morning it was cold."), newer
    )

    assert carried.lost == ("By morning it was cold.",)
    assert assemble(newer, carried.excerpt) == "The lamp was lit. […]"


def test_an_insertion_stays_before_its_words() -> None:
    excerpt = kept(OLD, "The lamp", "[of 1874]", "was lit.")

    carried = carry(OLD, excerpt, f"Then. {OLD}")

    assert assemble(f"Then. {OLD}", carried.excerpt) == (
        "[…] The lamp [of 1874] was lit. […]"
    )


def test_what_would_read_otherwise_in_the_newer_text_is_the_whole_of_it() -> None:
    """A definition at the end makes a link of what was brackets before."""
    source = "See [a] for the numbers of it. And then this goes on for long."
    newer = f"{source}\n\n[a]: http://example.org/x"

    carried = carry(source, kept(source, "See [a] for the numbers of it."), newer)

    assert carried.excerpt == whole(newer)
    assert carried.lost == ("See [a] for the numbers of it.",)


@given(cut_texts(), SOURCES.filter(str.strip))
def test_any_excerpt_carried_to_any_text_is_sound(
    cut: tuple[str, Excerpt], newer: str
) -> None:
    source, excerpt = cut

    assert quote_of(newer, carry(source, excerpt, newer).excerpt)


@given(SOURCES.filter(str.strip), st.data())
def test_ticks_carried_to_the_same_text_stay(source: str, data: st.DataObject) -> None:
    numbers = st.sets(st.sampled_from(range(len(sentences(source)))), min_size=1)
    excerpt = from_ticks(source, data.draw(numbers))

    # A text that says the same twice may be found at the other place.
    check(source, carry(source, excerpt, source).excerpt)
