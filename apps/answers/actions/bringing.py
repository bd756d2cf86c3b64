"""Answers that were first posted elsewhere: they come in, and may go out, by hundreds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from apps.accounts.models import Credit, User
from apps.answers.actions.counts import (
    lock_questions,
    recount_all,
    recount_votes,
)
from apps.answers.actions.finding import index_answers
from apps.answers.actions.posting import MAX_DEPTH
from apps.answers.models import Answer, Correction, Flag, Passage, Revision, Vote
from apps.drafts.models import Draft
from apps.lib import markup
from apps.questions.models import Question

_REPLY = "reply:"


@dataclass(frozen=True, slots=True)
class Brought:
    """One answer to bring in. `parent` is visible and on the same question.

    `html` is rendered by the caller, before its transaction. `name` is the author's as
    posted, "" where there was none; `written_at` is None where nobody knows. `passages`
    are what it quotes of the essay, which the caller holds.
    """

    key: str
    question: Question
    author: User
    parent: Answer | None
    body: str
    html: str
    name: str
    written_at: datetime | None
    source: str
    url: str
    replied_to: str
    passages: Sequence[Passage] = ()
    # Whether `replied_to` is the author of `parent`, or of something in between.
    is_direct: bool = True


def bring_in(brought: Sequence[Brought], *, at: datetime) -> list[Answer]:
    """Public answers, in the order given, whose questions the caller has locked.

    Three INSERTs however many there are. The caller recounts when all are in place.
    """
    answers = Answer.objects.bulk_create([_answer(each, at) for each in brought])
    Revision.objects.bulk_create(
        Revision(
            answer=answer, number=1, body=answer.body, created_at=answer.created_at
        )
        for answer in answers
    )
    Passage.objects.bulk_create(_passages(brought, answers))
    index_answers(answers)
    return answers


@transaction.atomic
def take_out(answers: Iterable[Answer]) -> set[int]:
    """Delete answers that nobody has done anything with; which are gone, by key.

    Left in place are those with a reply that stays or is being written, a vote, a flag,
    a second version, a correction that was settled, a page that quotes them, or an
    author who is here.
    """
    wanted = {answer.pk for answer in answers}
    going = list(
        Answer.objects.filter(pk__in=wanted, author__is_staged=True, revision_number=1)
        .exclude(Exists(Vote.objects.filter(answer=OuterRef("pk"))))
        .exclude(Exists(Flag.objects.filter(answer=OuterRef("pk"))))
        .exclude(Exists(_settled().filter(answer=OuterRef("pk"))))
        .exclude(public_id__in=_being_replied_to())
        .order_by("-depth", "-pk")
    )
    while held := _replied_to_by_others(going):
        going = [answer for answer in going if answer.pk not in held]
    gone = _deleted(going)
    index_answers(going)
    recount_all(
        questions={answer.question_id for answer in going},
        roots={answer.root_id for answer in going if answer.root_id} - gone,
    )
    return gone


def _being_replied_to() -> list[str]:
    """Somebody has typed a reply and not sent it: the place for it must stay."""
    drafts = Draft.objects.filter(place__startswith=_REPLY)
    return [
        place.removeprefix(_REPLY) for place in drafts.values_list("place", flat=True)
    ]


def _settled() -> QuerySet[Correction]:
    return Correction.objects.exclude(state=Correction.State.REPORTED)


@transaction.atomic
def hand_over(
    *, of: Iterable[User], to: User, at: datetime, but: Iterable[str] = ()
) -> list[Answer]:
    """Give the answers of staged people to the person they turned out to be, without
    those whose public ids are in `but`.

    Versions and votes stay, but nobody votes on or flags their own answer. How they may
    be quoted is the person's own choice from now on.
    """
    mine = Answer.objects.filter(author__in=list(of), author__is_staged=True).exclude(
        public_id__in=list(but)
    )
    questions = lock_questions(mine.values_list("question", flat=True))
    answers = list(mine.order_by("pk"))
    pks = [answer.pk for answer in answers]
    Answer.objects.filter(pk__in=pks).update(
        author=to,
        credit=to.credit,
        credit_name=to.credit_name if to.credit == Credit.PSEUDONYM else "",
        changed_at=at,
    )
    own = Vote.objects.filter(answer__in=pks, voter=to)
    voted = set(own.values_list("answer", flat=True))
    own.delete()
    Flag.objects.filter(answer__in=pks, flagged_by=to).delete()
    for answer in answers:
        if answer.pk in voted:
            recount_votes(answer, at=at)
    index_answers(answers)
    recount_all(questions=questions, roots=())
    return answers


def _answer(each: Brought, at: datetime) -> Answer:
    parent = _under(each.parent)
    is_shown_by_its_place = bool(parent and parent == each.parent and each.is_direct)
    credit, credit_name = _credit(each)
    return Answer(
        question=each.question,
        author=each.author,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        form_key=each.key,
        status=Answer.Status.VISIBLE,
        body=each.body,
        body_html=each.html,
        renderer=markup.RENDERER_VERSION,
        credit=credit,
        credit_name=credit_name,
        created_at=min(each.written_at or at, at),
        changed_at=at,
        brought_from=each.source,
        brought_at=at,
        is_undated=each.written_at is None,
        first_url=each.url,
        replied_to="" if is_shown_by_its_place else each.replied_to,
    )


def _passages(
    brought: Sequence[Brought], answers: Sequence[Answer]
) -> Iterator[Passage]:
    for each, answer in zip(brought, answers, strict=True):
        for passage in each.passages:
            passage.answer = answer
            yield passage


def _credit(each: Brought) -> tuple[str, str]:
    """As posted, unless its author is here by now and has said otherwise."""
    author = each.author
    if not author.is_staged:
        is_other = author.credit == Credit.PSEUDONYM
        return author.credit, author.credit_name if is_other else ""
    if not each.name:
        return Credit.ANONYMOUS, ""
    if each.name == author.shown_name:
        return Credit.NAME, ""
    return Credit.PSEUDONYM, each.name


def _under(parent: Answer | None) -> Answer | None:
    """Where threads are as deep as anybody follows, replies stand side by side."""
    while parent is not None and parent.depth >= MAX_DEPTH:
        parent = parent.parent
    return parent


def _replied_to_by_others(going: list[Answer]) -> set[int]:
    pks = [answer.pk for answer in going]
    staying = Answer.objects.filter(parent__in=pks).exclude(pk__in=pks)
    return {pk for pk in staying.values_list("parent", flat=True) if pk}


def _deleted(going: list[Answer]) -> set[int]:
    """Those that could be deleted: a page that quotes an answer protects it."""
    try:
        with transaction.atomic():
            # The deepest first, for an answer also protects what it replies to.
            for _, level in groupby(going, key=lambda answer: answer.depth):
                _delete([answer.pk for answer in level])
    except ProtectedError:
        return {answer.pk for answer in going if _could_delete(answer)}
    return {answer.pk for answer in going}


def _could_delete(answer: Answer) -> bool:
    try:
        with transaction.atomic():
            _delete([answer.pk])
    except ProtectedError:
        return False
    return True


def _delete(pks: list[int]) -> None:
    Revision.objects.filter(answer__in=pks).delete()
    Answer.objects.filter(pk__in=pks).delete()
