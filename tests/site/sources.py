"""The HTML of every kind of page, taken from one site that holds the starter essay."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from aiq_site import errors
from aiq_site.starter.loading import load_starter
from apps.accounts.models import User
from apps.digest.actions import compile_draft, start_digest
from apps.digest.models import Digest
from apps.jobs.models import Job
from apps.questions.models import EssayImport
from tests import pages
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
    for page in [*pages.KNOWN, *_desk_pages()]:
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
            item=group.items.get().public_id,
        ),
        Page(pending.get_absolute_url(), "author"),
        Page(f"/jobs/{job.public_id}/", "author"),
    ]


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
