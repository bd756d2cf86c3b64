"""Who is named beside a quotation as one who said the same."""

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest.actions.history import changing
from apps.digest.actions.trimming import Overtaken
from apps.digest.beside import said
from apps.digest.models import Item


@transaction.atomic
def leave_out(*, item: Item, answer: Answer, by: User) -> None:
    """Name this one no more beside the quotation. Twice is the same as once."""
    words = "Left a name out of “Also said by”"
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        _say(item, {answer.public_id: 0})


@transaction.atomic
def say_still(*, item: Item, answer: Answer, by: User, newest: int) -> None:
    """Say that its version `newest` makes the point, too. Twice is the same as once.

    Raises Overtaken where it was edited once more.
    """
    words = "Named somebody again in “Also said by”"
    with changing(item.digest_id, by=by, words=words, answer=item.answer):
        answer.refresh_from_db(fields=["revision_number"])
        if answer.revision_number != newest:
            raise Overtaken("The answer was edited once more: read it again.")
        _say(item, {answer.public_id: newest})


def _say(item: Item, versions: dict[str, int]) -> None:
    """With these versions instead, and without those that are 0."""
    fresh = Item.objects.filter(pk=item.pk).first()
    if fresh is None:
        return
    now = [(key, versions.get(key, was)) for key, was in said(fresh.also)]
    fresh.also = [[key, version] for key, version in now if version]
    fresh.save(update_fields=["also"])
