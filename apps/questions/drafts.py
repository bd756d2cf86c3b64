"""A waiting import as the draft its editor sees. No query in here."""

from typing import cast

from apps.questions.correcting import EssayDraft, draft_of
from apps.questions.importing import Format, Outline, parse
from apps.questions.models import EssayImport
from apps.questions.read_outlines import restored

DOUBTFUL = 0.6
"""Below this the source did not say what a piece is: an editor should look."""


def read_outline(pending: EssayImport) -> Outline:
    """What the importer read; a draft from before that was kept is read again."""
    if pending.outline:
        return restored(pending.outline)
    return parse(pending.source, format=cast(Format, pending.format))


def read_draft(pending: EssayImport) -> EssayDraft:
    return draft_of(read_outline(pending), pending.corrections)
