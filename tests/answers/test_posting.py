"""Answering and replying: what is stored, what is refused, and that no text is lost."""

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from apps.accounts.models import Notice, User
from apps.answers.models import Answer, Revision
from apps.drafts.models import Draft
from tests.factories import answer, consideration, essay, person, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def sent(body: str = "I think so.", form_key: str = "key") -> dict[str, str]:
    return {"body": body, "form_key": form_key}


def test_an_answer_is_written_on_the_question_page_and_shown(
    client: Client, as_: SignedIn, reader: User
) -> None:
    asked = question()
    page = as_(reader).get(asked.get_absolute_url()).content.decode()
    [key] = re.findall(r'name="form_key" value="(\w{32})"', page)
    [action] = re.findall(r'<form class="form" method="post" action="([^"]+)"', page)

    response = as_(reader).post(action, sent("I *doubt* it.", key), follow=True)

    assert "Your answer is public." in response.content.decode()
    strangers = client.get(asked.get_absolute_url()).content.decode()
    assert "I <em>doubt</em> it." in strangers
    assert "1 answer" in strangers


def test_the_form_also_has_a_page_of_its_own(as_: SignedIn, reader: User) -> None:
    response = as_(reader).get(f"/q/{question().public_id}/answer/")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "<textarea" in response.content.decode()


def test_a_reply_is_written_below_its_answer(as_: SignedIn, reader: User) -> None:
    above = answer(author=person("ada"))
    url = f"/a/{above.public_id}/reply/"

    page = as_(reader).get(url).content.decode()
    response = as_(reader).post(url, sent("Are you sure?"))

    reply = Answer.objects.get(body="Are you sure?")
    assert above.body in page
    assert (reply.parent, reply.root, reply.depth) == (above, above, 1)
    assert response["Location"] == f"{reply.get_absolute_url()}#{reply.anchor}"


def test_a_reply_is_news_for_whom_it_answers_but_not_for_oneself(
    as_: SignedIn, reader: User
) -> None:
    writer = person()
    above = answer(author=writer)

    as_(reader).post(f"/a/{above.public_id}/reply/", sent())
    own = Answer.objects.get(author=reader, parent=above)
    as_(reader).post(f"/a/{own.public_id}/reply/", sent(form_key="two"))

    [notice] = Notice.objects.all()
    assert notice.person == writer
    assert notice.url == own.get_absolute_url()


def test_the_form_of_a_reply_comes_alone_for_a_partial_update(
    as_: SignedIn, reader: User
) -> None:
    url = f"/a/{answer().public_id}/reply/"

    part = as_(reader).get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<textarea" in part
    assert "<html" not in part


def test_a_newcomers_first_answers_wait_for_a_moderator(
    client: Client, as_: SignedIn, newcomer: User
) -> None:
    asked = question()

    response = as_(newcomer).post(
        f"/q/{asked.public_id}/answer/", sent("MARKER"), follow=True
    )

    assert "waits for a moderator" in response.content.decode()
    assert "MARKER" not in client.get(asked.get_absolute_url()).content.decode()
    asked.refresh_from_db()
    assert asked.answer_count == 0


@pytest.mark.parametrize(("was_public", "status"), [(True, "visible"), (False, "held")])
def test_an_answer_let_through_counts_also_once_it_is_withdrawn(
    as_: SignedIn, newcomer: User, was_public: bool, status: str
) -> None:
    answer(author=newcomer)
    gone = answer(author=newcomer, status="withdrawn")
    gone.revisions.update(is_public=was_public)
    asked = question()

    as_(newcomer).post(f"/q/{asked.public_id}/answer/", sent("MARKER"))

    assert Answer.objects.get(question=asked).status == status


def test_the_same_form_sent_twice_makes_one_answer(as_: SignedIn, reader: User) -> None:
    asked = question()
    url = f"/q/{asked.public_id}/answer/"

    first = as_(reader).post(url, sent())
    second = as_(reader).post(url, sent())

    assert first["Location"] == second["Location"]
    assert Answer.objects.filter(question=asked).count() == 1


def test_a_changed_text_in_a_form_sent_before_is_not_swallowed(
    as_: SignedIn, reader: User
) -> None:
    asked = question()
    url = f"/q/{asked.public_id}/answer/"
    as_(reader).post(url, sent("First thought."))

    response = as_(reader).post(url, sent("Second thought."))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Second thought." in page
    [key] = re.findall(r'name="form_key" value="(\w+)"', page)
    as_(reader).post(url, sent("Second thought.", key))
    assert Answer.objects.filter(question=asked).count() == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Please write something first."),
        ("x y " * 5001, "characters too long"),
        ("- " * 20 + "too deep", "nested at most"),
    ],
)
def test_a_refused_text_is_still_in_the_form(
    as_: SignedIn, reader: User, body: str, sentence: str
) -> None:
    asked = question()

    response = as_(reader).post(f"/q/{asked.public_id}/answer/", sent(body))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert body.strip() in page
    assert not Answer.objects.filter(question=asked).exists()


def test_control_characters_are_cleaned_away(as_: SignedIn, reader: User) -> None:
    asked = question()

    as_(reader).post(f"/q/{asked.public_id}/answer/", sent("A\x0b\x00 bell.\r\n"))

    assert Answer.objects.get(question=asked).body == "A bell."


