"""Which question of a new version is which: pure, sure, one to one and quick."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.questions.revising import (
    Asking,
    Heading,
    Version,
    differences,
    heading_differences,
    pair,
)

WORDS = [
    f"{onset}{vowel}{coda}"
    for onset in ("br", "d", "fl", "g", "k", "m", "pr", "sk", "t", "v")
    for vowel in ("a", "e", "i", "o", "u")
    for coda in ("ck", "ld", "mp", "nt", "rk", "sh")
]


def old(*texts: str, section: str = "") -> Version:
    rows = (Asking(f"old{n}", text, section) for n, text in enumerate(texts))
    return Version((), tuple(rows))


def new(*texts: str, section: str = "") -> Version:
    rows = (Asking(f"{n}.0", text, section) for n, text in enumerate(texts))
    return Version((), tuple(rows))


def paired(before: Version, after: Version, said: dict[str, str] | None = None):
    return pair(before, after, said).questions


def test_the_same_text_is_the_same_question():
    assert paired(old("Why?", "How?"), new("How?", "Why?")) == {
        "0.0": "old1",
        "1.0": "old0",
    }


def test_an_id_in_the_source_goes_before_the_text():
    after = Version((), (Asking("0.0", "Why?", public_id="old1"),))

    assert paired(old("Why?", "Who built the pier?"), after) == {"0.0": "old1"}


def test_an_id_of_something_else_is_passed_over():
    after = Version((), (Asking("0.0", "Why?", public_id="elsewhere"),))

    assert paired(old("Why?"), after) == {"0.0": "old0"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Who should pay for the bridge?", "Should those who cross the bridge pay?"),
        ("How old is the oldest pier?", "How old is the oldest standing pier?"),
        ("What about ice, and what about snow?", "What about ice?"),
        ("Why does the ferry stop?", "Why does the FERRY stop"),
    ],
)
def test_a_reworded_question_is_recognised(was, now):
    assert paired(old(was), new(now)) == {"0.0": "old0"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("How old is the oldest pier?", "How deep is the widest lock?"),
        ("Who should pay for the bridge?", "Who should hear of the verdict?"),
        ("Why?", "How?"),
        ("What is it for?", "What of it?"),
    ],
)
def test_words_that_say_little_make_no_likeness(was, now):
    assert paired(old(was), new(now)) == {}


def test_a_question_split_in_two_stays_with_the_nearer_half():
    before = old("Who should pay for the old stone bridge, and when was it built?")
    after = new("When was it built?", "Who should pay for the old stone bridge?")

    assert paired(before, after) == {"1.0": "old0"}


def test_the_same_words_under_another_question_are_another_question():
    before = Version(
        (),
        (
            Asking("a", "Who pays?"),
            Asking("b", "Why?", parent="a"),
            Asking("c", "Who rows?"),
            Asking("d", "Why?", parent="c"),
        ),
    )
    after = Version(
        (),
        (
            Asking("1", "Who rows?"),
            Asking("2", "Why?", parent="1"),
            Asking("3", "Who pays?"),
            Asking("4", "Why?", parent="3"),
        ),
    )

    assert paired(before, after) == {"1": "c", "2": "d", "3": "a", "4": "b"}


def test_what_the_editor_says_goes_before_all_else():
    before, after = old("Why?", "Where from?"), new("Why?", "Whence?")

    assert paired(before, after, {"1.0": "old1"}) == {"0.0": "old0", "1.0": "old1"}
    assert paired(before, after, {"0.0": "old1"}) == {"0.0": "old1"}
    assert paired(before, after, {"0.0": ""}) == {}


def test_one_old_question_cannot_be_two_new_ones():
    said = {"0.0": "old0", "1.0": "old0", "9.9": "old0", "2.0": "nothing"}

    assert paired(old("Why?"), new("Who?", "Which?", "Whose?"), said) == {"0.0": "old0"}


def test_a_retired_question_comes_back_by_its_own_words_only():
    retired = Asking("old0", "Who should pay for the bridge?", standing="retired")
    before = Version((), (retired,))

    assert paired(before, new("Who should pay for the bridge?")) == {"0.0": "old0"}
    assert paired(before, new("Who should pay for the long bridge?")) == {}


def test_a_renamed_section_is_known_by_its_questions():
    before = Version(
        (Heading("s", "Crossing"), Heading("t", "Ice")),
        old("A?", section="s").questions,
    )
    after = Version(
        (Heading("1", "The Way Over"), Heading("2", "Ice")),
        new("A?", section="1").questions,
    )
    pairs = pair(before, after)

    found = [each.kinds for each in heading_differences(before, after, pairs)]

    assert pairs.headings == {"1": "s", "2": "t"}
    assert found == [("renamed",), ("kept",)]


def test_a_renamed_section_is_known_by_its_subsections():
    before = Version((Heading("s", "Crossing"), Heading("t", "Ice", above="s")))
    after = Version((Heading("1", "The Way Over"), Heading("2", "Ice", above="1")))

    assert pair(before, after).headings == {"1": "s", "2": "t"}


def test_only_what_left_its_place_has_moved():
    before, after = old("A?", "B?", "C?", "D?"), new("D?", "A?", "B?", "C?")

    found = differences(before, after, pair(before, after))

    assert [each.kinds for each in found] == [("moved",), *[("kept",)] * 3]


def test_what_readers_asked_stays_without_the_source():
    before = Version((), (Asking("a", "A?", standing="credited"), Asking("b", "B?")))

    found = differences(before, Version(), pair(before, Version()))

    assert [each.kinds for each in found] == [("staying",), ("removed",)]


def question_of(source: random.Random, length: int = 12) -> str:
    return f"Why {' '.join(source.sample(WORDS, length))}?"


@given(st.integers(0, 10_000), st.data())
def test_any_edits_leave_untouched_questions_their_ids(seed, data):
    """Any mix of deleting, adding, rewording and shuffling."""
    source = random.Random(seed)
    texts = [question_of(source) for _ in range(12)]
    before = old(*texts)
    touched = data.draw(st.sets(st.integers(0, 11), max_size=6))
    kept = [text for n, text in enumerate(texts) if n not in touched]
    reworded = [texts[n].replace("Why", "Say why") for n in sorted(touched)[::2]]
    added = [question_of(source) for _ in range(3)]
    after = new(*data.draw(st.permutations(kept + reworded + added)))

    pairs = paired(before, after)

    was = {row.key: row.text for row in before.questions}
    found = {row.text: was.get(pairs.get(row.key, "")) for row in after.questions}
    assert all(found[text] == text for text in kept)
    assert all(found[text] == text.replace("Say why", "Why") for text in reworded)
    assert len(set(pairs.values())) == len(pairs)


@pytest.mark.parametrize("shared", ["", " in the long history of the sea"])
def test_a_thousand_questions_take_no_two_seconds(shared):
    source = random.Random(7)
    texts = [question_of(source).replace("?", f"{shared}?") for _ in range(1000)]
    changed = [text.replace("Why", "Say why exactly") for text in texts]
    before, after = old(*texts), new(*reversed(changed))

    start = time.process_time()
    pairs = pair(before, after)
    differences(before, after, pairs)

    assert time.process_time() - start < 6
    assert pairs.questions == {f"{999 - n}.0": f"old{n}" for n in range(1000)}
