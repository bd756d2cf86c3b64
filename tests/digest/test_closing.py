"""What the author says to the readers: replies or none, and a change of mind."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest import actions
from apps.digest.checklist import Finding
from apps.digest.checks import UNANSWERED
from apps.digest.document import CHANGED_MIND
from apps.digest.documents import draft_document
from apps.digest.exports import export
from apps.digest.models import Digest, Item
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
MIND = "I was wrong about the *second* date."


@pytest.fixture
def item(author: User) -> Item:
    """The one quotation of a draft."""
    essay = factories.essay(author)
    return factories.item(
        factories.digest(essay), factories.answer(factories.question(essay))
    )


def leave(client: Client, item: Item, **data: str) -> str:
    url = reverse("desk:leave_unanswered", args=[item.public_id])
    return client.post(url, data, follow=True).content.decode()


def listed(client: Client, digest: Digest) -> list[Finding]:
    page = client.get(reverse("desk:board", args=[digest.public_id]))
    return list(page.context["findings"])


def advice(client: Client, digest: Digest) -> list[str]:
    return [finding.message for finding in listed(client, digest)]


def test_of_what_needs_no_reply_the_checklist_asks_none(
    item: Item, author: User, as_: As
) -> None:
    client = as_(author)
    assert UNANSWERED in advice(client, item.digest)

    leave(client, item)
    assert UNANSWERED not in advice(client, item.digest)

    leave(client, item, off="1")
    assert UNANSWERED in advice(client, item.digest)


def test_all_that_have_no_reply_are_left_so_at_once_and_twice(
    item: Item, author: User, as_: As
) -> None:
    answered = factories.item(
        item.digest, factories.answer(item.answer.question), reply="I see."
    )
    others = [
        factories.item(
            item.digest, factories.answer(factories.question(item.digest.essay))
        )
        for _ in range(2)
    ]
    client = as_(author)
    [row] = [one for one in listed(client, item.digest) if one.misses_replies]
    headings = [one.group.heading for one in others]
    assert [place.name for place in row.places] == headings

    url = reverse("desk:leave_all_unanswered", args=[item.digest.public_id])
    for _ in range(2):
        client.post(url)

    assert UNANSWERED not in advice(client, item.digest)
    assert not Item.objects.get(pk=answered.pk).no_reply
    assert item.digest.changes.count() == 1
    actions.step_back(digest=item.digest, by=author)
    assert UNANSWERED in advice(client, item.digest)


def test_one_sentence_is_said_once_with_the_places_it_is_true_of(
    item: Item, author: User, as_: As
) -> None:
    client = as_(author)
    page = client.get(reverse("desk:publish", args=[item.digest.public_id]))
    assert f"<bdi>{item.group.heading}</bdi>: {UNANSWERED}" in page.content.decode()

    other = factories.question(item.digest.essay)
    factories.item(item.digest, factories.answer(other))

    page = client.get(reverse("desk:publish", args=[item.digest.public_id]))
    text = page.content.decode()
    assert text.count(UNANSWERED) == 1
    assert f"<bdi>{other.headline}</bdi></a>" in text.partition(UNANSWERED)[2]


def test_saying_it_twice_is_saying_it_once(item: Item, author: User, as_: As) -> None:
    for _ in range(2):
        leave(as_(author), item)

    assert Item.objects.get(pk=item.pk).no_reply
    assert item.digest.changes.count() == 1


def test_a_reply_takes_back_that_none_is_needed(item: Item, author: User) -> None:
    actions.leave_unanswered(item=item, by=author)

    actions.word_item(item=item, by=author, was={"reply": ""}, now={"reply": "Yes."})
    actions.leave_unanswered(item=item, by=author)

    assert not Item.objects.get(pk=item.pk).no_reply


def test_a_change_of_mind_stands_before_the_quotations(
    item: Item, author: User, as_: As
) -> None:
    digest = item.digest
    url = reverse("desk:describe", args=[digest.public_id])
    form = as_(author).get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    as_(author).post(url, {**typed, "changed_mind": MIND})
    digest.refresh_from_db()
    actions.publish(digest=digest, by=author, at=NOW)

    for address in (
        digest.get_absolute_url(),
        reverse("desk:board", args=[digest.public_id]),
    ):
        page = as_(author).get(address).content.decode()
        before, said, after = page.partition("wrong about the <em>second</em> date")
        assert said
        assert CHANGED_MIND in before
        assert 'class="excerpt"' in after
        assert 'class="excerpt"' not in before


@pytest.mark.parametrize("format", ["markdown", "html", "text", "rundown"])
def test_what_is_taken_away_holds_the_change_of_mind(item: Item, format: str) -> None:
    Digest.objects.filter(pk=item.digest_id).update(changed_mind=MIND)
    document = draft_document(
        Digest.objects.in_context().get(pk=item.digest_id), at=NOW
    )

    text = export(document, format).content.decode()

    assert CHANGED_MIND.casefold() in text.casefold()
    assert "wrong about the" in text


def test_an_unchanged_mind_leaves_no_heading(item: Item, as_: As, author: User) -> None:
    actions.publish(digest=item.digest, by=author, at=NOW)

    page = as_(author).get(item.digest.get_absolute_url()).content.decode()

    assert CHANGED_MIND not in page
