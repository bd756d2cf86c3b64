"""What the compile passed over, brought to the tray or to the draft all the same."""

from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest.actions.history import changing
from apps.digest.actions.marks import put_into_tray
from apps.digest.actions.picking import CannotPick, add_item
from apps.digest.models import Candidate, Compile, Digest, Group, Item


class NoSuchTheme(Exception):
    """The compile that suggested it was replaced; the message is fit to show."""


@transaction.atomic
def offer(*, digest: Digest, answer: Answer, by: User) -> Candidate:
    """Put an answer that was passed over into the tray; twice is the same as once.

    Raises CannotPick when its author does not want to be quoted or it is no longer
    shown.
    """
    words = "Put what was passed over into the tray"
    with changing(digest.pk, by=by, words=words, answer=answer) as digest:
        there = Candidate.objects.filter(digest=digest, answer=answer).first()
        if there:
            return there
        answer = Answer.objects.select_related("question", "root").get(pk=answer.pk)
        if not answer.is_quotable or answer.question.essay_id != digest.essay_id:
            raise CannotPick("This answer can no longer be quoted.")
        return put_into_tray(digest, answer)


@transaction.atomic
def group_theme(
    *, digest: Digest, compile: int, place: int, heading: str, by: User
) -> Group:
    """Make a suggested theme a group of the draft, with its answers in it.

    The heading is the editor's: what answers share is no argument yet.

    Answers that stand elsewhere in the draft move here, with all that was written
    about them. Raises NoSuchTheme where another compile has come in between.
    """
    with changing(digest.pk, by=by, words="Made a suggested group") as digest:
        run = Compile.objects.finished().filter(digest=digest, number=compile).first()
        if run is None or not 0 <= place < len(run.themes):
            raise NoSuchTheme(
                "The suggestions have changed since: another compile has come in "
                "between."
            )
        theme = run.themes[place]
        group = _theme_group(digest, heading)
        left = set(Item.objects.filter(digest=digest).values_list("group", flat=True))
        _gather(digest, group, theme["answers"])
        Group.objects.filter(pk__in=left).emptied().delete()
        return group


def _theme_group(digest: Digest, heading: str) -> Group:
    """The one of that heading, or a new one at the end."""
    found = Group.objects.filter(
        digest=digest, kind=Group.Kind.THEME, heading=heading
    ).first()
    if found:
        return found
    last = Group.objects.filter(digest=digest).aggregate(last=Max("position"))
    return Group.objects.create(
        digest=digest,
        kind=Group.Kind.THEME,
        heading=heading,
        position=(last["last"] or 0) + 1,
    )


def _gather(digest: Digest, group: Group, keys: list[str]) -> None:
    answers = Answer.objects.shown().filter(public_id__in=keys)
    quotable = {
        row.public_id: row
        for row in answers.select_related("question", "root")
        if row.is_quotable
    }
    items = {
        item.answer.public_id: item
        for item in Item.objects.filter(digest=digest).select_related("answer")
    }
    candidates = Candidate.objects.filter(digest=digest, answer__public_id__in=keys)
    also = dict(candidates.values_list("answer__public_id", "also"))
    for position, key in enumerate(keys, start=1):
        if key in items:
            items[key].group, items[key].position = group, position
            items[key].save(update_fields=["group", "position"])
        elif key in quotable:
            add_item(digest, quotable[key], also=also.get(key, []), group=group)
    candidates.filter(answer__in=[row.pk for row in quotable.values()]).update(
        state=Candidate.State.PICKED
    )
