"""A new version takes the place of the live one, and nothing that hangs on it is lost."""

import pytest

from apps.answers.models import Vote
from apps.decisions.models import Decision
from apps.questions.actions import (
    AlreadyConfirmed,
    CannotRevise,
    accept,
    apply_revision,
    confirm_import,
    latest_revision,
)
from apps.questions.models import Essay, Question
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import (
    FERRY,
    LATER,
    asking,
    bring,
    live,
    revise,
    texts,
)

TOLL = "  - Would a toll at night be fairer?\n"
PIER = "- How old is the oldest pier?\n"
STONE = "- Which stone lasts longest in salt water?\n"
SHIP = "- Can the harbour be kept open by one ship alone?\n"
PAY = "- Who should pay for the bridge?\n"

EDITS = {
    "reworded": lambda text: text.replace("oldest pier", "oldest standing pier"),
    "moved": lambda text: text.replace(STONE, "") + STONE,
    "deleted": lambda text: text.replace(SHIP, ""),
    "added": lambda text: text.replace(PIER, f"{PIER}- Who lights the lamps?\n"),
    "reordered": lambda text: text.replace(PIER + STONE, STONE + PIER),
    "raised": lambda text: text.replace(TOLL, TOLL.strip() + "\n"),
    "renamed": lambda text: text.replace("## Crossing", "## The Way Over"),
    "split": lambda text: text.replace(
        PAY, f"{PAY}  - Who should pay for its repairs?\n"
    ),
    "unsaid": lambda text: text.replace("Those who cross", "All who cross"),
}


@pytest.fixture
def essay(author) -> Essay:
    return live(by=author)


def rows(essay: Essay) -> dict[int, tuple[object, ...]]:
    asked = essay.questions.order_by("position")
    fields = ("public_id", "text", "section__title", "parent__text", "status", "depth")
    return {pk: rest for pk, *rest in asked.values_list("pk", *fields)}


def outline(essay: Essay) -> list[list[tuple[object, ...]]]:
    """What a reader of the essay's page reads, in its order."""
    asked = essay.questions.live()
    fields = {
        essay.sections.all(): ("position", "title", "level", "parent__title"),
        asked: ("position", "text", "depth", "section__title", "parent__text"),
        essay.considerations.all(): ("position", "text", "stance", "question__text"),
    }
    return [list(rows.values_list(*names)) for rows, names in fields.items()]


@pytest.mark.parametrize("name", EDITS)
def test_every_question_keeps_its_id_answers_and_votes(essay, author, name):
    answers = [factories.answer(row) for row in essay.questions.all()]
    for answer in answers:
        factories.votes(answer, helpful=2)
    before = {row.pk: row.public_id for row in essay.questions.all()}

    revise(essay, EDITS[name](FERRY), by=author)

    after = {row.pk: row.public_id for row in essay.questions.all()}
    assert before.items() <= after.items()
    for answer in answers:
        answer.refresh_from_db()
        assert answer.question_id in before
        assert Vote.objects.filter(answer=answer).count() == 2


@pytest.mark.parametrize("name", EDITS)
def test_the_essay_reads_as_if_it_was_imported_anew(essay, author, name):
    anew = live(EDITS[name](FERRY), by=author)

    revise(essay, EDITS[name](FERRY), by=author)

    assert outline(essay) == outline(anew)


@pytest.mark.parametrize("one", EDITS)
def test_any_two_edits_at_once_keep_every_row(author, one):
    for edit in EDITS.values():
        source = edit(EDITS[one](FERRY))
        essay = live(by=author)
        before = set(essay.questions.values_list("pk", "public_id"))

        revise(essay, source, by=author)

        assert before <= set(essay.questions.values_list("pk", "public_id"))
        assert outline(essay) == outline(live(source, by=author))


def test_a_reworded_question_has_its_new_words_and_its_address(essay, author, client):
    pier = asking("How old is the oldest pier?")

    revise(essay, EDITS["reworded"](FERRY), by=author)

    page = client.get(pier.get_absolute_url())
    pier.refresh_from_db()
    assert b"How old is the oldest standing pier?" in page.content
    assert (pier.version, pier.headline) == (2, "How old is the oldest standing pier?")


def test_a_removed_question_keeps_its_page_and_says_so(essay, author, client):
    ship = asking("Can the harbour be kept open by one ship alone?")
    factories.answer(ship, body="With two it can.")

    revise(essay, EDITS["deleted"](FERRY), by=author)

    page = client.get(ship.get_absolute_url())
    assert page.status_code == 200
    assert b"has been retired" in page.content
    assert b"With two it can." in page.content
    assert b"one ship alone" not in client.get(essay.get_absolute_url()).content


@pytest.mark.parametrize("has_later_version", [False, True])
def test_beside_a_removed_question_is_what_stood_around_it(
    essay, author, client, has_later_version
):
    pier = asking("How old is the oldest pier?")
    toll = asking("Would a toll at night be fairer?")
    stone = asking("Which stone lasts longest in salt water?")
    without = FERRY.replace("- How old is the oldest pier?\n", "")
    revise(essay, without, by=author)
    if has_later_version:
        revise(essay, without.replace("everyone", "everybody"), by=author)

    page = client.get(pier.get_absolute_url()).content.decode()

    assert f'href="{toll.get_absolute_url()}" rel="prev"' in page
    assert f'href="{stone.get_absolute_url()}" rel="next"' in page


def test_what_stands_below_a_removed_question_moves_up(essay, author):
    toll = asking("Would a toll at night be fairer?")
    source = FERRY.replace(PAY, "").replace(TOLL, TOLL.strip() + "\n")
    source = source.replace("  - **For:** Those who cross it have the use of it.\n", "")

    revise(essay, source, by=author)

    toll.refresh_from_db()
    assert toll.is_open
    assert (toll.parent, toll.depth) == (None, 0)


