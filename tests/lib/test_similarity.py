"""Near-duplicates are found, other answers are left alone, always in the same way."""

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.lib.similarity import closest, clusters
from apps.lib.words import stem, words
from tests.lib.effort import effort
from tests.lib.labelled_texts import ALONE, ASKED, QUESTIONS, REPEATS

ROOT = Path(__file__).resolve().parents[2]
LABELLED = [
    (f"{number}-{way}", text)
    for number, group in enumerate(REPEATS)
    for way, text in enumerate(group)
] + [(f"alone-{number}", text) for number, text in enumerate(ALONE)]


def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def labelled_pairs() -> set[frozenset[str]]:
    return pairs(
        [
            [f"{number}-{way}" for way in range(len(group))]
            for number, group in enumerate(REPEATS)
        ]
    )


def essay_like(seed: int, length: int) -> str:
    """Words in the proportions of real text: few common, many rare."""
    pick = random.Random(seed)
    return " ".join(f"w{int(6000 * pick.random() ** 3)}" for _ in range(length))


def test_every_labelled_repetition_is_found_and_nothing_else() -> None:
    found = pairs(clusters(LABELLED))

    precision = len(found & labelled_pairs()) / len(found)
    recall = len(found & labelled_pairs()) / len(labelled_pairs())
    assert (precision, recall) == (1.0, 1.0)


def test_touched_up_copies_are_found_in_a_crowd() -> None:
    crowd = [(f"{seed}", essay_like(seed, 40 + seed % 120)) for seed in range(600)]
    copies = []
    for seed in range(0, 600, 20):
        copied = crowd[seed][1].split()
        copied[:: len(copied) // 4] = ["changed"] * len(copied[:: len(copied) // 4])
        copies.append((f"copy of {seed}", " ".join(copied)))

    groups = clusters(crowd + copies)

    assert pairs(groups) == {
        frozenset({f"{seed}", f"copy of {seed}"}) for seed in range(0, 600, 20)
    }


def test_a_short_remark_inside_a_long_essay_is_not_the_same() -> None:
    remark = essay_like(1, 20)
    essay = f"{remark} {essay_like(2, 200)}"

    assert clusters([("remark", remark), ("essay", essay)]) == []


def test_a_chain_of_small_changes_does_not_link_its_ends() -> None:
    links = [
        essay_like(1, 300).split()[start : start + 60] for start in range(0, 240, 12)
    ]
    chain = [(f"{place:02}", " ".join(link)) for place, link in enumerate(links)]

    for group in clusters(chain):
        first, last = min(group), max(group)
        assert int(last) - int(first) <= 4


@pytest.mark.parametrize("text", ["", "No.", "Yes, I agree.", "???", "\u0301" * 9])
def test_texts_too_short_to_repeat_anything_are_never_grouped(text: str) -> None:
    assert clusters([("one", text), ("two", text)]) == []


def test_a_group_begins_with_its_longest_text() -> None:
    long, short = essay_like(3, 50), " ".join(essay_like(3, 50).split()[:40])

    assert clusters([("a", short), ("b", long)]) == [["b", "a"]]


@settings(max_examples=20)
@given(st.randoms())
def test_order_of_the_input_does_not_matter(chance: random.Random) -> None:
    shuffled = LABELLED.copy()
    chance.shuffle(shuffled)

    assert clusters(shuffled) == clusters(LABELLED)


@given(st.lists(st.text(), max_size=12))
def test_every_key_is_in_at_most_one_group(texts: list[str]) -> None:
    keyed = [(str(number), text) for number, text in enumerate(texts)]

    grouped = [key for group in clusters(keyed) for key in group]

    assert len(grouped) == len(set(grouped))


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_results_do_not_depend_on_how_python_hashes_text(seed: str) -> None:
    script = (
        "from tests.lib.test_similarity import *;"
        "print(clusters(LABELLED), [closest(q, list(QUESTIONS.items())) for q, _ in ASKED])"
    )
    here = (
        repr(clusters(LABELLED)),
        repr([closest(query, list(QUESTIONS.items())) for query, _ in ASKED]),
    )

    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout == " ".join(here) + "\n"


def pasted(times: int) -> list[tuple[str, str]]:
    """One text over and over, two words changed in each."""
    copies = []
    for number in range(times):
        copy = essay_like(7, 80).split()
        copy[number % 80] = copy[number // 80 % 80] = f"changed{number}"
        copies.append((f"{number:04}", " ".join(copy)))
    return copies


def test_a_text_pasted_thousands_of_times_is_one_group_at_no_great_cost() -> None:
    some, many = pasted(500), pasted(2000)

    assert [len(group) for group in clusters(many)] == [2000]
    # Four times the texts: comparing all with all would take sixteen times as long.
    assert effort(lambda: clusters(many)) < 9 * effort(lambda: clusters(some))


def test_a_phrase_that_everybody_uses_hides_no_pair() -> None:
    phrase = "speaking as somebody who works in the field"
    crowd = [(f"{seed:03}", f"{phrase} {essay_like(seed, 40)}") for seed in range(150)]
    repeated = ("again", f"{crowd[140][1]} indeed")

    assert clusters([*crowd, repeated]) == [["again", "140"]]


def test_the_asked_question_is_among_the_first_five() -> None:
    candidates = list(QUESTIONS.items())

    found = [
        wanted in [key for key, _ in closest(query, candidates)]
        for query, wanted in ASKED
    ]

    assert sum(found) / len(found) >= 0.9


def test_the_best_comes_first_and_equals_go_by_key() -> None:
    candidates = [
        ("b", "Why do birds sing?"),
        ("a", "Why do birds sing?"),
        ("c", "Why do birds sing before the sun is up?"),
        ("d", "Why do stones roll?"),
    ]

    found = closest("why do birds sing", candidates)

    assert [key for key, _ in found] == ["a", "b", "c"]
    assert found[0][1] == pytest.approx(1.0)


def test_no_more_than_the_limit_are_shown() -> None:
    candidates = [(f"{number}", "birds sing") for number in range(9)]

    assert len(closest("birds", candidates, limit=3)) == 3


@pytest.mark.parametrize("query", ["", "why is it so?", "…", "zzz"])
def test_a_query_without_telling_words_is_like_nothing(query: str) -> None:
    assert closest(query, list(QUESTIONS.items())) == []


def test_ten_thousand_questions_are_searched_at_once() -> None:
    candidates = [(f"{seed}", essay_like(seed, 12)) for seed in range(10_000)]

    # 0.1 s where this was written; the rest is for slower machines.
    assert effort(lambda: closest(candidates[77][1], candidates)) < 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("predicts", "predicting"),
        ("building", "builds"),
        ("funded", "funding"),
        ("stopped", "stopping"),
        ("theories", "theory"),
        ("quickly", "quick"),
        ("move", "moved"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["is", "sing", "bed", "news", "seed", "the"])
def test_a_stem_keeps_two_letters_and_more(word: str) -> None:
    assert len(stem(word)) >= 2


def test_words_are_folded_and_free_of_punctuation() -> None:
    assert words("It’s ＢＩＧ, “really”—snake_case 3.5") == [
        "it's",
        "big",
        "really",
        "snake",
        "case",
        "3",
        "5",
    ]
