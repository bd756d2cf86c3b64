"""A draft as the editor sees it: rows, the piece at hand, what is left to check."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from apps.lib.text import clip
from apps.questions.correcting import CHOICES, Choice, EssayDraft, Piece
from apps.questions.correcting.pieces import choice_of, kind_of
from apps.questions.drafts import DOUBTFUL
from apps.questions.importing import Kind
from apps.questions.importing.reasons import reason_of
from apps.questions.importing.sentences import sentence_ends
from apps.questions.importing.whole import is_whole, paragraphs_of

# From here on the source itself says what a piece is.
CERTAIN = 0.9
LONGEST_SHOWN = 400
MOST_CUTS = 12

_NAMES: Mapping[Kind, tuple[str, str]] = {
    "section": ("section", "sections"),
    "subsection": ("subsection", "subsections"),
    "question": ("question", "questions"),
    "subquestion": ("sub-question", "sub-questions"),
    "consideration": ("consideration", "considerations"),
    "quote": ("quote", "quotes"),
    "prose": ("paragraph", "paragraphs"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One piece in the list. `is_read` is False below what is left out, too."""

    key: str
    depth: int
    kind: Kind
    choice: str
    label: str
    text: str
    source: str
    sureness: str
    percent: int
    is_left_out: bool
    is_read: bool

    @property
    def is_doubtful(self) -> bool:
        return self.sureness == "guess" and self.is_read

    @property
    def is_likely(self) -> bool:
        return self.sureness == "likely" and self.is_read


@dataclass(frozen=True, slots=True)
class Bench:
    """The piece at hand with what can be done to it."""

    row: Row
    text: str
    source: str
    reason: str
    has_source: bool
    cuts: list[tuple[int, str]]
    """Where it can be split, and the words that the second half starts with."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows of a draft, counted.

    `doubts` are the keys of those to check: guesses, or what is likely where none is
    left.
    """

    rows: list[Row]
    counts: list[str]
    doubts: list[str]
    has_guesses: bool
    left_out: int
    warnings: tuple[str, ...]
    choices: list[tuple[str, Choice]]

    def next_doubt(self, key: str) -> str:
        """The next piece to check after this one; the first after the last."""
        keys = [row.key for row in self.rows]
        at = keys.index(key) if key in keys else -1
        doubts = set(self.doubts)
        later = [each for each in (*keys[at + 1 :], *keys[: at + 1]) if each in doubts]
        return later[0] if later else ""

    def place_of(self, key: str) -> int:
        """Which of the doubts this is, from 1; 0 when it is none."""
        return self.doubts.index(key) + 1 if key in self.doubts else 0


@dataclass(frozen=True, slots=True)
class Splice:
    """How one list of rows becomes another: what goes, and what comes after `after`."""

    after: str
    removed: list[str]
    rows: list[Row]


def preview(draft: EssayDraft) -> Preview:
    rows = rows_of(draft)
    kinds = Counter(row.kind for row in rows if row.is_read)
    guesses = [row.key for row in rows if row.is_doubtful]
    return Preview(
        rows=rows,
        counts=[_counted(kinds[kind], *_NAMES[kind]) for kind in _NAMES if kinds[kind]],
        doubts=guesses or [row.key for row in rows if row.is_likely],
        has_guesses=bool(guesses),
        left_out=sum(not row.is_read for row in rows),
        warnings=draft.warnings,
        choices=list(CHOICES.items()),
    )


def rows_of(draft: EssayDraft) -> list[Row]:
    rows: list[Row] = []
    above: list[Piece] = []
    for at, piece in enumerate(draft.pieces):
        del above[piece.depth :]
        choice = choice_of(draft.pieces, at)
        rows.append(
            Row(
                key=piece.key,
                depth=piece.depth,
                kind=kind_of(piece, [each.family for each in above]),
                choice=choice,
                label=CHOICES[choice].label,
                text=clip(piece.text, LONGEST_SHOWN),
                source=piece.source,
                sureness=_sureness(piece.confidence),
                percent=round(100 * piece.confidence),
                is_left_out=piece.is_left_out,
                is_read=not any(each.is_left_out for each in (*above, piece)),
            )
        )
        above.append(piece)
    return rows


def bench(draft: EssayDraft, shown: Preview, key: str) -> Bench | None:
    """The piece of that key, or the first; None where a draft has none."""
    places = {row.key: at for at, row in enumerate(shown.rows)}
    if not places:
        return None
    piece = draft.pieces[places.get(key, 0)]
    is_divisible = not any(map(is_whole, paragraphs_of(piece.text)))
    cuts = sentence_ends(piece.text)[:MOST_CUTS] if is_divisible else []
    return Bench(
        row=shown.rows[places.get(key, 0)],
        text=piece.text,
        source=piece.source,
        reason=reason_of(piece.reason),
        has_source=piece.family == "quote" or bool(piece.source),
        cuts=[(cut, clip(piece.text[cut:].strip(), 60)) for cut in cuts],
    )


def splice(before: list[Row], after: list[Row]) -> Splice:
    """The shortest run of rows to exchange."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    same_tail = next(
        (at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]),
        shorter - start,
    )
    return Splice(
        after=before[start - 1].key if start else "",
        removed=[row.key for row in before[start : len(before) - same_tail]],
        rows=after[start : len(after) - same_tail],
    )


def _sureness(confidence: float) -> str:
    if confidence < DOUBTFUL:
        return "guess"
    return "likely" if confidence < CERTAIN else "certain"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
