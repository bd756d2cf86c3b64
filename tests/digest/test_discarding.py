"""A draft that nobody wants any more goes; what was published stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.models import Digest, Star
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    """Compiled, with a pick, something dismissed, a star and a step of its history."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title=f"On {essay.title}")
    starred, other, _ = (factories.answer(factories.question(essay)) for _ in range(3))
    actions.star(digest=digest, answer=starred, by=author, at=NOW)
    actions.compile_draft(
        digest=digest, at=NOW, progress=lambda stage, done, total: None
    )
    actions.unpick(item=digest.items.get(answer=other), by=author)
    actions.dismiss(candidate=digest.candidates.get(answer=other), by=author)
    return digest


def discard(client: Client, digest: Digest) -> tuple[int, str]:
    url = reverse("desk:discard", args=[digest.public_id])
    page = client.post(url, follow=True)
    return page.status_code, page.content.decode()


def test_a_draft_is_discarded_once_and_answers_and_stars_stay(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    assert "Discard this draft?" in client.get(reverse("desk:home")).content.decode()

    _, page = discard(client, digest)

    assert f"The draft “{digest.title}” is gone." in page
    assert not Digest.objects.exists()
    assert (Answer.objects.count(), Star.objects.count()) == (3, 1)
    assert discard(client, digest)[0] == 404


def test_what_was_published_is_not_discarded(
    digest: Digest, author: User, as_: As
) -> None:
    actions.publish(digest=digest, by=author, at=NOW)

    _, page = discard(as_(author), digest)

    assert "These highlights were published" in page
    assert "Discard this draft?" not in page
    assert Digest.objects.get().items.exists()
