"""How a draft is grouped and headed before an editor says otherwise."""

import pytest

from apps.accounts.models import User
from apps.digest import actions, headings
from apps.digest.actions.snapshots import snapshot
from apps.digest.documents import draft_document
from apps.digest.models import Digest, Item
from apps.questions.models import Essay, Question
from tests import factories

LONG = (
    "When we say that a system can do a task that takes a person four hours, which "
    "hours are meant, the expert's, the beginner's or the four that were paid for?"
)


def best(text: str, *sections: str, taken: tuple[str, ...] = ()) -> str:
    return headings.first_free(headings.of_question(text, text, sections), taken)


def test_a_short_question_heads_its_answers_whole() -> None:
    assert best("Is sleep older?", "Sleep") == "Is sleep older?"


def test_a_long_question_is_headed_by_the_sentence_that_asks() -> None:
    asked = f"{LONG} Why? And who would notice the difference?"

    assert best(asked, "Long Jobs") == "And who would notice the difference?"


def test_a_question_of_one_long_sentence_is_headed_by_its_section() -> None:
    assert best(LONG, "Long Jobs", "What They Can Do") == "Long Jobs"


def test_two_groups_never_have_one_heading() -> None:
    taken = ("Long jobs", "what they can do")

    assert best(LONG, "Long Jobs", "What They Can Do", taken=taken) == LONG
    twice = headings.first_free(headings.of_section("Proof", ["Finds"]), ["Proof"])
    assert twice == "Finds: Proof"
    thrice = headings.of_section("Proof", [])
    assert headings.first_free(thrice, ["Proof", "Proof (2)"]) == "Proof (3)"


def test_a_question_that_breaks_off_is_told_whole() -> None:
    question = Question(headline="When we say that a system…", text=f"*{LONG}*")

    assert question.whole == LONG
    assert Question(headline="Why sleep?", text="Why *sleep*? Say.").whole == (
        "Why sleep?"
    )


pytestmark = pytest.mark.django_db


def sections(essay: Essay, tops: int, subs: int) -> list[list[Question]]:
    """By top section, a question of each of its subsections."""
    found = []
    for _ in range(tops):
        top = factories.section(essay)
        found.append(
            [
                factories.question(
                    essay, section=factories.section(essay, parent=top, level=2)
                )
                for _ in range(subs)
            ]
        )
    return found


def compiled(digest: Digest) -> list[tuple[str, list[str]]]:
    actions.compile_draft(
        digest=digest, at=factories.NOW, progress=lambda stage, done, total: None
    )
    return draft(digest)


def draft(digest: Digest) -> list[tuple[str, list[str]]]:
    groups = draft_document(digest, at=factories.NOW).groups
    return [(one.heading, [item.question for item in one.items]) for one in groups]


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def digest(essay: Essay) -> Digest:
    return factories.digest(essay)


def answered(question: Question, times: int = 1) -> Question:
    for _ in range(times):
        factories.answer(question)
    return question


def test_a_first_draft_has_a_group_for_each_section_with_its_questions(
    essay: Essay, digest: Digest
) -> None:
    parts = sections(essay, tops=3, subs=2)
    for questions in parts:
        for question in questions:
            answered(question)

    assert compiled(digest) == [
        (str(one[0].section.parent), [one[0].headline, one[1].headline])
        for one in parts
    ]


def test_subsections_head_groups_where_they_gather_several(
    essay: Essay, digest: Digest
) -> None:
    asked = []
    for (question,) in sections(essay, tops=3, subs=1):
        more = factories.question(essay, section=question.section)
        asked.append((answered(question), answered(more)))

    assert compiled(digest) == [
        (str(one.section), [one.headline, two.headline]) for one, two in asked
    ]


def test_an_essay_of_few_sections_keeps_a_group_for_each_question(
    essay: Essay, digest: Digest
) -> None:
    section = factories.section(essay)
    asked = [answered(factories.question(essay, section=section)) for _ in range(4)]

    assert [heading for heading, _ in compiled(digest)] == [
        question.headline for question in asked
    ]


def test_a_pick_joins_its_section_beside_answers_to_its_question(
    essay: Essay, digest: Digest, author: User
) -> None:
    parts = sections(essay, tops=3, subs=2)
    for one, other in parts:
        answered(one, 2), answered(other)
    compiled(digest)
    first, second = parts[0]
    left = first.answers.exclude(pk__in=digest.items.values("answer")).get()
    late = answered(factories.question(essay, section=second.section)).answers.get()

    actions.pick(digest=digest, answer=left, by=author)
    actions.pick(digest=digest, answer=late, by=author)

    asked = [first.headline, first.headline, second.headline, late.question.headline]
    assert draft(digest)[0] == (str(first.section.parent), asked)


def test_a_pick_of_a_new_section_stands_where_the_essay_has_it(
    essay: Essay, digest: Digest, author: User
) -> None:
    parts = sections(essay, tops=4, subs=2)
    for questions in (parts[0], parts[1], parts[3]):
        for question in questions:
            answered(question)
    compiled(digest)

    actions.pick(digest=digest, answer=answered(parts[2][1]).answers.get(), by=author)

    assert [heading for heading, _ in draft(digest)] == [
        str(one[0].section.parent) for one in parts
    ]


def test_a_pick_goes_where_answers_to_its_question_were_moved(
    essay: Essay, digest: Digest, author: User
) -> None:
    question = factories.question(essay)
    item = factories.item(digest, factories.answer(question))
    own = actions.new_group(digest=digest, heading="On proof", by=author)
    actions.regroup(item=item, group=own, by=author)

    actions.pick(digest=digest, answer=factories.answer(question), by=author)

    assert [(heading, len(asked)) for heading, asked in draft(digest)] == [
        ("On proof", 2)
    ]


def test_a_section_goes_when_it_is_empty_and_comes_back_by_a_step(
    essay: Essay, digest: Digest, author: User
) -> None:
    for questions in sections(essay, tops=3, subs=2):
        answered(questions[0]), answered(questions[1])
    compiled(digest)
    group = digest.groups.first()
    one, two = Item.objects.filter(group=group)
    actions.unpick(item=one, by=author)
    before = snapshot(digest)

    actions.unpick(item=two, by=author)
    assert digest.groups.count() == 2
    actions.step_back(digest=digest, by=author)

    assert snapshot(digest) == before
    assert digest.groups.get(pk=group.pk).section == group.section
