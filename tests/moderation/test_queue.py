"""One queue over everything that waits."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from aiq_site.reindexing import reindex
from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from tests.factories import NOW, answer, person, proposal, question, section

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
QUEUE = "/moderation/"


def queue(client: Client, asked_for: str = "") -> str:
    response = client.get(QUEUE + asked_for)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def flagged(row: Answer, *, at: datetime = NOW, reason: str = "rude") -> Answer:
    actions.flag(answer=row, by=person(), reason=reason, note="", at=at)
    return row


def test_everything_that_waits_is_listed_oldest_first(
    as_: SignedIn, author: User
) -> None:
    day = timedelta(days=1)
    answer(body="Second, held.", status="held", changed_at=NOW - 3 * day)
    proposal(text="Is this the first, proposed?", created_at=NOW - 4 * day)
    flagged(answer(body="Third, flagged."), at=NOW - 2 * day)
    answer(body="Not waiting at all.")

    page = queue(as_(author))

    listed = page[page.index('class="queue-list"') :]
    expected = ["Is this the first", "Second, held.", "Third, flagged."]
    assert sorted(expected, key=listed.index) == expected
    assert "3 waiting" in page
    assert "Not waiting at all." not in page


def test_the_oldest_case_is_shown_large_with_its_keys(
    as_: SignedIn, moderator: User
) -> None:
    waiting = answer(question(text="What is slow?"), body="It *is*.", status="held")

    page = queue(as_(moderator))

    assert "What is slow?" in page
    assert "It <em>is</em>." in page
    assert f"/moderation/answers/{waiting.public_id}/approve/" in page
    for key in "ahs":
        assert f"<kbd>{key}</kbd>" in page


def test_another_case_is_chosen_from_the_list(as_: SignedIn, moderator: User) -> None:
    answer(status="held")
    second = answer(body="The *second*.", status="held")

    page = queue(as_(moderator), f"?case=answer-{second.public_id}")

    assert "The <em>second</em>." in page


def test_a_decision_leads_to_the_next_case(as_: SignedIn, moderator: User) -> None:
    answer(status="held", changed_at=NOW - timedelta(days=1))
    second = answer(status="held")

    page = queue(as_(moderator))

    assert f'name="next" value="/moderation/?case=answer-{second.public_id}"' in page


def test_flags_of_one_answer_are_one_case(as_: SignedIn, moderator: User) -> None:
    row = flagged(flagged(answer(body="Shouted.")), reason="spam")

    page = queue(as_(moderator), "?kind=flagged")

    assert page.count("Shouted.") == 2  # in the list and large
    assert "flagged 2 times" in page
    assert "Rude or hateful" in page
    assert "Spam or advertising" in page
    assert f"/moderation/answers/{row.public_id}/dismiss/" in page


def test_each_kind_has_its_own_list(as_: SignedIn, author: User) -> None:
    answer(body="Held one.", status="held")
    flagged(answer(body="Flagged one."))
    proposal(text="Proposed one?")

    page = queue(as_(author), "?kind=held")

    assert "Held one." in page
    assert "Flagged one." not in page
    assert "Proposed one?" not in page
    for tab in ("Held 1", "Flagged 1", "Proposals 1"):
        assert tab in page


def test_what_was_decided_or_withdrawn_does_not_wait(
    as_: SignedIn, moderator: User
) -> None:
    for status in ("hidden", "withdrawn"):
        row = flagged(answer(body=f"Now {status}."))
        Answer.objects.filter(pk=row.pk).update(status=status)
    dismissed = flagged(answer(body="Dismissed."))
    actions.dismiss_flags(answer=dismissed, by=moderator, reason="", at=NOW)

    page = queue(as_(moderator))

    assert "Nothing waits" in page
    assert "The queue is empty" in page


def test_any_answer_can_be_opened_in_the_queue(as_: SignedIn, moderator: User) -> None:
    row = answer(body="Nobody has complained.")

    page = queue(as_(moderator), f"?case=answer-{row.public_id}")

    assert "Nobody has complained." in page
    assert f"/moderation/answers/{row.public_id}/hide/" in page
    assert f"/moderation/answers/{row.public_id}/approve/" not in page


def test_proposals_are_for_editors(
    as_: SignedIn, moderator: User, author: User
) -> None:
    part = section()
    row = proposal(part.essay, section=part, text="Who winds the clock?")
    question(part.essay, "Who winds the big clock?")
    reindex()

    page = queue(as_(author))
    forbidden = as_(moderator).get(f"{QUEUE}?case=proposal-{row.public_id}")

    for decision in ("accept", "merge", "decline"):
        assert f"/proposals/{row.public_id}/{decision}/" in page
    assert "Who winds the big clock?" in page
    assert "Who winds" not in queue(as_(moderator))
    assert forbidden.status_code == 404


def test_a_proposal_is_accepted_from_the_queue(as_: SignedIn, author: User) -> None:
    part = section()
    row = proposal(part.essay, section=part)

    response = as_(author).post(f"/proposals/{row.public_id}/accept/", {"next": QUEUE})

    row.refresh_from_db()
    assert response["Location"] == QUEUE
    assert row.question is not None


def test_a_case_that_is_not_in_the_list_is_shown_with_where_it_stands(
    as_: SignedIn, author: User
) -> None:
    elsewhere = flagged(answer(body="Flagged, among those held."))
    declined = proposal(
        text="Who asked?",
        status="declined",
        reason="Nobody.",
        decided_by=author,
        decided_at=NOW,
    )

    page = queue(as_(author), f"?kind=held&case=answer-{elsewhere.public_id}")
    done = queue(as_(author), f"?case=proposal-{declined.public_id}")

    assert "flagged by readers" in page
    assert "It has been decided: Declined." in done
    assert "/decline/" not in done


@pytest.mark.parametrize(
    "asked_for", ["?kind=all", "?case=answer-nobody", "?case=essay-1", "?case=x"]
)
def test_what_is_not_there_is_not_found(
    as_: SignedIn, moderator: User, asked_for: str
) -> None:
    assert as_(moderator).get(QUEUE + asked_for).status_code == 404


@pytest.mark.parametrize("url", [QUEUE, "/moderation/log/"])
def test_only_moderators_and_editors_come_in(
    client: Client,
    as_: SignedIn,
    reader: User,
    moderator: User,
    author: User,
    url: str,
) -> None:
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"
    assert as_(reader).get(url).status_code == 403
    assert as_(moderator).get(url).status_code == 200
    assert as_(author).get(url).status_code == 200
    assert as_(author).post(url).status_code == 405


def test_a_long_queue_takes_as_many_queries_as_a_short_one(
    as_: SignedIn, author: User, growth: Callable[..., int]
) -> None:
    answer(status="held", changed_at=NOW - timedelta(days=9))

    def add() -> None:
        for _ in range(15):
            answer(parent=answer(), status="held")
            flagged(flagged(answer()))
            proposal()

    add()
    assert growth(QUEUE, add, as_(author)) == 13


@pytest.mark.parametrize("is_parent", [False, True])
def test_a_withdrawn_text_is_for_its_author_alone(
    as_: SignedIn, moderator: User, is_parent: bool
) -> None:
    gone = answer(body="MARKER", status="withdrawn")
    case = answer(parent=gone, status="held") if is_parent else gone

    page = queue(as_(moderator), f"?case=answer-{case.public_id}")

    assert "MARKER" not in page
