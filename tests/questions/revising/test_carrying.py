"""A newer version is read as its author has mended the one before."""

import pytest

from apps.questions.actions import confirm_import, correct_import, start_import
from apps.questions.correcting import carried, corrected, key_of
from apps.questions.importing import parse
from apps.questions.models import Essay, EssayImport
from tests.factories import NOW
from tests.questions.revising.essays import FERRY, bring, live, revise

RAIN = FERRY.replace("## Ice", "- I wonder whether it rains.\n\n## Ice").replace(
    "- Would a toll", "- A quay is dear.\n  - Would a toll"
)


def said(words: str, choice: str):
    item = next(
        each for each in parse(RAIN, format="markdown").items if words in each.text
    )
    return {"act": "choose", "key": key_of(item), "choice": choice}


def mended(*edits):
    return corrected(parse(RAIN, format="markdown"), edits)


def kinds(outline, words: str) -> set[tuple[str, str]]:
    return {(i.kind, i.stance) for i in outline.items if words in i.text}


def again(source: str, *edits):
    """How a newer text is read after these corrections of the one before."""
    fresh = parse(source, format="markdown")
    first = parse(RAIN, format="markdown")
    return corrected(fresh, carried(mended(*edits), first, fresh))


def test_what_was_not_mended_is_read_as_ever():
    fresh, first = (parse(RAIN, format="markdown") for _ in range(2))

    assert carried(first, first, fresh) == []


def test_words_keep_the_kind_and_the_stance_that_were_said_of_them():
    edits = [said("quay", "against"), said("oldest pier", "consideration")]

    outline = again(f"Preface.\n\n{RAIN}", *edits)

    assert kinds(outline, "quay") == {("consideration", "against")}
    assert kinds(outline, "oldest pier") == {("consideration", "")}


def test_other_words_are_read_as_they_stand():
    outline = again(RAIN.replace("oldest", "newest"), said("oldest pier", "prose"))

    assert kinds(outline, "newest pier") == {("question", "")}


def test_a_piece_that_its_author_marks_up_otherwise_is_what_it_is_now():
    outline = again(
        RAIN.replace("- A quay", "- **For:** A quay"), said("quay", "against")
    )

    assert kinds(outline, "quay") == {("consideration", "for")}


def test_words_that_are_several_things_say_nothing():
    twice = RAIN.replace("## Ice", "## Ice\n\n- A quay is dear.")
    first = parse(twice, format="markdown")
    live = corrected(first, [said("quay", "against")])

    assert carried(live, first, first) == []


@pytest.mark.django_db
def test_the_same_text_again_takes_no_question_away(author):
    pending = start_import(
        raw=RAIN.encode(), format="markdown", filename="", by=author, at=NOW
    )
    change = correct_import(
        pending=pending, edits=[said("quay", "subquestion")], seen=1, by=author, at=NOW
    )
    essay = confirm_import(pending=change.pending, seen=2, by=author, at=NOW)
    questions = essay.questions.count()

    version = bring(essay, RAIN, by=author)

    assert version.question_count == questions
    assert "quay" in str(list(essay.questions.values_list("text")))
    assert len(version.corrections) == 1


@pytest.mark.django_db
def test_what_is_read_as_before_is_said_and_can_be_taken_back(as_, author):
    pending = start_import(
        raw=RAIN.encode(), format="markdown", filename="", by=author, at=NOW
    )
    edits = [said("quay", "subquestion")]
    change = correct_import(pending=pending, edits=edits, seen=1, by=author, at=NOW)
    confirm_import(pending=change.pending, seen=2, by=author, at=NOW)
    essay, client = Essay.objects.get(), as_(author)

    page = client.post(
        f"/e/{essay.slug}/revise/", {"text": RAIN, "format": "markdown"}, follow=True
    )

    assert "1 piece is read as the essay has it" in page.content.decode()
    version = EssayImport.objects.get(revises=essay)
    step = f"/desk/import/{version.public_id}/correct/"
    client.post(step, {"act": "undo", "version": 1})
    version.refresh_from_db()
    assert version.corrections == []


@pytest.mark.django_db
def test_an_essay_whose_first_text_is_not_kept_is_still_revised(author):
    essay = live(by=author)
    essay.revisions.all().delete()

    assert revise(essay, FERRY.replace("oldest", "newest"), by=author).number == 1
