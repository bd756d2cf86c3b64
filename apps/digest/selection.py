"""Which answers belong in the highlights: the same answers in, the same choice out.

The score is a sum of named signals, so that an editor can see where it comes from.
Whether readers agree with an answer is not among them: agreeing and being worth
reading are two things, and a digest of what everybody agrees with is not worth
writing. Disagreement can put one answer more beside the others, the best dissent; it
never takes one out or moves one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from apps.digest import scoring
from apps.digest.choosing import Choice, Near, Refused, choose, dissents
from apps.digest.parameters import Parameters
from apps.digest.rating import Rated, Twins, rate, twins_of
from apps.digest.scoring import Entry
from apps.digest.themes import Theme, themes

__all__ = ["Decided", "Entry", "Passed", "Pick", "Selection", "select"]

Progress = Callable[[str, int, int], None]

OF_A_KIND = {
    "praise": "Praise: in a tray of its own",
    "links": "A link with no words of its own: in a tray of its own",
    "typo": "Reports a slip: listed with the corrections",
    "reply": "A reply to somebody else’s answer: in a tray of its own",
}
DISSENT = "The strongest answer that readers disagreed with"


@dataclass(frozen=True, slots=True)
class Decided:
    """What editors have said: answers in the draft, and answers they do not want."""

    kept: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer for the tray.

    `parts` are the signals' shares of `score`, less what it lost for being like answers
    that were in before, and `notes` say where shares come from; `also` the answers of
    others that say the same, best first, one to a person, each with its version; `rank`
    its place among the `of` answers to its question, from 1, and `better` the one just above it there. `near` is the answer it is much like.
    `is_extra` where it is in for being a dissent alone, beside the quotas.
    """

    key: str
    question: str
    score: float
    parts: tuple[tuple[str, float], ...]
    notes: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    also: tuple[tuple[str, int], ...]
    rank: int
    of: int
    better: str
    near: str
    is_dissent: bool
    is_extra: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """An answer that was passed over, why, and for which other one; for the editor."""

    key: str
    reason: str
    against: str
    kind: str
    score: float
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Picks by question in the outline's order, then by rank; the rest best first."""

    picks: tuple[Pick, ...]
    passed: tuple[Passed, ...]
    themes: tuple[Theme, ...] = ()


def select(
    entries: Iterable[Entry],
    *,
    question_order: Sequence[str],
    parameters: Parameters | None = None,
    decided: Decided | None = None,
    progress: Progress | None = None,
) -> Selection:
    """Choose the best rated answers that there is room for, as `parameters` say.

    Ties go to the older answer. Questions missing from `question_order` come last.
    Costs grow with the number of answers, not of their pairs: see bench/README.md.
    """
    parameters, decided = parameters or Parameters(), decided or Decided()
    tell = progress or _silent
    everything = sorted(entries, key=lambda entry: (entry.created, entry.key))
    total = len(everything)
    tell("Weighing the answers", 0, total)
    rated = rate([entry for entry in everything if not entry.kind], parameters)
    tell("Comparing the answers", 0, total)
    twins = twins_of(rated, lambda done: tell("Comparing the answers", done, total))
    tell("Choosing", 0, total)
    choice = choose(
        [one for one in rated if one.key not in decided.dismissed],
        twins,
        parameters,
        decided.kept,
    )
    disputed = dissents(rated)
    added = _added(disputed, choice, decided, twins)
    writer = _Writer(choice, twins, disputed, decided.dismissed)
    chosen = [*choice.chosen, *added]
    picks = _in_outline_order(chosen, question_order, writer)
    tell("Choosing", total, total)
    return Selection(
        picks,
        (*_passed(choice.refused, added), *_of_a_kind(everything)),
        themes([one.entry for one in chosen], partial(tell, "Looking for groups")),
    )


def _added(
    disputed: dict[str, Rated], choice: Choice, decided: Decided, twins: Twins
) -> list[Rated]:
    """Dissents beside the quotas, unless somebody who is in says the same."""
    seen = {one.key for one in choice.chosen} | decided.kept
    return [
        one
        for one in disputed.values()
        if one.key not in decided.dismissed
        and not any(twin.key in seen for twin in (one, *twins.get(one.key, ())))
    ]


