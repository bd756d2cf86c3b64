"""The question that was asked before is found, whatever its words."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from apps.lib.similarity import closest
from apps.lib.words import stem, words
from tests.lib.effort import effort
from tests.lib.labelled_texts import ASKED, QUESTIONS

ROOT = Path(__file__).resolve().parents[2]


def essay_like(seed: int, length: int) -> str:
    """Words in the proportions of real text: few common, many rare."""
    pick = random.Random(seed)
    return " ".join(f"w{int(6000 * pick.random() ** 3)}" for _ in range(length))


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_results_do_not_depend_on_how_python_hashes_text(seed: str) -> None:
    script = (
        "from tests.lib.test_similarity import *;"
        "print([closest(q, list(QUESTIONS.items())) for q, _ in ASKED])"
    )
    here = repr([closest(query, list(QUESTIONS.items())) for query, _ in ASKED])

    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout == here + "\n"


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
