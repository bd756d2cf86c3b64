"""The log of decisions, newest first."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.moderation.log import PAGE_SIZE
from tests.factories import NOW, answer, person

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
LOG = "/moderation/log/"


def decided(by: User, number: int) -> Decision:
    return record(
        verb=Decision.Verb.HIDE,
        subject_kind="answer",
        subject_id="x",
        by=by,
        at=NOW + timedelta(minutes=number % 5),
        reason=f"Reason number {number}.",
        snapshot={"body": "Some *words*."},
    )


def test_an_entry_says_who_did_what_to_what_and_why(
    as_: SignedIn, moderator: User
) -> None:
    row = answer(author=person("ada"), body="I *must* object.")
    actions.hide(answer=row, by=moderator, reason="Off the point.", at=NOW)

    page = as_(moderator).get(LOG).content.decode()

    for words in (
        "moderating",
        "hid answer",
        "I must object.",
        "ada",
        "Off the point.",
    ):
        assert words in page
    assert row.get_absolute_url() in page


def test_an_entry_outlives_what_it_speaks_of(as_: SignedIn, moderator: User) -> None:
    record(
        verb=Decision.Verb.IMPORT,
        subject_kind="essay",
        subject_id="gone",
        by=moderator,
        at=NOW,
        snapshot={"title": "A lost essay"},
    )

    assert "A lost essay" in as_(moderator).get(LOG).content.decode()


def test_the_pages_hold_every_decision_once_newest_first(
    as_: SignedIn, moderator: User
) -> None:
    everything = [decided(moderator, number) for number in range(2 * PAGE_SIZE + 3)]
    newest_first = sorted(
        everything, key=lambda row: (row.decided_at, row.pk), reverse=True
    )
    seen: list[str] = []
    url = LOG

    while url:
        page = as_(moderator).get(url).content.decode()
        seen += re.findall(r"Reason number \d+\.", page)
        following = re.search(r'href="(\?before=\d+)"', page)
        url = LOG + following[1] if following else ""

    assert seen == [row.reason for row in newest_first]


@pytest.mark.parametrize("before", ["0", "x", "-1", "9" * 30, "²"])
def test_a_page_that_is_not_there_is_not_found(
    as_: SignedIn, moderator: User, before: str
) -> None:
    assert as_(moderator).get(LOG, {"before": before}).status_code == 404


def test_an_empty_log_says_what_will_be_here(as_: SignedIn, moderator: User) -> None:
    assert "No decision yet" in as_(moderator).get(LOG).content.decode()


def test_a_long_log_takes_as_many_queries_as_a_short_one(
    as_: SignedIn, moderator: User, growth: Callable[..., int]
) -> None:
    decided(moderator, 1)

    def add() -> None:
        for number in range(40):
            decided(moderator, number)

    assert growth(LOG, add, as_(moderator)) == 4
