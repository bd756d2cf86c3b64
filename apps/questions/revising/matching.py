"""One-to-one matching of a new version with the live essay, the surest pairs first.

In this order: what the editor says; public ids in the source; the same text under the
same parent, in the same section, anywhere; near texts. A section is known by its id,
by its titles, or by the questions it shares. The same input gives the same pairs.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from apps.questions.revising.near import near_pairs
from apps.questions.revising.version import Asking, Heading, Version

Node = TypeVar("Node", Heading, Asking)

# A section may have a new title and still be the same: when it holds this share of
# the questions of the smaller of the two.
SHARED = 0.5


@dataclass(slots=True)
class Pairs:
    """New keys and the old keys they stand for. `by_hand` is what the editor said."""

    headings: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()


def pair(old: Version, new: Version, said: Mapping[str, str] | None = None) -> Pairs:
    """Match `new` with `old`. Time grows with the length, not with its square.

    `said` maps keys of new questions to old keys, or to "" for a question that is none
    of the old ones. What names no question is passed over, and so is a second claim
    to one that is taken.
    """
    said = said or {}
    pairs = Pairs()
    _pair_by_hand(old, new, said, pairs)
    asked = [row for row in new.questions if said.get(row.key) != ""]
    live = [row for row in old.questions if row.standing != "retired"]
    retired = [row for row in old.questions if row.standing == "retired"]
    _pair_equal(
        old.questions, asked, pairs.questions, lambda r: r.key, lambda r: r.public_id
    )
    _pair_headings(old, new, pairs)
    _pair_same_text(live, asked, pairs, old, new)
    _pair_renamed(old, new, pairs)
    pairs.questions |= near_pairs(live, asked, pairs.questions, pairs.headings)
    _pair_same_text(retired, asked, pairs, old, new)
    return pairs


def _pair_by_hand(
    old: Version, new: Version, said: Mapping[str, str], pairs: Pairs
) -> None:
    free = {row.key for row in old.questions}
    for row in new.questions:
        chosen = said.get(row.key, "")
        if chosen in free:
            pairs.questions[row.key] = chosen
            free.remove(chosen)
    pairs.by_hand = frozenset(pairs.questions)


def _pair_equal(
    old: Iterable[Node],
    new: Iterable[Node],
    pairs: dict[str, str],
    of_old: Callable[[Node], Hashable],
    of_new: Callable[[Node], Hashable],
) -> None:
    """Pair what is still free and says the same, first with first; "" says nothing."""
    waiting: dict[Hashable, deque[str]] = defaultdict(deque)
    taken = set(pairs.values())
    for row in old:
        if row.key not in taken:
            waiting[of_old(row)].append(row.key)
    for row in new:
        same = of_new(row)
        if row.key not in pairs and same != "" and waiting.get(same):
            pairs[row.key] = waiting[same].popleft()


def _pair_headings(old: Version, new: Version, pairs: Pairs) -> None:
    found = pairs.headings
    old_paths, new_paths = _paths(old.headings), _paths(new.headings)
    _pair_equal(
        old.headings, new.headings, found, lambda h: h.key, lambda h: h.public_id
    )
    _pair_equal(
        old.headings,
        new.headings,
        found,
        lambda h: old_paths[h.key],
        lambda h: new_paths[h.key],
    )
    _pair_equal(old.headings, new.headings, found, _title, _title)


def _title(heading: Heading) -> str:
    return heading.words


def _paths(headings: Iterable[Heading]) -> dict[str, tuple[str, ...]]:
    paths: dict[str, tuple[str, ...]] = {"": ()}
    for heading in headings:
        paths[heading.key] = (*paths.get(heading.above, ()), heading.words)
    return paths


def _pair_same_text(
    old_rows: list[Asking],
    new_rows: list[Asking],
    pairs: Pairs,
    old: Version,
    new: Version,
) -> None:
    """ "Why?" may stand under many questions: the one under the same parent is meant."""
    old_texts = {row.key: row.words for row in old.questions}
    new_texts = {row.key: row.words for row in new.questions}

    def section_of(row: Asking) -> str:
        # A new section is like none of the old ones.
        return pairs.headings.get(row.section, f"new {row.section}" * bool(row.section))

    _pair_equal(
        old_rows,
        new_rows,
        pairs.questions,
        lambda r: (r.section, old_texts.get(r.parent), r.words),
        lambda r: (section_of(r), new_texts.get(r.parent), r.words),
    )
    _pair_equal(
        old_rows,
        new_rows,
        pairs.questions,
        lambda r: (r.section, r.words),
        lambda r: (section_of(r), r.words),
    )
    _pair_equal(
        old_rows, new_rows, pairs.questions, lambda r: r.words, lambda r: r.words
    )


def _pair_renamed(old: Version, new: Version, pairs: Pairs) -> None:
    """Sections that share their questions, then those that share their subsections."""
    while found := _renamed(old, new, pairs):
        pairs.headings |= found


def _renamed(old: Version, new: Version, pairs: Pairs) -> dict[str, str]:
    old_sizes, new_sizes = _sizes(old), _sizes(new)
    taken = set(pairs.headings.values())
    found: dict[str, str] = {}
    votes = _votes(old, new, pairs)
    for (home, old_home), shared in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        is_free = (
            home not in pairs.headings and home not in found and old_home not in taken
        )
        smaller = min(new_sizes[home], old_sizes[old_home])
        if home and old_home and is_free and shared >= SHARED * smaller:
            found[home] = old_home
            taken.add(old_home)
    return found


def _votes(old: Version, new: Version, pairs: Pairs) -> Counter[tuple[str, str]]:
    """How many paired questions and subsections a new and an old section share."""
    was = {row.key: row.section for row in old.questions}
    stood = {heading.key: heading.above for heading in old.headings}
    shared = [
        (row.section, was[pairs.questions[row.key]])
        for row in new.questions
        if row.key in pairs.questions
    ]
    shared += [
        (heading.above, stood[pairs.headings[heading.key]])
        for heading in new.headings
        if heading.key in pairs.headings
    ]
    return Counter(shared)


def _sizes(version: Version) -> Counter[str]:
    """How many questions and subsections stand right in each section."""
    return Counter(
        [row.section for row in version.questions]
        + [heading.above for heading in version.headings]
    )
