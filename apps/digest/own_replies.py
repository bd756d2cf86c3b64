"""What the essay's author has already replied to a quoted answer, in its thread."""

from collections.abc import Iterable

from django.db.models import Q

from apps.answers.models import Answer
from apps.digest.models import Digest, Item


def own_replies(digest: Digest, items: Iterable[Item]) -> dict[int, Answer]:
    """By the item's key: the reply that its own was taken from, else the first that
    readers see right below the answer. One query; the digest carries its essay.
    """
    rows = list(items)
    wanted = Q(parent__in=[item.answer_id for item in rows])
    wanted |= Q(public_id__in=[item.reply_from for item in rows if item.reply_from])
    found = Answer.objects.shown().filter(wanted, author=digest.essay.author_id)
    replies = list(found.order_by("created_at", "pk"))
    taken = {reply.public_id: reply for reply in replies}
    below: dict[int | None, Answer] = {}
    for reply in replies:
        below.setdefault(reply.parent_id, reply)
    chosen = {
        item.pk: taken.get(item.reply_from)
        if item.reply_from
        else below.get(item.answer_id)
        for item in rows
    }
    return {pk: reply for pk, reply in chosen.items() if reply}
