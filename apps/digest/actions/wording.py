"""The editor's own words around the quotations."""

from django.db import transaction

from apps.accounts.models import User
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.models import Digest, Group, Item


class Conflict(Exception):
    """Somebody else changed the same words since the writer opened them."""


@transaction.atomic
def describe(
    *, digest: Digest, by: User, was: dict[str, str], now: dict[str, str]
) -> None:
    """Set title, subtitle, intro and outro. Raises Conflict."""
    digest = lock_digest(digest.pk)
    _write(digest, digest, was, now, ("title", "subtitle", "intro", "outro"))


@transaction.atomic
def word_group(
    *, group: Group, by: User, was: dict[str, str], now: dict[str, str]
) -> None:
    """Set a group's heading and lead-in. Raises Conflict."""
    digest = lock_digest(group.digest_id)
    _write(digest, Group.objects.get(pk=group.pk), was, now, ("heading", "lead_in"))


@transaction.atomic
def word_item(
    *, item: Item, by: User, was: dict[str, str], now: dict[str, str]
) -> None:
    """Set an item's verb, lead-in and reply. Raises Conflict."""
    digest = lock_digest(item.digest_id)
    fresh = Item.objects.get(pk=item.pk)
    _write(digest, fresh, was, now, ("verb", "lead_in", "reply"))


def _write(
    digest: Digest,
    row: Digest | Group | Item,
    was: dict[str, str],
    now: dict[str, str],
    fields: tuple[str, ...],
) -> None:
    """Field by field: the stored words must be those the writer saw, or wanted."""
    changed = [field for field in fields if getattr(row, field) != now[field]]
    lost = [field for field in changed if getattr(row, field) != was[field]]
    if lost:
        raise Conflict(
            "Another editor changed these words while you were writing. Both "
            "versions are below; put them together and save again."
        )
    if not changed:
        return
    for field in changed:
        setattr(row, field, now[field])
    row.save(update_fields=changed)
    new_version(digest)
