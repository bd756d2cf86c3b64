"""Quoted words are found again: as they are, as they are now, or not at all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.lib.edits import likeness_at_start, nearest
from apps.lib.folding import fold
from apps.lib.passages import CONTEXT, Place, Selector, find, select
from tests.lib.effort import effort

SYLLABLES = ("ka", "lo", "mi", "ser", "tun", "vel", "par", "dis", "ho", "gra", "nem")
VOCABULARY = [first + second for first in SYLLABLES for second in SYLLABLES]
ESSAY = (
    "The first machines did what they were told. We read their work line by line.\n\n"
    "Later ones were asked for judgement, and nobody could read that. “Trust,” "
    "wrote an engineer, “is what remains when checking has become too dear.”\n\n"
    "So the question is not whether to trust, but whom it costs when trust is wrong."
)
MARKS = st.text(alphabet="ab \n*_[]()`“”\"'’—-…\u00ad\\#>", max_size=60)


def prose(seed: int, words: int) -> str:
    """Made-up words in no order, so that no phrase comes twice."""
    choice = random.Random(seed)
    return " ".join(
        choice.choice(VOCABULARY) + choice.choice(["", "", "", ",", "."])
        for _ in range(words)
    )


def of(words: str, text: str = ESSAY) -> Selector:
    start = text.index(words)
    return select(text, start, start + len(words))


def stands(place: Place | None, text: str) -> str:
    assert place
    return text[place.start : place.end]


@given(st.text(max_size=80) | MARKS, st.integers(0, 80), st.integers(1, 80))
def test_any_slice_of_any_text_is_found_again(text, start, length):
    selector = select(text, start, start + length)

    place = find(selector, text)

    if selector.exact:
        assert place
        assert place.is_exact
        assert stands(place, text) == selector.exact
    else:
        assert place is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 1500), st.integers(12, 400))
def test_edits_elsewhere_change_nothing(seed, start, length):
    text = prose(seed, 400)
    selector = select(text, start, start + length)
    edited = prose(seed + 1, 30) + text[:start] + selector.exact
    edited += text[start + length :].replace("kalo", "riddle")

    place = find(selector, edited)

    assert place
    assert place.is_exact
    assert stands(place, edited) == selector.exact


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 1500), st.integers(60, 400), st.data())
def test_small_edits_inside_leave_it_near(seed, start, length, data):
    text = prose(seed, 400)
    selector = select(text, start, start + length)
    at = data.draw(st.integers(10, length - 10))
    changed = selector.exact[:at] + "perhaps" + selector.exact[at + 4 :]
    edited = text[:start] + changed + text[start + length :]

    place = find(selector, edited)

    assert place
    assert not place.is_exact
    assert place.likeness > 0.8
    assert abs(place.start - start) < CONTEXT
    assert "perhaps" in stands(place, edited)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 1200), st.integers(60, 400))
def test_what_was_removed_is_not_found(seed, start, length):
    text = prose(seed, 400)
    selector = select(text, start, start + length)

    assert find(selector, text[:start] + text[start + length :]) is None


@pytest.mark.parametrize(
    "quoted",
    [
        "wrote an engineer, “is what remains",
        'wrote an engineer, "is what remains',
        "wrote  an\n engineer, “is what remains",
        "wrote *an engineer*, “is **what** remains",
        "wrote [an engineer](https://example.org/a), “is what remains",
        "> wrote an engineer, “is what remains",
        "wrote an engin\u00adeer, “is what remains",
    ],
)
def test_the_way_of_writing_does_not_matter(quoted):
    place = find(Selector(quoted), ESSAY)

    assert place
    assert place.is_exact
    assert stands(place, ESSAY).strip() == "wrote an engineer, “is what remains"


def test_marks_in_the_essay_do_not_matter_either():
    text = "He said that [minds](https://example.org) are *not* machines—yet."

    place = find(Selector("minds are not machines-yet"), text)

    assert stands(place, text) == "minds](https://example.org) are *not* machines—yet"


def test_of_several_the_one_in_the_same_surroundings_is_meant():
    text = "One: we cannot know. Two: we cannot know. Three: we cannot know."
    second = text.index("we", text.index("Two"))

    place = find(select(text, second, second + 14), "And so. " + text)

    assert place == Place(second + 8, second + 22, 1.0)


def test_of_equals_the_first_is_taken():
    place = find(Selector("we cannot know"), "we cannot know, we cannot know")

    assert place == Place(0, 14, 1.0)


def test_a_reworded_sentence_says_how_it_reads_now():
    edited = ESSAY.replace("nobody could read that", "hardly anyone could read it")

    place = find(of("asked for judgement, and nobody could read that."), edited)

    assert stands(place, edited) == (
        "asked for judgement, and hardly anyone could read it."
    )


def test_a_near_place_has_whole_words():
    edited = ESSAY.replace("too dear", "far too expensive for us")

    place = find(of("checking has become too dear"), edited)

    found = stands(place, edited)
    assert found.startswith("checking has become")
    assert edited[place.end : place.end + 1] in (" ", "”", ".")


@pytest.mark.parametrize(
    "words", ["the mind", "trust but verify", "We had read none of it by then, alas."]
)
def test_what_never_stood_there_is_not_found(words):
    assert find(Selector(words), ESSAY) is None


def test_a_short_quotation_may_hardly_differ():
    assert find(Selector("whom it costs"), ESSAY)
    assert find(Selector("whom it cost"), ESSAY)
    assert find(Selector("when it lists"), ESSAY) is None


@pytest.mark.parametrize("words", ["", "**", "](", "..!?"])
def test_nothing_is_found_for_nothing(words):
    assert find(Selector(words, "before", "after"), "a text of words") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (prose(1, 9_000)[:60_000], prose(2, 200)[:1000]),
        (prose(1, 9_000)[:60_000], prose(1, 9_000)[30_000:31_000].replace("e", "x", 9)),
        ("a" * 60_000, "a" * 999 + "b"),
        ("ab" * 30_000, "ab" * 499 + "c"),
        ("a " * 30_000, "a"),
        ("the mind " * 6_700, "the mine " * 111),
        ("*" * 60_000, "*a" * 500),
        ("[a](b" * 12_000, "[a](b)" * 160),
        ("](" * 30_000, "](" * 499 + "x"),
        (" " * 60_000, "a b"),
        ("…" * 60_000, "." * 999 + "!"),
    ],
)
def test_long_and_hostile_texts_take_a_tenth_of_a_second(text, words):
    selector = Selector(words, "x" * CONTEXT, "y" * CONTEXT)

    def search():
        fold.cache_clear()
        find(selector, text)

    # A fifth, for machines at half the speed.
    assert effort(search) < 0.2


def slow_nearest(pattern, text):
    """The table of edit distances, free to begin and end anywhere in the text."""
    column = list(range(len(pattern) + 1))
    best = column[-1]
    for character in text:
        above, column[0] = column[0], 0
        for place, wanted in enumerate(pattern, start=1):
            above, column[place] = (
                column[place],
                min(
                    column[place] + 1,
                    column[place - 1] + 1,
                    above + (wanted != character),
                ),
            )
        best = min(best, column[-1])
    return best


@given(
    st.text(alphabet="abc", min_size=1, max_size=12),
    st.text(alphabet="abcd", max_size=30),
)
def test_the_bits_count_like_the_table(pattern, text):
    match = nearest(pattern, text)

    assert match.errors == slow_nearest(pattern, text)
    assert slow_nearest(pattern, text[match.start : match.end]) == match.errors


def test_likeness_at_the_start():
    assert likeness_at_start("", "anything") == 1
    assert likeness_at_start("word", "word and more") == 1
    assert likeness_at_start("word", "ward and more") == 0.75
    assert likeness_at_start("word", "") == 0
