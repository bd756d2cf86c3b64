"""What is always true of an imported comment, whoever writes the row."""

import pytest
from django.db import IntegrityError, transaction

from apps.comments.models import ImportedComment
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_comment_is_brought_in_once() -> None:
    first = factories.comment()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.comment(first.essay, external_id=first.external_id)


def test_the_same_id_may_come_from_two_places_and_to_two_essays() -> None:
    first = factories.comment(external_id="7")
    factories.comment(first.essay, external_id="7", source="disqus")
    factories.comment(external_id="7")

    assert ImportedComment.objects.filter(external_id="7").count() == 3


@pytest.mark.parametrize("state", ["accepted", "set_aside", "proposed", "refused"])
def test_a_decision_has_someone_who_made_it(state: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.comment(state=state)


def test_an_accepted_comment_has_its_answer(author) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.comment(state="accepted", decided_by=author, decided_at=factories.NOW)


def test_a_tombstone_does_not_wait_for_a_decision() -> None:
    live = factories.comment()
    factories.comment(live.essay, is_deleted=True, body="")

    assert list(ImportedComment.objects.waiting()) == [live]


def test_a_body_is_rendered_through_the_one_door() -> None:
    comment = factories.comment(body="<b>bold</b> and *stressed*")

    assert "&lt;b&gt;" in comment.body_html
    assert "<em>stressed</em>" in comment.body_html
