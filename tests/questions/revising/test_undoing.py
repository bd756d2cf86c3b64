"""The last version can be taken back, and the outline is what it was."""

import pytest

from apps.decisions.models import Decision
from apps.questions.actions import (
    CannotUndo,
    accept,
    latest_revision,
    merge,
    undo_revision,
)
from apps.questions.models import Essay, EssayRevision, Question
from apps.questions.snapshots import QUESTION, Row, snapshot
from tests import factories
from tests.questions.revising.essays import (
    FERRY,
    LATER,
    asking,
    live,
    revise,
    texts,
)
from tests.questions.revising.test_applying import EDITS

WHOLE = """\
# A Better Title

## The Way Over

### By Night

- Would a toll at night be fairer?
- Should those who cross the bridge pay for it?
- Who lights the lamps?
"""


@pytest.fixture
def essay(author) -> Essay:
    return live(by=author)


def undo(revision: EssayRevision, by) -> EssayRevision:
    return undo_revision(revision=revision, by=by, at=LATER)


def state(essay: Essay, known: set[int]) -> Row:
    """Every row of the outline that stood before, ids and texts and places and all."""
    now = snapshot(Essay.objects.get(pk=essay.pk))
    return now | {"questions": [row for row in now["questions"] if row["pk"] in known]}


@pytest.mark.parametrize("source", [WHOLE, *(edit(FERRY) for edit in EDITS.values())])
def test_undoing_leaves_every_row_as_it_was(essay, author, source):
    factories.proposal(essay, section=essay.sections.get(title="Ice"))
    known = set(essay.questions.values_list("pk", flat=True))
    ids = dict(essay.questions.values_list("pk", "public_id"))
    before = state(essay, known)

    undo(revise(essay, source, by=author), author)

    assert state(essay, known) == before
    assert ids.items() <= dict(essay.questions.values_list("pk", "public_id")).items()


def test_a_question_that_came_with_the_version_keeps_its_page(essay, author, client):
    revision = revise(essay, WHOLE, by=author)
    lamps = asking("Who lights the lamps?")
    answer = factories.answer(lamps, body="The widow at the gate.")

    undo(revision, author)

    page = client.get(lamps.get_absolute_url())
    assert b"has been retired" in page.content
    assert answer.body.encode() in page.content
    assert b"lamps" not in client.get(essay.get_absolute_url()).content


def test_undone_and_done_again_is_the_same_question(essay, author):
    revision = revise(essay, WHOLE, by=author)
    lamps = asking("Who lights the lamps?")
    undo(revision, author)

    revise(essay, WHOLE, by=author)

    assert asking("Who lights the lamps?").pk == lamps.pk
    assert "Who lights the lamps?" in texts(essay)


def test_undoing_one_after_another_leads_back_to_the_first(essay, author):
    known = set(essay.questions.values_list("pk", flat=True))
    before = state(essay, known)
    second = revise(essay, EDITS["renamed"](FERRY), by=author)
    third = revise(essay, WHOLE, by=author)

    undo(third, author)
    undo(second, author)

    assert state(essay, known) == before
    assert latest_revision(essay) == 1


def test_undoing_is_logged_once(essay, author):
    revision = revise(essay, WHOLE, by=author)

    undo(revision, author)
    undo(revision, author)

    logged = Decision.objects.filter(verb="restore")
    assert [row.snapshot["undone"] for row in logged] == [2]


def test_only_the_last_version_can_be_undone(essay, author):
    second = revise(essay, EDITS["renamed"](FERRY), by=author)
    revise(essay, WHOLE, by=author)

    with pytest.raises(CannotUndo, match="Only the last"):
        undo(second, author)
    with pytest.raises(CannotUndo, match="Only the last"):
        undo(essay.revisions.get(number=1), author)


def test_a_question_accepted_since_holds_the_version(essay, author):
    revision = revise(essay, WHOLE, by=author)
    wish = factories.proposal(essay, text="May one swim?")
    night = essay.sections.get(title="By Night")
    accept(proposal=wish, by=author, section=night, text=wish.text, at=LATER)

    with pytest.raises(CannotUndo, match="May one swim"):
        undo(revision, author)

    assert "May one swim?" in texts(essay)


def test_a_proposal_merged_into_a_new_question_holds_the_version(essay, author):
    revision = revise(essay, WHOLE, by=author)
    wish = factories.proposal(essay, text="Who has the lamps?")
    lamps = asking("Who lights the lamps?")
    merge(proposal=wish, by=author, question=lamps, reason="", at=LATER)

    with pytest.raises(CannotUndo, match="merged since"):
        undo(revision, author)


def test_versions_of_pages_only_grow(essay, author):
    pier = asking("How old is the oldest pier?")

    undo(revise(essay, EDITS["reworded"](FERRY), by=author), author)

    pier.refresh_from_db()
    essay.refresh_from_db()
    assert (pier.version, essay.version) == (3, 3)


def test_the_snapshot_has_every_column_of_the_outline():
    kept = {"essay", "public_id", "proposed_by", "created_at", "merged_into", "id"}
    kept |= {"credit", "credit_name"}
    counted = {"answer_count", "post_count", "last_answer_at", "state", "version"}
    columns = {field.name for field in Question._meta.concrete_fields}

    assert columns == kept | counted | {name.removesuffix("_id") for name in QUESTION}
