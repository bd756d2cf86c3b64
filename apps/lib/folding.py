"""Text without what typing and copying change, with the way back to the original."""

import re
from dataclasses import dataclass
from functools import lru_cache

_QUOTES_AND_DASHES = {
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
# Soft hyphens and zero-width spaces, which only say where a line may break.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_MARKS = r"*_`~\\\[#>"
# A link's address goes with its brackets; the length keeps hostile text linear.
_SPECIAL = re.compile(
    r"(?P<mark>\]\([^()\s]{0,500}\)|\]|!(?=\[)"
    rf"|[{_MARKS}{_INVISIBLE}]+)|(?P<blank>\s+)"
    rf"|(?P<written>[{''.join(_QUOTES_AND_DASHES)}])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`places[i]` is where character `i` of `text` stands in the original."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the original has what `text[start:end]` was folded from."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """One blank for any, plain quotes and dashes, no marks of Markdown.

    Letters stay as they are. Linear in the length; kept for the texts used last,
    because many passages are looked for in one essay.
    """
    pieces: list[str] = []
    places: list[int] = []
    done = 0

    def add(piece: str, at: int) -> None:
        # Blanks on both sides of a mark are one blank once the mark is gone.
        if piece == " " and pieces and pieces[-1] == " ":
            return
        pieces.append(piece)
        places.extend([at] * len(piece))

    for special in _SPECIAL.finditer(text):
        if special.start() > done:
            pieces.append(text[done : special.start()])
            places.extend(range(done, special.start()))
        done = special.end()
        if special["blank"]:
            add(" ", special.start())
        elif written := special["written"]:
            add(_QUOTES_AND_DASHES[written], special.start())
    pieces.append(text[done:])
    places.extend(range(done, len(text)))
    return Folded("".join(pieces), places)