def _passed(refused: Sequence[Refused], added: Sequence[Rated]) -> Iterator[Passed]:
    in_anyway = {one.key for one in added}
    for refusal in refused:
        one = refusal.answer
        if one.key not in in_anyway:
            yield Passed(
                one.key,
                refusal.reason,
                refusal.against,
                "",
                refusal.points,
                one.rank,
                one.of,
            )


def _of_a_kind(entries: Iterable[Entry]) -> Iterator[Passed]:
    for entry in entries:
        if entry.kind:
            yield Passed(entry.key, OF_A_KIND[entry.kind], "", entry.kind, 0.0, 0, 0)


def _in_outline_order(
    chosen: Iterable[Rated], question_order: Sequence[str], writer: "_Writer"
) -> tuple[Pick, ...]:
    by_question: dict[str, list[Rated]] = {}
    for answer in chosen:
        by_question.setdefault(answer.entry.question, []).append(answer)
    known = dict.fromkeys(name for name in question_order if name in by_question)
    unknown = sorted(by_question.keys() - known.keys())
    return tuple(
        writer.pick(answer)
        for question in [*known, *unknown]
        for answer in sorted(by_question[question], key=lambda answer: answer.rank)
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts into words why each answer is in."""

    choice: Choice
    twins: Twins
    disputed: dict[str, Rated]
    dismissed: frozenset[str]

    def pick(self, answer: Rated) -> Pick:
        near = self.choice.near.get(answer.key, Near())
        lost = (("like others", -near.lost),) if near.lost else ()
        return Pick(
            key=answer.key,
            question=answer.entry.question,
            score=round(answer.score - near.lost, 6),
            parts=(*answer.parts, *lost),
            notes=tuple(scoring.notes(answer.entry, share=answer.share)),
            reasons=tuple(self._reasons(answer, near)),
            also=tuple(self._also(answer)),
            rank=answer.rank,
            of=answer.of,
            better=answer.better,
            near=near.key if near.is_alike else "",
            is_dissent=self._is_dissent(answer),
            is_extra=self._is_extra(answer),
        )

    def _reasons(self, answer: Rated, near: Near) -> Iterator[str]:
        if answer.of > 1:
            place = ordinal(answer.rank)
            yield f"Ranked {place} of the {answer.of:,} weighed for this question"
        yield from scoring.reasons(answer.entry, is_only=answer.is_only)
        twins = self._twins(answer)
        if twins:
            yield _repeated(len(twins) - 1, is_best=twins[0] is answer)
        if near.is_alike and near.lost:
            points = f"{near.lost:.0f} point{'' if round(near.lost) == 1 else 's'}"
            yield f"Loses {points} for being like an answer that is in already"
        if self._is_dissent(answer):
            yield DISSENT
            if self._is_extra(answer):
                yield "In the tray beside the quotas, because of that"

    def _also(self, answer: Rated) -> Iterator[tuple[str, int]]:
        people = {answer.entry.author}
        for twin in self._twins(answer):
            is_new = twin.entry.author not in people
            if is_new and twin.key not in self.dismissed:
                people.add(twin.entry.author)
                yield twin.key, twin.entry.revision

    def _is_extra(self, answer: Rated) -> bool:
        return not any(answer is one for one in self.choice.chosen)

    def _is_dissent(self, answer: Rated) -> bool:
        return self.disputed.get(answer.entry.question) is answer

    def _twins(self, answer: Rated) -> tuple[Rated, ...]:
        return self.twins.get(answer.key, ())


def ordinal(number: int) -> str:
    """Such as 1st, 2nd, 3rd, 4th, 11th, 22nd."""
    teens = 10 < number % 100 < 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _repeated(others: int, *, is_best: bool) -> str:
    same = f"Says the same as {others} other answer{'' if others == 1 else 's'}"
    return f"{same}, and is the best rated of them" if is_best else same


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
