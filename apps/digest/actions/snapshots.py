"""The rows of a draft as the values that `steps.py` works on, and back."""

from typing import Any

from apps.digest.actions.marks import marks, set_mark
from apps.digest.models import Digest, Group, Item
from apps.digest.steps import GROUPS, Draft, Fields
from apps.questions.models import Section

_DIGEST = ("title", "subtitle", "intro", "changed_mind", "outro", "parameters")
_PERIOD = ("period_from", "period_to")
_GROUP = ("kind", "heading", "lead_in")
_ITEM = (
    "kind",
    "said",
    "excerpt",
    "settled_revision",
    "verb",
    "lead_in",
    "reply",
    "reply_from",
    "no_reply",
    "also",
)


def snapshot(digest: Digest) -> Draft:
    """The draft as it is stored now. Six queries."""
    rows: dict[str, Fields] = {"digest": _told(digest)}
    orders: dict[str, list[str]] = {GROUPS: []}
    groups = Group.objects.filter(digest=digest).order_by("position", "pk")
    for group in groups:
        key = f"group:{group.pk}"
        rows[key] = {
            "question": group.question_id,
            "section": group.section_id,
            **{name: getattr(group, name) for name in _GROUP},
        }
        orders[key] = []
        orders[GROUPS].append(key)
    items = Item.objects.filter(digest=digest).order_by("position", "pk")
    for item in items:
        key, place = f"item:{item.public_id}", f"group:{item.group_id}"
        rows[key] = {
            "pk": item.pk,
            "group": place,
            "answer": item.answer_id,
            "revision": item.revision_id,
            **{name: getattr(item, name) for name in _ITEM},
        }
        orders[place].append(key)
    return Draft(rows | marks(digest), orders)


def restore(digest: Digest, now: Draft, then: Draft) -> None:
    """Make the rows, which are as in `now`, those of `then`."""
    keys = [key for key in {**now.rows, **then.rows} if _differ(key, now, then)]
    gone = [key for key in keys if key not in then.rows]
    for key in keys:
        set_mark(digest, key, then.rows.get(key))
    # In this order nothing is in the way of what comes: an answer is quoted once, and
    # a group takes its items with it.
    _delete_items(digest, [key for key in gone if key.startswith("item:")])
    for key in keys:
        if key.startswith("group:") and key in then.rows:
            _put_group(digest, key, then.rows[key], is_new=key not in now.rows)
    for key in keys:
        if key.startswith("item:") and key in then.rows:
            _put_item(digest, key, then.rows[key], is_new=key not in now.rows)
    if "digest" in keys:
        Digest.objects.filter(pk=digest.pk).update(**then.rows["digest"])
    _order(digest, then)
    left = [_pk(key) for key in gone if key.startswith("group:")]
    Group.objects.filter(digest=digest, pk__in=left).delete()


def _differ(key: str, now: Draft, then: Draft) -> bool:
    return now.rows.get(key) != then.rows.get(key)


def _told(digest: Digest) -> Fields:
    """What is said of the digest itself, as JSON values. One query."""
    row = Digest.objects.values(*_DIGEST, *_PERIOD).get(pk=digest.pk)
    moments = {name: row[name] and row[name].isoformat() for name in _PERIOD}
    return {**row, **moments}


def _delete_items(digest: Digest, keys: list[str]) -> None:
    names = [key.partition(":")[2] for key in keys]
    Item.objects.filter(digest=digest, public_id__in=names).delete()


def _put_group(digest: Digest, key: str, row: Fields, *, is_new: bool) -> None:
    told: dict[str, Any] = {name: row[name] for name in _GROUP}
    told["question_id"] = row["question"]
    # A new version of the essay may have lost it, and older steps know none.
    sections = Section.objects.filter(pk=row.get("section") or 0)
    told["section_id"] = sections.values_list("pk", flat=True).first()
    if is_new:
        # Under the key it had: links and other steps name it so.
        Group.objects.create(pk=_pk(key), digest=digest, position=0, **told)
    else:
        Group.objects.filter(pk=_pk(key)).update(**told)


def _put_item(digest: Digest, key: str, row: Fields, *, is_new: bool) -> None:
    # A step of before a field was known leaves it as it is for a new item.
    told: dict[str, Any] = {name: row[name] for name in _ITEM if name in row}
    told["group_id"] = _pk(row["group"])
    told["revision_id"] = row["revision"]
    name = key.partition(":")[2]
    if is_new:
        Item.objects.create(
            pk=row["pk"],
            public_id=name,
            digest=digest,
            answer_id=row["answer"],
            position=0,
            **told,
        )
    else:
        Item.objects.filter(digest=digest, public_id=name).update(**told)


def _order(digest: Digest, then: Draft) -> None:
    groups = {f"group:{row.pk}": row for row in Group.objects.filter(digest=digest)}
    items = {f"item:{row.public_id}": row for row in Item.objects.filter(digest=digest)}
    for position, key in enumerate(then.orders[GROUPS], start=1):
        groups[key].position = position
        for place, name in enumerate(then.orders[key], start=1):
            items[name].position = place
    Group.objects.bulk_update(groups.values(), ["position"])
    Item.objects.bulk_update(items.values(), ["position"])


def _pk(key: str) -> int:
    return int(key.partition(":")[2])
