"""The index after each action: what a rebuild would make, and nothing unpublished."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from aiq_site.reindexing import reindex
from apps.answers import actions as answering
from apps.digest import actions as editing
from apps.questions import actions as asking
from apps.questions.importing import parse
from apps.search.documents import FIELDS
from apps.search.models import SearchDocument
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
# A word that stands in whatever must not be found.
MARKER = "zanzibarite"


def stored():
    rows = SearchDocument.objects.values_list("kind", "key", *FIELDS)
    return {row[:2]: row[2:] for row in rows}


def found(word=MARKER):
    return SearchDocument.objects.public().filter(body__contains=word).exists()


@pytest.fixture
def check():
    """Compares the index with one that is made anew."""

    def is_true() -> None:
        kept = stored()
        reindex()
        assert kept == stored()

    return is_true


Check = Callable[[], None]


@pytest.fixture(autouse=True)
def _people_who_have_answered_before(reader, rival):
    reindex()


@pytest.fixture
def question(author):
    essay = factories.essay(author)
    asked = factories.question(essay, section=factories.section(essay))
    factories.consideration(asked)
    reindex()
    return asked


def post(question, by, body=f"A {MARKER} is a stone."):
    return answering.post_answer(
        question=question, by=by, body=body, form_key=timezone.now().isoformat(), at=NOW
    )


def test_an_answer_is_found_when_it_is_posted(question, reader, check: Check):
    post(question, reader)

    assert found()
    check()


def test_an_edit_is_found_and_the_old_words_are_not(question, reader, check: Check):
    answer = post(question, reader)

    answering.edit_answer(answer=answer, by=reader, body="Granite.", seen=1, at=NOW)

    assert found("Granite")
    assert not found()
    check()


def test_a_newcomers_answer_is_found_once_it_is_approved(
    question, newcomer, moderator, check: Check
):
    answer = post(question, newcomer)
    assert not found()
    check()

    answering.approve(answer=answer, by=moderator, at=NOW)

    assert found()
    check()


def test_a_hidden_answer_goes_at_once_with_its_replies_and_comes_back(
    question, reader, rival, moderator, check: Check
):
    answer = post(question, reader, "A plain stone.")
    answering.post_reply(
        parent=answer, by=rival, body=f"Or {MARKER}?", form_key="r", at=NOW
    )
    check()

    answering.hide(answer=answer, by=moderator, reason="Rude.", at=NOW)
    assert not found()
    assert not found("plain stone")
    check()

    answering.restore(answer=answer, by=moderator, reason="Not rude.", at=NOW)
    assert found()
    check()


def test_a_withdrawn_answer_goes_at_once(question, reader, check: Check):
    answer = post(question, reader)

    answering.withdraw(answer=answer, by=reader, at=NOW)

    assert not found()
    check()


@pytest.mark.parametrize("credit", ["anonymous", "pseudonym", "none"])
def test_a_name_that_is_withheld_is_not_in_the_index(
    question, reader, credit, check: Check
):
    answer = post(question, reader)
    row = SearchDocument.objects.filter(key=answer.public_id)
    assert row.get().person == "reader"

    answering.set_credit(
        answer=answer, by=reader, credit=credit, credit_name="Petra", at=NOW
    )

    assert row.get().person == ""
    check()


def test_tags_and_sections_reach_what_was_answered(question, reader, check: Check):
    answer = post(question, reader)

    asking.set_tags(question=question, tags=["Minerals"])

    kinds = SearchDocument.objects.public().tagged("minerals")
    assert {row.kind for row in kinds} == {"question", "consideration", "answer"}
    assert kinds.filter(key=answer.public_id).exists()
    check()


def test_a_proposal_is_compared_with_but_not_found(
    question, reader, author, check: Check
):
    proposal = asking.propose(
        essay=question.essay,
        section=None,
        by=reader,
        text=f"Is {MARKER} a stone?",
        context="",
        form_key="p",
        at=NOW,
    )
    row = SearchDocument.objects.get(kind="proposal")
    assert (row.key, row.is_public) == (proposal.public_id, False)
    check()

    asking.accept(
        proposal=proposal, by=author, section=None, text=proposal.text, at=NOW
    )

    assert SearchDocument.objects.public().filter(title__contains=MARKER).exists()
    assert not SearchDocument.objects.filter(kind="proposal").exists()
    check()


@pytest.mark.parametrize("verb", ["merge", "decline"])
def test_decided_proposals(question, author, verb, check: Check):
    proposal = factories.proposal(question.essay)
    reindex()

    if verb == "merge":
        asking.merge(proposal=proposal, by=author, question=question, reason="", at=NOW)
    else:
        asking.decline(proposal=proposal, by=author, reason="No.", at=NOW)

    check()


SOURCE = "# Stones\n\n## Hard\n\n- Is granite hard?\n  - It is said so.\n- Is chalk?\n"


def publish(author):
    return asking.publish_outline(
        outline=parse(SOURCE, format="markdown"),
        source=SOURCE,
        format="markdown",
        slug="stones",
        by=author,
        at=NOW,
    )


def test_an_essay_is_found_when_it_is_published(author, check: Check):
    publish(author)

    kinds = SearchDocument.objects.filter(essay="stones")
    assert sorted(row.kind for row in kinds) == [
        "consideration",
        "essay",
        "question",
        "question",
    ]
    check()


def test_a_new_version_is_found_and_its_undoing_too(author, reader, check: Check):
    essay = publish(author)
    post(essay.questions.order_by("position")[1], reader)
    newer = SOURCE.replace("- Is chalk?", "\n## Soft\n\n- Is chalk soft?").encode()
    pending = asking.start_revision(
        essay=essay, raw=newer, format="markdown", filename="", by=author, at=NOW
    )

    revision = asking.apply_revision(
        pending=pending, seen=asking.latest_revision(essay), by=author, at=NOW
    )
    assert SearchDocument.objects.filter(title="Is chalk soft?").exists()
    check()

    asking.undo_revision(revision=revision, by=author, at=NOW)
    assert SearchDocument.objects.filter(title="Is chalk?").exists()
    check()


def test_a_digest_is_found_once_it_is_published_in_the_authors_words(
    question, author, reader, check: Check
):
    answer = post(question, reader)
    digest = factories.digest(question.essay, intro="Thank you for *quartz*.")
    factories.item(digest, answer, reply="I had thought of basalt.")
    reindex()
    assert not found("quartz")

    editing.publish(digest=digest, by=author, at=NOW)

    [row] = SearchDocument.objects.filter(kind="digest")
    assert "quartz" in row.body
    assert "basalt" in row.body
    assert MARKER not in row.body
    check()


def test_nothing_of_an_unpublished_essay_is_found(author):
    essay = factories.essay(author, published=False)
    question = factories.question(essay, f"Is {MARKER} hard?")
    factories.answer(question, body=MARKER)

    reindex()

    assert not SearchDocument.objects.filter(essay=essay.slug).exists()


def test_a_rebuild_drops_what_is_no_longer_there(question, reader):
    answer = factories.answer(question, reader)
    reindex()
    type(answer).objects.filter(pk=answer.pk).update(status="hidden")
    factories.essay(slug="gone")
    SearchDocument.objects.create(kind="answer", key="x", essay="nowhere", date=NOW)

    reindex()

    assert not SearchDocument.objects.filter(kind="answer", key="x").exists()
    assert not SearchDocument.objects.filter(key=answer.public_id).exists()


def test_answers_that_are_brought_in_handed_over_and_taken_out(
    question, reader, check: Check
):
    staged = factories.person("staged", is_staged=True)
    brought = answering.Brought(
        key="b1",
        question=question,
        author=staged,
        parent=None,
        body=MARKER,
        html=f"<p>{MARKER}</p>",
        name="staged",
        written_at=NOW,
        source="substack",
        url="",
        replied_to="",
    )
    first, second = answering.bring_in(
        [brought, replace(brought, key="b2", body="Granite.", html="<p>Granite.</p>")],
        at=NOW,
    )
    assert found()
    check()

    answering.take_out([first])
    assert not found()
    check()

    answering.hand_over(of=[staged], to=reader, at=NOW)
    row = SearchDocument.objects.get(key=second.public_id)
    assert row.person == reader.username
    check()


def test_an_index_that_is_there_is_left_alone_where_only_a_missing_one_is_wanted(
    author,
):
    factories.question(factories.essay(author), "Who pays?")
    call_command("reindex", stdout=StringIO())
    SearchDocument.objects.update(title="As it was")

    call_command("reindex", if_empty=True, stdout=StringIO())

    assert {row.title for row in SearchDocument.objects.all()} == {"As it was"}


def test_a_site_without_an_index_gets_one(author):
    factories.question(factories.essay(author), "Who pays?")
    SearchDocument.objects.all().delete()

    call_command("reindex", if_empty=True, stdout=StringIO())

    assert SearchDocument.objects.exists()
