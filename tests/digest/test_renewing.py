"""A name that its owner takes back leaves whatever copied it from the highlights."""

import re
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from apps.accounts.actions import change_profile
from apps.accounts.models import User
from apps.answers import actions as answers
from apps.answers.models import Answer, Feature
from apps.digest import actions, tasks
from apps.digest.actions.new_questions import group_new_questions
from apps.digest.checklist import findings
from apps.digest.documents import published
from apps.digest.models import Digest, DigestRevision
from apps.jobs.models import Job
from apps.jobs.tasks import run
from apps.questions.actions import accept
from apps.questions.models import Proposal, Question
from apps.search.models import SearchDocument
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
SAID = "Zaide and the comments|What Quenby saw"
note_askers = import_module(
    "apps.digest.migrations.0017_who_asked_in_older_posts"
).note_askers
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."


@pytest.fixture
def quenby() -> User:
    return factories.trusted(name="Quenby Zaide")


@pytest.fixture
def digest(author: User, quenby: User) -> Digest:
    """Its title, a heading and a reply to somebody else name her."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title="Quenby Zaide and the comments")
    hers = factories.answer(factories.question(essay), quenby, TEXT)
    other = factories.answer(factories.question(essay))
    factories.item(digest, hers)
    factories.item(digest, other, reply="QUENBY ZAIDE saw it first. Quenby was right.")
    digest.groups.filter(question=hers.question).update(heading="What Quenby saw")
    actions.publish(digest=digest, by=author, at=NOW)
    return Digest.objects.in_context().get(pk=digest.pk)


def hers(quenby: User) -> Answer:
    return Answer.objects.get(author=quenby, body=TEXT)


def work() -> None:
    assert tasks.renew  # as a worker has imported it
    for key in Job.objects.active().values_list("public_id", flat=True):
        run(key)


def told(digest: Digest) -> str:
    """What the search and the answers tell of the author's words."""
    found = SearchDocument.objects.get(kind="digest", key=digest.public_id)
    shown = Feature.objects.values_list("title", "reply_html")
    return "\n".join([found.title, found.body, *(f"{a} {b}" for a, b in shown)])


def be(answer: Answer, credit: str, name: str = "") -> None:
    answers.set_credit(
        answer=answer, by=answer.author, credit=credit, credit_name=name, at=NOW
    )


@pytest.mark.parametrize("way", ["anonymous", "none", "withdrawn", "hidden"])
def test_a_name_taken_back_leaves_search_and_answers(
    digest: Digest, quenby: User, author: User, way: str
) -> None:
    assert told(digest).count("Quenby Zaide and the comments") == 3

    if way == "withdrawn":
        answers.withdraw(answer=hers(quenby), by=quenby, at=NOW)
    elif way == "hidden":
        answers.hide(answer=hers(quenby), by=author, reason="Names.", at=NOW)
    else:
        be(hers(quenby), way)
    work()

    assert "quenby" not in told(digest).casefold()
    assert "A reader saw it first. A reader was right." in told(digest)


def test_another_name_and_the_old_one_again(digest: Digest, quenby: User) -> None:
    before = told(digest)

    be(hers(quenby), "pseudonym", "Night Owl")
    work()
    assert "A reader saw it first. A reader was right." in told(digest)
    be(hers(quenby), "name")
    work()

    assert told(digest) == before


def test_a_change_of_name_puts_no_words_into_the_authors(
    digest: Digest, quenby: User
) -> None:
    before = told(digest)
    change_profile(
        by=quenby,
        name="Buy https://evil.example",
        bio="",
        credit="name",
        credit_name="",
    )
    work()

    today = published([digest])[digest.pk].document
    assert next(today.items()).name == "Buy https://evil.example"
    assert today.title == "Quenby Zaide and the comments"
    assert told(digest) == before


def test_beside_what_is_hidden_a_name_is_not_said_that_is_said_elsewhere(
    digest: Digest, quenby: User, author: User
) -> None:
    again = factories.answer(factories.question(digest.essay), quenby)
    item = factories.item(digest, again, reply="Well said, Quenby Zaide.")
    actions.publish(digest=digest, by=author, at=NOW)

    be(again, "anonymous")

    today = published([digest])[digest.pk].document
    assert [one.reply for one in today.items() if one.key == item.public_id] == [
        "Well said, a reader."
    ]
    assert today.title == "Quenby Zaide and the comments"
    found = [one.message for one in findings(digest, at=NOW) if one.is_must]
    assert found == ["Beside this quotation Quenby Zaide asked not to be named."]


def test_nobody_is_looked_for_who_was_never_quoted(quenby: User) -> None:
    be(factories.answer(author=quenby), "anonymous")

    assert not Job.objects.exists()


def test_who_said_the_same_is_told_and_can_take_it_back(
    digest: Digest, author: User, as_: As
) -> None:
    beside = factories.trusted(name="Bo Beside")
    answer = factories.answer(factories.question(digest.essay), beside)
    digest.items.filter(answer__author__name="Quenby Zaide").update(
        also=[answer.public_id]
    )
    actions.publish(digest=digest, by=author, at=NOW)

    assert "You are named in" in beside.notices.get().text
    url = reverse("digest_quoted", args=[digest.public_id])
    as_(beside).post(url, {"answer": answer.public_id})

    today = published([digest])[digest.pk].document
    assert "Bo Beside" not in str(today)


