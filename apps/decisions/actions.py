"""Writing the log. Call it inside the transaction that carries the decision out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from apps.decisions.models import Decision


class Person(Protocol):
    """What the log needs to know of whoever decides."""

    pk: Any

    @property
    def shown_name(self) -> str: ...


def record_many(
    *,
    verb: Decision.Verb,
    subject_kind: str,
    subjects: Iterable[tuple[str, dict[str, object]]],
    by: Person,
    at: datetime,
    reason: str = "",
) -> None:
    """One decision for each (subject id, snapshot), in a few INSERTs for all."""
    Decision.objects.bulk_create(
        [
            Decision(
                verb=verb,
                subject_kind=subject_kind,
                subject_id=subject_id,
                actor_id=by.pk,
                actor_name=by.shown_name,
                reason=reason,
                snapshot=snapshot,
                decided_at=at,
            )
            for subject_id, snapshot in subjects
        ],
        batch_size=500,
    )


def record(
    *,
    verb: Decision.Verb,
    subject_kind: str,
    subject_id: str,
    by: Person,
    at: datetime,
    reason: str = "",
    snapshot: dict[str, object] | None = None,
) -> Decision:
    """Append one decision: one INSERT.

    `subject_id` is the public id of the row; `snapshot` is what must be known of it
    to understand the decision later, such as its status before and its text.
    """
    return Decision.objects.create(
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor_id=by.pk,
        actor_name=by.shown_name,
        reason=reason,
        snapshot=snapshot or {},
        decided_at=at,
    )
