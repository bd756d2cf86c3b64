"""Counts over time as the bars of a small chart. No query, no HTML."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 120
MOST_BARS = 60
_STEPS = ((1, "day"), (7, "week"), (28, "four weeks"), (91, "quarter"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days from `start` on; the place of its bar in the chart."""

    start: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    bars: tuple[Bar, ...]
    step: str
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def timeline(by_day: Mapping[date, int]) -> Timeline | None:
    """None where nothing happened. As many days to a bar as keep the bars countable."""
    if not by_day:
        return None
    first, last = min(by_day), max(by_day)
    days = (last - first).days + 1
    length, step = next(
        ((length, step) for length, step in _STEPS if days <= MOST_BARS * length),
        (-(-days // MOST_BARS), "bar"),
    )
    counts: Counter[int] = Counter()
    for day, count in by_day.items():
        counts[(day - first).days // length] += count
    places, most = -(-days // length), max(counts.values())
    wide = WIDTH / places
    bars = tuple(
        Bar(
            start=first + timedelta(days=place * length),
            count=counts[place],
            x=round(place * wide + wide * 0.1, 2),
            y=round(HEIGHT - HEIGHT * counts[place] / most, 2),
            width=round(wide * 0.8, 2),
            height=round(HEIGHT * counts[place] / most, 2),
        )
        for place in range(places)
    )
    return Timeline(bars, step if step != "bar" else f"{length} days", most)
