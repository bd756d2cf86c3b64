"""The word that was probably meant, among those that there are."""

from collections.abc import Iterable
from difflib import SequenceMatcher

# Of the groups of three letters that two words have, the share that both have: enough
# to be worth a closer look, which costs a hundred times as much.
_WORTH_A_LOOK = 0.2
ALIKE = 0.75
SHORTEST = 4


def nearest(word: str, known: Iterable[str]) -> str:
    """The most alike of the known words, "" where none is alike enough."""
    if len(word) < SHORTEST:
        return ""
    typed = word.casefold()
    mine = _groups(typed)
    scored = (
        (SequenceMatcher(None, typed, candidate).ratio(), candidate)
        for candidate in known
        if _shared(mine, _groups(candidate)) >= _WORTH_A_LOOK
    )
    likeness, found = max(scored, default=(0.0, ""))
    return found if likeness >= ALIKE else ""


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _groups(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
