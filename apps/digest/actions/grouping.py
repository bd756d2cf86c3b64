"""Groups of one's own: made, merged, filled and taken away."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import F, Max

from apps.accounts.models import User
from apps.digest.actions.history import changing
from apps.digest.models import Digest, Group, Item
from apps.digest.models.digest import LONGEST_WORDS


class CannotGroup(Exception):
    """The groups cannot be so; the message is fit to show."""


@transaction.atomic
def new_group(*, digest: Digest, heading: str, by: User) -> Group:
    """A group under a heading of the editor's own, after the others, before readers'
    new questions. One with that heading is returned as it is.
    """
    words = f"Made the group “{heading}”"
    with changing(digest.pk, by=by, words=words) as digest:
        groups = Group.objects.filter(digest=digest)
        there = groups.filter(heading=heading).order_by("position", "pk").first()
        if there:
            return there
        closing = groups.filter(kind=Group.Kind.NEW_QUESTIONS)
        last = groups.exclude(kind=Group.Kind.NEW_QUESTIONS)
        position = (last.aggregate(last=Max("position"))["last"] or 0) + 1
        closing.filter(position__gte=position).update(position=F("position") + 1)
        return Group.objects.create(
            digest=digest, kind=Group.Kind.THEME, heading=heading, position=position
        )


@transaction.atomic
def merge_groups(*, group: Group, into: Group, by: User) -> Group:
    """Put everything of `group` at the end of `into`, under the heading of that.

    Its lead-in follows that of `into`. Where they answer different questions, the
    merged group answers several, and each quotation says which. Raises CannotGroup.
    """
    words = f"Merged the group “{group.heading}” into “{into.heading}”"
    with changing(group.digest_id, by=by, words=words) as digest:
        found = Group.objects.filter(digest=digest).in_bulk([group.pk, into.pk])
        if len(found) != 2:  # also where both are one
            raise CannotGroup("Choose two groups of this draft that are still there.")
        return _put_together(found[into.pk], [found[group.pk]])


@transaction.atomic
def join_groups(
    *, digest: Digest, keys: Collection[int], by: User, heading: str = ""
) -> Group:
    """Put everything of these groups into the first of them, in the draft's order.

    Under `heading`, or that of the first; otherwise as merging one by one, and one
    step of the history. Raises CannotGroup.
    """
    under = f" under “{heading}”" if heading else ""
    words = f"Joined {len(keys)} groups{under}"
    with changing(digest.pk, by=by, words=words) as digest:
        rows = Group.objects.filter(digest=digest, pk__in=keys)
        found = list(rows.order_by("position", "pk"))
        if len(found) != len(keys) or len(found) < 2:
            raise CannotGroup(
                "Tick two groups or more of this draft that are still there."
            )
        kept = _put_together(found[0], found[1:])
        if heading:
            kept.heading = heading
            kept.save(update_fields=["heading"])
        return kept


@transaction.atomic
def delete_group(*, group: Group, by: User) -> None:
    """Take an empty group away. Raises CannotGroup while something stands in it.

    Doing it twice changes nothing.
    """
    words = f"Took the group “{group.heading}” away"
    with changing(group.digest_id, by=by, words=words):
        if Item.objects.filter(group=group.pk).exists():
            raise CannotGroup(
                "Something stands in this group. Move it elsewhere or put it back first."
            )
        Group.objects.filter(pk=group.pk).delete()


@transaction.atomic
def regroup(*, item: Item, group: Group, by: User) -> None:
    """Move an item to the end of another group. Raises CannotGroup.

    A question's group that it leaves empty goes, as when the item is put back.
    """
    words = f"Moved to the group “{group.heading}”"
    with changing(item.digest_id, by=by, words=words, answer=item.answer) as digest:
        target = Group.objects.filter(digest=digest, pk=group.pk).first()
        row = Item.objects.filter(digest=digest, pk=item.pk).first()
        if target is None or row is None:
            raise CannotGroup("This group or this quotation is no longer there.")
        if row.group_id == target.pk:
            return
        left = row.group_id
        _append([row], target)
        Group.objects.filter(pk=left).emptied().delete()


def _put_together(kept: Group, others: list[Group]) -> Group:
    together = [kept, *others]
    if any(one.kind == Group.Kind.NEW_QUESTIONS for one in together):
        raise CannotGroup("New questions from readers stand in a group apart.")
    lead_in = "\n\n".join(one.lead_in for one in together if one.lead_in)
    if len(lead_in) > LONGEST_WORDS:
        raise CannotGroup("Their lead-ins are too long together: shorten one.")
    kept.lead_in = lead_in
    if kept.question_id and {one.question_id for one in together} != {kept.question_id}:
        kept.question, kept.kind = None, Group.Kind.THEME
    for gone in others:
        _append(Item.objects.filter(group=gone).order_by("position", "pk"), kept)
        gone.delete()
    kept.save(update_fields=["lead_in", "question", "kind"])
    return kept


def _append(items: Iterable[Item], group: Group) -> None:
    there = Item.objects.filter(group=group).aggregate(last=Max("position"))["last"]
    rows = list(items)
    for position, item in enumerate(rows, start=(there or 0) + 1):
        item.group, item.position = group, position
    Item.objects.bulk_update(rows, ["group", "position"])
