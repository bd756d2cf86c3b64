"""Every change of a draft is kept, and can be stepped back and taken again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.accounts.models import User
from apps.answers.models import Answer, Revision
from apps.digest.actions.locking import lock_digest, new_version
from apps.digest.actions.snapshots import restore, snapshot
from apps.digest.first_headings import first_headings
from apps.digest.models import Change, Digest, Group
from apps.digest.steps import ChangedSince, Draft, Step, backwards, difference, joined
from apps.digest.steps import take as taken
from apps.lib.text import clip
from apps.questions.models import Question

# What is saved while somebody types is one step, until they pause for so long.
PAUSE = timedelta(minutes=5)
_LOOKED_AT = 200


class CannotStep(Exception):
    """The change cannot be stepped back, or taken again; the message is fit to show."""


@contextmanager
def changing(
    pk: int,
    *,
    by: User,
    words: str,
    answer: Answer | None = None,
    goes_on: bool = False,
) -> Iterator[Digest]:
    """Hold the digest, and note what the block changed; nothing where nothing did.

    Inside a transaction, before any other write. `words` say what is done, without
    names; `goes_on` joins it to the editor's step before, where that wrote in the
    same fields a moment ago. Twelve queries around the block.
    """
    digest = lock_digest(pk)
    before = snapshot(digest)
    yield digest
    step = difference(before, snapshot(digest))
    if not step:
        return
    new_version(digest)
    if goes_on and _went_on(digest, step, by):
        return
    last = Change.objects.filter(digest=digest).aggregate(last=Max("number"))["last"]
    Change.objects.create(
        digest=digest,
        number=(last or 0) + 1,
        by=by,
        at=timezone.now(),
        words=clip(words, 300),
        answer=answer,
        step=step.to_json(),
    )


@transaction.atomic
def step_back(*, digest: Digest, by: User, number: int | None = None) -> Change:
    """Take a change back: the editor's own newest one, or the one of that number.

    Others' later changes stay. Raises CannotStep where it would write over one, and
    where there is nothing to step back; doing it twice changes nothing.
    """
    digest = lock_digest(digest.pk)
    rows = Change.objects.filter(digest=digest)
    if number is None:
        change = rows.to_step_back(by)
    else:
        change = rows.filter(number=number).first()
    if change is None:
        raise CannotStep("There is nothing of yours to step back.")
    if change.stepped_back_at is None:
        _step(digest, change, backwards(Step.from_json(change.step)), "stepped back")
        change.stepped_back_by, change.stepped_back_at = by, timezone.now()
        change.save(update_fields=["stepped_back_by", "stepped_back_at"])
    return change


@transaction.atomic
def step_again(*, digest: Digest, by: User, number: int | None = None) -> Change:
    """Make a change again that was stepped back: the last one of this editor's, or
    the one of that number. Raises CannotStep; doing it twice changes nothing.
    """
    digest = lock_digest(digest.pk)
    rows = Change.objects.filter(digest=digest)
    change = (
        rows.to_do_again(by) if number is None else rows.filter(number=number).first()
    )
    if change is None:
        raise CannotStep("There is nothing of yours to do again.")
    if change.stepped_back_at is not None:
        _step(digest, change, Step.from_json(change.step), "done again")
        change.stepped_back_by = change.stepped_back_at = None
        change.save(update_fields=["stepped_back_by", "stepped_back_at"])
    return change


def _went_on(digest: Digest, step: Step, by: User) -> bool:
    """Whether the step was joined to the one before it."""
    last = Change.objects.filter(digest=digest).order_by("-number").first()
    if last is None or last.by_id != by.pk or last.stepped_back_at is not None:
        return False
    now = timezone.now()
    both = joined(Step.from_json(last.step), step)
    # What was typed and taken out again is no step: both are kept as they were.
    if not both or now - last.at > PAUSE:
        return False
    last.step, last.at = both.to_json(), now
    last.save(update_fields=["step", "at"])
    return True


def _step(digest: Digest, change: Change, step: Step, how: str) -> None:
    now = snapshot(digest)
    try:
        then = taken(now, step, _made_as(digest))
    except ChangedSince as changed:
        raise CannotStep(
            f"“{change.words}” was not {how}: {_since(change, changed.key)} "
            "Nothing was changed."
        ) from changed
    _may_stand(now, then)
    restore(digest, now, then)
    new_version(digest)


def _made_as(digest: Digest) -> dict[str, frozenset[str]]:
    """Under which headings each group may have been made, by its key. One query."""
    groups = Group.objects.filter(digest=digest)
    rows = groups.select_related("question__section__parent", "section__parent")
    return {f"group:{row.pk}": frozenset(first_headings(row)) for row in rows}


def _since(change: Change, key: str) -> str:
    """Who changed the same thing, as a sentence. One query."""
    others = Change.objects.filter(digest=change.digest_id).exclude(pk=change.pk)
    for other in others.select_related("by").order_by("-number")[:_LOOKED_AT]:
        if key in other.step["rows"] or key in other.step["orders"]:
            what = "stepped back" if other.stepped_back_at else "did"
            return f"since then {other.by.shown_name} {what} “{other.words}”."
    return "the draft is no longer as this change left it."


def _may_stand(now: Draft, then: Draft) -> None:
    """What comes back must still be there and may be quoted. Four queries."""
    back = {key: row for key, row in then.rows.items() if key not in now.rows}
    revisions = {row["revision"] for row in back.values() if "revision" in row}
    found = Revision.objects.filter(pk__in=revisions).select_related("answer__root")
    if len(revisions) != sum(row.is_public and row.answer.is_quotable for row in found):
        raise CannotStep("This answer can no longer be quoted.")
    asked = {row["question"] for row in back.values() if row.get("question")}
    if Question.objects.filter(pk__in=asked).count() != len(asked):
        raise CannotStep("The question of this group is no longer there.")
    offered = {key for key, row in back.items() if row.get("is_offered")}
    shown = _shown(offered)
    if len(offered) != sum(answer.is_quotable for answer in shown):
        raise CannotStep("This answer can no longer be quoted.")
    starred = {key for key in back if key.startswith("star:")}
    if len(starred) != len(_shown(starred)):
        raise CannotStep("Readers do not see this answer any more.")


def _shown(keys: Iterable[str]) -> list[Answer]:
    """Of the answers of such keys those that readers see. One query."""
    named = [int(key.partition(":")[2]) for key in keys]
    return list(Answer.objects.shown().filter(pk__in=named).select_related("root"))
