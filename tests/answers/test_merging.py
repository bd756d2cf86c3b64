"""One live question is merged into another, and apart again."""

import pytest

from apps.accounts.models import Notice
from apps.answers.actions import (
    CannotMergeQuestion,
    merge_question,
    post_answer,
    post_reply,
    save_draft,
    unmerge_question,
)
from apps.answers.models import Answer
from apps.decisions.models import Decision
from apps.drafts.models import Draft
from apps.following.actions import follow, unfollow
from apps.following.models import Follow, Kind, Target
from apps.questions.actions import CannotUndo, undo_revision
from apps.questions.models import EssayRevision, Question
from apps.questions.snapshots import snapshot
from apps.search.models import SearchDocument
from tests import factories
from tests.factories import NOW


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


@pytest.fixture
def old(essay):
    return factories.question(essay, "Who swims the river?")


@pytest.fixture
def new(essay):
    return factories.question(essay, "Who crosses by water?")


def target(question):
    return Target(Kind.QUESTION, question.pk)


def merged(old, new, author, at=NOW):
    return merge_question(question=old, into=new, by=author, reason="The same.", at=at)


def state(*questions):
    """All that a merge could touch, but what only counts up."""
    keys = [question.pk for question in questions]
    rows = Question.objects.filter(pk__in=keys).order_by("pk")
    answers = Answer.objects.filter(question__in=keys).order_by("pk")
    kept = Follow.objects.order_by("person", "target")
    found = SearchDocument.objects.order_by("kind", "key")
    return [
        [{**row, "version": 0} for row in rows.values()],
        list(answers.values()),
        list(kept.values("person", "kind", "target", "created_at")),
        list(found.values_list("kind", "key", "question", "state", "is_public")),
    ]


def test_answers_move_and_say_what_they_were_given_to(client, author, old, new):
    answer = factories.answer(old, body="Herons swim, in a way.")
    reply = factories.answer(parent=answer)
    hidden = factories.answer(old, status="hidden")

    merged(old, new, author)

    for row in (answer, reply, hidden):
        row.refresh_from_db()
        assert (row.question, row.asked_as) == (new, "Who swims the river?")
    new.refresh_from_db()
    assert new.answer_count == 1
    page = client.get(new.get_absolute_url()).content.decode()
    assert "Herons swim" in page
    assert "given to “Who swims the river?”" in page


def test_the_old_address_and_its_feed_lead_on_for_ever(client, author, old, new):
    merged(old, new, author)

    page = client.get(old.get_absolute_url())
    feed = client.get(f"{old.get_absolute_url()}answers.atom")

    assert (page.status_code, page.url) == (301, new.get_absolute_url())
    assert (feed.status_code, feed.url) == (
        301,
        f"{new.get_absolute_url()}answers.atom",
    )


def test_an_answer_keeps_its_address_and_its_id_in_feeds(client, author, old, new):
    answer = factories.answer(old)
    [before] = client.get(f"{old.get_absolute_url()}answers.json").json()["items"]

    merged(old, new, author)

    [after] = client.get(f"{new.get_absolute_url()}answers.json").json()["items"]
    assert (after["id"], after["url"]) == (before["id"], before["url"])
    assert client.get(answer.get_absolute_url()).status_code == 200


def test_followers_follow_the_other_once_and_are_told(author, reader, rival, old, new):
    for person, question in ((reader, old), (rival, old), (rival, new)):
        follow(target=target(question), by=person, at=NOW)

    merged(old, new, author)

    assert not Follow.objects.of([target(old)]).exists()
    assert Follow.objects.of([target(new)]).count() == 2
    assert Notice.objects.get(person=reader).url == new.get_absolute_url()


def test_whoever_answered_is_told_once(author, reader, old, new):
    factories.answer(old, reader)
    follow(target=target(old), by=reader, at=NOW)

    merged(old, new, author)

    assert "your answer with it" in Notice.objects.get(person=reader).text


