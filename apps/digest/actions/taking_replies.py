"""The author's reply in the thread as the reply in the highlights."""

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest.actions.history import changing
from apps.digest.models import Item
from apps.digest.own_replies import own_replies


class CannotTakeReply(Exception):
    """The reply cannot stand there; the message is fit to show."""


@transaction.atomic
def take_reply(*, item: Item, reply: Answer, by: User) -> None:
    """Let the author's words from the thread be the reply to a quotation.

    Where they are from stays known, also once they are reworded. Doing it twice
    changes nothing. Raises CannotTakeReply.
    """
    words = "Took the author’s reply from the thread"
    with changing(item.digest_id, by=by, words=words, answer=item.answer) as digest:
        fresh = Item.objects.filter(pk=item.pk).first()
        if fresh is None:
            raise CannotTakeReply(
                "Another editor took this quotation out of the draft."
            )
        if fresh.reply_from == reply.public_id:
            return
        if fresh.reply:
            raise CannotTakeReply("A reply stands there already. It was left as it is.")
        if own_replies(digest, [fresh]).get(fresh.pk) != reply:
            raise CannotTakeReply("This reply of the author’s is not there any more.")
        reply.refresh_from_db(fields=["body"])
        fresh.reply, fresh.reply_from, fresh.no_reply = (
            reply.body,
            reply.public_id,
            False,
        )
        fresh.save(update_fields=["reply", "reply_from", "no_reply"])
