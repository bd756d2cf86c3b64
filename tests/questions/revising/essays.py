"""A small live essay without ids in its text, and ways to bring a newer version."""

from datetime import timedelta

from apps.accounts.models import User
from apps.questions.actions import (
    apply_revision,
    latest_revision,
    publish_outline,
    start_revision,
)
from apps.questions.importing import parse
from apps.questions.models import Essay, EssayImport, EssayRevision, Question
from tests.factories import NOW

FERRY = """\
# Bridges and Other Doubts

I asked everyone who crosses.

## Crossing

- Who should pay for the bridge?
  - **For:** Those who cross it have the use of it.
  - Would a toll at night be fairer?
- How old is the oldest pier?
- Which stone lasts longest in salt water?

## Ice

- What happens to the ferry in winter?
- Can the harbour be kept open by one ship alone?
"""
LATER = NOW + timedelta(days=3)


def live(source: str = FERRY, *, by: User) -> Essay:
    return publish_outline(
        outline=parse(source, format="markdown"),
        source=source,
        format="markdown",
        slug="bridges",
        by=by,
        at=NOW,
    )


def bring(essay: Essay, source: str, *, by: User) -> EssayImport:
    return start_revision(
        essay=essay,
        raw=source.encode(),
        format="markdown",
        filename="",
        by=by,
        at=LATER,
    )


def revise(essay: Essay, source: str, *, by: User) -> EssayRevision:
    pending = bring(essay, source, by=by)
    seen = latest_revision(essay)
    return apply_revision(pending=pending, seen=seen, by=by, at=LATER)


def asking(text: str) -> Question:
    return Question.objects.get(text=text)


def texts(essay: Essay) -> list[str]:
    """What the essay asks now, in its order."""
    return [row.text for row in essay.questions.live().order_by("position")]
