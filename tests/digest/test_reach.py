"""What an editor is told before and after a post goes out, and of a fresh draft."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Notice, User
from apps.digest import actions
from apps.digest.models import Digest
from apps.following.models import Follow
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    """Two people are quoted, one of them twice; two follow the essay, one its author."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title=f"On {essay.title}")
    twice = factories.person()
    for writer in (twice, twice, factories.person()):
        question = factories.question(essay)
        factories.item(digest, factories.answer(question, author=writer))
    for person in (author, factories.person()):
        Follow.objects.create(
            person=person, kind="essay", target=essay.pk, created_at=NOW
        )
    return digest


def page(client: Client, name: str, digest: Digest) -> str:
    response = client.get(reverse(name, args=[digest.public_id]))
    return response.content.decode()


def publish(client: Client, digest: Digest) -> str:
    url = reverse("desk:publish", args=[digest.public_id])
    seen = client.get(url).context["seen"]
    return client.post(url, {"seen": seen}, follow=True).content.decode()


def test_publishing_says_first_how_many_are_told_and_asks(
    digest: Digest, author: User, as_: As
) -> None:
    said = (
        "2 people are told that they are quoted or named. 1 person who follows the "
        "essay hears"
    )

    text = page(as_(author), "desk:publish", digest)

    assert f"<p>{said}" in text
    assert f'data-confirm="Publish? {said}' in text


def test_it_says_afterwards_who_was_told_and_of_changes_only_who_is_new(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    assert "Published. 2 people have been told" in publish(client, digest)
    assert Notice.objects.filter(key=f"featured:{digest.public_id}").count() == 2

    digest.items.update(reply="I see.")
    assert "Nobody new is quoted" in page(client, "desk:publish", digest)
    assert "nobody was told" in publish(client, digest)

    factories.item(digest, factories.answer(factories.question(digest.essay)))
    assert "1 person is told that they are newly quoted" in page(
        client, "desk:publish", digest
    )
    assert "The changes are published. 1 person has been told" in publish(
        client, digest
    )


def test_counting_them_costs_the_same_for_more(
    digest: Digest, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(9):
            factories.item(digest, factories.answer(factories.question(digest.essay)))

    growth(reverse("desk:publish", args=[digest.public_id]), add, as_(author))


def test_titles_of_one_essay_are_told_apart(author: User) -> None:
    essay = factories.essay(author)
    titles = []
    for _ in range(3):
        digest = actions.start_digest(essay=essay, by=author, at=NOW)
        Digest.objects.filter(pk=digest.pk).update(published_at=NOW)
        titles.append(digest.title)

    name = f"Highlights From the Comments on {essay.title}"
    assert titles == [name, f"More {name}", f"More {name} (3)"]


def test_a_draft_that_the_compile_made_says_so_until_it_is_touched(
    author: User, as_: As
) -> None:
    essay = factories.essay(author)
    digest = factories.digest(essay)
    question = factories.question(essay)
    for _ in range(3):
        factories.answer(question)
    actions.compile_draft(
        digest=digest, at=NOW, progress=lambda stage, done, total: None
    )
    client, said = as_(author), "A first draft of 1, one to a question"
    text = page(client, "desk:board", digest)
    assert said in text
    assert "2 more wait in the tray" in text

    actions.leave_all_unanswered(digest=digest, by=author)
    assert said not in page(client, "desk:board", digest)
