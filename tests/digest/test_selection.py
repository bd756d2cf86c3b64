"""The compile's choice: explainable, repeatable, and blind to agreement."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.digest.parameters import Parameters
from apps.digest.scoring import SIGNALS, WEIGHTS, readable
from apps.digest.selection import Decided, Entry, Selection, ordinal, select
from tests.lib.effort import effort

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ("sleep", "cities", "bees")
SAYING = "Sleep is older than brains, so washing them cannot be what it began as."


def entry(key: str, **changes: object) -> Entry:
    plain = Entry(
        key=key,
        question="sleep",
        section="",
        author=f"author of {key}",
        text=" ".join(f"{key}{number}" for number in range(12)),
        helpful=0,
        unhelpful=0,
        agree=0,
        disagree=0,
        repliers=0,
        words=100,
        domains=(),
        created="2026-01-01T00:00:00+00:00",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def crowd(size: int, seed: int = 1) -> list[Entry]:
    """Answers in the proportions of a busy essay, some of them repeating others."""
    chance = random.Random(seed)
    made: list[Entry] = []
    for number in range(size):
        length = chance.randint(8, 60)
        text = " ".join(f"w{int(6000 * chance.random() ** 3)}" for _ in range(length))
        if made and number % 10 == 0:
            text = f"{chance.choice(made).text} indeed"
        made.append(
            entry(
                f"k{number:05}",
                question=f"q{chance.randrange(max(1, size // 20)):03}",
                author=f"a{chance.randrange(max(1, size // 4))}",
                text=text,
                helpful=chance.randrange(20),
                unhelpful=chance.randrange(9),
                agree=chance.randrange(20),
                disagree=chance.randrange(20),
                repliers=chance.randrange(4),
                words=length,
                created=f"2026-01-{chance.randint(1, 28):02}",
            )
        )
    return made


def choose(
    *entries: Entry,
    kept: set[str] = frozenset(),
    dismissed: set[str] = frozenset(),
    **limits,
) -> Selection:
    return select(
        entries,
        question_order=QUESTIONS,
        parameters=Parameters(**limits),
        decided=Decided(frozenset(kept), frozenset(dismissed)),
    )


def chosen(selection: Selection) -> list[str]:
    return [pick.key for pick in selection.picks]


def reason_of(selection: Selection, key: str) -> str:
    return next(passed.reason for passed in selection.passed if passed.key == key)


def test_better_rated_answers_come_first() -> None:
    selection = choose(
        entry("unrated"),
        entry("sure", helpful=30, unhelpful=2),
        entry("lucky", helpful=1),
        entry("disliked", helpful=2, unhelpful=30),
    )

    assert chosen(selection) == ["sure", "lucky", "unrated", "disliked"]
    assert [pick.rank for pick in selection.picks] == [1, 2, 3, 4]


def test_questions_come_in_the_outlines_order() -> None:
    selection = choose(
        entry("one", question="unheard of"),
        entry("two", question="bees", helpful=9),
        entry("three", question="sleep"),
    )

    assert [pick.question for pick in selection.picks] == [
        "sleep",
        "bees",
        "unheard of",
    ]
    assert {pick.rank for pick in selection.picks} == {1}


def test_ties_go_to_the_older_answer_then_to_the_key() -> None:
    selection = choose(
        entry("c"), entry("a", created="2026-02-01"), entry("b", created="2025-12-31")
    )

    assert chosen(selection) == ["b", "c", "a"]


@settings(max_examples=30)
@given(st.data())
def test_agreement_moves_nothing_and_takes_nothing_out(data: st.DataObject) -> None:
    entries = crowd(30)
    votes = st.integers(0, 50)
    flipped = [
        replace(one, agree=data.draw(votes), disagree=data.draw(votes))
        for one in entries
    ]

    before, after = choose(*entries, limit=12), choose(*flipped, limit=12)

    assert by_merit(before) == by_merit(after)
    scores = {pick.key: pick.score for pick in (*before.picks, *after.picks)}
    assert scores == {
        one.key: one.score
        for one in (*after.picks, *after.passed, *before.picks)
        if one.key in scores
    }


@settings(max_examples=20)
@given(st.integers(1, 500))
def test_flipping_every_agree_vote_leaves_the_order_unchanged(seed: int) -> None:
    entries = crowd(40, seed)
    flipped = [replace(one, agree=one.disagree, disagree=one.agree) for one in entries]

    assert by_merit(choose(*entries)) == by_merit(choose(*flipped))


def by_merit(selection: Selection) -> list[tuple[str, float, int]]:
    """What is in without the dissents that came beside the quotas."""
    return [
        (pick.key, pick.score, pick.rank)
        for pick in selection.picks
        if "In the tray beside the quotas, because of that" not in pick.reasons
    ]


DISSENT = "The strongest answer that readers disagreed with"


def test_the_strongest_disputed_answer_is_told_apart() -> None:
    selection = choose(
        entry("liked", helpful=9, agree=9),
        entry("disputed", helpful=8, agree=1, disagree=9),
        entry("weaker", helpful=2, disagree=3),
    )

    assert [pick.is_dissent for pick in selection.picks] == [False, True, False]
    assert DISSENT in selection.picks[1].reasons


def test_the_best_dissent_is_in_even_beside_the_quotas() -> None:
    better = [entry(f"k{n}", helpful=20 + n) for n in range(5)]
    dissent = entry("dissent", helpful=4, agree=1, disagree=9)

    selection = choose(*better, dissent, per_question=5)

    assert selection.picks[-1].key == "dissent"
    assert [pick.is_extra for pick in selection.picks] == [False] * 5 + [True]
    assert (
        "In the tray beside the quotas, because of that" in selection.picks[-1].reasons
    )
    assert len(selection.picks) == 6


@pytest.mark.parametrize(
    "votes",
    [
        {"helpful": 9, "agree": 0, "disagree": 4},
        {"helpful": 9, "agree": 5, "disagree": 5},
        {"helpful": 2, "disagree": 9},
        {"helpful": 3, "unhelpful": 3, "disagree": 9},
    ],
)
def test_few_voices_or_a_poor_answer_make_no_dissent(votes: dict[str, int]) -> None:
    selection = choose(entry("k", **votes))

    assert not selection.picks[0].is_dissent


def test_what_says_the_same_as_a_dissent_that_is_in_is_no_second_one() -> None:
    disputed = {"agree": 0, "disagree": 9}
    selection = choose(
        entry("one", text=SAYING, helpful=20, question="bees"),
        entry("two", text=f"{SAYING} Truly.", helpful=9, **disputed),
    )

    assert chosen(selection) == ["one"]


def test_answers_that_say_the_same_are_represented_by_the_best_rated() -> None:
    selection = choose(
        entry("first", text=SAYING),
        entry("best", text=f"{SAYING} Truly.", helpful=9),
        entry("worse", text=SAYING.upper(), helpful=3),
    )

    assert chosen(selection) == ["best"]
    assert selection.picks[0].also == (("worse", 1), ("first", 1))
    assert (
        "Says the same as 2 other answers, and is the best rated of them"
        in selection.picks[0].reasons
    )
    assert reason_of(selection, "worse") == "Says the same as one that is in already"


def test_beside_stands_each_other_person_once_and_nobody_who_was_dismissed() -> None:
    selection = choose(
        entry("best", author="ada", text=SAYING, helpful=9),
        entry("own", author="ada", text=SAYING),
        entry("edited", author="bo", text=SAYING, helpful=3, revision=4),
        entry("again", author="bo", text=SAYING),
        entry("unwanted", author="cy", text=SAYING),
        dismissed={"unwanted"},
    )

    assert selection.picks[0].also == (("edited", 4),)


def test_the_next_best_speaks_where_the_best_has_no_room() -> None:
    prolific = [entry(f"p{n}", author="p", helpful=50) for n in range(2)]
    best = entry("best", author="p", text=SAYING, helpful=20)
    next_best = entry("next", text=SAYING, helpful=9)

    selection = choose(*prolific, best, next_best)

    assert "next" in chosen(selection)
    assert selection.picks[-1].also == (("best", 1),)
    assert "Says the same as 1 other answer" in selection.picks[-1].reasons


def test_nobody_is_quoted_more_often_than_the_limit() -> None:
    selection = choose(
        *(
            entry(f"p{n}", author="p", helpful=n, question=QUESTIONS[n])
            for n in range(3)
        )
    )

    assert set(chosen(selection)) == {"p1", "p2"}
    assert reason_of(selection, "p0") == (
        "The same person has 2 in already, better rated"
    )


def test_a_question_has_no_more_than_its_limit() -> None:
    selection = choose(*(entry(f"k{n}", helpful=n) for n in range(7)), per_question=5)

    assert len(selection.picks) == 5
    assert reason_of(selection, "k0") == "Its question has 5 in already, better rated"


def test_the_tray_has_no_more_than_its_limit() -> None:
    selection = choose(entry("a"), entry("b", question="bees", helpful=3), limit=1)

    assert chosen(selection) == ["b"]
    assert reason_of(selection, "a") == "Below the best 1 that the tray holds"


@given(st.integers(0, 40), st.integers(1, 3), st.integers(1, 6), st.integers(1, 20))
def test_every_answer_is_picked_or_passed_with_a_reason(
    size: int, per_author: int, per_question: int, limit: int
) -> None:
    entries = crowd(size)

    selection = choose(
        *entries, per_author=per_author, per_question=per_question, limit=limit
    )

    keys = chosen(selection) + [passed.key for passed in selection.passed]
    assert sorted(keys) == sorted(one.key for one in entries)
    assert all(passed.reason for passed in selection.passed)
    assert len(by_merit(selection)) <= limit


def test_parts_add_up_to_the_score_and_name_their_signals() -> None:
    strong = entry(
        "k",
        helpful=12,
        unhelpful=1,
        repliers=9,
        domains=("a.org", "b.org"),
        words=300,
        is_starred=True,
        disputes_passage=True,
        first_hand="I work at a mill",
    )

    pick = choose(strong).picks[0]

    assert sum(share for _, share in pick.parts) == pytest.approx(pick.score)
    assert [name for name, _ in pick.parts] == list(WEIGHTS)
    assert dict(pick.parts)["replies"] == WEIGHTS["replies"]


def test_reasons_are_sentences_an_editor_understands() -> None:
    strong = entry("k", helpful=12, unhelpful=1, repliers=3, domains=("b.org", "a.org"))

    assert choose(strong).picks[0].reasons == (
        "12 of 13 readers found it helpful in its first 7 days",
        "Links to a.org, b.org",
        "Drew replies from 3 people",
        "The only answer to this question that can be chosen",
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"helpful": 0}, "No reader rated it in its first 7 days"),
        (
            {"helpful": 1},
            "1 of 1 reader found it helpful in its first 7 days: too few to say much",
        ),
        ({"repliers": 1}, "Drew replies from 1 person"),
        ({"words": 1}, "Very short: 1 word"),
        ({"is_starred": True}, "Starred by an editor"),
        ({"disputes_passage": True}, "Disputes a passage of the essay"),
        (
            {"first_hand": "I worked at a mill"},
            "Says of themselves “I worked at a mill”; not checked",
        ),
        ({"words": 1200}, "Long: 1,200 words, so it will need trimming"),
    ],
)
def test_reasons_by_case(changes: dict[str, int], reason: str) -> None:
    pick = choose(entry("k", **changes)).picks[0]

    assert any(said.startswith(reason) for said in pick.reasons)


@pytest.mark.parametrize(
    ("words", "share"), [(0, 0.0), (5, 1 / 3), (15, 1.0), (600, 1.0), (1200, 0.5)]
)
def test_lengths_that_people_read_count_in_full(words: int, share: float) -> None:
    assert readable(words) == pytest.approx(share)


def test_a_weight_left_out_counts_nothing() -> None:
    pick = choose(entry("k", helpful=9), weights={"length": 5.0}).picks[0]

    assert pick.parts == (("length", 5.0),)


def test_nothing_in_nothing_out() -> None:
    assert choose() == Selection(picks=(), passed=())


def test_progress_is_told_in_words_and_ends_at_the_end() -> None:
    told: list[tuple[str, int, int]] = []

    select(
        [entry("a"), entry("b")],
        question_order=QUESTIONS,
        progress=lambda *step: told.append(step),
    )

    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "Weighing the answers",
        "Comparing the answers",
        "Choosing",
        "Looking for groups",
    ]
    assert ("Choosing", 2, 2) in told
    assert told[-1] == ("Looking for groups", 4, 4)


def test_every_signal_counts_and_a_star_counts_most_after_the_readers() -> None:
    signals = {
        "star": {"is_starred": True},
        "passage": {"disputes_passage": True},
        "sources": {"domains": ("a.org", "b.org", "c.org")},
        "replies": {"repliers": 5},
        "first hand": {"first_hand": "I work at a mill"},
    }
    gains = {}
    for name, changes in signals.items():
        picks = choose(entry("plain"), entry("k", **changes)).picks
        better, plain = picks
        assert better.key == "k", name
        gains[name] = better.score - plain.score

    assert gains == pytest.approx({name: WEIGHTS[name] for name in signals})
    assert max(gains, key=lambda name: gains[name]) == "star"
    assert {signal.name for signal in SIGNALS} == {
        *signals,
        "helpful",
        "length",
        "only answer",
    }


def test_an_answer_nobody_rated_stands_above_one_that_was_rated_badly() -> None:
    selection = choose(
        entry("rated well", helpful=6, question="bees"),
        entry("bad", unhelpful=4),
        entry("new"),
    )

    assert chosen(selection)[:2] == ["new", "bad"]


def test_an_answer_says_where_it_stands_and_which_is_better() -> None:
    picks = choose(*(entry(f"k{n}", helpful=9 - n) for n in range(3))).picks

    assert [pick.better for pick in picks] == ["", "k0", "k1"]
    assert picks[2].reasons[0] == "Ranked 3rd of the 3 weighed for this question"
    assert {pick.of for pick in picks} == {3}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (22, "22nd"),
        (113, "113th"),
        (1002, "1,002nd"),
    ],
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_what_was_passed_over_names_the_answer_it_lost_against() -> None:
    mine = [
        entry(f"p{n}", author="p", helpful=9 - n, question=f"q{n}") for n in range(3)
    ]

    (passed,) = choose(*mine).passed

    assert (passed.key, passed.against) == ("p2", "p1")


def test_a_section_has_no_more_than_its_limit() -> None:
    entries = [
        entry(f"k{n}", helpful=n, section="one", question=f"q{n}") for n in range(4)
    ]

    selection = choose(*entries, per_section=3)

    assert reason_of(selection, "k0") == "Its section has 3 in already, better rated"


def test_one_that_brings_news_is_preferred_to_a_better_rated_echo() -> None:
    first = entry("first", text="sleep washes brains and sorts memory", helpful=30)
    echo = entry(
        "echo",
        text="who sorts memory while the brains of others are at work",
        helpful=9,
    )
    news = entry("news", text="fish rest near reefs with open eyes", helpful=8)

    with_news = choose(first, echo, news, limit=2, novelty=60)
    without = choose(first, echo, news, limit=2, novelty=0)

    assert chosen(with_news) == ["first", "news"]
    assert chosen(without) == ["first", "echo"]


def test_points_lost_for_an_echo_are_told_with_the_answer_it_is_like() -> None:
    first = entry("first", text="sleep washes brains and sorts memory", helpful=30)
    echo = entry(
        "echo",
        text="who sorts memory while the brains of others are at work",
        helpful=9,
    )

    pick = choose(first, echo).picks[1]

    assert pick.near == "first"
    assert any(
        reason.startswith("Loses") and "in already" in reason for reason in pick.reasons
    )


def test_words_that_all_texts_share_are_no_echo_and_are_not_told() -> None:
    first = entry("first", text="one two three four five six seven eight", helpful=30)
    other = entry("other", text="eight nine ten eleven twelve teen", helpful=9)

    pick = choose(first, other).picks[1]

    assert (pick.near, "Loses" in "".join(pick.reasons)) == ("", False)


def test_points_add_up_with_those_that_are_lost() -> None:
    picks = choose(
        entry("a", text="sleep washes brains and sorts memory", helpful=30),
        entry("b", text="who sorts memory while brains of others work", author="b"),
    ).picks

    for pick in picks:
        assert sum(points for _, points in pick.parts) == pytest.approx(pick.score)
    assert picks[-1].parts[-1][0] == "like others"
    assert picks[-1].parts[-1][1] < 0


def test_who_is_called_better_rated_has_more_points() -> None:
    """Of what is shown, too: points are those that are left when its turn comes."""
    texts = [
        "sleep washes brains and hedges",
        "sleep sorts memory for barley",
        "copper sleep and brains of bees",
        "memory of barns washes rivers",
    ]
    same = [
        entry(f"k{n}", author="p", question=f"q{n}", text=text, helpful=9 + n)
        for n, text in enumerate(texts)
    ]
    first = entry("first", text="sleep washes brains and sorts memory", helpful=30)
    selection = choose(first, *same)

    points = {pick.key: pick.score for pick in selection.picks}
    lost = [one for one in selection.passed if one.reason.endswith("better rated")]
    assert lost
    assert all(one.score <= points[one.against] for one in lost)


def test_the_only_answer_stays_that_whatever_is_replied_to_it() -> None:
    one = entry("one", helpful=3)
    reply = entry("reply", is_reply=True, helpful=5, author="b")

    picks = {pick.key: pick for pick in choose(one, reply).picks}

    only = "The only answer to this question that can be chosen"
    assert only in picks["one"].reasons
    assert only not in picks["reply"].reasons
    assert "Ranked 1st of the 2 weighed for this question" in picks["one"].reasons


def test_what_is_in_the_draft_takes_its_room_and_stays_in_the_tray() -> None:
    kept = [entry(f"k{n}", author="p", question=f"q{n}") for n in range(2)]
    better = entry("better", author="p", helpful=9)

    selection = choose(*kept, better, kept={"k0", "k1"})

    assert {"k0", "k1"} <= set(chosen(selection))


def test_what_an_editor_dismissed_takes_no_room() -> None:
    best, next_best = entry("best", helpful=9), entry("next", helpful=2)

    selection = choose(best, next_best, per_question=1, dismissed={"best"})

    assert chosen(selection) == ["next"]


@settings(max_examples=20)
@given(st.integers(1, 500))
def test_compiling_again_with_the_picks_kept_changes_nothing(seed: int) -> None:
    entries = crowd(60, seed)
    first = choose(*entries, limit=20)

    again = choose(*entries, limit=20, kept={key for key, *_ in by_merit(first)[::2]})

    assert chosen(again) == chosen(first)


@pytest.mark.parametrize("kind", ["praise", "links", "typo", "reply"])
def test_what_is_no_argument_goes_to_its_own_tray(kind: str) -> None:
    selection = choose(entry("k", kind=kind, helpful=30))

    assert not selection.picks
    assert selection.passed[0].kind == kind
    assert selection.passed[0].reason


@settings(max_examples=20)
@given(st.randoms())
def test_the_order_in_which_answers_arrive_does_not_matter(
    chance: random.Random,
) -> None:
    entries = crowd(60)
    chance.shuffle(entries)

    assert choose(*entries, limit=20) == choose(*crowd(60), limit=20)


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_answers_give_the_same_bytes_in_every_process(seed: str) -> None:
    script = "from tests.digest.test_selection import *; print(choose(*crowd(400)))"

    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout == f"{choose(*crowd(400))}\n"


def test_effort_grows_with_the_answers_not_with_their_pairs() -> None:
    some, many = crowd(1000), crowd(4000)

    # Four times the answers: comparing all with all would take sixteen times as long.
    assert effort(lambda: choose(*many)) < 9 * effort(lambda: choose(*some))
