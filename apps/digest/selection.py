"""Which answers belong in the highlights: the same answers in, the same choice out.

The score is a sum of named signals, so that an editor can see where it comes from.
Whether readers agree with an answer is not among them: agreeing and being worth
reading are two things, and a digest of what everybody agrees with is not worth
writing. Agreement is only told, never counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from apps.digest import scoring
from apps.digest.scoring import WEIGHTS, Entry
from apps.lib.similarity import clusters

__all__ = ["WEIGHTS", "Entry", "Passed", "Pick", "Selection", "select"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer for the tray.

    `parts` are the signals' shares of `score`; `also` the answers that say the same,
    best first; `rank` its place among its question's picks, from 1.
    """

    key: str
    question: str
    score: float
    parts: tuple[tuple[str, float], ...]
    reasons: tuple[str, ...]
    also: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Passed:
    """An answer that was passed over, and why, in words for the editor."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Picks by question in the outline's order, then by rank; the rest best first."""

    picks: tuple[Pick, ...]
    passed: tuple[Passed, ...]


def select(
    entries: Iterable[Entry],
    *,
    question_order: Sequence[str],
    per_author: int = 2,
    per_question: int = 5,
    limit: int = 60,
    weights: Mapping[str, float] = WEIGHTS,
    progress: Progress | None = None,
) -> Selection:
    """Choose at most `limit` answers, the best rated first.

    At most `per_author` by one person and `per_question` to one question; answers that
    say the same are represented once, by the best rated one that there is room for.
    Ties go to the older answer. Questions missing from `question_order` come last.
    Takes about four seconds for 10,000 answers, most of it comparing them.
    """
    tell = progress or _silent
    answers = sorted(entries, key=lambda entry: (entry.created, entry.key))
    tell("Weighing the answers", 0, len(answers))
    rated = _rate(answers, weights)
    tell("Comparing the answers", 0, len(answers))
    twins = _twins(rated)
    tell("Choosing", 0, len(answers))
    quota = _Quota(per_author, per_question, limit)
    chosen, passed = _choose(rated, twins, quota)
    tell("Choosing", len(answers), len(answers))
    return Selection(_in_outline_order(chosen, twins, question_order), passed)


@dataclass(frozen=True, slots=True)
class _Rated:
    entry: Entry
    score: float
    parts: tuple[tuple[str, float], ...]
    is_only: bool


Twins = Mapping[str, tuple[_Rated, ...]]


def _rate(answers: Sequence[Entry], weights: Mapping[str, float]) -> list[_Rated]:
    """Best first; `answers` come in the order that settles ties."""
    answers_to = Counter(entry.question for entry in answers)
    rated = []
    for entry in answers:
        is_only = answers_to[entry.question] == 1
        parts = scoring.parts(entry, is_only=is_only, weights=weights)
        score = round(sum(share for _, share in parts), 6)
        rated.append(_Rated(entry, score, parts, is_only))
    return sorted(rated, key=lambda answer: -answer.score)


def _twins(rated: Sequence[_Rated]) -> dict[str, tuple[_Rated, ...]]:
    """For each answer that others repeat, all who say it, best first, itself too."""
    groups = clusters([(answer.entry.key, answer.entry.text) for answer in rated])
    place = {answer.entry.key: number for number, answer in enumerate(rated)}
    twins = {}
    for keys in groups:
        group = tuple(rated[number] for number in sorted(place[key] for key in keys))
        twins.update(dict.fromkeys(keys, group))
    return twins


@dataclass
class _Quota:
    per_author: int
    per_question: int
    limit: int
    by_author: Counter[str] = field(default_factory=Counter)
    by_question: Counter[str] = field(default_factory=Counter)

    def refusal(self, entry: Entry) -> str:
        """Why there is no room for this answer, or "" when there is."""
        if self.by_author[entry.author] >= self.per_author:
            return f"The same person has {self.per_author} in already, better rated"
        if self.by_question[entry.question] >= self.per_question:
            return f"Its question has {self.per_question} in already, better rated"
        if self.by_author.total() >= self.limit:
            return f"Below the best {self.limit} that the tray holds"
        return ""

    def take(self, entry: Entry) -> None:
        self.by_author[entry.author] += 1
        self.by_question[entry.question] += 1


def _choose(
    rated: Sequence[_Rated], twins: Twins, quota: _Quota
) -> tuple[list[_Rated], tuple[Passed, ...]]:
    chosen: list[_Rated] = []
    passed: list[Passed] = []
    spoken_by: dict[str, str] = {}
    for answer in rated:
        key = answer.entry.key
        if key in spoken_by:
            reason = f"Says the same as {spoken_by[key]}, which is rated better"
        else:
            reason = quota.refusal(answer.entry)
        if reason:
            passed.append(Passed(key, reason))
            continue
        quota.take(answer.entry)
        chosen.append(answer)
        spoken_by.update((twin.entry.key, key) for twin in twins.get(key, ()))
    return chosen, tuple(passed)


def _in_outline_order(
    chosen: Iterable[_Rated], twins: Twins, question_order: Sequence[str]
) -> tuple[Pick, ...]:
    by_question: dict[str, list[_Rated]] = {}
    for answer in chosen:
        by_question.setdefault(answer.entry.question, []).append(answer)
    known = dict.fromkeys(name for name in question_order if name in by_question)
    unknown = sorted(by_question.keys() - known.keys())
    return tuple(
        pick
        for question in [*known, *unknown]
        for pick in _picks(by_question[question], twins)
    )


def _picks(answers: Sequence[_Rated], twins: Twins) -> Iterable[Pick]:
    dissent = next((answer for answer in answers if _is_disputed(answer.entry)), None)
    for rank, answer in enumerate(answers, start=1):
        group = twins.get(answer.entry.key, ())
        others = tuple(twin.entry.key for twin in group if twin is not answer)
        reasons = [*scoring.reasons(answer.entry, is_only=answer.is_only)]
        if others:
            reasons.append(_repeated(len(others), is_best=group[0] is answer))
        if answer is dissent:
            reasons.append("The strongest answer that readers disagreed with")
        yield Pick(
            key=answer.entry.key,
            question=answer.entry.question,
            score=answer.score,
            parts=answer.parts,
            reasons=tuple(reasons),
            also=others,
            rank=rank,
        )


def _is_disputed(entry: Entry) -> bool:
    return entry.disagree > entry.agree


def _repeated(others: int, *, is_best: bool) -> str:
    same = f"Says the same as {others} other answer{'' if others == 1 else 's'}"
    return f"{same}, and is the best rated of them" if is_best else same


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
