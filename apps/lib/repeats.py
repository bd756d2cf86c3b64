"""Which of many texts say the same thing, in time that grows with their number.

Standard library only, and the same result on every machine and run: words become
numbers without the built-in hash, and every tie has an order.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from heapq import nsmallest
from itertools import chain

from apps.lib.fingerprints import Fingerprint, fingerprint
from apps.lib.polarity import contradicts

# A tenth of the words changed leaves about half of the runs shared; two answers on one
# topic by different people share under a tenth.
ALIKE = 0.35
# Told in another order or with other small words, a text keeps its telling words.
SAME_TERMS = 0.55
FEWEST_TERMS = 7
# Two texts that only begin alike ("As someone who has worked in ...") part ways here.
KEPT_TERMS = 0.7
# A short text inside a longer one cannot reach ALIKE. It still says the same if most
# of it is there and the longer one does not go on to say much more.
CONTAINED = 0.6
LONGER = 3
# From here up a member adds nothing to its leader's reach.
CLOSE = 0.6
# A text is looked up by the rarest of its numbers that occur elsewhere too: a phrase
# that everybody uses leads to everybody. The first few are always asked; the others
# only while they may still lead somewhere. It is found by a few more.
ALWAYS_ASKED, ASKED_BY = 6, 16
FOUND_BY = 32
# How many texts one number may name.
MAX_POSTINGS = 64
# So many of those that share the most are compared exactly.
COMPARED = 5
# Bits in which it is marked that a number was met: 16 MB.
_MARKS = 1 << 27
# How often `progress` hears of it.
_CHUNK = 1000

Progress = Callable[[int], None]


def clusters(
    texts: Sequence[tuple[str, str]], progress: Progress = lambda done: None
) -> list[list[str]]:
    """Groups of near-duplicates among (key, plain text), as keys, two or more each.

    Texts are taken longest first. Each joins the group it is most like or leads a new
    one, so a text pasted a thousand times costs a thousand look-ups. Members are at
    most two steps from their leader: no chain of small changes links unlike texts.
    A group begins with its leader; groups follow their leaders' order. `progress` is
    told the number of texts done, and may raise to stop.
    """
    texts = sorted(texts)
    prints = _fingerprints(texts, progress)
    order = sorted(prints, key=lambda place: (-len(prints[place].runs), place))
    voices = _Voices(texts, prints)
    groups: list[list[str]] = []
    group_of: dict[int, int] = {}
    leaders: set[int] = set()
    for done, place in enumerate(order):
        if done % _CHUNK == 0:
            progress(done)
        likeness, near = voices.nearest(place)
        if near is None:
            group_of[place] = len(groups)
            groups.append([texts[place][0]])
            leaders.add(place)
            voices.add(place)
            continue
        group_of[place] = group_of[near]
        groups[group_of[near]].append(texts[place][0])
        # Somebody further off may be like this text and not like its leader.
        if near in leaders and likeness < CLOSE:
            voices.add(place)
    return [keys for keys in groups if len(keys) > 1]


def alike(left: Fingerprint, right: Fingerprint) -> float:
    """How alike two texts are, 0 to 1; 0 unless they count as near-duplicates."""
    return _likeness({*left.runs}, {*left.terms}, right)


def _likeness(runs: set[int], terms: set[int], right: Fingerprint) -> float:
    shared = len(runs.intersection(right.runs))
    shorter, longer = sorted((len(runs), len(right.runs)))
    jaccard = shared / max(1, shorter + longer - shared)
    is_inside = shared >= CONTAINED * shorter and longer <= LONGER * shorter
    fewer, more = sorted((len(terms), len(right.terms)))
    may_be_retold = fewer >= FEWEST_TERMS and fewer >= SAME_TERMS * more
    if not (jaccard >= ALIKE or is_inside or may_be_retold):
        return 0.0
    common = len(terms.intersection(right.terms))
    if (jaccard >= ALIKE or is_inside) and common >= KEPT_TERMS * fewer:
        return jaccard
    of_both = common / max(1, fewer + more - common)
    # Less than any whose runs are shared too.
    return ALIKE * of_both if may_be_retold and of_both >= SAME_TERMS else 0.0


class _Voices:
    """The texts that speak for a group, found by the numbers of their samples."""

    def __init__(
        self, texts: Sequence[tuple[str, str]], prints: dict[int, Fingerprint]
    ) -> None:
        self._texts = texts
        self._prints = prints
        self._holding: dict[int, list[int]] = defaultdict(list)
        self._spread = _spread(prints)

    def add(self, place: int) -> None:
        for number in self._rarest(place)[:FOUND_BY]:
            if len(self._holding[number]) < MAX_POSTINGS:
                self._holding[number].append(place)

    def nearest(self, place: int) -> tuple[float, int | None]:
        """How alike the voice most like this text is, and which: the first of equals."""
        mine = self._prints[place]
        runs, terms = {*mine.runs}, {*mine.terms}
        near = (
            (-_likeness(runs, terms, self._prints[one]), one)
            for one in self._near(place)
        )
        for likeness, one in sorted(near):
            if not likeness:
                break
            if not contradicts(self._texts[place][1], self._texts[one][1]):
                return -likeness, one
        return 0.0, None

    def _near(self, place: int) -> list[int]:
        rarest = self._rarest(place)
        asked = rarest[:ALWAYS_ASKED] + [
            one
            for one in rarest[ALWAYS_ASKED:ASKED_BY]
            if self._spread[one] <= MAX_POSTINGS
        ]
        held = (self._holding.get(one, ()) for one in asked)
        shared = Counter(chain.from_iterable(held))
        # One number of many in common is chance.
        enough = 2 if len(asked) > ALWAYS_ASKED else 1
        worth = [(-count, one) for one, count in shared.items() if count >= enough]
        return [one for _, one in nsmallest(COMPARED, worth)]

    def _rarest(self, place: int) -> list[int]:
        # What occurs once can lead nowhere, and most of what people write is that.
        spread = self._spread
        known = {*self._prints[place].sample}
        return [
            number
            for _, number in sorted(
                (spread[one], one) for one in known if one in spread
            )
        ]


def _fingerprints(
    texts: Sequence[tuple[str, str]], progress: Progress
) -> dict[int, Fingerprint]:
    found = {}
    for place, (_, text) in enumerate(texts):
        if place % _CHUNK == 0:
            progress(0)
        made = fingerprint(text)
        if made:
            found[place] = made
    return found


def _spread(prints: dict[int, Fingerprint]) -> Counter[int]:
    """How many texts hold each number of the samples, those of one text left out.

    What was met before is marked in a field of bits, for the numbers themselves would
    not fit: one in thirty marks of a hundred thousand texts is another number's, which
    costs a look-up in vain.
    """
    met = bytearray(_MARKS // 8)
    spread: Counter[int] = Counter()
    for one in prints.values():
        for number in {*one.sample}:
            place, bit = number % _MARKS >> 3, 1 << (number & 7)
            if met[place] & bit:
                spread[number] += 1
            else:
                met[place] |= bit
    return spread
