"""Published highlights are taken down, and put back; every door agrees."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.migrations.exceptions import IrreversibleError
from django.test import Client
from django.urls import reverse

from apps.accounts.actions import wish
from apps.accounts.models import Notice, User
from apps.answers.actions import hide
from apps.answers.models import Answer, Feature
from apps.decisions.models import Decision
from apps.digest import actions
from apps.digest.exports import FORMATS
from apps.digest.gathering import choosable
from apps.digest.models import Digest, DigestRevision
from apps.following.actions import follow
from apps.following.models import Kind, Target
from tests import factories
from tests.digest.pressing import look_and_press
from tests.factories import NOW
from tests.news.conftest import MORNING, deliver

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TITLE = "Highlights of the quarry"
WHY = "The second quotation is cut wrongly."


@pytest.fixture
def digest(author: User, reader: User) -> Digest:
    """Published; another one of the same essay is, too."""
    question = factories.question(factories.essay(author))
    other = factories.digest(question.essay, title="Highlights of the mill")
    factories.item(other, factories.answer(question))
    actions.publish(digest=other, by=author, at=NOW)
    digest = factories.digest(question.essay, number=2, title=TITLE, intro="Quarries.")
    answer = factories.answer(question, reader, "The quarry has been silent for years.")
    factories.item(digest, answer, reply="So it has.")
    return digest


@pytest.fixture
def published(digest: Digest, author: User) -> Digest:
    actions.publish(digest=digest, by=author, at=NOW)
    return Digest.objects.in_context().get(pk=digest.pk)


@pytest.fixture
def down(published: Digest, author: User) -> Digest:
    actions.take_down(digest=published, by=author, at=NOW, reason=WHY)
    return Digest.objects.in_context().get(pk=published.pk)


def own_pages(digest: Digest) -> list[str]:
    files = [reverse("export_digest", args=[digest.public_id, one]) for one in FORMATS]
    return [
        digest.get_absolute_url(),
        reverse("digest_revisions", args=[digest.public_id]),
        *files,
    ]


def lists(digest: Digest) -> list[str]:
    """Where the digest is named among others."""
    slug = digest.essay.slug
    answer = digest.items.get().answer
    return [
        *(reverse(name) for name in ("home", "highlights")),
        *(reverse("highlights_feed", args=[kind]) for kind in ("atom", "rss", "json")),
        reverse("essay_highlights_feed", args=[slug, "atom"]),
        reverse("search") + "?q=quarries",
        reverse("sitemap_page", args=[1]),
        answer.get_absolute_url(),
        answer.question.get_absolute_url(),
        reverse("person", args=[answer.author.username]),
    ]


def test_its_pages_say_that_it_is_gone(down: Digest, client: Client) -> None:
    for url in own_pages(down):
        gone = client.get(url)

        assert gone.status_code == 410, url
        html = gone.content.decode()
        assert "These highlights were taken down" in html
        assert WHY not in html
        assert TITLE not in html
        assert gone["Cache-Control"] == "private, no-store"


def test_no_list_names_it_until_it_is_back(
    published: Digest, author: User, client: Client
) -> None:
    before = {url: client.get(url) for url in lists(published)}
    for url, page in before.items():
        assert published.public_id in page.content.decode(), url

    actions.take_down(digest=published, by=author, at=NOW, reason=WHY)

    for url, page in before.items():
        kept = {"If-None-Match": page["ETag"]} if "ETag" in page else {}
        now = client.get(url, headers=kept)
        assert now.status_code == 200, url
        assert published.public_id not in now.content.decode(), url

    actions.put_back(digest=published, by=author, at=NOW)

    for url in before:
        assert published.public_id in client.get(url).content.decode(), url
    assert all(client.get(url).status_code == 200 for url in own_pages(published))


def test_answers_lose_the_mark_and_get_it_back_as_it_may_be_shown(
    published: Digest, author: User
) -> None:
    item = published.items.get()
    actions.take_down(digest=published, by=author, at=NOW, reason=WHY)
    assert not Feature.objects.filter(source=published.public_id).exists()

    Answer.objects.filter(pk=item.answer_id).update(credit="anonymous")
    actions.put_back(digest=published, by=author, at=NOW)

    assert Feature.objects.get(source=published.public_id).answer_id == item.answer_id
    assert Feature.objects.get(source=published.public_id).answer.credit == "anonymous"


def test_no_file_is_printed_of_it(down: Digest) -> None:
    with pytest.raises(CommandError, match="no published digest"):
        call_command("export_digest", down.public_id)


def test_other_highlights_may_quote_its_answers(down: Digest, author: User) -> None:
    answer = down.items.get().answer
    later = factories.digest(down.essay, number=3)
    assert answer in choosable(later)

    actions.put_back(digest=down, by=author, at=NOW)

    assert answer not in choosable(later)


def test_both_are_logged_with_the_reason_and_twice_is_as_once(
    published: Digest, author: User
) -> None:
    for _ in range(2):
        actions.take_down(digest=published, by=author, at=NOW, reason=WHY)
    for _ in range(2):
        actions.put_back(digest=published, by=author, at=NOW)

    log = Decision.objects.filter(subject_id=published.public_id).order_by("pk")
    assert [(one.verb, one.reason) for one in log] == [
        ("publish", ""),
        ("take-down", WHY),
        ("restore", ""),
    ]


def test_who_was_told_is_not_told_twice(
    digest: Digest, author: User, reader: User, rival: User
) -> None:
    follow(target=Target(Kind.ESSAY, digest.essay_id), by=rival, at=NOW)
    wish(by=rival, highlights="now")
    actions.publish(digest=digest, by=author, at=NOW)
    deliver()
    deliver(MORNING)
    told = [one.to for one in mail.outbox]

    actions.take_down(digest=digest, by=author, at=MORNING, reason=WHY)
    actions.put_back(digest=digest, by=author, at=MORNING)
    deliver(MORNING + timedelta(days=1))

    assert len(told) == 3  # also who is quoted in the other highlights
    assert [one.to for one in mail.outbox] == told


def test_who_has_not_heard_of_it_hears_once_it_is_back(
    digest: Digest, author: User, reader: User, rival: User
) -> None:
    follow(target=Target(Kind.ESSAY, digest.essay_id), by=rival, at=NOW)
    actions.publish(digest=digest, by=author, at=NOW)

    actions.take_down(digest=digest, by=author, at=NOW, reason=WHY)
    deliver()
    assert not Notice.objects.filter(subject=f"digest:{digest.public_id}").exists()

    actions.put_back(digest=digest, by=author, at=NOW)
    deliver()
    told = Notice.objects.filter(subject=f"digest:{digest.public_id}")
    assert {one.person for one in told} == {reader, rival}


def test_old_highlights_that_come_back_are_no_news(
    down: Digest, author: User, rival: User
) -> None:
    follow(target=Target(Kind.ESSAY, down.essay_id), by=rival, at=NOW)

    actions.put_back(digest=down, by=author, at=NOW + timedelta(days=15))
    deliver()

    assert not rival.notices.filter(subject=f"digest:{down.public_id}").exists()


def test_publishing_brings_it_back_changed_or_not(
    down: Digest, author: User, as_: As, client: Client
) -> None:
    look_and_press(as_(author), down)
    assert client.get(down.get_absolute_url()).status_code == 200
    assert DigestRevision.objects.filter(digest=down).count() == 1

    actions.take_down(digest=down, by=author, at=NOW, reason=WHY)
    down.items.update(reply="So it has been.")
    look_and_press(as_(author), down)

    assert "So it has been." in client.get(down.get_absolute_url()).content.decode()
    assert DigestRevision.objects.filter(digest=down).count() == 2


def test_the_desk_asks_for_a_reason_and_leads_both_ways(
    published: Digest, author: User, as_: As, client: Client
) -> None:
    desk = as_(author)
    url = reverse("desk:take_down", args=[published.public_id])
    assert url in desk.get(reverse("desk:home")).content.decode()
    assert url in desk.get(reverse("desk:publish", args=[published.public_id])).text

    assert desk.post(url, {"reason": "  "}).status_code == 422
    assert client.get(published.get_absolute_url()).status_code == 200

    board = desk.post(url, {"reason": WHY}, follow=True).content.decode()
    back = reverse("desk:put_back", args=[published.public_id])
    for page in (board, desk.get(reverse("desk:home")).content.decode()):
        assert "Taken down</span>" in page
        assert WHY in page
        assert f'action="{back}"' in page
        assert "Discard this draft" not in page
    assert client.get(published.get_absolute_url()).status_code == 410

    desk.post(back)
    assert client.get(published.get_absolute_url()).status_code == 200


def test_a_draft_is_not_taken_down(digest: Digest, author: User, as_: As) -> None:
    url = reverse("desk:take_down", args=[digest.public_id])

    page = as_(author).post(url, {"reason": WHY}, follow=True).content.decode()

    assert "These highlights were never published." in page
    assert Digest.objects.get(pk=digest.pk).taken_down_at is None


def test_it_cannot_be_discarded(down: Digest, author: User) -> None:
    with pytest.raises(actions.CannotDiscard):
        actions.discard_draft(digest=down)


@pytest.mark.parametrize("name", ["desk:take_down", "desk:put_back"])
def test_nobody_else_takes_down_or_puts_back(
    published: Digest, reader: User, moderator: User, client: Client, as_: As, name: str
) -> None:
    url = reverse(name, args=[published.public_id])

    assert client.post(url, {"reason": WHY}).status_code == 302
    for person in (reader, moderator):
        assert as_(person).post(url, {"reason": WHY}).status_code == 403
    assert client.get(published.get_absolute_url()).status_code == 200


def test_who_is_quoted_finds_the_same_sentence(
    down: Digest, reader: User, as_: As
) -> None:
    page = as_(reader).get(reverse("digest_quoted", args=[down.public_id]))

    assert page.status_code == 410
    assert "These highlights were taken down" in page.content.decode()


def test_the_log_goes_back_to_before_anything_was_taken_down(
    down: Digest, author: User
) -> None:
    hidden = factories.answer()
    hide(answer=hidden, by=author, at=NOW, reason="Spam.")
    migration = import_module("apps.decisions.migrations.0003_verb_for_taking_down")
    rows = Decision.objects.filter(verb__in=["hide", "take-down"]).order_by("pk")
    verbs = rows.values_list("verb", flat=True)
    assert list(verbs) == ["take-down", "hide"]

    migration.call_it_hiding(apps, None)
    assert list(verbs.all()) == ["hide", "hide"]

    migration.name_it(apps, None)
    assert list(verbs.all()) == ["take-down", "hide"]


def test_going_back_republishes_nothing(down: Digest, author: User) -> None:
    refuse = import_module("apps.digest.migrations.0015_taking_down").refuse_to_publish

    with pytest.raises(IrreversibleError, match="taken down"):
        refuse(apps, None)

    actions.put_back(digest=down, by=author, at=NOW)
    refuse(apps, None)
