"""Edited, hidden, withdrawn, renamed: the desk and the readers know at once."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer, Revision
from apps.digest.models import Digest, Item
from tests import factories
from tests.digest.pressing import look_and_press

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
BODY = "The bridge was painted in a single night. It took eleven people and a dog."
NEWER = "The bridge was painted in a single week. It took eleven people and a dog."


@pytest.fixture
def writer(db: None) -> User:
    return factories.trusted("ottoline", name="Ottoline Finch")


@pytest.fixture
def digest(author: User, writer: User) -> Digest:
    """Two quotations: one of the writer's, and one that stays as it is."""
    essay = factories.essay(author)
    digest = factories.digest(essay, title="The highlights", intro="Thank you.")
    for person, body in ((writer, BODY), (None, factories.prose(4))):
        answer = factories.answer(factories.question(essay), person, body)
        factories.item(digest, answer)
    return digest


@pytest.fixture
def item(digest: Digest, writer: User) -> Item:
    return Item.objects.get(digest=digest, answer__author=writer)


@pytest.fixture
def editor(author: User, as_: As) -> Client:
    return as_(author)


def desk(name: str, of: Digest | Item) -> str:
    return reverse(f"desk:{name}", args=[of.public_id])


def html(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def keep_first(client: Client, item: Item) -> None:
    """Cut all but the first sentence, with the page open."""
    seen = client.get(desk("trim", item)).context["seen"]
    client.post(desk("trim", item), {"keep": ["0"], "seen": seen})


def published(digest: Digest) -> str:
    return html(Client(), reverse("digest", args=[digest.public_id]))


def edit(client: Client, answer: Answer, body: str, seen: int = 1) -> None:
    client.post(
        reverse("edit", args=[answer.public_id]), {"body": body, "seen": str(seen)}
    )
    answer.refresh_from_db()
    assert answer.body == body


# Edited


@pytest.fixture
def outdated(item: Item, writer: User, as_: As) -> Item:
    edit(as_(writer), item.answer, NEWER)
    return item


@pytest.mark.parametrize("page", ["board", "trim", "item"])
def test_an_edit_is_flagged_with_its_words(
    digest: Digest, outdated: Item, editor: Client, page: str
) -> None:
    shown = html(editor, desk(page, digest if page == "board" else outdated))

    assert "edited since it was picked" in shown
    assert "<del> night</del><ins> week</ins>." in shown
    assert "Take the new words" in shown


def test_of_a_long_answer_only_what_is_around_the_change_is_shown(
    item: Item, writer: User, as_: As, editor: Client, digest: Digest
) -> None:
    before, after = factories.prose(20), factories.prose(20)
    answer = factories.answer(item.answer.question, writer, f"{before} Old. {after}")
    factories.item(digest, answer)

    edit(as_(writer), answer, f"{before} New. {after}")

    page = editor.get(desk("board", digest))
    [found] = [
        one.changes
        for group in page.context["board"].draft
        for one in group.items
        if one.changes
    ]
    same, *_, last = found
    assert same.text.startswith("… ")
    assert same.text.endswith(before.split(". ")[-1])
    assert last.text.rstrip().endswith("…")
    assert len(same.text.split()) == len(last.text.split()) == 13


def test_an_edit_changes_nothing_that_is_quoted(
    digest: Digest, outdated: Item, editor: Client
) -> None:
    assert "a single night" in html(editor, desk("preview", digest))
    assert "was edited since it was picked" in html(editor, desk("publish", digest))


def test_the_new_words_are_taken_with_the_same_cut(
    digest: Digest, item: Item, editor: Client, writer: User, as_: As
) -> None:
    keep_first(editor, item)
    edit(as_(writer), item.answer, NEWER)

    for _ in range(2):
        page = editor.post(desk("edited", item), {"take": "2"}, follow=True)

    assert "The new words are quoted" in page.content.decode()
    shown = html(editor, desk("board", digest))
    assert "a single week. […]" in shown
    assert "edited since" not in shown
    assert "It took eleven" not in html(editor, desk("preview", digest))


def test_the_older_words_can_be_kept_on_purpose_until_the_next_edit(
    digest: Digest, outdated: Item, editor: Client, writer: User, as_: As
) -> None:
    for _ in range(2):
        editor.post(desk("edited", outdated), {"keep": "2"})

    shown = html(editor, desk("board", digest))
    assert "a single night" in shown
    assert "Older words, kept on purpose" in shown
    assert "edited since" not in shown + html(editor, desk("publish", digest))
    edit(as_(writer), outdated.answer, f"{NEWER} Truly.", seen=2)
    assert "edited since" in html(editor, desk("board", digest))


def test_keeping_what_was_edited_once_more_says_so(
    digest: Digest, outdated: Item, editor: Client, writer: User, as_: As
) -> None:
    edit(as_(writer), outdated.answer, f"{NEWER} Truly.", seen=2)

    page = editor.post(desk("edited", outdated), {"keep": "2"}, follow=True)

    assert "edited once more" in page.content.decode()
    assert "Take the new words" in page.content.decode()


def test_an_older_version_that_was_hidden_cannot_be_kept(
    digest: Digest, outdated: Item, editor: Client
) -> None:
    Revision.objects.filter(pk=outdated.revision_id).update(is_public=False)

    page = editor.post(desk("edited", outdated), {"keep": "2"}, follow=True)

    assert "A moderator hid the version" in page.content.decode()
    assert "a single night" not in html(editor, desk("preview", digest))


@pytest.mark.parametrize("typed", [{}, {"keep": ""}, {"keep": "x"}, {"keep": "9" * 20}])
def test_neither_taking_nor_keeping_is_refused(
    outdated: Item, editor: Client, typed: dict[str, str]
) -> None:
    assert editor.post(desk("edited", outdated), typed).status_code == 400


def test_readers_keep_the_words_that_were_published(
    digest: Digest, item: Item, editor: Client, writer: User, as_: As
) -> None:
    look_and_press(editor, digest)

    edit(as_(writer), item.answer, NEWER)

    assert "a single night" in published(digest)


# Hidden, withdrawn, not to be quoted

LEAVING = [
    ("withdraw", {}, "Its author withdrew this answer."),
    ("credit", {"credit": "none"}, "Its author no longer wants to be quoted."),
    ("hide", {"reason": "It names a patient."}, "A moderator hid this answer."),
]


def leave(item: Item, how: str, typed: dict[str, str], as_: As, by: User) -> None:
    name = f"moderation:{how}" if how == "hide" else how
    client = as_(by) if how == "hide" else as_(item.answer.author)
    address = reverse(name, args=[item.answer.public_id])
    seen = {"seen": str(item.answer.revision_number)}
    assert client.post(address, typed | seen).status_code == 302


@pytest.mark.parametrize(("how", "typed", "said"), LEAVING)
def test_what_may_not_be_quoted_leaves_the_draft_at_once(
    digest: Digest,
    item: Item,
    editor: Client,
    moderator: User,
    as_: As,
    how: str,
    typed: dict[str, str],
    said: str,
) -> None:
    leave(item, how, typed, as_, moderator)

    shown = html(editor, desk("board", digest))
    assert said in shown
    assert "a single night" not in shown
    assert said in html(editor, desk("publish", digest))
    assert "single night" not in html(editor, desk("preview", digest))
    for format in ("markdown", "html", "json", "rundown"):
        file = reverse("desk:export_draft", args=[digest.public_id, format])
        assert "single night" not in html(editor, file)
    for page in ("trim", "item"):
        assert said in html(editor, desk(page, item))
        assert "single night" not in html(editor, desk(page, item))


@pytest.mark.parametrize(("how", "typed", "said"), LEAVING)
def test_what_may_not_be_quoted_becomes_a_stub_in_what_is_published(
    digest: Digest,
    item: Item,
    editor: Client,
    moderator: User,
    as_: As,
    how: str,
    typed: dict[str, str],
    said: str,
) -> None:
    look_and_press(editor, digest)
    assert "Ottoline Finch" in published(digest)

    leave(item, how, typed, as_, moderator)

    shown = published(digest)
    assert "A quotation that stood here was withdrawn." in shown
    assert "single night" not in shown
    assert "Ottoline Finch" not in shown
    assert "single night" not in html(editor, desk("podcast", digest))


# Under another name


@pytest.mark.parametrize(
    ("credit", "name"), [("anonymous", "a reader"), ("pseudonym", "The Night Painter")]
)
def test_another_credit_shows_at_once_wherever_the_words_stand(
    digest: Digest,
    item: Item,
    editor: Client,
    writer: User,
    as_: As,
    credit: str,
    name: str,
) -> None:
    look_and_press(editor, digest)

    as_(writer).post(
        reverse("credit", args=[item.answer.public_id]),
        {"credit": credit, "credit_name": "The Night Painter"},
    )

    preview = editor.post(desk("trim", item), {"keep": ["0"], "preview": "1"})
    for shown in (
        published(digest),
        html(editor, desk("preview", digest)),
        str(preview.context["one"].item),
    ):
        assert name in shown
        assert "Ottoline Finch" not in shown


# The whole answer


def test_the_page_of_an_answer_shows_all_that_is_around_it(
    digest: Digest, item: Item, editor: Client, writer: User
) -> None:
    reply = factories.answer(parent=item.answer, body="Which dog was it?")
    other = factories.digest(digest.essay, title="An earlier one")
    factories.item(other, factories.answer(author=writer))

    shown = html(
        editor, reverse("desk:answer", args=[digest.public_id, item.answer.public_id])
    )

    assert item.answer.question.headline in shown
    assert BODY in shown
    assert reply.body in shown
    assert "As <bdi>Ottoline Finch</bdi>" in shown
    assert "An earlier one" in shown
    assert f"#i-{item.public_id}" in shown


def test_a_candidate_is_picked_from_its_page(
    digest: Digest, editor: Client, essay_of: Callable[[Digest], Answer]
) -> None:
    answer = essay_of(digest)
    page = html(
        editor, reverse("desk:answer", args=[digest.public_id, answer.public_id])
    )
    assert f"?show=new#c-{answer.public_id}" in page
    assert 'data-key="p"' in page

    editor.post(desk("pick", digest), {"answer": answer.public_id})

    assert digest.items.filter(answer=answer).exists()


@pytest.fixture
def essay_of() -> Callable[[Digest], Answer]:
    def candidate(digest: Digest) -> Answer:
        answer = factories.answer(factories.question(digest.essay))
        digest.candidates.create(
            answer=answer, position=1, rank=1, score=1, parts=[], reasons=["Voted for"]
        )
        return answer

    return candidate


def test_words_that_are_hidden_are_not_on_that_page(
    digest: Digest, editor: Client, item: Item
) -> None:
    Answer.objects.filter(pk=item.answer_id).update(status="hidden")

    shown = html(
        editor, reverse("desk:answer", args=[digest.public_id, item.answer.public_id])
    )

    assert "A moderator hid this answer." in shown
    assert "single night" not in shown


def test_an_answer_of_another_essay_is_not_found(
    digest: Digest, editor: Client
) -> None:
    foreign = factories.answer()

    address = reverse("desk:answer", args=[digest.public_id, foreign.public_id])

    assert editor.get(address).status_code == 404


def test_the_page_of_an_answer_costs_the_same_for_more_replies(
    digest: Digest, item: Item, editor: Client, growth: Callable[..., int]
) -> None:
    factories.answer(parent=item.answer)

    def add() -> None:
        for _ in range(12):
            reply = factories.answer(parent=item.answer)
            factories.answer(parent=reply)
            other = factories.digest(digest.essay)
            factories.item(other, factories.answer(author=item.answer.author))

    address = reverse("desk:answer", args=[digest.public_id, item.answer.public_id])
    growth(address, add, editor)


def test_the_board_costs_the_same_for_more_edited_answers(
    digest: Digest, outdated: Item, editor: Client, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(6):
            answer = factories.answer(factories.question(digest.essay))
            factories.item(digest, answer)
            Answer.objects.filter(pk=answer.pk).update(
                body=factories.prose(), revision_number=2
            )

    growth(desk("board", digest), add, editor)
