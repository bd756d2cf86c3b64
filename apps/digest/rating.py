"""Every answer with its score, its place among its question's, and who says the same."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from apps.digest import scoring
from apps.digest.parameters import Parameters
from apps.digest.scoring import Entry
from apps.lib.repeats import clusters


@dataclass(frozen=True, slots=True)
class Rated:
    """`rank` counts from 1 among the `of` answers to the question, by score.

    `better` is the answer just above it there, "" for the best.
    """

    entry: Entry
    score: float
    parts: tuple[tuple[str, float], ...]
    share: float
    rank: int = 0
    of: int = 0
    better: str = ""

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def is_only(self) -> bool:
        return self.of == 1


Twins = Mapping[str, tuple[Rated, ...]]


def rate(entries: Sequence[Entry], parameters: Parameters) -> list[Rated]:
    """Best first; ties go to the older answer, then to the lesser key."""
    answers_to = Counter(entry.question for entry in entries)
    expected = scoring.expected(entries)
    scored = []
    for entry in entries:
        share = expected[entry.question]
        parts = scoring.parts(
            entry,
            is_only=answers_to[entry.question] == 1,
            share=share,
            weights=parameters.weights,
        )
        score = round(sum(points for _, points in parts), 6)
        scored.append((-score, entry.created, entry.key, entry, parts, share))
    scored.sort(key=lambda row: row[:3])
    return [*_placed(scored, answers_to)]


def _placed(
    scored: Sequence[
        tuple[float, str, str, Entry, tuple[tuple[str, float], ...], float]
    ],
    answers_to: Counter[str],
) -> list[Rated]:
    before: Counter[str] = Counter()
    last: dict[str, str] = {}
    placed = []
    for negative, _, key, entry, parts, share in scored:
        before[entry.question] += 1
        placed.append(
            Rated(
                entry,
                -negative,
                parts,
                share,
                rank=before[entry.question],
                of=answers_to[entry.question],
                better=last.get(entry.question, ""),
            )
        )
        last[entry.question] = key
    return placed


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
