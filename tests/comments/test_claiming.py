"""Who wrote elsewhere signs in, and the comments become theirs."""

import pytest
from allauth.account.models import EmailAddress

from apps.accounts.models import User
from apps.answers.models import Vote
from apps.comments import actions
from apps.comments.keys import author_key
from apps.decisions.models import Decision
from apps.following.actions import follow
from apps.following.models import Follow, Kind, Target
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def confirmed(person: User, *, verified: bool = True) -> User:
    EmailAddress.objects.create(user=person, email=person.email, verified=verified)
    return person


def accepted(email: str, by: User, **fields):
    question = factories.question()
    comment = factories.comment(question.essay, author_key=author_key(email), **fields)
    return actions.accept(comment=comment, question=question, by=by, at=NOW)


def test_the_answers_become_theirs_and_the_stand_in_goes(reader, author) -> None:
    confirmed(reader)
    answer = accepted("Reader@Example.org ", author)
    factories.votes(answer, helpful=2)
    Vote.objects.create(
        answer=answer, voter=reader, axis="helpful", is_up=True, cast_at=NOW
    )

    actions.claim(by=reader, at=NOW)

    answer.refresh_from_db()
    assert answer.author == reader
    assert answer.helpful_count == 2
    assert answer.revisions.count() == 1
    assert not User.objects.filter(is_staged=True).exists()


def test_the_log_tells_for_each_stand_in_what_it_handed_over(reader, author) -> None:
    second, third = "reader@one.example", "reader@two.example"
    confirmed(reader)
    for email in (second, third):
        EmailAddress.objects.create(user=reader, email=email, verified=True)
    for source in ("wordpress", "disqus"):
        accepted(reader.email, author, source=source, author_name="First")
    asked = factories.comment(author_key=author_key(second), author_name="Second")
    actions.propose(comment=asked, by=author, at=NOW, text=asked.body)
    not_theirs = accepted(third, author, author_name="Third").public_id

    actions.claim(by=reader, at=NOW, but=[not_theirs])

    log = Decision.objects.filter(verb="claim").order_by("pk")
    assert [decision.snapshot for decision in log] == [
        {"title": "First", "answers": 2, "questions": 0},
        {"title": "Second", "answers": 0, "questions": 1},
    ]


def test_their_own_choice_of_credit_holds_from_then_on(reader, author) -> None:
    confirmed(reader)
    reader.credit = "none"
    reader.save()
    answer = accepted(reader.email, author)

    actions.claim(by=reader, at=NOW)

    answer.refresh_from_db()
    assert not answer.is_quotable


def test_what_is_accepted_later_is_theirs_at_once(reader, author) -> None:
    confirmed(reader)
    accepted(reader.email, author)
    actions.claim(by=reader, at=NOW)

    assert accepted(reader.email, author, source="disqus").author == reader


@pytest.mark.parametrize(
    ("credit", "name"), [("none", ""), ("anonymous", ""), ("pseudonym", "Nightowl")]
)
def test_what_is_accepted_later_is_quoted_as_they_chose(
    credit, name, reader, author
) -> None:
    confirmed(reader)
    accepted(reader.email, author)
    reader.credit, reader.credit_name = credit, name
    reader.save()
    actions.claim(by=reader, at=NOW)

    later = accepted(reader.email, author, source="disqus")

    assert (later.credit, later.credit_name) == (credit, name)


def test_who_followed_the_stand_in_follows_the_person(reader, rival, author) -> None:
    confirmed(reader)
    stand_in = Target(Kind.PERSON, accepted(reader.email, author).author_id)
    for person in (rival, reader):
        follow(target=stand_in, by=person, at=NOW)

    actions.claim(by=reader, at=NOW)

    [left] = Follow.objects.all()
    assert (left.person, left.target) == (rival, reader.pk)


def test_a_claimed_question_is_not_put_back(reader, author) -> None:
    confirmed(reader)
    accepted(reader.email, author)
    asked = factories.comment(
        author_key=author_key(reader.email), author_name="Reader", source="disqus"
    )
    actions.propose(comment=asked, by=author, at=NOW, text=asked.body)
    actions.claim(by=reader, at=NOW)

    with pytest.raises(actions.CannotDecide, match="reader has claimed"):
        actions.reconsider(comment=asked, by=author, at=NOW)


@pytest.mark.parametrize("verified", [False, True])
def test_only_a_confirmed_address_claims(verified, reader, author) -> None:
    confirmed(reader, verified=verified)
    accepted(reader.email, author)

    assert len(actions.claimable(reader)) == int(verified)


def test_a_rival_has_nothing_to_claim(reader, rival, author) -> None:
    confirmed(rival)
    accepted(reader.email, author)

    assert actions.claimable(rival) == []
    with pytest.raises(actions.NothingToClaim):
        actions.claim(by=rival, at=NOW)


def test_a_claimed_comment_is_not_put_back(reader, author) -> None:
    confirmed(reader)
    answer = accepted(reader.email, author)
    actions.claim(by=reader, at=NOW)

    with pytest.raises(actions.CannotDecide, match="reader has claimed"):
        actions.reconsider(comment=answer.imported_from, by=author, at=NOW)


def test_the_hash_depends_on_the_salt_and_not_on_the_case(settings) -> None:
    first = author_key("Ada@Example.org")

    assert first == author_key(" ada@example.org")
    assert author_key("no address") == ""
    settings.COMMENT_AUTHOR_SALT = "another"
    assert author_key("ada@example.org") != first