def test_a_merge_is_undone_exactly(author, reader, rival, old, new):
    answer = factories.answer(old)
    factories.answer(parent=answer)
    factories.answer(old, status="held")
    factories.answer(new)
    for person, question in ((reader, old), (rival, old), (rival, new)):
        follow(target=target(question), by=person, at=NOW)
    # Once there and back, so that what is counted and indexed is up to date.
    merged(old, new, author)
    unmerge_question(question=old, by=author, at=NOW)
    before = state(old, new)

    merged(old, new, author)
    assert state(old, new) != before
    unmerge_question(question=old, by=author, at=NOW)

    assert state(old, new) == before


def test_chains_are_undone_from_the_end(author, essay, old, new):
    last = factories.question(essay, "Who needs a bridge?")
    answer = factories.answer(old)
    merged(old, new, author)
    merged(new, last, author)
    answer.refresh_from_db()
    assert answer.asked_as == "Who swims the river?"

    with pytest.raises(CannotMergeQuestion, match="Undo that first"):
        unmerge_question(question=old, by=author, at=NOW)
    unmerge_question(question=new, by=author, at=NOW)
    unmerge_question(question=old, by=author, at=NOW)

    answer.refresh_from_db()
    assert (answer.question, answer.asked_as) == (old, "")


def test_what_was_written_since_stays_but_replies_go_with_their_thread(
    author, reader, old, new
):
    answer = factories.answer(old)
    merged(old, new, author)
    answer.refresh_from_db()
    late = post_answer(question=new, by=reader, body="New.", form_key="k1", at=NOW)
    reply = post_reply(parent=answer, by=reader, body="To it.", form_key="k2", at=NOW)

    unmerge_question(question=old, by=author, at=NOW)

    late.refresh_from_db()
    reply.refresh_from_db()
    assert (late.question, reply.question) == (new, old)


def test_whoever_let_go_since_follows_neither(author, reader, old, new):
    follow(target=target(old), by=reader, at=NOW)
    merged(old, new, author)
    unfollow(target=target(new), by=reader)

    unmerge_question(question=old, by=author, at=NOW)

    assert not Follow.objects.filter(person=reader).exists()


def test_a_draft_is_found_again_under_the_other_question(author, reader, old, new):
    save_draft(by=reader, place=f"question:{old.public_id}", body="Half", at=NOW)

    merged(old, new, author)

    assert Draft.objects.get().place == f"question:{new.public_id}"


def test_both_decisions_are_logged(author, old, new):
    merged(old, new, author)
    unmerge_question(question=old, by=author, at=NOW)

    rows = Decision.objects.order_by("pk")
    assert [(row.verb, row.subject_id, row.reason) for row in rows] == [
        ("merge", old.public_id, "The same."),
        ("reconsider", old.public_id, ""),
    ]


def test_only_open_questions_of_one_essay_are_merged(author, essay, old, new):
    closed = factories.question(essay, status="retired")

    with pytest.raises(CannotMergeQuestion):
        merged(old, closed, author)
    with pytest.raises(CannotMergeQuestion):
        merged(closed, new, author)
    for other in (old, factories.question()):
        with pytest.raises(ValueError, match="another one of its essay"):
            merged(old, other, author)


def test_the_slower_editor_changes_nothing(author, essay, old, new):
    third = factories.question(essay)
    merged(old, new, author)

    with pytest.raises(CannotMergeQuestion):
        merged(old, third, author)
    unmerge_question(question=old, by=author, at=NOW)
    with pytest.raises(CannotMergeQuestion, match="stands alone"):
        unmerge_question(question=old, by=author, at=NOW)


@pytest.mark.parametrize("since", ["merge", "undo"])
def test_a_version_is_not_undone_over_a_later_merge(author, essay, old, new, since):
    if since == "undo":
        merged(old, new, author)
    EssayRevision.objects.create(essay=essay, number=1, source="", created_at=NOW)
    version = EssayRevision.objects.create(
        essay=essay,
        number=2,
        source="",
        created_at=NOW,
        changes={"questions": []},
        before=snapshot(essay),
    )
    if since == "merge":
        merged(old, new, author)
    else:
        unmerge_question(question=old, by=author, at=NOW)

    with pytest.raises(CannotUndo, match="Who swims the river"):
        undo_revision(revision=version, by=author, at=NOW)


