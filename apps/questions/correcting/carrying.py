"""What an editor said of an essay's pieces is said again of a newer version of it."""

from collections import defaultdict
from collections.abc import Iterator

from apps.questions.correcting.drafting import EssayDraft, draft_of
from apps.questions.correcting.edits import CannotCorrect, Edit
from apps.questions.correcting.pieces import choice_of
from apps.questions.importing import Outline

Choices = dict[str, str]
"""What a piece of certain words is; "" where pieces of these words are several things."""


def carried(live: Outline, source: Outline, fresh: Outline) -> list[Edit]:
    """Edits that make pieces of `fresh` what those of the same words in `live` are.

    `source` is the text of the live essay as it is read without corrections. Where the
    newer text is read in another way than that one, its author has marked the piece up
    otherwise: it stays as it is read.
    """
    standing, read = _choices(draft_of(live, [])), _choices(draft_of(source, []))
    draft, edits = draft_of(fresh, []), list[Edit]()
    for at, words, choice in _described(draft):
        wanted = standing.get(words, "")
        if not wanted or choice == wanted or read.get(words, choice) != choice:
            continue
        edit = Edit(act="choose", key=draft.pieces[at].key, choice=wanted)
        trial = draft.copy()
        try:
            trial.play(edit)
        except CannotCorrect:
            continue
        draft.pieces[:] = trial.pieces
        edits.append(edit)
    return edits


def _choices(draft: EssayDraft) -> Choices:
    found: dict[str, set[str]] = defaultdict(set)
    for _, words, choice in _described(draft):
        found[words].add(choice)
    return {
        words: choices.pop() if len(choices) == 1 else ""
        for words, choices in found.items()
    }


def _described(draft: EssayDraft) -> Iterator[tuple[int, str, str]]:
    """Where each piece stands, its words and what it is; read as one goes on.

    Choosing what a piece is neither adds nor takes any.
    """
    for at in range(len(draft.pieces)):
        piece = draft.pieces[at]
        if not piece.is_left_out:
            yield at, " ".join(piece.text.split()), choice_of(draft.pieces, at)
