"""The page that answers a refused form stands at an address that takes forms alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bleach._vendor import html5lib
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from apps.accounts.models import User
from apps.comments.actions import set_aside
from apps.questions.models import EssayImport
from tests.factories import NOW, answer, comment, essay, question
from tests.questions.texts import SMALL

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FORM = re.compile(r"<form\b(?:[^>{]|\{[%{].*?[%}]\})*>", re.DOTALL)
Sent = tuple[str, dict[str, object]]


def test_no_template_leaves_an_address_to_that_of_its_page() -> None:
    found = [
        f"{path.relative_to(TEMPLATES)}: {tag}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for tag in _relative(path.read_text())
    ]

    assert found == []


def _relative(text: str) -> Iterator[str]:
    yield from re.findall(r'href="\?[^"]*"', text)
    for form in FORM.findall(text):
        asks = 'method="post"' not in form and 'method="dialog"' not in form
        if asks and " action=" not in form:
            yield form


def _decided_comment(by: User) -> Sent:
    """Two wait in the list beside it."""
    row = comment(essay(by))
    question(row.essay)
    comment(row.essay), comment(row.essay)
    set_aside(comment=row, by=by, at=NOW)
    where = [row.essay.slug, row.public_id]
    return reverse("comments:decide", args=where), {"as": "refused"}


def _approved_answer(by: User) -> Sent:
    answer(status="held")
    row = answer()
    return reverse("moderation:approve", args=[row.public_id]), {"seen": 1}


def _draft(by: User) -> EssayImport:
    client = Client()
    client.force_login(by, "django.contrib.auth.backends.ModelBackend")
    client.post("/desk/import/", {"text": SMALL, "format": "auto"})
    return EssayImport.objects.get()


def _first_piece_moved_in(by: User) -> Sent:
    draft = _draft(by)
    sent = {"act": "in", "key": draft.outline["items"][0]["line"], "version": 1}
    return reverse("import_correct", args=[draft.public_id]), sent


def _older_draft_published(by: User) -> Sent:
    return reverse("import_confirm", args=[_draft(by).public_id]), {"version": 0}


REFUSED = [
    _decided_comment,
    _approved_answer,
    _first_piece_moved_in,
    _older_draft_published,
]


@pytest.mark.parametrize("refused", REFUSED)
def test_every_link_of_a_refused_form_leads_to_a_page(
    as_: Callable[[User], Client], author: User, refused: Callable[[User], Sent]
) -> None:
    address, sent = refused(author)
    client = as_(author)
    response = client.post(address, sent)
    assert response.status_code in (409, 422)

    led = {
        view: client.get(link).status_code
        for view, link in _one_of_each(response.content.decode(), address)
    }

    assert led
    assert [view for view, status in led.items() if status == 405] == []


def _one_of_each(source: str, address: str) -> Iterator[tuple[str, str]]:
    """A link to each view that the page leads to, links and forms that ask alike."""
    root = html5lib.parse(source, namespaceHTMLElements=False)
    links = [each.get("href", "") for each in root.iter("a")]
    # A place on the page itself needs no other.
    links = [link for link in links if not link.startswith("#")]
    links += [
        form.get("action", "")
        for form in root.iter("form")
        if form.get("method", "get") == "get"
    ]
    for link in links:
        path = urlsplit(urljoin(address, link))
        try:
            yield resolve(path.path).view_name, f"{path.path}?{path.query}"
        except Resolver404:
            assert path.netloc, f"{link} leads nowhere"
