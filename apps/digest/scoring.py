"""What speaks for an answer: each signal between 0 and 1, weighed, and put in words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from apps.lib.ranking import wilson_lower_bound

# Only votes of an answer's first days count: an early answer has had weeks to gather
# them, and the newest one has had these days at least. Best-of lists elsewhere do the
# same with a week.
VOTE_DAYS = 7
# So many imagined readers rate every answer like its question's answers on average.
# They keep a single vote from deciding, and a few real readers outweigh them.
IMAGINED = 4
# The same for a question, with the average of the essay.
IMAGINED_OF_QUESTION = 10
# Depth alone is a quarrel: more people than this add nothing.
ENOUGH_REPLIERS = 5
ENOUGH_SOURCES = 3
# A handful of votes says nothing of what readers think.
FEWEST_RATINGS = 3
# What published highlights posts quote: from a remark to three pages.
SHORTEST = 15
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Signal:
    """`weight` is how many points the signal gives at most, unless an editor says."""

    name: str
    weight: float
    meaning: str


SIGNALS = (
    Signal(
        "helpful",
        50.0,
        f"How surely readers found it helpful, by the votes of its first {VOTE_DAYS} "
        "days, so that early answers do not win by being early.",
    ),
    Signal("star", 30.0, "An editor has starred it."),
    Signal("passage", 8.0, "It disputes a passage of the essay that it quotes."),
    Signal(
        "sources",
        8.0,
        f"It links to sources that the essay does not have; {ENOUGH_SOURCES} sites "
        "count in full.",
    ),
    Signal(
        "replies",
        10.0,
        f"Other people replied to it; {ENOUGH_REPLIERS} people count in full.",
    ),
    Signal("only answer", 6.0, "No other answer to its question can be chosen."),
    Signal(
        "length",
        8.0,
        f"Between {SHORTEST} and {LONGEST} words counts in full, less otherwise.",
    ),
    Signal(
        "first hand",
        3.0,
        "Its author claims to know from experience. Nobody has checked that.",
    ),
)
WEIGHTS: Mapping[str, float] = {signal.name: signal.weight for signal in SIGNALS}


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as the selection sees it.

    `text` is plain text in the writer's own words: leave out what they quote, or an
    answer and its rebuttal look alike. `helpful` and `unhelpful` are the votes of its
    first days, `agree` and `disagree` of all days. `domains` are the distinct hosts it
    links to, the essay's own left out; `repliers` are distinct other people.
    `first_hand` are the words that claim experience; `kind` is "" for an answer to
    choose, or the tray of its own that it belongs in. `revision` is the number of the
    version that was read. A reply answers an answer.
    """

    key: str
    question: str
    section: str
    author: str
    text: str
    helpful: int
    unhelpful: int
    agree: int
    disagree: int
    repliers: int
    words: int
    domains: tuple[str, ...]
    created: str
    is_starred: bool = False
    disputes_passage: bool = False
    first_hand: str = ""
    kind: str = ""
    revision: int = 1
    is_reply: bool = False


Expected = Mapping[str, float]


def expected(entries: Iterable[Entry]) -> Expected:
    """For each question, the share of votes on its answers that say helpful."""
    helpful: Counter[str] = Counter()
    voices: Counter[str] = Counter()
    for entry in entries:
        helpful[entry.question] += entry.helpful
        voices[entry.question] += entry.helpful + entry.unhelpful
    everywhere = (helpful.total() + 1) / (voices.total() + 2)
    shares: dict[str, float] = defaultdict(lambda: everywhere)
    for question, count in voices.items():
        imagined = IMAGINED_OF_QUESTION * everywhere
        shares[question] = (helpful[question] + imagined) / (
            count + IMAGINED_OF_QUESTION
        )
    return shares


def surely_helpful(entry: Entry, expected_share: float) -> float:
    """A lower bound, 0 to 1, of the share of all readers who would find it helpful."""
    voices = entry.helpful + entry.unhelpful
    return wilson_lower_bound(
        entry.helpful + IMAGINED * expected_share, voices + IMAGINED
    )


def parts(
    entry: Entry, *, is_only: bool, share: float, weights: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """Each signal's points, those of no points left out. A missing weight is 0."""
    points = (
        (name, round(weights.get(name, 0.0) * strength, 6))
        for name, strength in _strengths(entry, is_only=is_only, share=share)
    )
    return tuple((name, share) for name, share in points if share)


def _strengths(
    entry: Entry, *, is_only: bool, share: float
) -> Iterator[tuple[str, float]]:
    yield "helpful", surely_helpful(entry, share)
    yield "star", float(entry.is_starred)
    yield "passage", float(entry.disputes_passage)
    yield "sources", min(len(set(entry.domains)), ENOUGH_SOURCES) / ENOUGH_SOURCES
    yield "replies", min(entry.repliers, ENOUGH_REPLIERS) / ENOUGH_REPLIERS
    yield "only answer", float(is_only)
    yield "length", readable(entry.words)
    yield "first hand", float(bool(entry.first_hand))


def readable(words: int) -> float:
    """1 for a length that people read and quote, less for shorter and longer ones."""
    if words < SHORTEST:
        return words / SHORTEST
    return min(1.0, LONGEST / words)


def reasons(entry: Entry, *, is_only: bool) -> Iterator[str]:
    """The same signals as sentences for the editor, in the order of the table."""
    yield _voices(entry)
    if entry.is_starred:
        yield "Starred by an editor"
    if entry.disputes_passage:
        yield "Disputes a passage of the essay"
    if entry.domains:
        yield f"Links to {', '.join(sorted(set(entry.domains))[:ENOUGH_SOURCES])}"
    if entry.repliers:
        people = "1 person" if entry.repliers == 1 else f"{entry.repliers} people"
        yield f"Drew replies from {people}"
    if is_only:
        yield "The only answer to this question that can be chosen"
    if entry.words < SHORTEST:
        yield f"Very short: {entry.words} word{'' if entry.words == 1 else 's'}"
    if entry.words > LONGEST:
        yield f"Long: {entry.words:,} words, so it will need trimming"
    if entry.first_hand:
        yield f"Says of themselves “{entry.first_hand}”; not checked"


def notes(entry: Entry, *, share: float) -> Iterator[tuple[str, str]]:
    """What its points for a signal come from, where that cannot be seen from outside."""
    surely = int(100 * surely_helpful(entry, share))
    yield (
        "helpful",
        f"likely at least {surely}\u00a0% of all readers would find it so; few votes "
        "are weighed together with those on other answers",
    )


def _voices(entry: Entry) -> str:
    voices = entry.helpful + entry.unhelpful
    if not voices:
        return f"No reader rated it in its first {VOTE_DAYS} days"
    readers = "reader" if voices == 1 else "readers"
    few = ": too few to say much" if voices < FEWEST_RATINGS else ""
    return (
        f"{entry.helpful} of {voices} {readers} found it helpful in its first "
        f"{VOTE_DAYS} days{few}"
    )
