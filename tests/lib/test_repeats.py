"""Near-duplicates are found, other answers are left alone, always in the same way."""

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.lib.fingerprints import spoken
from apps.lib.polarity import contradicts
from apps.lib.repeats import clusters
from tests.lib.effort import effort
from tests.lib.labelled_repeats import HELD_OUT, TUNED, Labelled

ROOT = Path(__file__).resolve().parents[2]


def keyed(labelled: Labelled) -> list[tuple[str, str]]:
    repeated = [
        (f"{number:02}-{way}", text)
        for number, (_, *texts) in enumerate(labelled.groups)
        for way, text in enumerate(texts)
    ]
    apart = [(f"apart-{number:02}", text) for number, text in enumerate(labelled.apart)]
    return repeated + apart


def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def labelled_pairs(labelled: Labelled) -> set[frozenset[str]]:
    return pairs(
        [
            [f"{number:02}-{way}" for way in range(len(texts))]
            for number, (_, *texts) in enumerate(labelled.groups)
        ]
    )


LABELLED = keyed(TUNED)


def essay_like(seed: int, length: int) -> str:
    """Words in the proportions of real text: few common, many rare."""
    pick = random.Random(seed)
    return " ".join(f"w{int(6000 * pick.random() ** 3)}" for _ in range(length))


Figures = tuple[float, float]


def figures(labelled: Labelled) -> Figures:
    """Precision and recall over pairs of texts."""
    found, wanted = pairs(clusters(keyed(labelled))), labelled_pairs(labelled)
    return len(found & wanted) / len(found), len(found & wanted) / len(wanted)


@pytest.mark.parametrize("labelled", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_nine_labelled_repetitions_in_ten_are_found_and_hardly_anything_else(
    labelled: Labelled,
) -> None:
    precision, recall = figures(labelled)

    assert precision >= 0.9
    assert recall >= 0.9


def test_the_published_figures_are_those_of_today() -> None:
    page = (ROOT / "docs" / "duplicates.md").read_text("utf-8")

    for name, labelled in (("Tuned", TUNED), ("Held out", HELD_OUT)):
        precision, recall = figures(labelled)
        groups, pairs_ = len(labelled.groups), len(labelled_pairs(labelled))
        row = f"| {name} | {groups} | {pairs_} | {len(labelled.apart)} "
        assert f"{row}| {precision:.2f} | {recall:.2f} |" in page


def test_the_labelled_set_is_large_and_its_halves_share_nothing() -> None:
    tuned, held_out = (
        {text for _, text in keyed(labelled)} for labelled in (TUNED, HELD_OUT)
    )

    assert len(TUNED.groups) + len(HELD_OUT.groups) >= 40
    assert not tuned & held_out


@pytest.mark.parametrize("labelled", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_no_text_is_put_together_with_its_opposite(labelled: Labelled) -> None:
    grouped = {key for keys in clusters(keyed(labelled)) for key in keys}

    assert [key for key in sorted(grouped) if key.startswith("apart")] == []


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


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_results_do_not_depend_on_how_python_hashes_text(seed: str) -> None:
    script = "from tests.lib.test_repeats import *; print(clusters(LABELLED))"

    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout == f"{clusters(LABELLED)}\n"


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[int] = []
    many = [(f"{seed}", essay_like(seed, 10)) for seed in range(2500)]

    clusters(many, told.append)

    assert told[-1] == 2000

    def stop(done: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        clusters(many, stop)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sleep is a luxury.", "Sleep is not a luxury."),
        ("Cities grow.", "Cities never grow."),
        ("I think it can work.", "I don't think it can work."),
        ("It can’t be measured.", "It can be measured."),
        ("It is possible to stop.", "It is impossible to stop."),
        ("More people agree today.", "Fewer people agree today."),
        ("Taxes rose because of the war.", "Taxes fell because of the war."),
    ],
)
def test_opposites_contradict_each_other(one: str, other: str) -> None:
    assert contradicts(one, other)
    assert contradicts(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("Sleep is not a luxury.", "Sleep is no luxury."),
        ("Nobody pays for it.", "In the end nobody pays for it at all."),
        ("Cities grow.", "Cities grow. They do not shrink."),
        ("It is not impossible to stop.", "It is possible to stop."),
        ("Less is done.", "There is less done."),
    ],
)
def test_the_same_in_other_words_is_no_contradiction(one: str, other: str) -> None:
    assert not contradicts(one, other)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "“A line of the essay that goes on for a while” is wrong here.",
            "is wrong here.",
        ),
        ('"A line of the essay that goes on for a while" Well said.', "Well said."),
        ("He calls it “slow” and means it.", "He calls it “slow” and means it."),
        ("“Nothing but a line of somebody else’s, whole.”", None),
        ('An inch is 1" and the next line', None),
    ],
)
def test_what_is_quoted_is_not_what_is_said(text: str, own: str | None) -> None:
    assert spoken(text).strip() == (own or text)