def test_a_removed_question_takes_those_below_it_along(essay, author):
    source = FERRY.replace(PAY, "").replace(TOLL, "")
    source = source.replace("  - **For:** Those who cross it have the use of it.\n", "")

    revise(essay, source, by=author)

    toll = asking("Would a toll at night be fairer?")
    assert toll.status == toll.parent.status == Question.Status.RETIRED
    assert toll.parent.considerations.get().text.startswith("Those who cross it")


def test_questions_of_a_removed_section_outlive_it(essay, author, client):
    ship = asking("Can the harbour be kept open by one ship alone?")

    revise(essay, FERRY.split("## Ice")[0], by=author)

    ship.refresh_from_db()
    assert (ship.status, ship.section) == ("retired", None)
    assert client.get(ship.get_absolute_url()).status_code == 200
    assert essay.sections.count() == 1


def test_a_retired_question_that_comes_back_is_asked_again(essay, author):
    before = rows(essay)

    revise(essay, EDITS["deleted"](FERRY), by=author)
    revise(essay, FERRY, by=author)

    assert rows(essay) == before


def test_a_renamed_section_keeps_its_row(essay, author):
    section = essay.sections.get(title="Crossing")

    revise(essay, EDITS["renamed"](FERRY), by=author)

    section.refresh_from_db()
    assert section.title == "The Way Over"
    assert essay.sections.count() == 2


def test_a_readers_question_stays_at_the_end_of_its_section(essay, author, reader):
    crossing = essay.sections.get(title="Crossing")
    wish = factories.proposal(essay, proposed_by=reader, text="May one swim?")
    asked = accept(proposal=wish, by=author, section=crossing, text=wish.text, at=NOW)

    revise(essay, EDITS["added"](FERRY), by=author)

    asked.refresh_from_db()
    assert (asked.is_open, asked.proposed_by) == (True, reader)
    assert texts(essay)[4:7] == [
        STONE[2:-1],
        "May one swim?",
        FERRY.split("- ")[-2][:-1],
    ]


def test_a_readers_question_outlives_its_section(essay, author, client):
    wish = factories.proposal(essay, text="Does ice sing?")
    ice = essay.sections.get(title="Ice")
    asked = accept(proposal=wish, by=author, section=ice, text=wish.text, at=NOW)

    revise(essay, FERRY.split("## Ice")[0], by=author)

    asked.refresh_from_db()
    assert (asked.is_open, asked.section) == (True, None)
    assert texts(essay)[-1] == "Does ice sing?"
    assert b"Does ice sing?" in client.get(essay.get_absolute_url()).content


def test_the_title_changes_and_the_address_does_not(essay, author):
    revise(essay, FERRY.replace("# Bridges and", "# Ferries and"), by=author)

    essay.refresh_from_db()
    assert (essay.title, essay.slug) == ("Ferries and Other Doubts", "bridges")
    assert essay.version == 2


def test_the_source_and_the_decision_are_kept(essay, author):
    revision = revise(essay, EDITS["deleted"](FERRY), by=author)

    decision = Decision.objects.first()
    assert (revision.number, revision.source) == (2, EDITS["deleted"](FERRY))
    assert (decision.verb, decision.actor_id) == ("import", author.pk)
    assert decision.snapshot["removed"] == 1
    assert decision.snapshot["kept"] == 5


def test_the_same_version_twice_changes_nothing(essay, author):
    revise(essay, EDITS["split"](FERRY), by=author)
    before, decisions = rows(essay), Decision.objects.count()

    with pytest.raises(CannotRevise, match="Nothing is different"):
        revise(essay, EDITS["split"](FERRY), by=author)

    assert rows(essay) == before
    assert latest_revision(essay) == 2
    assert Decision.objects.count() == decisions


def test_a_version_is_put_in_place_once(essay, author):
    pending = bring(essay, EDITS["split"](FERRY), by=author)
    apply_revision(pending=pending, seen=1, by=author, at=LATER)

    with pytest.raises(AlreadyConfirmed):
        apply_revision(pending=pending, seen=1, by=author, at=LATER)

    assert essay.revisions.count() == 2


def test_a_version_that_was_compared_with_an_older_one_waits(essay, author):
    mine = bring(essay, EDITS["split"](FERRY), by=author)
    revise(essay, EDITS["added"](FERRY), by=author)

    with pytest.raises(CannotRevise, match="since you compared"):
        apply_revision(pending=mine, seen=1, by=author, at=LATER)

    assert "Who lights the lamps?" in texts(essay)


def test_a_new_version_is_no_essay_of_its_own(essay, author):
    pending = bring(essay, FERRY, by=author)

    with pytest.raises(ValueError, match="takes the place"):
        confirm_import(pending=pending, seen=1, by=author, at=LATER)

    assert Essay.objects.count() == 1


def test_feeds_show_no_unchanged_question_as_new(essay, author, client):
    feed = f"{essay.get_absolute_url()}questions.atom"
    before = client.get(feed).content.decode()

    revise(essay, EDITS["reordered"](EDITS["reworded"](FERRY)), by=author)

    after = client.get(feed).content.decode()
    for piece in ("<id>", "<updated>", "<published>"):
        assert sorted(cut(before, piece)) == sorted(cut(after, piece))


def cut(feed: str, tag: str) -> list[str]:
    return [piece.split("<")[0] for piece in feed.split(tag)[1:]]


def test_another_essay_is_left_alone(essay, author):
    other = live(by=author)
    before = rows(other)

    revise(essay, EDITS["deleted"](FERRY), by=author)

    assert rows(other) == before
    assert other.considerations.count() == 1
