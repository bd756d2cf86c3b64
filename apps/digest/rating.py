"""Every answer with its score, its place among its question's, and who says the same."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from apps.digest import scoring
from apps.digest.parameters import Parameters
from apps.digest.scoring import Entry
from apps.lib.repeats import clusters


@dataclass(frozen=True, slots=True)
class Rated:
    """`rank` counts from 1 among the `of` answers to the question, by score.

    `better` is the answer just above it there, "" for the best. It `is_only` when
    nothing else is there but replies.
    """

    entry: Entry
    score: float
    parts: tuple[tuple[str, float], ...]
    share: float
    rank: int = 0
    of: int = 0
    better: str = ""
    is_only: bool = False

    @property
    def key(self) -> str:
        return self.entry.key


Twins = Mapping[str, tuple[Rated, ...]]


def rate(entries: Sequence[Entry], parameters: Parameters) -> list[Rated]:
    """Best first; ties go to the older answer, then to the lesser key."""
    weighed = Counter(entry.question for entry in entries)
    answers_to = Counter(entry.question for entry in entries if not entry.is_reply)
    expected = scoring.expected(entries)
    scored = []
    for entry in entries:
        share = expected[entry.question]
        is_only = answers_to[entry.question] == 1 and not entry.is_reply
        parts = scoring.parts(
            entry,
            is_only=is_only,
            share=share,
            weights=parameters.weights,
        )
        score = round(sum(points for _, points in parts), 6)
        scored.append(Rated(entry, score, parts, share, is_only=is_only))
    scored.sort(key=lambda one: (-one.score, one.entry.created, one.key))
    return [*_placed(scored, weighed)]


def _placed(scored: Sequence[Rated], weighed: Counter[str]) -> Iterator[Rated]:
    before: Counter[str] = Counter()
    last: dict[str, str] = {}
    for one in scored:
        question = one.entry.question
        before[question] += 1
        yield replace(
            one,
            rank=before[question],
            of=weighed[question],
            better=last.get(question, ""),
        )
        last[question] = one.key


def twins_of(rated: Sequence[Rated], progress: Callable[[int], None]) -> Twins:
    """For each answer that others repeat, all who say it, best first, itself too."""
    groups = clusters([(one.key, one.entry.text) for one in rated], progress)
    repeated = {key for keys in groups for key in keys}
    place = {one.key: number for number, one in enumerate(rated) if one.key in repeated}
    twins: dict[str, tuple[Rated, ...]] = {}
    for keys in groups:
        group = tuple(rated[number] for number in sorted(place[key] for key in keys))
        twins.update(dict.fromkeys(keys, group))
    return twins
