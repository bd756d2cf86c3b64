"""What an editor did is listed, stepped back and done again through the door."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions, excerpts
from apps.digest.actions.history import changing
from apps.digest.actions.snapshots import snapshot
from apps.digest.models import Change, Compile, Digest, Group, Item, Recording, Star
from apps.digest.parameters import Parameters
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    """Two questions with two answers each, the better ones picked by the compile.

    One answer more is passed over.
    """
    essay = factories.essay(author)
    for _ in range(2):
        question = factories.question(essay)
        for helpful in (5, 2):
            factories.votes(factories.answer(question), helpful=helpful)
    factories.answer(question, body="Thank you, great essay!")
    digest = actions.start_digest(essay=essay, by=author, at=NOW)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
    return Digest.objects.get()


@pytest.fixture
def rival() -> User:
    return factories.person(role="editor")


def first(digest: Digest) -> Item:
    return digest.items.order_by("group__position", "position")[0]


def new_answer(digest: Digest) -> Answer:
    return digest.candidates.filter(state="new").order_by("position")[0].answer


def reply(item: Item, by: User, was: str, now: str, **more: bool) -> None:
    words = {"verb": item.verb, "lead_in": item.lead_in}
    actions.word_item(
        item=item,
        by=by,
        was={**words, "reply": was},
        now={**words, "reply": now},
        **more,
    )


def undo(digest: Digest, client: Client, **data: int) -> str:
    url = reverse("desk:step_back", args=[digest.public_id])
    return client.post(url, data, follow=True).content.decode()


def redo(digest: Digest, client: Client, **data: int) -> str:
    url = reverse("desk:step_again", args=[digest.public_id])
    return client.post(url, data, follow=True).content.decode()


def passed_over(digest: Digest) -> Answer:
    return Compile.objects.get(digest=digest).passed.order_by("position")[0].answer


def _everything(digest: Digest, by: User) -> None:
    """One of each kind of change."""
    item, group = first(digest), first(digest).group
    candidates = list(digest.candidates.filter(state="new").order_by("position"))
    added = actions.pick(digest=digest, answer=candidates[0].answer, by=by)
    actions.move_item(item=added, by=by, steps=-1)
    actions.move_group(group=group, by=by, steps=1)
    reply(item, by, "", "Well said.")
    words = {"heading": group.heading, "lead_in": ""}
    actions.word_group(group=group, by=by, was=words, now={**words, "heading": "Mine"})
    none = {"intro": "", "changed_mind": ""}
    said = {"intro": "Thanks.", "changed_mind": "The date."}
    actions.describe(digest=digest, by=by, was=none, now=said)
    source = item.revision.body
    actions.trim(item=item, by=by, excerpt=excerpts.from_ticks(source, {0, 2}))
    actions.put_aside(candidate=candidates[1], by=by)
    actions.dismiss(candidate=candidates[1], by=by)
    other = digest.items.exclude(pk__in=[item.pk, added.pk]).order_by("pk")[0]
    actions.leave_unanswered(item=other, by=by)
    actions.unpick(item=item, by=by)
    actions.offer(digest=digest, answer=passed_over(digest), by=by)
    actions.star(digest=digest, answer=added.answer, by=by, at=NOW)
    actions.tune(
        digest=digest,
        parameters=Parameters(limit=7),
        period_from=NOW,
        period_to=None,
        by=by,
    )
    recorded = Recording(minutes=30, pace=150, chapters=[], timed_by=by, timed_at=NOW)
    with transaction.atomic(), changing(digest.pk, by=by, words="Timed") as digest:
        recorded.digest = digest
        recorded.save()
    actions.forget_recording(digest=digest, by=by)


def test_everything_is_stepped_back_to_the_start_and_done_again(
    digest: Digest, author: User
) -> None:
    start = snapshot(digest)
    _everything(digest, author)
    end, steps = snapshot(digest), digest.changes.count()

    for _ in range(steps):
        actions.step_back(digest=digest, by=author)
    back = snapshot(digest)
    for _ in range(steps):
        actions.step_again(digest=digest, by=author)

    assert steps == 16
    assert back == start
    assert snapshot(digest) == end


def test_a_pick_is_stepped_back_and_done_again(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = new_answer(digest), as_(author)
    item = actions.pick(digest=digest, answer=answer, by=author)

    undo(digest, client)
    assert not digest.items.filter(answer=answer).exists()
    assert digest.candidates.get(answer=answer).state == "new"

    redo(digest, client)
    assert digest.items.get(answer=answer).public_id == item.public_id
    assert digest.candidates.get(answer=answer).state == "picked"


def test_putting_back_is_undone_with_reply_and_group(
    digest: Digest, author: User, as_: As
) -> None:
    item = first(digest)
    reply(item, author, "", "Kept.")
    actions.unpick(item=item, by=author)
    assert not Group.objects.filter(pk=item.group_id).exists()

    undo(digest, as_(author))

    back = Item.objects.get(public_id=item.public_id)
    assert (back.reply, back.group_id) == ("Kept.", item.group_id)


def test_one_steps_back_ones_own_and_not_what_another_did_later(
    digest: Digest, author: User, rival: User, as_: As
) -> None:
    mine, theirs = digest.candidates.filter(state="new").order_by("position")
    actions.pick(digest=digest, answer=mine.answer, by=author)
    actions.pick(digest=digest, answer=theirs.answer, by=rival)

    undo(digest, as_(author))

    assert not digest.items.filter(answer=mine.answer).exists()
    assert digest.items.filter(answer=theirs.answer).exists()


def test_what_another_changed_since_is_said_and_not_written_over(
    digest: Digest, author: User, rival: User, as_: As
) -> None:
    item = first(digest)
    reply(item, author, "", "The first.")
    reply(item, rival, "The first.", "The second.")

    page = undo(digest, as_(author))

    assert Item.objects.get(pk=item.pk).reply == "The second."
    assert "was not stepped back: since then" in page
    assert rival.shown_name in page


def test_an_older_change_is_stepped_back_from_the_history(
    digest: Digest, author: User, rival: User, as_: As
) -> None:
    item = first(digest)
    reply(item, author, "", "Kept or not.")
    actions.dismiss(candidate=digest.candidates.filter(state="new")[0], by=author)
    number = digest.changes.get(words="Changed reply").number

    page = undo(digest, as_(rival), number=number)

    assert Item.objects.get(pk=item.pk).reply == ""
    assert digest.candidates.filter(state="dismissed").exists()
    assert f"stepped back by <bdi>{rival.shown_name}" in page


def test_stepping_the_same_change_back_twice_is_once(
    digest: Digest, author: User, as_: As
) -> None:
    answers = digest.candidates.filter(state="new").order_by("position")
    for row in list(answers):
        actions.pick(digest=digest, answer=row.answer, by=author)
    number = digest.changes.order_by("-number")[0].number
    before = digest.items.count()

    for _ in range(2):
        undo(digest, as_(author), number=number)

    assert digest.items.count() == before - 1


def test_with_nothing_to_step_back_a_sentence_says_so(
    digest: Digest, author: User, as_: As
) -> None:
    assert "nothing of yours to step back" in undo(digest, as_(author))
    assert "nothing of yours to do again" in redo(digest, as_(author))
    assert "nothing of yours" in undo(digest, as_(author), number=77)


def test_a_new_change_ends_what_can_be_done_again(
    digest: Digest, author: User, as_: As
) -> None:
    one, two = digest.candidates.filter(state="new").order_by("position")
    actions.pick(digest=digest, answer=one.answer, by=author)
    undo(digest, as_(author))
    actions.dismiss(candidate=two, by=author)

    assert "nothing of yours to do again" in redo(digest, as_(author))
    assert not digest.items.filter(answer=one.answer).exists()


def test_a_compile_is_no_step_and_leaves_the_steps(
    digest: Digest, author: User, as_: As
) -> None:
    answer = new_answer(digest)
    actions.pick(digest=digest, answer=answer, by=author)
    factories.answer(answer.question)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
    tray = digest.candidates.count()

    undo(digest, as_(author))

    assert digest.changes.count() == 1
    assert digest.candidates.count() == tray
    assert not digest.items.filter(answer=answer).exists()


def test_a_quotation_that_may_not_come_back_does_not(
    digest: Digest, author: User, as_: As
) -> None:
    item = first(digest)
    actions.unpick(item=item, by=author)
    Answer.objects.filter(pk=item.answer_id).update(credit="none")

    page = undo(digest, as_(author))

    assert "can no longer be quoted" in page
    assert not digest.items.filter(answer=item.answer_id).exists()


def test_what_changes_nothing_leaves_no_step(digest: Digest, author: User) -> None:
    version = digest.version
    item = first(digest)

    actions.move_item(item=item, by=author, steps=-1)
    reply(item, author, "", "")
    actions.pick(digest=digest, answer=item.answer, by=author)

    assert not Change.objects.exists()
    assert Digest.objects.get(pk=digest.pk).version == version


def test_what_is_saved_while_typing_is_one_step(digest: Digest, author: User) -> None:
    item = first(digest)
    reply(item, author, "", "I", goes_on=True)
    reply(item, author, "I", "I agree", goes_on=True)
    reply(item, author, "I agree", "I agree.", goes_on=True)

    actions.step_back(digest=digest, by=author)

    assert Item.objects.get(pk=item.pk).reply == ""
    assert digest.changes.count() == 1


def test_the_history_costs_the_same_for_more_changes(
    digest: Digest, author: User, as_: As, growth: Callable[..., int]
) -> None:
    item = first(digest)

    def add() -> None:
        for number in range(6):
            now = Item.objects.get(pk=item.pk).reply
            reply(item, author, now, f"Reply {number} {now}")
            actions.step_back(digest=digest, by=author)
            reply(item, author, now, f"Again {number} {now}")

    add()
    growth(reverse("desk:history", args=[digest.public_id]), add, as_(author))


def test_a_maybe_leaves_the_tray_stays_through_a_compile_and_is_picked(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = new_answer(digest), as_(author)
    body = {"answer": answer.public_id}
    board = reverse("desk:board", args=[digest.public_id])

    client.post(reverse("desk:put_aside", args=[digest.public_id]), body)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)

    assert f"c-{answer.public_id}" not in client.get(board).content.decode()
    assert f"c-{answer.public_id}" in client.get(f"{board}?show=maybe").content.decode()
    client.post(reverse("desk:pick", args=[digest.public_id]), body)
    assert digest.candidates.get(answer=answer).state == "picked"


def test_what_is_picked_cannot_be_put_aside(
    digest: Digest, author: User, as_: As
) -> None:
    item = first(digest)

    for name in ("desk:put_aside", "desk:dismiss", "desk:reconsider"):
        url = reverse(name, args=[digest.public_id])
        as_(author).post(url, {"answer": item.answer.public_id})

    assert digest.candidates.get(answer=item.answer).state == "picked"


def fetch(digest: Digest, client: Client) -> Answer:
    answer = passed_over(digest)
    url = reverse("desk:offer", args=[digest.public_id])
    client.post(url, {"answer": answer.public_id})
    return answer


def test_what_was_fetched_into_the_tray_leaves_it_and_comes_again(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    answer = fetch(digest, client)
    told = digest.candidates.get(answer=answer).reasons

    undo(digest, client)
    assert not digest.candidates.filter(answer=answer).exists()
    redo(digest, client)

    assert digest.candidates.get(answer=answer).reasons == told
    assert told[0] == "An editor put it here"


def test_what_a_compile_found_meanwhile_stays_when_fetching_is_undone(
    digest: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    answer = fetch(digest, client)
    body = "Solar panels lower bills because the noon sun is free. " * 4
    Answer.objects.filter(pk=answer.pk).update(body_html=f"<p>{body}</p>")
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)

    page = undo(digest, client)

    assert "Stepped back" in page
    row = digest.candidates.get(answer=answer)
    assert (row.state, row.is_offered) == ("new", False)
    assert "An editor put it here" not in row.reasons


def test_a_compile_says_nothing_false_of_what_an_editor_fetched(
    digest: Digest, author: User, as_: As
) -> None:
    answer = fetch(digest, as_(author))

    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)

    assert digest.candidates.get(answer=answer).reasons[0] == "An editor put it here"


def test_what_was_fetched_and_then_dismissed_is_not_taken_from_the_tray(
    digest: Digest, author: User, rival: User, as_: As
) -> None:
    answer = fetch(digest, as_(author))
    actions.dismiss(candidate=digest.candidates.get(answer=answer), by=rival)

    page = undo(digest, as_(author))

    assert "was not stepped back: since then" in page
    assert digest.candidates.get(answer=answer).state == "dismissed"


@pytest.mark.parametrize(
    "changes", [{"credit": "none"}, {"status": "hidden"}, {"status": "withdrawn"}]
)
def test_what_may_not_be_quoted_is_not_fetched_again(
    digest: Digest, author: User, as_: As, changes: dict[str, str]
) -> None:
    client = as_(author)
    answer = fetch(digest, client)
    undo(digest, client)
    Answer.objects.filter(pk=answer.pk).update(**changes)

    assert "can no longer be quoted" in redo(digest, client)
    assert not digest.candidates.filter(answer=answer).exists()


def test_a_star_is_stepped_back_and_done_again_for_all_to_see(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = new_answer(digest), as_(author)
    url = reverse("desk:star", args=[digest.public_id])
    client.post(url, {"answer": answer.public_id})
    starred_at = Star.objects.get().starred_at

    undo(digest, client)
    answer.refresh_from_db()
    assert (Star.objects.exists(), answer.is_pick) == (False, False)
    redo(digest, client)

    answer.refresh_from_db()
    assert (Star.objects.get().starred_at, answer.is_pick) == (starred_at, True)


def test_a_star_does_not_come_back_to_what_readers_do_not_see(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = new_answer(digest), as_(author)
    actions.star(digest=digest, answer=answer, by=author, at=NOW)
    undo(digest, client)
    Answer.objects.filter(pk=answer.pk).update(status="hidden")

    assert "Readers do not see this answer" in redo(digest, client)
    assert not Star.objects.exists()
