"""What is measured: the starter essay with two questions of 500 answers each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Q
from django.test import Client

from aiq_site.sample.community import load_sample
from apps.accounts.models import User
from apps.answers.actions.counts import recount_question
from apps.answers.models import Answer
from apps.questions.models import Essay, Question

ANSWERS = 500
# Replies, held answers and the other questions take their share of these.
_POSTS = 2_000
_PEOPLE = 400
# Nobody may post more than 30 texts in ten minutes, the warm-up included.
WRITERS = 25
_SHOWN_BEFORE_TRUSTED = 2


@dataclass(frozen=True)
class Community:
    """Addresses of what was loaded, and session keys of people in it."""

    essay: str
    question: str
    # Of the same size: the page that is read must not grow while others are posted.
    question_to_answer: str
    reader: str
    writers: list[str]

    @property
    def question_path(self) -> str:
        """The same at AIQ and at the bare view."""
        return f"/q/{self.question}/"


def load() -> Community:
    """Migrate and fill the empty database. About ten seconds."""
    call_command("migrate", verbosity=0)
    call_command("load_starter", stdout=StringIO())
    essay = Essay.objects.published()[0]
    now = datetime(2026, 11, 1, tzinfo=UTC)
    load_sample(essay=essay, answers=_POSTS, users=_PEOPLE, seed=1, now=now)
    read, written = _open_questions(essay)
    _give_answers(read, others=written)
    _give_answers(written, others=read)
    for question in essay.questions.all():
        recount_question(question)
    # Else the planner of a database this young knows nothing of what is in it.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    people = [_session(person) for person in _trusted_people()]
    return Community(
        essay=essay.slug,
        question=read.public_id,
        question_to_answer=written.public_id,
        reader=people[0],
        writers=people[1:],
    )


def _open_questions(essay: Essay) -> tuple[Question, Question]:
    """The first two with considerations and a neighbour on both sides."""
    live = essay.questions.live().filter(considerations__isnull=False).distinct()
    first, second = live.order_by("position")[1:3]
    return first, second


def _give_answers(question: Question, *, others: Question) -> None:
    """Move whole threads of the sample here, until 500 answers are visible."""
    roots = Answer.objects.visible().top_level()
    wanted = ANSWERS - roots.filter(question=question).count()
    movable = roots.exclude(question__in=[question, others]).order_by("pk")
    chosen = list(movable.values_list("pk", flat=True)[:wanted])
    Answer.objects.filter(Q(pk__in=chosen) | Q(root__in=chosen)).update(
        question=question
    )
    if roots.filter(question=question).count() != ANSWERS:
        raise AssertionError("The sample has too few threads for this measurement.")


def _trusted_people() -> list[User]:
    """Readers of the sample whose answers need no moderator."""
    shown = Count("answers", filter=Q(answers__status=Answer.Status.VISIBLE))
    trusted = User.objects.filter(username__startswith="sample-").alias(shown=shown)
    return list(trusted.filter(shown__gte=_SHOWN_BEFORE_TRUSTED)[: WRITERS + 1])


def _session(person: User) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
