"""What an essay says beside its questions, compared, as pure functions and on pages."""

import pytest

from apps.lib import changes
from apps.questions.revising import Text, text_differences, texts
from apps.questions.revising.texts import LONGEST
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import FERRY, asking, bring, live, revise

TOLL = Text("Those who cross have the use.", home="pay1", under="Who pays?")


def differences(old, new, **homes: str) -> list[tuple[str, str]]:
    return [(each["was"], each["now"]) for each in text_differences(old, new, homes)]


def test_equal_texts_are_no_difference_wherever_they_stand():
    broken = Text("Those who cross\nhave the use.", home="9.0")

    assert differences([TOLL], [broken]) == []
    assert len(differences([TOLL], [broken, broken])) == 1


def test_a_text_is_compared_with_the_nearest_under_the_same_question():
    other = Text("Nobody counts the boats.", home="pay1")
    new = Text("Those who cross have much use.", home="1.0")

    found = differences([other, TOLL], [new], **{"1.0": "pay1"})

    assert found == [(TOLL.text, new.text), (other.text, "")]
    assert differences([TOLL], [new], **{"1.0": "ice1"}) == [
        ("", new.text),
        (TOLL.text, ""),
    ]


def test_a_title_is_the_title_in_whatever_words():
    old, new = Text("On Bridges", "title"), Text("Ferries", "title")

    assert differences([old], [new]) == [("On Bridges", "Ferries")]


def test_a_text_that_moved_with_other_marks_neither_came_nor_went():
    old = Text("Those who *cross* have the use.", home="pay1")
    new = Text("Those who **cross** have the use.", home="9.0")

    assert differences([old], [new]) == [(old.text, new.text)]
    assert len(differences([old], [new, new])) == 2


def test_the_words_of_each_text_are_counted_once(monkeypatch):
    counted = []
    monkeypatch.setattr(texts, "bag", lambda text: counted.append(text) or {text: 1.0})
    old = [Text(f"Old {n}", home="pay1") for n in range(20)]
    new = [Text(f"New {n}", home="1.0") for n in range(20)]

    assert len(differences(old, new, **{"1.0": "pay1"})) == 40
    assert len(counted) == 40


def test_of_a_long_text_the_part_that_changed_is_shown():
    long = "word " * 2_000
    [(was, now)] = differences([Text(long + "end")], [Text(long + "END" + long)])

    assert was.startswith("… word ")
    assert was.endswith("word end")
    assert "END" in now
    assert len(now) <= LONGEST + 4


def test_a_part_begins_with_a_whole_word_also_in_the_first():
    lead = f"Against: {'so ' * 25}"
    [(was, now)] = differences([Text(lead + "it is.")], [Text(lead + "it was.")])

    assert was.startswith("Against: so")
    assert now.endswith("it was.")


def test_of_a_text_without_blanks_the_part_that_changed_is_shown():
    long = "約" * 2_000
    old, new = Text(f"{long}前", "title"), Text(f"{long}後", "title")
    [(was, now)] = differences([old], [new])

    assert (was[-1], now[-1]) == ("前", "後")
    assert len(now) < 200


@pytest.fixture
def essay(author):
    return live(by=author)


CHANGED = (
    FERRY.replace("Bridges and Other Doubts", "Bridges and Ferries")
    .replace("I asked everyone", "We asked everybody")
    .replace("  - **For:** Those who cross it have the use of it.\n", "")
    .replace("- Which stone lasts longest in salt water?\n", "")
)


def test_every_text_that_changes_is_shown_before_and_after(essay, as_, author):
    client = as_(author)
    stone = asking("Which stone lasts longest in salt water?")
    factories.answer(stone)
    type(stone).objects.filter(pk=stone.pk).update(answer_count=1)

    pending = bring(essay, CHANGED, by=author)
    compared = client.get(pending.get_absolute_url()).content.decode()
    revision = revise(essay, CHANGED, by=author)
    stored = client.get(revision.get_absolute_url()).content.decode()

    for page in (compared, stored):
        assert "<ins> Ferries</ins>" in page
        assert "<del>I</del>" in page
        assert "<del>For: Those who cross it have the use of it.</del>" in page
        assert "under “Who should pay for the bridge?”" in page
        assert "3 other texts changed" in page
    assert "<span>1 answer</span>" in compared


def test_what_is_said_of_a_readers_question_stays_unmentioned(essay, as_, author):
    stays = factories.question(essay, "Who rows?", public_id="rows1")
    factories.proposal(
        essay=essay,
        status="accepted",
        question=stays,
        decided_by=author,
        decided_at=NOW,
    )
    factories.consideration(stays, "Somebody must.")

    page = as_(author).get(bring(essay, CHANGED, by=author).get_absolute_url())

    assert "Who rows?" in page.content.decode()
    assert "Somebody must." not in page.content.decode()


def test_a_page_takes_no_more_steps_than_one_may_wait_for(
    essay, client, author, monkeypatch
):
    revision = revise(essay, CHANGED, by=author)
    was, now = (" ".join(f"{way}{n}" for n in range(300)) for way in "ab")
    entry = {"was": was, "now": now}
    of_text, of_question = (
        revision.changes["texts"][0],
        revision.changes["questions"][0],
    )
    revision.changes["texts"] = [{**of_text, **entry}] * 5
    revision.changes["questions"] = [
        {**of_question, **entry, "kinds": ["reworded"]}
    ] * 5
    revision.save()
    taken = []
    step = changes._step
    monkeypatch.setattr(changes, "_step", lambda *what: taken.append(1) or step(*what))

    page = client.get(revision.get_absolute_url()).content.decode()

    assert 0 < len(taken) <= changes.MOST_STEPS
    assert page.count(f"<del>{was}</del><ins>{now}</ins>") == 10
