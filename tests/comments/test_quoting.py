"""A comment that quotes the essay is one more reader who quotes that passage."""

import pytest

from apps.answers.actions import edit_answer
from apps.answers.models import Passage
from apps.comments import actions
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import FERRY, live, revise

pytestmark = pytest.mark.django_db
WORDS = "Those who cross it have the use of it."
ASKED = "Can the harbour be kept open by one ship alone?"
REWORDED = FERRY.replace("have the use of it", "have all the use of it")


@pytest.fixture
def essay(author):
    return live(by=author)


@pytest.fixture
def accept(essay, author):
    def accepted(body: str):
        question = essay.questions.get(text="Who should pay for the bridge?")
        comment = factories.comment(essay, body=body)
        actions.suggest(essay=essay)
        return actions.accept(comment=comment, question=question, by=author, at=NOW)

    return accepted


@pytest.mark.parametrize(
    ("body", "exact"),
    [
        (f"> {WORDS}\n\nDo they?", WORDS),
        (f"You say “{WORDS}” but I do not cross it.", WORDS),
        (f"As to {ASKED.lower()} No.", ASKED),
    ],
)
def test_what_it_quotes_is_a_passage_of_the_essay(accept, essay, body, exact) -> None:
    passage = accept(body).passages.select_related("revision").get()

    assert passage.exact == exact
    assert passage.is_in_body
    assert passage.node
    assert passage.revision.essay_id == essay.pk


def test_the_essays_margin_counts_it(accept, essay, client) -> None:
    node = accept(f"> {WORDS}\n\nDo they?").passages.get().node

    page = client.get(essay.get_absolute_url()).content.decode()

    assert f"{essay.get_absolute_url()}quoted/{node}/" in page


def test_a_new_version_of_the_essay_takes_it_along(accept, essay, author) -> None:
    answer = accept(f"You say “{WORDS}” but I do not cross it.")

    revise(essay, REWORDED, by=author)

    passage = answer.passages.get()
    assert (passage.exact, passage.state) == (WORDS, Passage.State.DRIFTED)
    assert "all the use" in passage.found


def test_words_that_quote_nothing_leave_no_passage(accept) -> None:
    assert not accept("I would “never” pay for the bridge.").passages.exists()


def test_it_stays_when_its_author_edits_around_it(accept) -> None:
    answer = accept(f"You say “{WORDS}” but I do not cross it.")

    edit_answer(
        answer=answer,
        by=answer.author,
        body=f"{answer.body} Never did.",
        seen=1,
        at=NOW,
    )

    assert answer.passages.get().exact == WORDS


def test_it_goes_with_the_words_its_author_takes_out(accept) -> None:
    answer = accept(f"You say “{WORDS}” but I do not cross it.")

    edit_answer(
        answer=answer,
        by=answer.author,
        body="I do not cross it.",
        seen=1,
        at=NOW,
    )

    assert not answer.passages.exists()


def test_it_goes_with_an_answer_that_is_taken_out(accept, author) -> None:
    answer = accept(f"> {WORDS}\n\nDo they?")

    actions.reconsider(comment=answer.imported_from, by=author, at=NOW)

    assert not Passage.objects.exists()
