"""What a person typed into the search box, taken apart. No typing is an error.

Words are all wanted; "words in quotes" stand next to each other; a minus before either
leaves out texts that have it; OR between two of them wants one of the two.
"""

import re
from dataclasses import dataclass

from apps.search.terms import words

LONGEST = 300
MOST = 16

Phrase = tuple[str, ...]  # terms that stand next to each other; often just one

_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """`wanted`: of each group at least one phrase; `unwanted`: none of these."""

    wanted: tuple[tuple[Phrase, ...], ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    # Words that were passed over because nearly every text has them.
    common: tuple[str, ...] = ()
    # Whether more was typed than is looked for.
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def is_too_common(self) -> bool:
        return not self.wanted and bool(self.common)

    def phrases(self) -> list[Phrase]:
        return [phrase for group in self.wanted for phrase in group]


@dataclass(frozen=True, slots=True)
class _Piece:
    phrase: Phrase
    typed: str
    is_unwanted: bool
    is_common: bool


def parse(typed: str) -> Query:
    is_cut = len(typed) > LONGEST
    wanted: list[tuple[Phrase, ...]] = []
    unwanted: list[Phrase] = []
    common: list[str] = []
    joins = False
    taken = 0
    for match in _PIECE.finditer(typed[:LONGEST]):
        if match.group() == "OR":
            joins = bool(wanted)
            continue
        piece = _piece(match)
        if not piece.phrase:
            continue
        if taken == MOST:
            is_cut = True
            break
        taken += 1
        if piece.is_unwanted:
            unwanted.append(piece.phrase)
        elif piece.is_common:
            common.append(piece.typed)
        elif joins:
            wanted[-1] = (*wanted[-1], piece.phrase)
        else:
            wanted.append((piece.phrase,))
        joins = False
    return Query(tuple(wanted), tuple(unwanted), tuple(common), is_cut)


def _piece(match: "re.Match[str]") -> _Piece:
    typed = match[3] if match[2] is None else match[2]
    found = list(words(typed))
    return _Piece(
        phrase=tuple(word.term for word in found)[:MOST],
        typed=typed,
        is_unwanted=bool(match[1]),
        is_common=match[2] is None and all(word.is_common for word in found),
    )
