"""An outline with its edits played over it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from apps.questions.correcting.edits import CannotCorrect, Edit
from apps.questions.correcting.pieces import Piece, items_of, pieces_of
from apps.questions.correcting.playing import find, play
from apps.questions.correcting.settling import settle
from apps.questions.importing import Outline

LONGEST_TITLE = 300
LONGEST_SUBTITLE = 500


@dataclass(slots=True)
class EssayDraft:
    """The essay as its editor has it now."""

    title: str
    subtitle: str
    warnings: tuple[str, ...]
    pieces: list[Piece]
    slug: str = ""
    """The address, where an editor has chosen one."""

    def copy(self) -> "EssayDraft":
        return replace(self, pieces=[replace(piece) for piece in self.pieces])

    def play(self, edit: Edit) -> str:
        """Change the draft; the key of the piece to go on with, "" for none.

        Raises CannotCorrect, and then may be half changed.
        """
        if edit["act"] == "title":
            self._name(edit)
            return ""
        return self.pieces[play(self.pieces, edit)].key

    def says(self, edit: Edit) -> bool:
        """Whether a piece has these words and this source already."""
        piece = self.pieces[find(self.pieces, edit["key"])]
        return (piece.text, piece.source) == (edit["text"], edit["source"])

    def outline(self) -> Outline:
        return Outline(self.title, self.subtitle, items_of(self.pieces), self.warnings)

    def _name(self, edit: Edit) -> None:
        title = " ".join(edit["text"].split())
        if not title:
            raise CannotCorrect("An essay needs a title.")
        self.title = title[:LONGEST_TITLE]
        self.subtitle = " ".join(edit["source"].split())[:LONGEST_SUBTITLE]
        self.slug = edit.get("slug", self.slug)


def draft_of(outline: Outline, edits: Sequence[Edit]) -> EssayDraft:
    """Plays the edits in order; one that no longer fits is passed over."""
    pieces = pieces_of(outline.items)
    settle(pieces)
    draft = EssayDraft(outline.title, outline.subtitle, outline.warnings, pieces)
    for edit in edits:
        try:
            draft.play(edit)
        except CannotCorrect:
            settle(draft.pieces)
    return draft


def corrected(outline: Outline, edits: Sequence[Edit]) -> Outline:
    return draft_of(outline, edits).outline()
