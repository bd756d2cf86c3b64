"""What the tests of telling share: a morning, and a run of what beat sends."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from apps.accounts.models import User
from apps.following.actions import follow
from apps.following.models import Target
from apps.news import actions
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW

# The first seven o'clock after NOW, when what happened at NOW is mailed.
MORNING = NOW.replace(hour=7) + timedelta(days=1)


def deliver(now: datetime = NOW) -> None:
    actions.spread(now=now)
    actions.compose(now=now)
    actions.send(now=now)


@pytest.fixture
def question(db: None) -> Question:
    return factories.question(section=factories.section(), text="What is slow?")


@pytest.fixture
def following(question: Question) -> Callable[[User], None]:
    def follows(person: User) -> None:
        follow(target=Target("question", question.pk), by=person, at=NOW)

    return follows