def test_an_editor_merges_and_undoes_on_a_page(as_, author, old, new):
    client, path = as_(author), f"{old.get_absolute_url()}merge/"
    assert "Who crosses by water?" in client.get(path).content.decode()

    done = client.post(path, {"into": new.public_id, "reason": ""}, follow=True)
    assert b"Merged. The old address leads here" in done.content
    assert b"Also asked as" in done.content
    assert b"Undo the merge" in client.get(path).content
    assert client.post(path, {"into": new.public_id}).status_code in (409, 422)
    undone = client.post(f"{old.get_absolute_url()}unmerge/", follow=True)

    assert b"a question of its own again" in undone.content
    assert b"Also asked as" not in client.get(new.get_absolute_url()).content


def test_a_form_without_a_choice_comes_back(as_, author, old):
    page = as_(author).post(f"{old.get_absolute_url()}merge/", {"reason": "Same."})

    assert page.status_code == 422
    assert page.context["form"]["reason"].value() == "Same."


def test_others_merge_nothing(client, as_, reader, moderator, old, new):
    for step in ("merge", "unmerge"):
        path = f"{old.get_absolute_url()}{step}/"
        assert client.post(path, {"into": new.public_id}).url.startswith("/accounts/")
        for person in (reader, moderator):
            assert as_(person).post(path, {"into": new.public_id}).status_code == 403
    old.refresh_from_db()
    assert old.is_open


def test_the_merge_page_costs_the_same_in_a_longer_essay(
    as_, author, essay, old, growth
):
    def add():
        for _ in range(20):
            factories.answer(factories.question(essay))

    add()
    growth(f"{old.get_absolute_url()}merge/", add, as_(author))


def test_an_answer_sent_to_the_old_form_stands_under_the_other_question(
    as_, author, old, new
):
    writer = factories.person(role="moderator")
    save_draft(by=writer, place=f"question:{old.public_id}", body="Herons", at=NOW)
    merged(old, new, author)
    save_draft(by=writer, place=f"question:{old.public_id}", body="Herons do", at=NOW)
    sent = {"body": "Herons do, in a way.", "form_key": "k"}

    page = as_(writer).post(f"/q/{old.public_id}/answer/", sent)

    answer = Answer.objects.get()
    assert page["Location"].startswith(f"/a/{answer.public_id}/")
    assert (answer.question, answer.asked_as) == (new, "Who swims the river?")
    assert not Draft.objects.exists()
    assert as_(writer).post(f"/q/{old.public_id}/answer/", sent).status_code == 302
    assert Answer.objects.count() == 1


def test_an_answer_that_came_late_goes_back_with_its_question(author, old, new):
    merged(old, new, author)
    writer = factories.person(role="moderator")
    late = post_answer(question=old, by=writer, body="Herons.", form_key="k", at=NOW)
    post_answer(question=new, by=writer, body="Ferries.", form_key="l", at=NOW)

    unmerge_question(question=old, by=author, at=NOW)

    late.refresh_from_db()
    assert (late.question, late.asked_as) == (old, "")
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.answer_count, new.answer_count) == (1, 1)


def test_what_was_typed_at_the_old_address_is_found_at_the_new_one(
    as_, author, reader, old, new
):
    merged(old, new, author)
    save_draft(by=reader, place=f"question:{old.public_id}", body="Herons", at=NOW)

    page = as_(reader).get(f"/q/{old.public_id}/answer/", follow=True)

    assert ">\nHerons</textarea>" in page.content.decode()


def test_what_is_typed_at_both_addresses_is_kept_at_both(as_, author, reader, old, new):
    merged(old, new, author)
    for question, body in ((old, "Herons"), (new, "Ferries")):
        place = f"question:{question.public_id}"
        save_draft(by=reader, place=place, body=body, at=NOW)

    as_(reader).get(f"/q/{old.public_id}/answer/")

    bodies = Draft.objects.order_by("body").values_list("body", flat=True)
    assert list(bodies) == ["Ferries", "Herons"]


def test_following_the_old_question_follows_the_other(as_, author, reader, old, new):
    merged(old, new, author)

    as_(reader).post(f"/follow/question/{old.public_id}/")

    assert list(Follow.objects.filter(person=reader).values_list("target")) == [
        (new.pk,)
    ]
