"""The order of groups, and of the items in them."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction

from apps.accounts.models import User
from apps.digest.actions.history import changing
from apps.digest.models import Digest, Group, Item

Row = TypeVar("Row", Item, Group)


class Rearranged(Exception):
    """Somebody added or removed something since the order was seen."""


@transaction.atomic
def move_item(*, item: Item, by: User, steps: int) -> None:
    """Move within its group by `steps` (negative: up); it stops at the ends."""
    words = _words(steps)
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        beside = Item.objects.filter(group__items=item.pk)
        _save_order(Item, _moved(list(beside.order_by("position", "pk")), item, steps))


@transaction.atomic
def move_group(*, group: Group, by: User, steps: int) -> None:
    """Move a whole group by `steps` (negative: up); it stops at the ends."""
    words = f"{_words(steps)} the group “{group.heading}”"
    with changing(group.digest_id, by=by, words=words) as digest:
        order = list(Group.objects.filter(digest=digest).order_by("position", "pk"))
        _save_order(Group, _moved(order, group, steps))


@transaction.atomic
def arrange(
    *, digest: Digest, by: User, order: Sequence[tuple[int, Sequence[str]]]
) -> None:
    """Set the whole order at once: (group's key, its items' public ids), in order.

    An item may change its group. Raises Rearranged unless exactly the groups and
    items of the draft are named: then nothing is changed.
    """
    with changing(digest.pk, by=by, words="Dragged to another place") as digest:
        _set_order(digest, order)


def _set_order(digest: Digest, order: Sequence[tuple[int, Sequence[str]]]) -> None:
    groups = {group.pk: group for group in Group.objects.filter(digest=digest)}
    items = {item.public_id: item for item in Item.objects.filter(digest=digest)}
    named = [key for _, keys in order for key in keys]
    if sorted(named) != sorted(items) or sorted(g for g, _ in order) != sorted(groups):
        raise Rearranged(
            "The draft was changed meanwhile, so the order was not saved. "
            "This is the draft as it is now."
        )
    _save_order(Group, [groups[key] for key, _ in order])
    left = {item.group_id for item in items.values()}
    for key, names in order:
        for position, name in enumerate(names, start=1):
            item = items[name]
            item.group_id, item.position = key, position
    Item.objects.bulk_update(items.values(), ["group", "position"])
    # A group whose last item moved away has nothing to head.
    Group.objects.filter(pk__in=left).emptied().delete()


def _words(steps: int) -> str:
    return "Moved up" if steps < 0 else "Moved down"


def _moved(order: list[Row], row: Row, steps: int) -> list[Row]:
    at = next((i for i, one in enumerate(order) if one.pk == row.pk), None)
    if at is None:
        return order
    one = order.pop(at)
    order.insert(max(0, min(len(order), at + steps)), one)
    return order


def _save_order(model: type[Item] | type[Group], rows: Sequence[Item | Group]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
    model.objects.bulk_update(rows, ["position"])  # type: ignore[arg-type]  # same model
