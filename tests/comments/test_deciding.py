"""What else a comment may be, and taking a decision back."""

from functools import partial

import pytest

from apps.answers.models import Answer
from apps.comments import actions
from apps.decisions.models import Decision
from apps.digest.models import Star
from apps.drafts.models import Draft
from apps.questions.models import Proposal
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("act", "state", "verb"),
    [
        (actions.set_aside, "set_aside", "set-aside"),
        (actions.refuse, "refused", "decline"),
        (partial(actions.propose, text="Why?"), "proposed", "accept"),
    ],
)
def test_a_decision_is_kept_and_logged_once(act, state, verb, author) -> None:
    comment = factories.comment()

    act(comment=comment, by=author, at=NOW)
    act(comment=comment, by=author, at=NOW)

    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == (state, author)
    assert Decision.objects.get().verb == verb


def test_a_second_editor_is_told_who_was_quicker(author) -> None:
    comment = factories.comment()
    actions.set_aside(comment=comment, by=author, at=NOW)

    with pytest.raises(actions.AlreadyDecided, match="essayist already decided"):
        actions.refuse(comment=comment, by=author, at=NOW)


def test_many_leave_alone_what_was_decided(author) -> None:
    waiting, decided = factories.comment(), factories.comment()
    actions.refuse(comment=decided, by=author, at=NOW)

    done = actions.set_aside_many(comments=[waiting, decided], by=author, at=NOW)

    assert done == [waiting]


def test_a_question_goes_to_the_editors_in_its_authors_name(author) -> None:
    comment = factories.comment(author_name="Ada", body="Why not bridges?")

    actions.propose(comment=comment, by=author, at=NOW, text=comment.body)

    proposal = Proposal.objects.get()
    assert (proposal.text, str(proposal.proposed_by)) == ("Why not bridges?", "Ada")


def test_putting_back_takes_the_answer_out_again(author) -> None:
    question = factories.question()
    comment = factories.comment(question.essay)
    actions.accept(comment=comment, question=question, by=author, at=NOW)

    actions.reconsider(comment=comment, by=author, at=NOW)

    comment.refresh_from_db()
    question.refresh_from_db()
    assert comment.is_waiting
    assert (comment.answer, question.answer_count) == (None, 0)
    assert Answer.objects.count() == 0


def test_a_whole_thread_can_be_put_back(author) -> None:
    question = factories.question()
    first = factories.comment(question.essay)
    second = factories.comment(question.essay, parent=first)
    rows = [first, second]
    actions.accept_many(choices=[(row, question) for row in rows], by=author, at=NOW)

    actions.reconsider_many(comments=rows, by=author, at=NOW)

    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    "what", ["reply", "vote", "quote", "star", "dismissal", "draft"]
)
def test_what_readers_took_up_is_hidden_and_comes_back(what, author) -> None:
    question = factories.question()
    comment = factories.comment(question.essay)
    answer = actions.accept(comment=comment, question=question, by=author, at=NOW)
    if what == "reply":
        factories.answer(parent=answer)
    elif what == "vote":
        factories.votes(answer, helpful=1)
    elif what == "star":
        Star.objects.create(answer=answer, starred_by=author, starred_at=NOW)
    elif what == "dismissal":
        factories.digest(question.essay).candidates.create(
            answer=answer,
            position=1,
            rank=1,
            score=1,
            parts=[],
            reasons=[],
            state="dismissed",
        )
    elif what == "draft":
        Draft.objects.create(
            person=author,
            place=f"reply:{answer.public_id}",
            body="I was about to say",
            saved_at=NOW,
        )
    else:
        factories.item(factories.digest(question.essay), answer)

    actions.reconsider(comment=comment, by=author, at=NOW)
    answer.refresh_from_db()
    assert answer.is_hidden

    again = actions.accept(comment=comment, question=question, by=author, at=NOW)
    assert again == answer
    assert again.is_visible


def test_what_a_compile_only_offered_goes(author) -> None:
    question = factories.question()
    comment = factories.comment(question.essay)
    answer = actions.accept(comment=comment, question=question, by=author, at=NOW)
    factories.digest(question.essay).candidates.create(
        answer=answer, position=1, rank=1, score=1, parts=[], reasons=[]
    )

    actions.reconsider(comment=comment, by=author, at=NOW)

    assert not Answer.objects.exists()


def test_what_readers_took_up_stays_under_its_question(author) -> None:
    question = factories.question()
    other = factories.question(question.essay)
    comment = factories.comment(question.essay)
    answer = actions.accept(comment=comment, question=question, by=author, at=NOW)
    factories.votes(answer, helpful=1)
    actions.reconsider(comment=comment, by=author, at=NOW)

    with pytest.raises(actions.CannotDecide, match="only go back there"):
        actions.accept(comment=comment, question=other, by=author, at=NOW)


def test_putting_back_a_proposal_takes_it_from_the_queue(author) -> None:
    comment = factories.comment()
    actions.propose(comment=comment, by=author, at=NOW, text=comment.body)

    actions.reconsider(comment=comment, by=author, at=NOW)

    assert Proposal.objects.count() == 0


def test_putting_back_twice_is_the_same_as_once(author) -> None:
    comment = factories.comment()
    actions.set_aside(comment=comment, by=author, at=NOW)

    actions.reconsider(comment=comment, by=author, at=NOW)
    actions.reconsider(comment=comment, by=author, at=NOW)

    assert Decision.objects.filter(verb="reconsider").count() == 1
