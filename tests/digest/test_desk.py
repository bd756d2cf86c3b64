"""The board through the door the editor uses."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.actions import withdraw
from apps.answers.models import Answer
from apps.digest import actions, excerpts
from apps.digest.documents import draft_for_readers
from apps.digest.models import Candidate, Digest, Group, Item
from apps.digest.presentation import shown
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def digest(essay: Essay) -> Digest:
    """A compiled digest: two questions with two answers each, the better ones picked."""
    for _ in range(2):
        question = factories.question(essay)
        for helpful in (5, 2):
            factories.votes(factories.answer(question), helpful=helpful)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
    return Digest.objects.get()


def candidate(digest: Digest) -> Candidate:
    return digest.candidates.filter(state="new").first()


def test_the_board_shows_tray_and_draft(digest: Digest, author: User, as_: As) -> None:
    page = as_(author).get(reverse("desk:board", args=[digest.public_id]))

    assert page.status_code == 200
    assert page["Cache-Control"].startswith("max-age=0")
    html = page.content.decode()
    assert (
        html.count('class="candidate"') == digest.candidates.filter(state="new").count()
    )
    assert html.count("data-item=") == digest.items.count()
    assert "found it helpful" in html


def test_the_board_counts_the_words_that_would_be_published(
    essay: Essay, author: User, as_: As
) -> None:
    body = f"{' '.join(['word'] * 1000)}. Short end here."
    digest = factories.digest(essay, intro="Three small words.")
    cut, gone = (
        factories.item(
            digest,
            factories.answer(factories.question(essay), body=body),
            excerpt=[{"start": body.index("Short"), "end": len(body)}],
            reply="Well said.",
        )
        for _ in range(2)
    )
    Answer.objects.filter(pk=gone.answer_id).update(status="hidden")
    Group.objects.update(lead_in="One lead-in.")

    board = as_(author).get(reverse("desk:board", args=[digest.public_id]))

    counted = board.context["board"]
    document = draft_for_readers(digest, at=NOW)
    assert counted.items == 1
    assert counted.words == shown(document).words
    assert counted.words < 20
    assert cut.pk != gone.pk


def test_picking_moves_an_answer_into_the_draft(
    digest: Digest, author: User, as_: As
) -> None:
    chosen = candidate(digest)

    as_(author).post(
        reverse("desk:pick", args=[digest.public_id]),
        {"answer": chosen.answer.public_id},
    )

    chosen.refresh_from_db()
    assert chosen.state == "picked"
    item = digest.items.get(answer=chosen.answer)
    assert item.group.question == chosen.answer.question


def test_picking_twice_makes_one_item(digest: Digest, author: User, as_: As) -> None:
    chosen = candidate(digest)
    client = as_(author)

    for _ in range(2):
        client.post(
            reverse("desk:pick", args=[digest.public_id]),
            {"answer": chosen.answer.public_id},
        )

    assert digest.items.filter(answer=chosen.answer).count() == 1


def test_what_may_no_longer_be_quoted_cannot_be_picked(
    digest: Digest, author: User, as_: As
) -> None:
    chosen = candidate(digest)
    Answer.objects.filter(pk=chosen.answer_id).update(credit="none")

    page = as_(author).post(
        reverse("desk:pick", args=[digest.public_id]),
        {"answer": chosen.answer.public_id},
        follow=True,
    )

    assert not digest.items.filter(answer=chosen.answer).exists()
    assert "can no longer be quoted" in page.content.decode()


def test_putting_back_returns_an_item_to_the_tray(
    digest: Digest, author: User, as_: As
) -> None:
    item = digest.items.first()

    as_(author).post(reverse("desk:unpick", args=[item.public_id]))

    assert not Item.objects.filter(pk=item.pk).exists()
    assert digest.candidates.get(answer=item.answer).state == "new"
    assert not digest.groups.filter(items=None).exists()


def test_dismissing_and_reconsidering(digest: Digest, author: User, as_: As) -> None:
    chosen, client = candidate(digest), as_(author)
    body = {"answer": chosen.answer.public_id}

    client.post(reverse("desk:dismiss", args=[digest.public_id]), body)
    assert digest.candidates.get(pk=chosen.pk).state == "dismissed"

    client.post(reverse("desk:reconsider", args=[digest.public_id]), body)
    assert digest.candidates.get(pk=chosen.pk).state == "new"


def test_items_move_by_buttons_and_stop_at_the_ends(
    digest: Digest, author: User, as_: As
) -> None:
    chosen, client = candidate(digest), as_(author)
    second = actions.pick(digest=digest, answer=chosen.answer, by=author)
    group = second.group
    first = group.items.exclude(pk=second.pk).get()
    url = reverse("desk:move_item", args=[second.public_id])

    client.post(url, {"steps": "-1"})
    client.post(url, {"steps": "-1"})

    assert list(group.items.all()) == [second, first]


def test_groups_move(digest: Digest, author: User, as_: As) -> None:
    first, second = digest.groups.all()

    as_(author).post(reverse("desk:move_group", args=[first.pk]), {"steps": "1"})

    assert list(digest.groups.all()) == [second, first]


def test_dragging_sets_the_whole_order(digest: Digest, author: User, as_: As) -> None:
    one, two = digest.groups.all()
    a, b = one.items.get(), two.items.get()
    order = [[two.pk, [b.public_id, a.public_id]], [one.pk, []]]

    as_(author).post(
        reverse("desk:arrange", args=[digest.public_id]), {"order": json.dumps(order)}
    )

    assert list(two.items.all()) == [b, a]
    assert list(digest.groups.all()) == [two]


def test_an_order_of_a_board_that_has_changed_is_not_saved(
    digest: Digest, author: User, as_: As
) -> None:
    one, two = digest.groups.all()
    order = [[two.pk, []], [one.pk, []]]

    page = as_(author).post(
        reverse("desk:arrange", args=[digest.public_id]),
        {"order": json.dumps(order)},
        follow=True,
    )

    assert list(digest.groups.all()) == [one, two]
    assert "changed meanwhile" in page.content.decode()


def test_trimming_keeps_the_ticked_sentences(
    digest: Digest, author: User, as_: As
) -> None:
    item = digest.items.first()

    client, url = as_(author), reverse("desk:trim", args=[item.public_id])
    seen = client.get(url).context["seen"]
    client.post(url, {"keep": ["0", "2"], "seen": seen})

    board = as_(author).get(reverse("desk:board", args=[digest.public_id]))
    first, _, third = (text for *_, text in excerpts.sentences(item.revision.body))
    assert f"{first} […] {third}" in board.content.decode()


@pytest.mark.parametrize("ticks", [[], ["99"], ["not a number"]])
def test_a_trim_that_keeps_nothing_is_refused(
    digest: Digest, author: User, as_: As, ticks: list[str]
) -> None:
    item = digest.items.first()

    page = as_(author).post(
        reverse("desk:trim", args=[item.public_id]), {"keep": ticks}
    )

    assert page.status_code == 422
    assert Item.objects.get(pk=item.pk).excerpt == item.excerpt


def test_previewing_a_trim_saves_nothing(digest: Digest, author: User, as_: As) -> None:
    item = digest.items.first()

    page = as_(author).post(
        reverse("desk:trim", args=[item.public_id]), {"keep": ["1"], "preview": "1"}
    )

    _, second, _ = (text for *_, text in excerpts.sentences(item.revision.body))
    assert f"[…] {second} […]" in page.content.decode()
    assert Item.objects.get(pk=item.pk).excerpt == item.excerpt


def test_a_reply_is_saved_and_shown(digest: Digest, author: User, as_: As) -> None:
    item = digest.items.first()
    url = reverse("desk:item", args=[item.public_id])

    as_(author).post(url, _typed(as_(author).get(url), reply="I *agree*."))

    board = as_(author).get(reverse("desk:board", args=[digest.public_id]))
    assert "<p>I <em>agree</em>.</p>" in board.content.decode()


def test_two_editors_of_the_same_words_lose_nothing(
    digest: Digest, author: User, as_: As
) -> None:
    item = digest.items.first()
    url = reverse("desk:item", args=[item.public_id])
    opened = as_(author).get(url)
    as_(author).post(url, _typed(as_(author).get(url), reply="The first reply."))

    late = as_(author).post(url, _typed(opened, reply="The second reply."))

    assert late.status_code == 409
    assert "The first reply." in late.content.decode()
    assert "The second reply." in late.content.decode()
    assert Item.objects.get(pk=item.pk).reply == "The first reply."
    as_(author).post(url, _typed(late, reply="Both replies."))
    assert Item.objects.get(pk=item.pk).reply == "Both replies."


def test_what_is_saved_while_typing_comes_back_as_the_form_has_seen_it(
    digest: Digest, author: User, as_: As
) -> None:
    url = reverse("desk:item", args=[digest.items.order_by("pk")[0].public_id])
    client = as_(author)

    first = client.post(
        url, _typed(client.get(url), reply="I agree ") | {"autosave": "1"}
    )
    second = client.post(url, _typed(first, reply="I agree.") | {"autosave": "1"})

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.context["form"]["was_reply"].value() == "I agree"
    assert digest.items.order_by("pk")[0].reply == "I agree."
    assert digest.changes.count() == 1


def test_saving_while_typing_never_writes_over_another_editor(
    digest: Digest, author: User, as_: As
) -> None:
    group = digest.groups.order_by("position")[0]
    url, client = reverse("desk:group", args=[group.pk]), as_(author)
    opened = client.get(url)
    client.post(url, _typed(client.get(url), lead_in="Theirs."))

    late = client.post(url, _typed(opened, lead_in="Mine.") | {"autosave": "1"})

    assert late.status_code == 409
    assert "Theirs." in late.content.decode()
    assert "Mine." in late.content.decode()
    group.refresh_from_db()
    assert group.lead_in == "Theirs."


def test_an_empty_title_comes_back_with_a_sentence(
    digest: Digest, author: User, as_: As
) -> None:
    url = reverse("desk:describe", args=[digest.public_id])

    page = as_(author).post(
        url, _typed(as_(author).get(url), title="", intro="Kept words.")
    )

    assert page.status_code == 422
    assert "Kept words." in page.content.decode()


def test_the_board_costs_the_same_for_more_answers(
    digest: Digest, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(12):
            question = factories.question(digest.essay)
            for _ in range(3):
                factories.answer(question)
        actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
        for row in list(digest.candidates.filter(state="new"))[::2]:
            actions.pick(digest=digest, answer=row.answer, by=author)

    growth(reverse("desk:board", args=[digest.public_id]), add, as_(author))


def test_the_desk_lists_essays_and_digests(
    digest: Digest, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(5):
            factories.digest(factories.essay(author))

    growth(reverse("desk:home"), add, as_(author))


def _typed(page, **changes: str) -> dict[str, str]:
    """The form of a page as a browser would send it, with some fields changed."""
    form = page.context["form"]
    prefix = f"{form.prefix}-" if form.prefix else ""
    data = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    return data | {f"{prefix}{name}": text for name, text in changes.items()}


@pytest.mark.parametrize("page", ["/desk/digests/{d}/", "/desk/items/{i}/trim/"])
def test_withdrawn_words_have_left_the_desk(author: User, as_: As, page: str) -> None:
    answer = factories.answer(body="MARKER")
    digest = factories.digest(answer.question.essay)
    item = factories.item(digest, answer)
    withdraw(answer=answer, by=answer.author, at=NOW)

    address = page.format(d=digest.public_id, i=item.public_id)
    html = as_(author).get(address).content.decode()

    assert "MARKER" not in html


@pytest.mark.parametrize(
    "order",
    [
        "[[1e999, []]]",
        "[" * 100_000,
        "1" * 5000,
        f"[[{'1' * 5000}, []]]",
        "[[1, null]]",
    ],
    ids=["infinite", "deep", "long", "long inside", "null"],
)
def test_what_is_no_order_is_refused(
    digest: Digest, author: User, as_: As, order: str
) -> None:
    address = reverse("desk:arrange", args=[digest.public_id])

    assert as_(author).post(address, {"order": order}).status_code == 400


def test_a_tick_of_five_thousand_digits_is_no_sentence(
    digest: Digest, author: User, as_: As
) -> None:
    address = reverse("desk:trim", args=[digest.items.first().public_id])

    assert as_(author).post(address, {"keep": "1" * 5000}).status_code == 422


def test_a_heading_that_grows_when_composed_is_measured_then(
    digest: Digest, author: User, as_: As
) -> None:
    group = digest.groups.first()
    name = f"g{group.pk}"
    typed = {
        f"{name}-heading": "\u0958" * 200,
        f"{name}-lead_in": "",
        f"{name}-was_heading": group.heading,
        f"{name}-was_lead_in": "",
    }

    page = as_(author).post(reverse("desk:group", args=[group.pk]), typed)

    assert page.status_code == 422


def test_what_cannot_move_has_no_button_for_it(
    digest: Digest, author: User, as_: As
) -> None:
    page = as_(author).get(reverse("desk:board", args=[digest.public_id]))

    html = page.content.decode()
    first, last = digest.groups.first(), digest.groups.last()
    up = '<input type="hidden" name="steps" value="-1"><button disabled>'
    down = '<input type="hidden" name="steps" value="1"><button disabled>'
    of_first = html.partition(f'id="g-{first.pk}"')[2].partition("item-tools")[2]
    of_last = html.partition(f'id="g-{last.pk}"')[2].partition("item-tools")[2]
    assert up in of_first.partition("</div>")[0]
    assert down not in of_first.partition("Heading and lead-in")[0]
    assert down in of_last.partition("Heading and lead-in")[0]
    # Each group has one quotation.
    assert html.count(up) == 1 + digest.items.count()


def test_the_board_asks_for_an_introduction_where_there_is_none(
    digest: Digest, author: User, as_: As
) -> None:
    board = reverse("desk:board", args=[digest.public_id])
    assert "Write the introduction" in as_(author).get(board).content.decode()

    Digest.objects.update(intro="Thank you.")

    assert "Write the introduction" not in as_(author).get(board).content.decode()
