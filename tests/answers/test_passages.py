"""Words of the essay that answers quote: stored as they stood, followed ever after."""

import pytest

from apps.accounts.models import Notice
from apps.answers.actions import CannotQuote, edit_answer, post_answer
from apps.answers.models import Passage
from apps.lib.passages import Selector
from apps.questions.actions import (
    apply_revision,
    compare_revision,
    foresee_revision,
    latest_revision,
    undo_revision,
)
from apps.questions.models import Consideration, Essay, Question
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import FERRY, LATER, bring, live, revise

WORDS = "Those who cross it have the use of it."
REWORDED = FERRY.replace("have the use of it", "have all the use of it")
REMOVED = FERRY.replace(f"  - **For:** {WORDS}\n", "")


@pytest.fixture
def essay(author) -> Essay:
    return live(by=author)


@pytest.fixture
def writer():
    return factories.trusted("writer")


@pytest.fixture
def write(essay, writer):
    def post(*words: str, body: str = "I doubt it.", key: str = "key"):
        return post_answer(
            question=essay.questions.get(text="Who should pay for the bridge?"),
            by=writer,
            body=body,
            form_key=key,
            at=NOW,
            passages=[Selector(each) for each in words],
        )

    return post


def only(answer) -> Passage:
    return answer.passages.select_related("revision").get()


def change(answer, **fields):
    return edit_answer(
        **{
            "answer": answer,
            "by": answer.author,
            "body": answer.body,
            "seen": answer.revision_number,
            "at": LATER,
            **fields,
        }
    )


def test_a_passage_is_stored_in_the_essays_own_words(essay, write):
    passage = only(write("those who cross it  have the *use* of it".capitalize()))

    assert passage.exact == "Those who cross it have the use of it"
    assert passage.prefix.endswith("pay for the bridge?\n\n")
    assert passage.suffix.startswith(".\n\nWould a toll")
    assert passage.node == f"c-{Consideration.objects.get().pk}"
    assert passage.revision.number == 1
    assert passage.state == "ok"


def test_words_that_do_not_stand_there_are_refused_with_the_nearest(write):
    with pytest.raises(CannotQuote, match="nearest words are: “Those who cross it"):
        write("Those who crossed it have the use of it.")
    with pytest.raises(CannotQuote, match="does not stand in the essay"):
        write("The moon is made of old coins.")
    assert not Passage.objects.exists()


def test_a_block_quote_of_the_essay_becomes_a_passage_where_it_is_exact(write):
    body = (
        f"> {WORDS}\n\nNo.\n\n> Something else that nobody said.\n\n"
        f"> bridge?\n\n```\n> How old is the oldest pier?\n```\n"
    )

    passage = only(write(body=body))

    assert (passage.exact, passage.is_in_body) == (WORDS, True)


def test_the_same_words_are_quoted_once(write):
    assert write(WORDS, WORDS, body=f"> {WORDS}\n\nNo.").passages.count() == 1


@pytest.mark.parametrize(
    ("source", "state", "found"),
    [
        (FERRY.replace("oldest pier", "oldest standing pier"), "ok", ""),
        (REWORDED, "drifted", "Those who cross it have all the use of it."),
        (REMOVED, "orphan", ""),
    ],
)
def test_a_new_version_and_its_undoing_take_passages_along(
    essay, author, write, source, state, found
):
    answer = write(WORDS)

    revision = revise(essay, source, by=author)
    after = only(answer)
    undo_revision(revision=revision, by=author, at=LATER)
    back = only(answer)

    assert (after.state, after.found) == (state, found)
    assert (after.exact, after.revision.number) == (WORDS, 1)
    assert bool(after.node) == (state != "orphan")
    assert (back.state, back.found) == ("ok", "")
    assert back.node == f"c-{Consideration.objects.get().pk}"


def test_a_retired_question_orphans_what_was_quoted_of_it(essay, author, write):
    answer = write("How old is the oldest pier?")

    revise(essay, FERRY.replace("- How old is the oldest pier?\n", ""), by=author)

    assert only(answer).is_orphan


def test_who_quoted_lost_words_is_told(essay, author, write, writer):
    answer = write(WORDS)

    revise(essay, REMOVED, by=author)

    [notice] = Notice.objects.filter(person=writer, url=answer.get_absolute_url())
    assert "no longer has the words" in notice.text


def test_a_changed_state_is_a_new_page_and_an_unchanged_one_is_not(
    essay, author, write
):
    answer = write(WORDS)
    other = essay.questions.get(text__contains="stone")
    factories.answer(other)
    was = {row.pk: row.version for row in Question.objects.all()}

    revise(essay, REMOVED, by=author)

    now = {row.pk: row.version for row in Question.objects.all()}
    assert now[answer.question_id] > was[answer.question_id]
    assert now[other.pk] == was[other.pk]


def test_what_a_version_would_do_is_foreseen_and_then_comes_true(essay, author, write):
    write(WORDS, key="one")
    write("How old is the oldest pier?", key="two")
    write("asked everyone who crosses", key="three")
    both = REMOVED.replace("the oldest pier", "the very oldest pier")
    pending = bring(essay, both, by=author)

    foreseen = foresee_revision(pending, compare_revision(pending))
    nothing_happened = Passage.objects.filter(state="ok").count()
    apply_revision(pending=pending, seen=latest_revision(essay), by=author, at=LATER)

    assert [each.sentence for each in foreseen] == [
        "1 quoted passage would drift",
        "1 quoted passage would be lost",
    ]
    assert nothing_happened == 3
    states = Passage.objects.order_by("answer").values_list("state", flat=True)
    assert list(states) == ["orphan", "drifted", "ok"]


def test_the_compare_page_says_so(essay, author, write, as_):
    write(WORDS)
    pending = bring(essay, REMOVED, by=author)

    page = as_(author).get(pending.get_absolute_url()).content.decode()

    assert "1 quoted passage would be lost" in page
    assert f"<del>{WORDS}</del>" in page


def test_the_compare_page_shows_how_the_essay_would_put_it(essay, author, write, as_):
    answer = write(WORDS)
    pending = bring(essay, REWORDED, by=author)

    page = as_(author).get(pending.get_absolute_url()).content.decode()

    assert "<ins>Those who cross it have all the use of it.</ins>" in page
    assert f'<a href="{answer.get_absolute_url()}">' in page


def test_editing_adds_and_removes_passages_and_keeps_their_history(write):
    answer = write(WORDS)

    added = change(
        answer, passages=[Selector(WORDS), Selector("How old is the oldest pier?")]
    )
    removed = change(added, passages=[])

    kept = answer.revisions.order_by("number").values_list("passages", flat=True)
    quoted = [[each["exact"] for each in passages] for passages in kept]
    assert quoted == [[WORDS], [WORDS, "How old is the oldest pier?"], []]
    assert not removed.passages.exists()


def test_an_edit_that_changes_nothing_writes_nothing(write):
    answer = change(write(WORDS), passages=[Selector(WORDS)])

    assert answer.revision_number == 1


def test_a_lost_passage_survives_an_edit(essay, author, write):
    answer = write(WORDS, body="> How old is the oldest pier?\n\nNo.")
    revise(essay, REMOVED.replace("- How old is the oldest pier?\n", ""), by=author)
    answer.refresh_from_db()

    change(answer, body=f"{answer.body} Really not.", passages=[Selector(WORDS)])

    lost = answer.passages.values_list("exact", "state", "is_in_body")
    assert set(lost) == {
        (WORDS, "orphan", False),
        ("How old is the oldest pier?", "orphan", True),
    }
