"""The tray and the draft: what goes in, what goes back, what is not wanted."""

from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.answers.models import Answer, Revision
from apps.digest import excerpts
from apps.digest.actions.history import changing
from apps.digest.actions.placing import group_for, place_in
from apps.digest.models import Candidate, Digest, Group, Item


class CannotPick(Exception):
    """The answer may not be quoted; the message is fit to show."""


@transaction.atomic
def pick(*, digest: Digest, answer: Answer, by: User) -> Item:
    """Put the whole current text of an answer into the draft: see `group_for`.

    Picking twice returns the item there is. Raises CannotPick when its author does
    not want to be quoted or it is no longer shown.
    """
    with changing(digest.pk, by=by, words="Picked", answer=answer) as digest:
        answer = Answer.objects.select_related("question", "root").get(pk=answer.pk)
        there = Item.objects.filter(digest=digest, answer=answer).first()
        if there:
            return there
        if not answer.is_quotable:
            raise CannotPick("This answer can no longer be quoted.")
        candidate = Candidate.objects.filter(digest=digest, answer=answer).first()
        item = add_item(digest, answer, also=candidate.also if candidate else [])
        Candidate.objects.filter(digest=digest, answer=answer).update(
            state=Candidate.State.PICKED
        )
        return item


@transaction.atomic
def unpick(*, item: Item, by: User) -> None:
    """Put an item back into the tray. A question's group that becomes empty goes too,
    unless the editor wrote something to lead in.

    What was written about it (lead-in, reply, trim) goes with it. Doing it twice
    changes nothing.
    """
    with changing(item.digest_id, by=by, words="Put back", answer=item.answer):
        if not Item.objects.filter(pk=item.pk).delete()[0]:
            return
        Candidate.objects.filter(digest=item.digest_id, answer=item.answer_id).update(
            state=Candidate.State.NEW
        )
        Group.objects.filter(pk=item.group_id).emptied().delete()


@transaction.atomic
def dismiss(*, candidate: Candidate, by: User) -> None:
    """Take a candidate from the tray; a later compile leaves it dismissed."""
    _say(candidate, by, "Dismissed", Candidate.State.DISMISSED)


@transaction.atomic
def put_aside(*, candidate: Candidate, by: User) -> None:
    """Maybe: out of the way, and at hand; a later compile leaves it there."""
    _say(candidate, by, "Put aside as a maybe", Candidate.State.MAYBE)


@transaction.atomic
def reconsider(*, candidate: Candidate, by: User) -> None:
    """Put what was dismissed or put aside back into the tray."""
    _say(candidate, by, "Put back into the tray", Candidate.State.NEW)


def add_item(
    digest: Digest, answer: Answer, *, also: list[Any], group: Group | None = None
) -> Item:
    """A new item in `group`, or where answers to its question stand.

    The digest must be locked.
    """
    group = group or group_for(digest, answer.question)
    revision = Revision.objects.get(answer=answer, number=answer.revision_number)
    return Item.objects.create(
        digest=digest,
        group=group,
        answer=answer,
        revision=revision,
        position=place_in(group, answer),
        verb="replies" if answer.parent_id else "writes",
        excerpt=excerpts.to_json(excerpts.whole(revision.body)),
        also=also,
    )


def _say(candidate: Candidate, by: User, words: str, state: str) -> None:
    """What is picked stays picked: its item is taken out by `unpick` alone."""
    rows = Candidate.objects.filter(pk=candidate.pk)
    with changing(candidate.digest_id, by=by, words=words, answer=candidate.answer):
        rows.exclude(state=Candidate.State.PICKED).update(state=state)
