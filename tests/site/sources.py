"""The HTML of every kind of page, taken from one site that holds the starter essay."""

from collections.abc import Iterator
from io import BytesIO

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from aiq_site import errors
from aiq_site.starter.loading import FOLDER, load_starter
from apps.accounts.models import User
from apps.comments.actions import accept, propose, read_upload
from apps.comments.keys import author_key
from apps.digest.actions import compile_draft, start_digest
from apps.digest.models import Digest
from apps.jobs.models import Job
from apps.questions.actions import start_revision
from apps.questions.models import Essay, EssayImport
from tests import pages
from tests.comments import samples
from tests.pages import Page

Sources = dict[str, str]
OUTLINE = "# Tides\n\n## Water\n\n- Who counts them?\n  - They are counted.\n- A wave."


def load() -> Sources:
    """Loads the site, opens its pages, sends its forms; what came, by what was asked."""
    load_starter(now=timezone.now())
    return dict(_opened()) | dict(_answers_to_forms()) | _accidents()


def _as(person: str) -> Client:
    client = Client(raise_request_exception=True)
    if person:
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(User.objects.get(username=person), backend=backend)
    return client


def _opened() -> Iterator[tuple[str, str]]:
    desk = _desk_pages()
    for page in [*pages.KNOWN, *desk]:
        response = _as(page.as_).get(page.path, follow=True)
        yield f"{page.path} as {page.as_ or 'a stranger'}", response.content.decode()


def _desk_pages() -> list[Page]:
    author = User.objects.get(username="author")
    published = Digest.objects.get()
    draft = start_digest(essay=published.essay, by=author, at=timezone.now())
    compile_draft(digest=draft, at=timezone.now(), progress=lambda *_: None)
    group = draft.groups.first()
    job = Job.objects.create(kind="compile_digest", subject="x", created_by=author)
    pending = EssayImport.objects.create(
        source=OUTLINE,
        format="markdown",
        title="Tides",
        slug="tides",
        created_by=author,
        created_at=timezone.now(),
    )
    assert group
    return [
        *pages.editing(
            published=published.public_id,
            draft=draft.public_id,
            group=str(group.pk),
            item=group.items.all()[0].public_id,
        ),
        *_brought(published.essay, author),
        Page(pending.get_absolute_url(), "author"),
        Page(f"/jobs/{job.public_id}/", "author"),
    ]


def _brought(essay: Essay, author: User) -> list[Page]:
    """Also an accepted comment that the reader may claim, with a question."""
    at = timezone.now()
    upload = read_upload(
        essay=essay,
        file=BytesIO(samples.WORDPRESS.encode()),
        filename="tides.xml",
        format="auto",
        by=author,
        at=at,
    )
    source = (FOLDER / "essay.md").read_text("utf-8")
    changed = source.replace("Doubling the cooks", "Trebling the cooks", 1)
    version = start_revision(
        essay=essay,
        raw=changed.replace(
            "- Who will choose the problems? {#proofq4}\n", ""
        ).encode(),
        filename="",
        format="markdown",
        by=author,
        at=at,
    )
    comments = essay.imported_comments.order_by("pk")
    asking = comments.get(hint="proposal")
    reader = User.objects.get(username="reader")
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True)
    comments.filter(external_id__in=["3", "8"]).update(
        author_key=author_key(reader.email)
    )
    said, asked = comments.filter(external_id__in=["3", "8"])
    question = essay.questions.get(public_id="medicq3")
    accept(comment=said, question=question, by=author, at=at)
    propose(comment=asked, by=author, at=at, text="Who marks the markers?")
    return pages.bringing(
        comment=asking.public_id,
        upload=upload.get_absolute_url(),
        version=version.get_absolute_url(),
    )


def _answers_to_forms() -> Iterator[tuple[str, str]]:
    """Refused, previewed and half-done forms: what a GET never shows."""
    answer, flag = f"/q/{pages.OPEN_QUESTION}/answer/", f"/a/{pages.THREAD}/flag/"
    propose, newcomer = f"{pages.ESSAY}propose/", "a-long-winding-lane-9"
    sent: list[tuple[str, str, dict[str, str]]] = [
        ("reader", answer, {"body": "[" * 400, "form_key": "0" * 32}),
        ("reader", answer, {"body": "> *So*", "form_key": "0" * 32, "preview": "yes"}),
        ("reader", flag, {}),
        ("reader", propose, {"text": "Is it one failing that compounds?", "look": "1"}),
        ("reader", "/me/", {"name": "\u200b"}),
        ("author", "/desk/import/", {"text": "Nothing is asked."}),
        ("author", f"{pages.ESSAY}revise/", {"text": "Nothing is asked."}),
        ("author", "/desk/essays/thinking-machines/comments/import/", {}),
        ("", "/accounts/login/", {"login": "nobody", "password": "wrong"}),
        (
            "",
            "/accounts/signup/",
            {"email": "w@example.org", "username": "wren", "password1": newcomer},
        ),
    ]
    for person, path, data in sent:
        response = _as(person).post(path, data, follow=True)
        yield f"{path} after {sorted(data)}", response.content.decode()
    expired = Client(enforce_csrf_checks=True).post("/", {"body": "Long."})
    yield "an expired form", expired.content.decode()


def _accidents() -> Sources:
    request = HttpRequest()
    return {
        "400": errors.bad_request(request, ValueError()).content.decode(),
        "500": errors.server_error(request).content.decode(),
    }
