"""Writing the log. Call it inside the transaction that carries the decision out."""

from datetime import datetime
from typing import Any, Protocol

from apps.decisions.models import Decision


class Person(Protocol):
    """What the log needs to know of whoever decides."""

    pk: Any

    @property
    def shown_name(self) -> str: ...


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
