"""Two questions of an essay that ask the same become one, and two again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.accounts.actions import tell_all
from apps.accounts.models import Notice, User
from apps.answers.actions.counts import lock_questions, recount_question
from apps.answers.actions.finding import index_answers
from apps.answers.models import Answer
from apps.answers.places import question_place
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.drafts.models import Draft
from apps.following.actions import follows_of, move_followers, put_followers_back
from apps.following.models import Kind, Target
from apps.lib.text import clip
from apps.questions.actions import lock_essay
from apps.questions.actions.finding import index_question
from apps.questions.actions.outlining import new_essay_version
from apps.questions.models import Question


class CannotMergeQuestion(Exception):
    """Nothing was changed; the message is fit to show."""


@transaction.atomic
def merge_question(
    *, question: Question, into: Question, by: User, reason: str, at: datetime
) -> Question:
    """Close `question` and bring its answers, followers and drafts to `into`.

    Its address leads there for ever; each answer keeps its own, and says to which
    question it was given. Raises CannotMergeQuestion where either is open no more;
    ValueError for a question of another essay, or for itself.
    """
    if question.pk == into.pk or question.essay_id != into.essay_id:
        raise ValueError("A question is merged into another one of its essay.")
    essay = lock_essay(question.essay_id)
    question, into = _held(question, into)
    if not (question.is_open and into.is_open):
        raise CannotMergeQuestion(
            "Nothing was changed: only an open question can be merged into another "
            "one that is open."
        )
    answers = _move_answers(question, into)
    source, target = _target(question), _target(into)
    followers = follows_of(target=source)
    moved = move_followers(source=source, to=target)
    _move_drafts(question, into)
    question.status, question.merged_into = Question.Status.MERGED, into
    question.save(update_fields=["status", "merged_into"])
    decision = _log(
        question,
        Decision.Verb.MERGE,
        by=by,
        at=at,
        reason=reason,
        snapshot={
            "into": into.public_id,
            "answers": answers,
            "followers": [[person, then.isoformat()] for person, then in followers],
            "moved": moved,
        },
    )
    _refresh(question, into, [key for key, _ in answers])
    new_essay_version(essay)
    _tell(decision, question, into, [person for person, _ in followers], answers)
    return question


@transaction.atomic
def unmerge_question(
    *, question: Question, by: User, at: datetime, reason: str = ""
) -> Question:
    """Undo the merge, by what the log says of it: answers and followers go back.

    Answers given since to the other one stay there. Raises CannotMergeQuestion where
    there is nothing to undo, or the other question was itself merged since.
    """
    essay = lock_essay(question.essay_id)
    question, into, record_of = _undoable(question)
    before = record_of.snapshot
    question.status, question.merged_into = Question.Status.LIVE, None
    question.save(update_fields=["status", "merged_into"])
    moved = _bring_answers_back(
        before["answers"], question, into, since=record_of.decided_at
    )
    put_followers_back(
        source=_target(question),
        to=_target(into),
        followers=[
            (person, datetime.fromisoformat(then))
            for person, then in before["followers"]
        ],
        moved=before["moved"],
    )
    decision = _log(
        question,
        Decision.Verb.RECONSIDER,
        by=by,
        at=at,
        reason=reason,
        snapshot={"into": into.public_id, "answers": before["answers"]},
    )
    _refresh(question, into, moved)
    new_essay_version(essay)
    _tell_parted(decision, question, [person for person, _ in before["followers"]])
    return question


def last_merge(question: Question) -> Decision | None:
    """The decision by which it was merged last. One query."""
    return Decision.objects.filter(
        subject_kind="question",
        subject_id=question.public_id,
        verb=Decision.Verb.MERGE,
    ).first()


def _undoable(question: Question) -> tuple[Question, Question, Decision]:
    """The merged question and the other one, held, and how the log tells of it.

    Raises CannotMergeQuestion.
    """
    merged = Question.objects.select_related("merged_into").get(pk=question.pk)
    if merged.merged_into is None:
        raise CannotMergeQuestion("Nothing was changed: this question stands alone.")
    question, into = _held(merged, merged.merged_into)
    if into.status == Question.Status.MERGED:
        raise CannotMergeQuestion(
            f"Nothing was changed: “{clip(into.headline, 100)}” was merged since. "
            "Undo that first."
        )
    record_of = last_merge(question)
    if record_of is None:
        raise CannotMergeQuestion("Nothing was changed: the log does not know of it.")
    return question, into, record_of


def _held(question: Question, into: Question) -> tuple[Question, Question]:
    """Both rows as they are now, held until the transaction ends. Two queries."""
    rows = lock_questions([question.pk, into.pk])
    return rows[question.pk], rows[into.pk]


def _move_answers(question: Question, into: Question) -> list[tuple[str, str]]:
    """Of each answer that has moved: its id, and what it said of its question before.

    Replies, and what is held, hidden or withdrawn, move as well. Three queries.
    """
    rows = Answer.objects.filter(question=question).order_by("pk")
    moved = list(rows.values_list("public_id", "asked_as"))
    # What came here with an earlier merge still says to which question it was given.
    rows.filter(asked_as="").update(asked_as=question.headline)
    rows.update(question=into)
    return moved


def _bring_answers_back(
    moved: list[tuple[str, str]], question: Question, into: Question, *, since: datetime
) -> list[str]:
    """Those that still stand there, and the replies they got since. Their ids.

    So do those that were on their way to `question` when it was merged. Five queries,
    however many there are.
    """
    late = Answer.objects.filter(
        question=into, asked_as=question.headline, created_at__gte=since
    )
    said = {*dict(moved), *late.values_list("public_id", flat=True)}
    of_them = Q(public_id__in=said) | Q(root__public_id__in=said)
    there = Answer.objects.filter(of_them, question=into)
    keys = list(there.order_by("pk").values_list("public_id", flat=True))
    rows = Answer.objects.filter(public_id__in=keys)
    earlier = [key for key, asked_as in moved if asked_as]
    rows.exclude(public_id__in=earlier).update(asked_as="")
    rows.update(question=question)
    return keys


def _move_drafts(question: Question, into: Question) -> None:
    """To the form that the old address leads to, unless something is typed there."""
    place = question_place(into)
    busy = Draft.objects.filter(place=place).values("person")
    waiting = Draft.objects.filter(place=question_place(question))
    waiting.exclude(person__in=list(busy.values_list("person", flat=True))).update(
        place=place
    )


def _refresh(question: Question, into: Question, answers: list[str]) -> None:
    for row in (question, into):
        recount_question(row)
        index_question(row)
    index_answers(Answer.objects.filter(public_id__in=answers))


def _log(
    question: Question,
    verb: Decision.Verb,
    *,
    by: User,
    at: datetime,
    reason: str,
    snapshot: dict[str, Any],
) -> Decision:
    return record(
        verb=verb,
        subject_kind="question",
        subject_id=question.public_id,
        by=by,
        at=at,
        reason=reason,
        snapshot={"text": question.headline, **snapshot},
    )


def _tell(
    decision: Decision,
    question: Question,
    into: Question,
    followers: list[int],
    answers: list[tuple[str, str]],
) -> None:
    """Whoever answered it, and whoever follows it: each once."""
    both = f"“{clip(question.headline, 100)}” into “{clip(into.headline, 100)}”"
    of_answers = Answer.objects.filter(public_id__in=[key for key, _ in answers])
    wrote = set(of_answers.order_by().values_list("author", flat=True))
    news = [
        (wrote, Notice.Kind.DECISION, f"An editor merged {both}, your answer with it."),
        (set(followers) - wrote, Notice.Kind.QUESTION, f"An editor merged {both}."),
    ]
    for people, kind, text in news:
        tell_all(
            people=sorted(people - {decision.actor_id}),
            kind=kind,
            key=f"merged:{question.public_id}:{decision.pk}",
            text=text,
            url=into.get_absolute_url(),
            at=decision.decided_at,
        )


def _tell_parted(decision: Decision, question: Question, followers: list[int]) -> None:
    tell_all(
        people=[person for person in followers if person != decision.actor_id],
        kind=Notice.Kind.QUESTION,
        key=f"unmerged:{question.public_id}:{decision.pk}",
        text=f"“{clip(question.headline, 120)}” is a question of its own again.",
        url=question.get_absolute_url(),
        at=decision.decided_at,
    )


def _target(question: Question) -> Target:
    return Target(Kind.QUESTION, question.pk)