def test_a_preview_without_scripts_posts_nothing(as_: SignedIn, reader: User) -> None:
    asked = question()

    response = as_(reader).post(
        f"/q/{asked.public_id}/answer/", sent("So *true*.") | {"preview": "yes"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "So <em>true</em>." in page
    assert "So *true*." in page
    assert not Answer.objects.filter(question=asked).exists()


def test_posting_forgets_the_draft(as_: SignedIn, reader: User) -> None:
    asked = question()
    place = f"question:{asked.public_id}"
    as_(reader).post("/drafts/", {"place": place, "body": "I think"})

    as_(reader).post(f"/q/{asked.public_id}/answer/", sent())

    assert not Draft.objects.exists()


def test_a_text_sent_after_the_session_ended_is_there_after_signing_in(
    client: Client, reader: User
) -> None:
    reader.set_password("correct horse")
    reader.save()
    reader.emailaddress_set.create(email=reader.email, verified=True, primary=True)
    asked = question()
    url = f"/q/{asked.public_id}/answer/"

    refused = client.post(url, sent("Written for an hour."), follow=True)
    back = client.post(
        refused.redirect_chain[-1][0],
        {"login": reader.username, "password": "correct horse"},
        follow=True,
    )

    assert "your text is there again" in refused.content.decode()
    assert "Written for an hour.</textarea>" in back.content.decode()
    assert not Answer.objects.filter(question=asked).exists()


def test_a_retired_question_refuses_with_the_text_kept(
    as_: SignedIn, reader: User
) -> None:
    retired = question(status="retired")

    response = as_(reader).post(f"/q/{retired.public_id}/answer/", sent("Too late."))

    assert response.status_code == 422
    assert "no longer takes answers" in response.content.decode()
    assert "Too late." in response.content.decode()


@pytest.mark.parametrize("status", ["hidden", "withdrawn"])
def test_what_is_gone_takes_no_replies_and_loses_no_text(
    as_: SignedIn, moderator: User, status: str
) -> None:
    gone = answer(status=status)

    response = as_(moderator).post(f"/a/{gone.public_id}/reply/", sent("To nobody."))

    assert response.status_code == 422
    assert "To nobody." in response.content.decode()
    assert not Answer.objects.filter(parent=gone).exists()


def test_a_thread_does_not_go_deeper_than_anyone_follows(
    as_: SignedIn, reader: User
) -> None:
    deep = answer(parent=answer(), depth=20)

    response = as_(reader).post(f"/a/{deep.public_id}/reply/", sent())

    assert response.status_code == 422
    assert "too deep" in response.content.decode()


def test_a_question_of_an_unpublished_essay_takes_no_answers(
    as_: SignedIn, reader: User
) -> None:
    asked = question(essay(published=False))

    response = as_(reader).post(f"/q/{asked.public_id}/answer/", sent())

    assert response.status_code == 404


def test_the_form_of_a_merged_question_is_where_it_went(
    as_: SignedIn, reader: User
) -> None:
    into = question()
    merged = question(into.essay, status="merged", merged_into=into)

    response = as_(reader).get(f"/q/{merged.public_id}/answer/")

    assert response["Location"] == f"/q/{into.public_id}/answer/"


@pytest.mark.parametrize(("who", "limit"), [("newcomer", 5), ("reader", 30)])
def test_posting_too_much_is_refused_with_the_text_kept(
    as_: SignedIn,
    request: pytest.FixtureRequest,
    settings: LazySettings,
    who: str,
    limit: int,
) -> None:
    writer = request.getfixturevalue(who)
    client, asked = as_(writer), question()
    url = f"/q/{asked.public_id}/answer/"
    settings.POSTING_LIMITS = True
    for number in range(limit):
        assert client.post(url, sent(form_key=f"k{number}")).status_code == 302

    response = client.post(url, sent("One more.", "last"))

    assert response.status_code == 429
    assert "One more." in response.content.decode()
    assert Revision.objects.filter(answer__question=asked).count() == limit


def test_the_form_for_a_reply_does_not_name_who_has_withdrawn(
    as_: SignedIn, reader: User
) -> None:
    row = answer(author=person("adalovelace"), status="withdrawn")

    page = as_(reader).get(f"/a/{row.public_id}/reply/")

    assert "adalovelace" not in page.content.decode()


def test_a_newcomer_is_told_before_writing_that_it_will_wait(
    as_: SignedIn, newcomer: User, reader: User, moderator: User
) -> None:
    asked = question()
    above = answer(asked)
    urls = [
        asked.get_absolute_url(),
        f"/q/{asked.public_id}/answer/",
        f"/a/{above.public_id}/reply/",
    ]

    for url in urls:
        told = [
            "A moderator reads what you write" in as_(who).get(url).content.decode()
            for who in (newcomer, reader, moderator)
        ]
        assert told == [True, False, False]


def test_the_form_shows_what_the_essay_says_there_and_folds_what_is_long(
    as_: SignedIn, reader: User
) -> None:
    asked = question()
    consideration(asked, "Coins do not care who crosses.")
    url = f"/q/{asked.public_id}/answer/"

    short = as_(reader).get(url).content.decode()
    consideration(asked, "A long story about a ferry. " * 60)
    long = as_(reader).get(url).content.decode()

    assert '<details class="more" open><summary>What the essay says here' in short
    assert "Coins do not care" in short
    assert '<details class="more"><summary>What the essay says here' in long


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"preview": "yes"}, 200), ({"exact": "Not of the essay."}, 422)],
)
def test_a_text_that_was_not_posted_is_a_draft(
    as_: SignedIn, reader: User, fields: dict[str, str], status: int
) -> None:
    asked = question()
    url = f"/q/{asked.public_id}/answer/"

    response = as_(reader).post(url, sent("Half a thou") | fields)

    assert response.status_code == status
    page = as_(reader).get(asked.get_absolute_url()).content.decode()
    assert "Draft restored" in page
    assert "Half a thou</textarea>" in page
