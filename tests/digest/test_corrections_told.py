"""Slips that readers noticed, told in the digest that follows, with credit as asked."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Notice, User
from apps.answers.actions import report_corrections, settle_correction
from apps.answers.models import Answer, Correction
from apps.digest import actions
from apps.digest.checklist import findings
from apps.digest.checks import problems
from apps.digest.document import (
    DocCorrection,
    Document,
    Standing,
    overlay,
    without_traces,
)
from apps.digest.documents import draft_document
from apps.digest.exports import FORMATS, export
from apps.digest.models import Digest
from tests import factories
from tests.digest.documents import SITE, document
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."
NOTE = "The Notes are of 1843 & <not> 1842."
# Of chapters, show notes and the like only what is read out belongs in them.
WHOLE = ("markdown", "html", "text", "json", "ghost", "wordpress", "epub", "rundown")


@pytest.fixture
def digest(author: User) -> Digest:
    essay = factories.essay(author)
    digest = factories.digest(essay, intro="Thank you all.")
    factories.item(digest, factories.answer(factories.question(essay), body=TEXT))
    return digest


@pytest.fixture
def report(digest: Digest, author: User) -> Correction:
    return applied(digest, author, factories.person("ursula", name="Ursula Brandt"))


def applied(digest: Digest, author: User, reader: User) -> Correction:
    question = factories.question(digest.essay)
    answer = factories.answer(question, reader, "Typo: it was in 1843.")
    report_corrections(essay=digest.essay, answers=[answer], at=NOW)
    return settle_correction(
        correction=Correction.objects.get(answer=answer),
        state="applied",
        note=NOTE,
        by=author,
        at=NOW,
    )


def said(client: Client, digest: Digest, format: str) -> str:
    """The page for "", the feed for "feed", else a file."""
    url = digest.get_absolute_url()
    doors = {"": url, "feed": "/highlights.json"}
    content = client.get(doors.get(format, f"{url}{format}/")).content
    if format == "epub":
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(book.read(name) for name in book.namelist())
    return content.decode()


def test_an_applied_correction_is_told_in_page_feed_and_whole_files(
    digest: Digest, report: Correction, author: User, client: Client
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)

    for format in ("", "feed", *WHOLE):
        told = said(client, digest, format)
        assert "The Notes are of 1843" in told, format
        assert "Ursula Brandt" in told, format
    page = said(client, digest, "")
    assert "1843 &amp; &lt;not&gt; 1842." in page
    assert report.answer.get_absolute_url() in page
    assert report.answer.question.get_absolute_url() in page


@pytest.mark.parametrize("state", ["reported", "noted", "refused"])
def test_other_reports_are_the_authors_business(
    digest: Digest, report: Correction, author: User, state: str
) -> None:
    settled = {"settled_by": author, "settled_at": NOW}
    if state == "reported":
        settled = {"settled_by": None, "settled_at": None}
    Correction.objects.update(state=state, **settled)

    assert draft_document(digest).corrections == ()


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    ("credit", "status"),
    [
        *((credit, "visible") for credit in ("name", "pseudonym", "anonymous", "none")),
        ("name", "hidden"),
        ("name", "withdrawn"),
    ],
)
def test_credit_for_a_correction_is_as_its_reader_asks(
    digest: Digest,
    report: Correction,
    author: User,
    client: Client,
    credit: str,
    status: str,
    moment: str,
) -> None:
    change = {"credit": credit, "credit_name": "Night Shift", "status": status}
    if moment == "before":
        Answer.objects.filter(pk=report.answer_id).update(**change)
    actions.publish(digest=digest, by=author, at=NOW)
    Answer.objects.filter(pk=report.answer_id).update(**change)
    is_told = status == "visible" and credit != "none"

    for format in ("", "feed", *FORMATS):
        told = said(client, digest, format)
        shows = is_told and format in {"", "feed", *WHOLE}
        assert ("The Notes are of 1843" in told) == shows, format
        assert ("Ursula Brandt" in told) == (shows and credit == "name"), format
        assert ("Night Shift" in told) == (shows and credit == "pseudonym"), format
        if credit != "name":
            assert report.answer.public_id not in told, format


def test_a_correction_goes_with_the_first_digest_after_it(
    digest: Digest, report: Correction, author: User
) -> None:
    actions.publish(digest=digest, by=author, at=NOW + timedelta(days=1))
    following = factories.digest(digest.essay)
    later = applied(digest, author, factories.person("vera"))
    Correction.objects.filter(pk=later.pk).update(settled_at=NOW + timedelta(days=2))
    digest.refresh_from_db()

    told = [draft_document(one).corrections for one in (digest, following)]

    assert [[one.answer for one in many] for many in told] == [
        [report.answer.public_id],
        [later.answer.public_id],
    ]


def test_a_period_chooses_its_corrections(digest: Digest, report: Correction) -> None:
    digest.period_from = NOW + timedelta(days=1)
    assert draft_document(digest).corrections == ()

    digest.period_from, digest.period_to = None, NOW
    assert len(draft_document(digest).corrections) == 1


def test_whoever_is_thanked_for_a_slip_is_told_once_and_can_take_it_back(
    digest: Digest, report: Correction, author: User, as_: As, client: Client
) -> None:
    for note in ("", "One comma."):
        actions.publish(digest=digest, by=author, at=NOW, note=note)
        Digest.objects.update(intro="Thank you very much.")
    ursula = report.answer.author
    notice = Notice.objects.get(person=ursula, key__startswith="featured")
    assert "thanked in" in notice.text
    assert "1843" in as_(ursula).get(notice.url).content.decode()

    as_(ursula).post(notice.url, {"answer": report.answer.public_id})

    page = said(client, digest, "")
    assert "The Notes are of 1843" not in page
    assert "Ursula" not in page


def test_whoever_is_quoted_as_well_is_told_that(digest: Digest, author: User) -> None:
    quoted = digest.items.get().answer.author
    applied(digest, author, quoted)

    actions.publish(digest=digest, by=author, at=NOW)

    notice = Notice.objects.get(person=quoted, key__startswith="featured")
    assert notice.text.startswith("You are quoted")


def test_reports_that_wait_are_on_the_checklist(
    digest: Digest, report: Correction, author: User
) -> None:
    Correction.objects.update(state="reported", settled_by=None, settled_at=None)

    (found,) = [
        one for one in findings(digest, at=NOW) if "reported a slip" in one.message
    ]

    assert not found.is_must
    assert found.places[0].url == reverse("desk:corrections", args=[digest.essay.slug])


def test_a_correction_that_names_somebody_who_hides_blocks(
    digest: Digest, report: Correction, author: User
) -> None:
    hidden = digest.items.get().answer
    Answer.objects.filter(pk=hidden.pk).update(credit="anonymous")
    note = f"As {hidden.author.shown_name} said, 1843."
    Correction.objects.update(note=note)

    with pytest.raises(actions.CannotPublish, match="asked not to be named"):
        actions.publish(digest=digest, by=author, at=NOW)


def test_a_later_correction_is_a_dated_change(
    digest: Digest, report: Correction, author: User
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    Correction.objects.update(note="It was 1844.")

    revision = actions.publish(digest=digest, by=author, at=NOW)

    (_, what), *_ = revision.document["edits"]
    assert what == "The list of corrections was changed."


def test_corrections_cost_the_same_for_more_of_them(
    digest: Digest, report: Correction, author: User, growth: Callable[..., int]
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)

    def add() -> None:
        for _ in range(8):
            applied(digest, author, factories.person())
        Correction.objects.update(settled_at=NOW)
        actions.publish(digest=digest, by=author, at=NOW)

    growth(digest.get_absolute_url(), add, Client())


MENDED = DocCorrection(
    answer="slip",
    name="Vera",
    url=f"{SITE}/a/slip/",
    what="It was 1843.",
    question="Why do animals sleep?",
    question_url=f"{SITE}/q/sleep/",
)


def mended(**changes: object) -> Document:
    one = replace(MENDED, **changes)  # type: ignore[arg-type]
    return document(corrections=(one,), thanks=("Ada", one.name))


FINE = Standing(quotable=True, name="Ada")


def test_a_document_with_corrections_comes_back_and_an_older_one_has_none() -> None:
    stored = json.loads(json.dumps(mended().to_dict()))

    assert Document.from_dict(stored) == mended()
    del stored["corrections"]
    assert Document.from_dict(stored).corrections == ()


def test_a_report_that_was_taken_back_leaves_neither_line_nor_thanks() -> None:
    today = overlay(mended(), {"one": FINE, "slip": Standing(False, "Vera")})

    assert today == overlay(today, {"one": FINE})
    assert today.corrections == ()
    assert today.thanks == ("Ada",)


def test_a_name_is_changed_and_its_traces_go() -> None:
    standing = {"one": FINE, "slip": Standing(True, "V.", is_open=False)}

    today = without_traces(overlay(mended(), standing), standing)

    (one,) = today.corrections
    assert (one.name, one.answer, one.url) == ("V.", "", f"{SITE}/q/sleep/")
    assert today.thanks == ("Ada", "V.")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"what": " "}, "A correction does not say what was changed."),
        ({"name": ""}, "A correction needs the name and the answer of whoever"),
        ({"url": "/a/slip/"}, "A correction needs the name and the answer of whoever"),
        ({"question_url": ""}, "A correction needs a link to the question whose page"),
    ],
)
def test_a_correction_needs_its_credit_and_its_place(
    changes: dict[str, str], message: str
) -> None:
    blocking = [one for one in problems(mended(**changes)) if one.blocking]

    assert any(one.message.startswith(message) for one in blocking)
    assert not [one for one in problems(mended()) if one.blocking]


def test_corrections_stand_before_the_end_of_the_post() -> None:
    post = replace(mended(what="*1843*, not 1842."), outro="More next week.")

    assert (
        "## Corrections\n\n"
        "- *[Why do animals sleep?](https://aiq.example/q/sleep/)*: \\*1843\\*, not "
        "1842. Reported by [Vera](https://aiq.example/a/slip/).\n\n---\n\nMore next"
    ) in export(post, "markdown").text
