"""Nobody is named or quoted otherwise than they ask, through whatever door one looks."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from apps.accounts.actions import tell, wish
from apps.accounts.models import Notice, User
from apps.answers.actions import report_corrections, settle_correction
from apps.answers.models import Answer, Correction
from apps.digest import actions
from apps.digest.actions.new_questions import group_new_questions
from apps.digest.documents import draft_document, not_out_yet
from apps.digest.exports import FORMATS
from apps.digest.models import Digest
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW
from tests.news.conftest import deliver

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
Outbox = list[EmailMultiAlternatives]
# Files that tell the whole post; the others tell what is read out, or its parts.
WHOLE = frozenset(
    {"page", "markdown", "html", "text", "json", "ghost", "wordpress", "epub"}
)


@dataclass
class Writer:
    """One person with one answer; `said` stands in it and nowhere else.

    What they did not allow when the post was published did not come into it.
    """

    answer: Answer
    real: str
    pseudonym: str
    said: str
    is_in: bool = True

    def wants(self, source: Random) -> None:
        Answer.objects.filter(pk=self.answer.pk).update(
            credit=source.choice(["name", "pseudonym", "anonymous", "none"]),
            credit_name=self.pseudonym,
            status=source.choice(["visible", "visible", "visible", "hidden"]),
        )

    @property
    def today(self) -> Answer:
        return Answer.objects.select_related("author", "root").get(pk=self.answer.pk)


def writer(of: Digest, number: int) -> Writer:
    real, said = f"Quenby Zaide{number}x", f"marzipan{number}x"
    person = factories.person(name=real)
    body = f"{factories.prose()} {said} {factories.prose()}"
    answer = factories.answer(factories.question(of.essay), person, body)
    return Writer(answer, real, f"Moth Vesper{number}x", said)


@pytest.fixture
def digest(author: User) -> Digest:
    return factories.digest(factories.essay(author), intro="Thank you all.")


@pytest.fixture
def writers(digest: Digest, author: User) -> list[Writer]:
    """Four who are quoted, one who said the same, one who found a slip."""
    people = [writer(digest, number) for number in range(6)]
    *quoted, beside, finder = people
    also = [beside.answer.public_id]
    for place, one in enumerate(quoted):
        factories.item(digest, one.answer, also=also if place == 0 else [])
    report_corrections(essay=digest.essay, answers=[finder.answer], at=NOW)
    settle_correction(
        correction=Correction.objects.get(answer=finder.answer),
        state="applied",
        note="It was 1843.",
        by=author,
        at=NOW,
    )
    # So that something is left to read when all of them take their words back.
    factories.item(digest, factories.answer(factories.question(digest.essay)))
    return people


def doors(digest: Digest, client: Client) -> Iterator[tuple[str, str]]:
    """Everything that readers are given of a published digest, by name."""
    url = digest.get_absolute_url()
    yield "page", client.get(url).content.decode()
    yield "revisions", client.get(f"{url}revisions/").content.decode()
    yield "list", client.get("/highlights/").content.decode()
    for kind in ("atom", "rss", "json"):
        slug = digest.essay.slug
        yield f"site {kind}", client.get(f"/highlights.{kind}").content.decode()
        feed = reverse("essay_highlights_feed", args=[slug, kind])
        yield f"essay {kind}", client.get(feed).content.decode()
    for name in FORMATS:
        content = client.get(f"{url}{name}/").content
        yield name, _unpacked(content) if name == "epub" else content.decode()


def _unpacked(book: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(book))
    return "\n".join(archive.read(name).decode() for name in archive.namelist())


def assert_as_asked(name: str, said: str, people: list[Writer]) -> None:
    *quoted, beside, finder = people
    for one in people:
        answer = one.today
        may_be = answer.is_quotable
        if not (may_be and answer.credit == "name"):
            assert one.real not in said, name
            assert answer.public_id not in said, name
        if not (may_be and answer.credit == "pseudonym"):
            assert one.pseudonym not in said, name
        if one in quoted and name in WHOLE:
            shows = may_be and one.is_in
            assert (one.said in said) == shows, name
            assert (one.real in said) == (shows and answer.credit == "name"), name
        if not may_be or one in (beside, finder):
            assert one.said not in said, name


@pytest.mark.parametrize("seed", range(5))
def test_every_door_tells_of_everyone_what_they_ask_today(
    digest: Digest,
    writers: list[Writer],
    author: User,
    reader: User,
    client: Client,
    as_: As,
    mailoutbox: Outbox,
    seed: int,
) -> None:
    source = Random(seed)
    wish(by=reader, highlights="now")
    for one in writers:
        one.wants(source)
    draft = as_(author)
    for way in ("page", "paste", "markdown", "rundown"):
        url = f"{reverse('desk:preview', args=[digest.public_id])}?as={way}"
        assert_as_asked(f"preview {way}", draft.get(url).content.decode(), writers)
    actions.publish(digest=digest, by=author, at=NOW)
    for one in writers:
        one.is_in = one.today.is_quotable
        one.wants(source)

    tell(
        person=reader,
        key="h",
        kind=Notice.Kind.DIGEST,
        text="New",
        subject=f"digest:{digest.public_id}",
        at=NOW,
    )
    deliver(NOW)
    [mail] = mailoutbox
    [(html, _)] = mail.alternatives
    for name, said in [
        *doors(Digest.objects.in_context().get(pk=digest.pk), client),
        ("mail", f"{mail.subject}\n{mail.body}\n{html}\n{mail.message()}"),
    ]:
        assert_as_asked(name, said, writers)


def test_the_look_through_the_doors_would_notice_a_name(
    digest: Digest, writers: list[Writer], author: User, client: Client
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    told = list(doors(digest, client))
    Answer.objects.filter(pk=writers[0].answer.pk).update(credit="anonymous")

    noticed = [name for name, said in told if _is_refused(name, said, writers)]

    assert set(noticed) >= WHOLE | {"site atom", "essay rss", "rundown", "shownotes"}


def _is_refused(name: str, said: str, people: list[Writer]) -> bool:
    try:
        assert_as_asked(name, said, people)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize(
    ("credit", "is_named"),
    [("name", True), ("pseudonym", False), ("anonymous", False), ("none", False)],
)
def test_whoever_asked_a_new_question_is_named_if_they_like_to_be(
    digest: Digest, author: User, client: Client, credit: str, is_named: bool
) -> None:
    asker = factories.person(
        name="Quenby Zaide", credit=credit, credit_name="Moth" * (credit == "pseudonym")
    )
    factories.item(digest, factories.answer(factories.question(digest.essay)))
    factories.proposal(
        digest.essay,
        proposed_by=asker,
        status="accepted",
        question=factories.question(digest.essay),
        decided_by=author,
        decided_at=NOW,
    )

    group_new_questions(digest)
    actions.publish(digest=digest, by=author, at=NOW)

    for name, said in doors(digest, client):
        assert ("Quenby" in said) == (is_named and name in _TELLS_OF_QUESTIONS), name


def test_a_proposer_who_takes_a_name_back_leaves_drafts_and_posts(
    digest: Digest, author: User, client: Client
) -> None:
    asker = factories.person(name="Quenby Zaide")
    factories.item(digest, factories.answer(factories.question(digest.essay)))
    taken = factories.proposal(
        digest.essay,
        proposed_by=asker,
        status="accepted",
        question=factories.question(digest.essay),
        decided_by=author,
        decided_at=NOW,
    )
    group_new_questions(digest)
    own = "A line of mine."
    digest.groups.filter(kind="new questions").update(lead_in=own)
    actions.publish(digest=digest, by=author, at=NOW)
    digest.refresh_from_db()
    assert "asked by Quenby Zaide" in draft_document(digest, at=NOW).groups[-1].lead_in

    User.objects.filter(pk=asker.pk).update(credit="none")

    draft = draft_document(digest, at=NOW)
    assert draft.groups[-1].lead_in.startswith(own)
    assert draft.groups[-1].lead_in.endswith("asked by a reader")
    for name, said in doors(digest, client):
        assert "Quenby" not in said, name
    assert not_out_yet(digest, draft) == []

    User.objects.filter(pk=asker.pk).update(credit="name", name="Rosa Moor")
    page = client.get(digest.get_absolute_url()).content.decode()
    assert "asked by Rosa Moor" in page

    Question.objects.filter(pk=taken.question_id).update(status="hidden")
    page = client.get(digest.get_absolute_url()).content.decode()
    assert "asked by" not in page
    assert own in page


_TELLS_OF_QUESTIONS = WHOLE | {
    "rundown",
    *(f"{of} {kind}" for of in ("site", "essay") for kind in ("atom", "rss", "json")),
}
