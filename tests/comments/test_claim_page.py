"""The page on which a person finds what they wrote elsewhere."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.messages import get_messages

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
    page = client.post(PAGE, {"mine": answer.public_id}, follow=True)

    assert page.redirect_chain[-1][0] == "/me/answers/"
    assert "1 answer is yours now." in page.content.decode()
    answer.refresh_from_db()
    assert answer.author == writer


def asked(person, by):
    comment = factories.comment(author_key=author_key(person.email))
    actions.propose(comment=comment, by=by, at=NOW, text="Why is no tide ever on time?")
    comment.refresh_from_db()
    return comment.proposal


def test_it_shows_the_questions_it_also_takes(writer, author, as_) -> None:
    answer = accepted(writer, author)
    proposal = asked(writer, author)
    client = as_(writer)
    ticked = [answer.public_id, proposal.public_id]

    before = client.get(PAGE).content.decode()
    after = client.post(PAGE, {"mine": ticked}, follow=True).content.decode()

    assert "Why is no tide ever on time?" in before
    assert "Waiting for an editor" in before
    assert "1 answer and 1 question are yours now." in after
    proposal.refresh_from_db()
    assert proposal.proposed_by == writer


def test_somebody_who_only_asked_can_claim_as_well(writer, rival, author, as_) -> None:
    proposal = asked(writer, author)
    ticked = {"mine": proposal.public_id}

    assert "no tide" not in as_(rival).get(PAGE).content.decode()
    page = as_(writer).post(PAGE, ticked, follow=True).content.decode()

    assert "1 question is yours now." in page


def test_twice_is_refused_with_a_sentence(writer, author, as_) -> None:
    answer = accepted(writer, author)
    client = as_(writer)
    client.post(PAGE, {"mine": answer.public_id})

    page = client.post(PAGE, {"mine": answer.public_id}, follow=True)

    assert "no comment here that you could claim" in page.content.decode()


def test_a_rival_sees_nothing_and_gets_nothing(writer, rival, author, as_) -> None:
    answer = accepted(writer, author)
    client = as_(rival)

    assert "Nothing to claim" in client.get(PAGE).content.decode()
    client.post(PAGE, {"mine": answer.public_id})

    answer.refresh_from_db()
    assert answer.author.is_staged


def test_what_was_unticked_stays_with_its_stand_in(writer, author, as_) -> None:
    mine, other = accepted(writer, author), accepted(writer, author)
    asked_by_other = asked(writer, author)
    client = as_(writer)

    client.post(PAGE, {"mine": mine.public_id})

    for row in (mine, other, asked_by_other):
        row.refresh_from_db()
    assert mine.author == writer
    assert other.author.is_staged
    assert asked_by_other.proposed_by == other.author
    page = client.get(PAGE).content.decode()
    assert other.public_id in page
    assert mine.public_id not in page
    assert accepted(writer, author).author == other.author


def test_with_nothing_ticked_nothing_changes(writer, author, as_) -> None:
    answer = accepted(writer, author)

    page = as_(writer).post(PAGE, follow=True).content.decode()

    assert "tick what is yours" in page
    answer.refresh_from_db()
    assert answer.author.is_staged


def test_who_confirms_an_address_hears_that_comments_wait(reader, author, as_) -> None:
    address = EmailAddress.objects.create(user=reader, email=reader.email)
    accepted(reader, author)
    request = as_(reader).get(PAGE).wsgi_request

    with context.request_context(request):
        adapter = get_adapter(request)
        assert adapter.confirm_email(request, address)
        assert adapter.get_email_verification_redirect_url(address) == PAGE
    said = [str(message) for message in get_messages(request)]
    assert any("1 comment of yours from elsewhere waits" in each for each in said)


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
