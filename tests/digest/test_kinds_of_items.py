"""A paraphrase and a line with a link: the author's words, credited, never quoted."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.checks import problems
from apps.digest.document import Document
from apps.digest.models import Digest, Item
from tests import factories
from tests.digest.documents import document, group, item
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."
MINE = "that it wants a *notebook* of its own."


@pytest.fixture
def quoted(author: User, reader: User) -> Item:
    question = factories.question(factories.essay(author))
    answer = factories.answer(question, reader, TEXT)
    return factories.item(factories.digest(question.essay), answer)


def word(quoted: Item, client: Client, **now: str) -> str:
    url = reverse("desk:item", args=[quoted.public_id])
    page = client.get(url)
    form = page.context["form"]
    told = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    told |= {form.add_prefix(name): text for name, text in now.items()}
    return client.post(url, told, follow=True).content.decode()


def page_of(digest: Digest, client: Client) -> str:
    return client.get(digest.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("kind", "reads"),
    [("paraphrase", "also argues, in my words:"), ("pointer", "also argues")],
)
def test_an_editor_makes_a_quotation_their_own_words_and_back(
    quoted: Item, author: User, as_: As, client: Client, kind: str, reads: str
) -> None:
    editor = as_(author)

    board = word(quoted, editor, kind=kind, verb="also argues", said=MINE)
    revision = actions.publish(digest=quoted.digest, by=author, at=NOW)

    assert "wants a <em>notebook</em>" in board
    assert TEXT not in board.partition('class="draft"')[2]
    said = page_of(quoted.digest, client)
    assert reads in said
    assert "wants a <em>notebook</em> of its own." in said
    assert TEXT not in said
    assert "<blockquote" not in said
    (one,) = Document.from_dict(revision.document).items()
    assert (one.kind, one.quote, one.said) == (kind, "", MINE)
    assert revision.document["thanks"] == [quoted.answer.author.shown_name]

    word(quoted, editor, kind="quote")
    actions.publish(digest=quoted.digest, by=author, at=NOW)
    assert TEXT in page_of(quoted.digest, client)
    assert "notebook" not in page_of(quoted.digest, client)


def test_a_kind_is_a_step_that_can_be_taken_back(
    quoted: Item, author: User, as_: As
) -> None:
    word(quoted, as_(author), kind="paraphrase", said=MINE)

    actions.step_back(digest=quoted.digest, by=author)
    assert Item.objects.values_list("kind", "said").get() == ("quote", "")
    actions.step_again(digest=quoted.digest, by=author)
    assert Item.objects.values_list("kind", "said").get() == ("paraphrase", MINE)


@pytest.mark.parametrize("changes", [{"credit": "none"}, {"status": "hidden"}])
def test_what_may_not_be_quoted_is_not_retold(
    quoted: Item, author: User, as_: As, client: Client, changes: dict[str, str]
) -> None:
    factories.item(quoted.digest, factories.answer(quoted.answer.question))
    word(quoted, as_(author), kind="paraphrase", said=MINE)
    actions.publish(digest=quoted.digest, by=author, at=NOW)
    assert "notebook" in page_of(quoted.digest, client)

    Answer.objects.filter(pk=quoted.answer_id).update(**changes)

    assert "notebook" not in page_of(quoted.digest, client)
    draft = reverse("desk:export_draft", args=[quoted.digest.public_id, "json"])
    assert "notebook" not in as_(author).get(draft).content.decode()


def test_a_name_that_is_hidden_is_so_in_a_paraphrase(
    quoted: Item, author: User, as_: As, client: Client
) -> None:
    name = "Quenby Zaide"
    User.objects.filter(pk=quoted.answer.author_id).update(name=name)
    word(quoted, as_(author), kind="paraphrase", said=f"{MINE} So says {name}.")
    actions.publish(digest=quoted.digest, by=author, at=NOW)

    Answer.objects.filter(pk=quoted.answer_id).update(credit="anonymous")

    assert "Quenby" not in page_of(quoted.digest, client)
    assert "notebook" in page_of(quoted.digest, client)


@pytest.mark.parametrize(
    ("kind", "said", "message", "is_must"),
    [
        ("paraphrase", " ", "A paraphrase needs your words for it.", True),
        ("pointer", "", "A line with a link needs your words for it.", True),
        ("pointer", "One.\n\nTwo.", "A line with a link is one line", True),
        ("paraphrase", "So:\n\n> his words", "in your words: quote in a", True),
        ("paraphrase", "that it is “so”.", "has quotation marks", False),
    ],
)
def test_the_checklist_asks_for_words_of_ones_own(
    kind: str, said: str, message: str, is_must: bool
) -> None:
    post = document(group(item(kind=kind, quote="", said=said)))

    found = [one for one in problems(post) if message in one.message]

    assert [one.blocking for one in found] == [is_must]


def test_good_words_of_ones_own_are_in_nobodys_way() -> None:
    own = item(kind="pointer", quote="", said="that it's o'clock.")

    assert not [one for one in problems(document(group(own))) if one.where == own.key]


def test_a_document_of_before_there_were_kinds_is_read() -> None:
    old = document().to_dict() | {"format": 1}
    for part in old["groups"]:
        for one in part["items"]:
            del one["kind"], one["said"]

    assert Document.from_dict(old) == document()


def test_no_other_kind_can_be_stored(quoted: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(kind="poem")
