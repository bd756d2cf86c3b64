"""The page of a podcast: times that come back as stored, and what no longer fits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest import actions
from apps.digest.models import Digest, Recording
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TIMES = "0:00\n1:05,25\n5:00.9\n9:30"


@pytest.fixture
def digest(author: User) -> Digest:
    """Published, with two groups."""
    digest = factories.digest(factories.essay(author))
    for _ in range(2):
        factories.item(digest, factories.answer(factories.question(digest.essay)))
    actions.publish(digest=digest, by=author, at=NOW)
    return digest


def store(client: Client, digest: Digest, times: str) -> tuple[int, str]:
    url = reverse("desk:podcast", args=[digest.public_id])
    sent = {"minutes": 20, "pace": 150, "kind": "starts", "times": times}
    page = client.post(url, sent, follow=True)
    return page.status_code, page.content.decode()


def test_times_come_back_with_their_fractions_and_are_stored_as_they_are(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)

    _, page = store(client, digest, TIMES)
    stored = Recording.objects.get().chapters
    first, second = (one.heading for one in digest.groups.order_by("position"))
    assert f"00:00 Opening\n01:05.25 {first}\n05:00.9 {second}\n09:30 Closing" in page
    assert "not the same any more" not in page

    lines = client.get(reverse("desk:podcast", args=[digest.public_id]))
    store(client, digest, lines.context["form"].initial["times"])
    assert Recording.objects.get().chapters == stored


def test_times_out_of_order_are_refused_by_name_and_kept_in_the_form(
    digest: Digest, author: User, as_: As
) -> None:
    second = digest.groups.order_by("position").last()

    status, page = store(as_(author), digest, "0:00\n3:00\n2:59.5\n9:30")

    assert status == 422
    assert f"“{second.heading}” would begin at 02:59.5" in page
    assert "2:59.5\n9:30</textarea>" in page
    assert not Recording.objects.exists()


def test_what_was_merged_or_moved_since_is_told_once_it_is_out(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    store(client, digest, TIMES)
    first, second = digest.groups.order_by("position")
    actions.move_group(group=second, by=author, steps=-1)
    actions.publish(digest=digest, by=author, at=NOW)

    page = client.get(reverse("desk:podcast", args=[digest.public_id]))

    assert "The parts stand in another order now" in page.content.decode()
    chapters = client.get(
        reverse("export_digest", args=[digest.public_id, "chapters"])
    ).json()["chapters"]
    assert [(one["startTime"], one["title"]) for one in chapters[1:3]] == [
        (65.25, first.heading),
        (300.9, second.heading),
    ]
