"""Rules that no page lets one break, held where the rows are written."""

import pytest

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from tests.factories import NOW, answer, question

pytestmark = pytest.mark.django_db


def test_only_its_author_changes_an_answer(reader: User, rival: User) -> None:
    row = answer(author=reader)

    with pytest.raises(actions.CannotWrite):
        actions.edit_answer(answer=row, by=rival, body="Mine.", seen=1, at=NOW)
    with pytest.raises(actions.CannotWrite):
        actions.withdraw(answer=row, by=rival, at=NOW)

    row.refresh_from_db()
    assert (row.revision_number, row.status) == (1, "visible")


def test_what_waits_already_is_not_flagged(moderator: User) -> None:
    with pytest.raises(actions.CannotFlag):
        actions.flag(
            answer=answer(status="held"), by=moderator, reason="spam", note="", at=NOW
        )


def test_nothing_is_hidden_without_a_reason(moderator: User) -> None:
    row = answer()

    with pytest.raises(ValueError, match="needs a reason"):
        actions.hide(answer=row, by=moderator, reason=" ", at=NOW)

    row.refresh_from_db()
    assert row.is_visible


def test_one_form_serves_one_question(reader: User) -> None:
    typed = {"by": reader, "body": "So.", "form_key": "key", "at": NOW}
    actions.post_answer(question=question(), **typed)

    with pytest.raises(actions.AlreadySent):
        actions.post_answer(question=question(), **typed)

    assert Answer.objects.filter(form_key="key").count() == 1


def test_a_form_sent_again_after_an_edit_still_finds_its_answer(reader: User) -> None:
    typed = {"question": question(), "by": reader, "body": "One.", "form_key": "key"}
    first = actions.post_answer(**typed, at=NOW)
    actions.edit_answer(answer=first, by=reader, body="Two.", seen=1, at=NOW)

    again = actions.post_answer(**typed, at=NOW)

    assert (again.pk, again.body) == (first.pk, "Two.")


def test_moderators_need_no_review_and_newcomers_need_two_answers_shown(
    newcomer: User, moderator: User
) -> None:
    asked = question()

    def post(by: User, key: str) -> str:
        row = actions.post_answer(
            question=asked, by=by, body="So.", form_key=key, at=NOW
        )
        return row.status

    before = [post(newcomer, "a"), post(newcomer, "b"), post(moderator, "c")]
    for row in Answer.objects.waiting():
        actions.approve(answer=row, by=moderator, at=NOW)

    assert before == ["held", "held", "visible"]
    assert post(newcomer, "d") == "visible"


def test_restoring_makes_the_text_and_its_history_public_again(
    reader: User, moderator: User
) -> None:
    row = answer(author=reader)
    actions.hide(answer=row, by=moderator, reason="A slip.", at=NOW)
    hidden = row.revisions.get().is_public

    actions.restore(answer=row, by=moderator, reason="", at=NOW)

    assert not hidden
    assert row.revisions.get().is_public
    assert reader.notices.filter(text__contains="public again").exists()
