"""One answer after the other goes into the tray, while there is room and news in it."""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from apps.digest.parameters import Parameters
from apps.digest.rating import Rated, Twins
from apps.digest.scoring import FEWEST_RATINGS
from apps.lib.words import telling

# A handful of opinions says nothing of what readers think.
FEWEST_OPINIONS = 5
# From here on two answers are worth comparing: less is the words that all texts share.
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Refused:
    """`points` are what it had left when its turn came, as those that were taken."""

    answer: Rated
    reason: str
    # The answer that it lost against, "" where there is none.
    against: str = ""
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """The answer that one is most `like`, 0 to 1, and the points that cost."""

    key: str = ""
    lost: float = 0.0
    like: float = 0.0

    @property
    def is_alike(self) -> bool:
        return self.like >= ALIKE


@dataclass(slots=True)
class Choice:
    """`chosen` in the order of choosing; `near` says which of the answers that were in
    already is most like a chosen one."""

    chosen: list[Rated] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    near: dict[str, Near] = field(default_factory=dict)


def choose(
    rated: Sequence[Rated],
    twins: Twins,
    parameters: Parameters,
    kept: Collection[str] = (),
) -> Choice:
    """The best rated first, less what each loses for being like those before it.

    Answers that say the same are represented once. `kept` are in the draft: they are
    in whatever the quotas say, and take their room where they would be in anyway, so
    that compiling again changes nothing by itself.
    """
    desk = _Desk(twins, parameters)
    for answer in rated:
        if answer.key in kept:
            desk.speak_for_twins(answer)
    waiting = [(-answer.score, place) for place, answer in enumerate(rated)]
    while waiting:
        value, place = heapq.heappop(waiting)
        answer = rated[place]
        refusal = desk.refusal(answer)
        if refusal and answer.key not in kept:
            desk.choice.refused.append(replace(refusal, points=-value))
            continue
        # What is in only grows, so a value only falls: one that has not fallen below
        # the next in line is the highest there is.
        lowered = desk.points_lost(answer) - answer.score
        if lowered > value and waiting and (lowered, place) > waiting[0]:
            heapq.heappush(waiting, (lowered, place))
            continue
        desk.take(answer)
    return desk.choice


def dissents(rated: Sequence[Rated]) -> dict[str, Rated]:
    """By question, the best rated answer that readers found helpful and disagree with."""
    found: dict[str, Rated] = {}
    for answer in rated:
        if answer.entry.question not in found and _is_disputed(answer):
            found[answer.entry.question] = answer
    return found


def _is_disputed(answer: Rated) -> bool:
    entry = answer.entry
    return (
        entry.disagree > entry.agree
        and entry.agree + entry.disagree >= FEWEST_OPINIONS
        and entry.helpful > entry.unhelpful
        and entry.helpful + entry.unhelpful >= FEWEST_RATINGS
    )


@dataclass
class _Desk:
    """What is in so far, and the room that is left."""

    twins: Twins
    parameters: Parameters
    choice: Choice = field(default_factory=Choice)
    room_taken: int = 0
    spoken_by: dict[str, str] = field(default_factory=dict)
    by_author: Counter[str] = field(default_factory=Counter)
    by_question: Counter[str] = field(default_factory=Counter)
    by_section: Counter[str] = field(default_factory=Counter)
    # The last one that got a place of each kind, named in refusals.
    last: dict[tuple[str, str], str] = field(default_factory=dict)
    bags: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    compared: dict[str, tuple[int, float, str]] = field(default_factory=dict)

    def refusal(self, answer: Rated) -> Refused | None:
        entry, most = answer.entry, self.parameters
        speaker = self.spoken_by.get(answer.key)
        if speaker:
            reason = "Says the same as one that is in already"
            return Refused(answer, reason, speaker)
        for kind, name, count, limit, words in (
            (
                "author",
                entry.author,
                self.by_author,
                most.per_author,
                "The same person",
            ),
            (
                "question",
                entry.question,
                self.by_question,
                most.per_question,
                "Its question",
            ),
            (
                "section",
                entry.section,
                self.by_section,
                most.per_section,
                "Its section",
            ),
        ):
            if name and count[name] >= limit:
                reason = f"{words} has {limit} in already, better rated"
                return Refused(answer, reason, self.last[kind, name])
        if self.room_taken >= most.limit:
            reason = f"Below the best {most.limit} that the tray holds"
            return Refused(answer, reason, self.choice.chosen[-1].key)
        return None

    def speak_for_twins(self, answer: Rated) -> None:
        for twin in self.twins.get(answer.key, ()):
            if twin is not answer:
                self.spoken_by.setdefault(twin.key, answer.key)

    def take(self, answer: Rated) -> None:
        self.room_taken += self.refusal(answer) is None
        self.choice.chosen.append(answer)
        entry = answer.entry
        self.by_author[entry.author] += 1
        self.by_question[entry.question] += 1
        self.by_section[entry.section] += 1
        self.last["author", entry.author] = answer.key
        self.last["question", entry.question] = answer.key
        self.last["section", entry.section] = answer.key
        self.speak_for_twins(answer)
        self.bags.append((answer.key, telling(entry.text)))

    def points_lost(self, answer: Rated) -> float:
        """For being like the one of those in that it is most like."""
        seen, most, nearest = self.compared.get(answer.key, (0, 0.0, ""))
        if seen < len(self.bags):
            bag = telling(answer.entry.text)
            for key, other in self.bags[seen:]:
                likeness = _likeness(bag, other)
                if likeness > most:
                    most, nearest = likeness, key
            self.compared[answer.key] = (len(self.bags), most, nearest)
        lost = round(self.parameters.novelty * most, 6)
        if lost:
            self.choice.near[answer.key] = Near(nearest, lost, most)
        return lost


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The cosine of two bags of words, 0 to 1."""
    if not left or not right:
        return 0.0
    return len(left & right) / math.sqrt(len(left) * len(right))
