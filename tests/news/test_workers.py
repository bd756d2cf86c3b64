"""Several workers at once: everybody is told once, and every mail leaves once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from apps.accounts.models import Mail, Notice
from apps.answers.actions import post_answer
from apps.following.actions import follow
from apps.following.models import Target
from apps.news import actions
from apps.news.tasks import deliver
from tests import factories
from tests.factories import NOW
from tests.news.conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 3


def at_once(work: Callable[[], object]) -> None:
    start = Barrier(WORKERS)

    def one(_: int) -> None:
        try:
            start.wait()
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(one, range(WORKERS)))


def test_each_follower_is_told_and_mailed_once(mailoutbox: list[object]) -> None:
    question = factories.question()
    people = [factories.person() for _ in range(5)]
    for person in people:
        follow(target=Target("question", question.pk), by=person, at=NOW)
    writer = factories.person(role="moderator")
    post_answer(question=question, by=writer, body="So.", form_key="k", at=NOW)

    at_once(lambda: actions.spread(now=NOW))
    assert Notice.objects.count() == len(people)

    at_once(lambda: actions.compose(now=MORNING))
    assert Mail.objects.count() == len(people)

    at_once(lambda: actions.send(now=MORNING))
    assert len(mailoutbox) == len(people)


def test_the_task_of_beat_does_all_of_it() -> None:
    question = factories.question()
    reader = factories.person()
    follow(target=Target("question", question.pk), by=reader, at=NOW)
    writer = factories.person(role="moderator")
    post_answer(question=question, by=writer, body="So.", form_key="k", at=NOW)

    deliver()

    assert Notice.objects.get().person == reader
