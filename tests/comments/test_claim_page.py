"""The page on which a person finds what they wrote elsewhere."""

import pytest
from allauth.account.models import EmailAddress

from apps.comments import actions
from apps.comments.keys import author_key
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAGE = "/me/comments/"


def accepted(person, by):
    question = factories.question()
    comment = factories.comment(question.essay, author_key=author_key(person.email))
    return actions.accept(comment=comment, question=question, by=by, at=NOW)


@pytest.fixture
def writer(reader):
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True)
    return reader


def test_it_shows_them_and_a_button_makes_them_theirs(writer, author, as_) -> None:
    answer = accepted(writer, author)
    client = as_(writer)

    assert answer.get_absolute_url() in client.get(PAGE).content.decode()
    page = client.post(PAGE, follow=True)

    assert "1 answer is yours now." in page.content.decode()
    answer.refresh_from_db()
    assert answer.author == writer


def asked(person, by):
    comment = factories.comment(author_key=author_key(person.email))
    actions.propose(comment=comment, by=by, at=NOW, text="Why is no tide ever on time?")
    comment.refresh_from_db()
    return comment.proposal


def test_it_shows_the_questions_it_also_takes(writer, author, as_) -> None:
    accepted(writer, author)
    proposal = asked(writer, author)
    client = as_(writer)

    before = client.get(PAGE).content.decode()
    after = client.post(PAGE, follow=True).content.decode()

    assert "Why is no tide ever on time?" in before
    assert "Waiting for an editor" in before
    assert "1 answer and 1 question are yours now." in after
    proposal.refresh_from_db()
    assert proposal.proposed_by == writer


def test_somebody_who_only_asked_can_claim_as_well(writer, rival, author, as_) -> None:
    asked(writer, author)

    assert "no tide" not in as_(rival).get(PAGE).content.decode()
    page = as_(writer).post(PAGE, follow=True).content.decode()

    assert "1 question is yours now." in page


def test_twice_is_refused_with_a_sentence(writer, author, as_) -> None:
    accepted(writer, author)
    client = as_(writer)
    client.post(PAGE)

    page = client.post(PAGE, follow=True)

    assert "no comment here that you could claim" in page.content.decode()


def test_a_rival_sees_nothing_and_gets_nothing(writer, rival, author, as_) -> None:
    answer = accepted(writer, author)
    client = as_(rival)

    assert "Nothing to claim" in client.get(PAGE).content.decode()
    client.post(PAGE)

    answer.refresh_from_db()
    assert answer.author.is_staged


def test_the_page_does_not_grow_with_its_comments(writer, author, as_, growth) -> None:
    accepted(writer, author)

    growth(PAGE, lambda: [accepted(writer, author) for _ in range(8)], as_(writer))


def test_an_answer_says_where_it_was_first_posted(author, client) -> None:
    question = factories.question()
    parent = factories.comment(question.essay, author_name="Bea Lind")
    comment = factories.comment(question.essay, parent=parent)
    actions.accept(comment=comment, question=question, by=author, at=NOW)

    text = client.get(question.get_absolute_url()).content.decode()

    assert f'first posted on <a href="{comment.permalink}"' in text
    assert "in reply to <bdi>Bea Lind</bdi>" in text