def test_lists_and_recorded_chapters_say_no_name_that_was_taken_back(
    digest: Digest, quenby: User, author: User, client: Client
) -> None:
    actions.time_recording(
        digest=digest,
        document=published([digest])[digest.pk].document,
        by=author,
        minutes=20,
        pace=150,
        times="0:00\n1:00\n5:00\n9:30",
        kind="starts",
        at=NOW,
    )
    files = ["chapters", "podlove", "shownotes", "shownotes-html"]
    urls = [reverse("export_digest", args=[digest.public_id, name]) for name in files]
    urls += ["/highlights/", "/"]
    for url in urls:
        assert re.search(SAID, client.get(url).content.decode()), url

    be(hers(quenby), "anonymous")

    for url in urls:
        assert not re.search(SAID, client.get(url).content.decode()), url
    chapters = client.get(urls[0]).json()["chapters"]
    assert [one["startTime"] for one in chapters] == [0, 60, 300, 570]


@pytest.fixture
def asked(digest: Digest, author: User) -> Proposal:
    """Taken up, and told in what is published; its proposer is told so as well."""
    asker = factories.person(name="Wilma_Pike Ford")
    proposal = factories.proposal(digest.essay, proposed_by=asker)
    accept(proposal=proposal, by=author, section=None, text=proposal.text, at=NOW)
    group_new_questions(digest)
    Digest.objects.filter(pk=digest.pk).update(outro="Wilma_Pike Ford asked well.")
    actions.publish(digest=digest, by=author, at=NOW)
    return Proposal.objects.select_related("proposed_by").get(pk=proposal.pk)


def read(digest: Digest, client: Client) -> str:
    """What the search, the page, the feed and two files tell."""
    files = ["markdown", "shownotes"]
    urls = [digest.get_absolute_url(), reverse("highlights_feed", args=["atom"])]
    urls += [reverse("export_digest", args=[digest.public_id, one]) for one in files]
    pages = [client.get(url).content.decode() for url in urls]
    return "\n".join([told(digest), *pages]).replace("\\_", "_")


@pytest.mark.parametrize("credit", ["anonymous", "none"])
def test_who_proposed_a_question_leaves_at_once_with_their_name(
    digest: Digest, asked: Proposal, client: Client, credit: str
) -> None:
    assert "asked by Wilma_Pike Ford" in read(digest, client)
    assert "Wilma_Pike Ford asked well" in read(digest, client)
    person = asked.proposed_by

    change_profile(by=person, name=person.name, bio="", credit=credit, credit_name="")
    work()

    assert "wilma" not in read(digest, client).casefold()
    assert "A reader asked well" in read(digest, client)


def test_who_proposed_a_question_and_has_another_name_goes_by_it(
    digest: Digest, asked: Proposal, client: Client
) -> None:
    change_profile(
        by=asked.proposed_by, name="Vesna Oak", bio="", credit="name", credit_name=""
    )
    work()

    assert "asked by Vesna Oak" in read(digest, client)
    assert "asked by Wilma" not in read(digest, client)


@pytest.mark.parametrize("credit", ["anonymous", "name"])
def test_who_proposed_a_question_that_is_asked_no_more_has_their_say_too(
    digest: Digest, asked: Proposal, client: Client, credit: str
) -> None:
    Question.objects.filter(proposals=asked).update(status="retired")
    person = asked.proposed_by

    change_profile(by=person, name=person.name, bio="", credit=credit, credit_name="")
    work()

    named = "Wilma_Pike Ford" if credit == "name" else "A reader"
    assert f"{named} asked well" in read(digest, client)
    page = client.get(digest.get_absolute_url()).content.decode()
    assert "asked by" not in page


def test_posts_from_before_askers_were_noted_follow_them_too(
    digest: Digest, asked: Proposal, client: Client
) -> None:
    for revision in DigestRevision.objects.all():
        for group in revision.document["groups"]:
            group.pop("asked", None)
        revision.save()
    note_askers(apps, None)
    person = asked.proposed_by

    change_profile(by=person, name=person.name, bio="", credit="none", credit_name="")
    work()

    assert "asked by a reader" in read(digest, client)
    assert "wilma" not in read(digest, client).casefold()


def test_names_withheld_before_askers_were_noted_leave_what_was_copied(
    digest: Digest, asked: Proposal
) -> None:
    for revision in DigestRevision.objects.all():
        for group in revision.document["groups"]:
            group.pop("asked", None)
        revision.save()
    User.objects.filter(pk=asked.proposed_by_id).update(credit="none")
    assert "Wilma_Pike Ford asked well" in told(digest)

    for _ in range(2):
        note_askers(apps, None)
    assert Job.objects.active().count() == 1
    work()

    assert "wilma" not in told(digest).casefold()


def test_the_first_page_is_new_to_caches_once_a_name_has_left_it(
    digest: Digest, quenby: User, client: Client
) -> None:
    page = client.get("/")
    assert "Quenby Zaide and the comments" in page.content.decode()

    be(hers(quenby), "anonymous")

    now = client.get("/", headers={"If-None-Match": page["ETag"]})
    assert now.status_code == 200
    assert "Quenby Zaide and the comments" not in now.content.decode()
