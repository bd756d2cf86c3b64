"""A comment asks a question of its own: its editor words it before it is proposed."""

import pytest

from apps.comments import actions
from apps.comments.asking import drafted_question
from apps.questions.models import Proposal
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BODY = "You never ask about gulls. A question to add: why do gulls sit on the rail?"


@pytest.fixture
def section():
    return factories.section(factories.essay(slug="lamps"), title="Birds")


@pytest.fixture
def comment(section):
    return factories.comment(section.essay, body=BODY, author_name="Ada Fenn")


def page_of(comment) -> str:
    slug = comment.essay.slug
    return f"/desk/essays/{slug}/comments/{comment.public_id}/propose/"


def send(client, comment, query: str = "", **fields: str):
    typed = {"text": "Why do gulls sit?", "section": "", "context": "", **fields}
    return client.post(page_of(comment) + query, typed)


@pytest.mark.parametrize(
    ("body", "text", "context"),
    [
        (
            BODY,
            "Why do gulls sit on the rail?",
            "You never ask about gulls.",
        ),
        (
            "Why? And what of the seals? Tell me.",
            "And what of the seals?",
            "Why? Tell me.",
        ),
        ("No question mark here", "No question mark here", ""),
        ("???", "???", ""),
        ("A" * 3000 + "?", "A" * 999 + "…", ""),
    ],
)
def test_the_question_is_found_in_the_comment(section, body, text, context) -> None:
    drafted = drafted_question(factories.comment(section.essay, body=body))

    assert (drafted["text"], drafted["context"]) == (text, context)


def test_the_form_offers_the_words_and_the_likeliest_section(
    as_, author, comment, section
) -> None:
    question = factories.question(
        section.essay, "Where do gulls sit on a rail?", section=section
    )
    comment.suggestions = [{"question": question.public_id}]
    comment.save()

    page = as_(author).get(page_of(comment)).content.decode()

    assert "Why do gulls sit on the rail?</textarea>" in page
    assert f'<option value="{section.public_id}" selected>' in page


def test_it_is_proposed_as_worded_in_its_authors_name(
    as_, author, comment, section
) -> None:
    back = f"/desk/essays/lamps/comments/?comment={comment.public_id}"

    said = send(
        as_(author),
        comment,
        f"?next={back}",
        section=section.public_id,
        context="They do it every day.",
    )

    assert said.url == back
    proposal = Proposal.objects.select_related("proposed_by", "section").get()
    assert (proposal.text, proposal.context) == (
        "Why do gulls sit?",
        "They do it every day.",
    )
    assert proposal.section == section
    assert proposal.proposed_by.shown_name == "Ada Fenn"
    comment.refresh_from_db()
    assert comment.state == "proposed"


def test_an_empty_question_is_refused_and_nothing_is_lost(as_, author, comment) -> None:
    said = send(as_(author), comment, text=" ", context="Keep these words.")

    assert said.status_code == 422
    assert "Keep these words." in said.content.decode()
    assert not Proposal.objects.exists()


def test_who_comes_second_hears_it_and_keeps_the_words(as_, author, comment) -> None:
    rival = factories.person("rival", role="editor", name="Rival Editor")
    actions.set_aside(comment=comment, by=rival, at=NOW)

    said = send(as_(author), comment)

    assert said.status_code == 409
    page = said.content.decode()
    assert "Rival Editor already decided" in page
    assert "Why do gulls sit?" in page
    assert as_(author).get(page_of(comment)).status_code == 302


def test_a_section_of_another_essay_is_refused(as_, author, comment) -> None:
    elsewhere = factories.section()

    said = send(as_(author), comment, section=elsewhere.public_id)

    assert said.status_code == 422
    assert not Proposal.objects.exists()


def test_only_editors_word_it(as_, client, author, reader, comment) -> None:
    assert send(client, comment).status_code == 302
    assert send(as_(reader), comment).status_code == 403
    assert as_(reader).get(page_of(comment)).status_code == 403
    comment.public_id = "gone"
    assert send(as_(author), comment).status_code == 404
    assert not Proposal.objects.exists()


def test_put_back_it_can_be_worded_anew(as_, author, comment) -> None:
    client = as_(author)
    send(client, comment)
    actions.reconsider(comment=comment, by=author, at=NOW)

    send(client, comment, text="Do gulls like paint?")

    assert Proposal.objects.get().text == "Do gulls like paint?"


def test_many_sections_take_no_more_queries(as_, author, comment, growth) -> None:
    def add() -> None:
        for _ in range(20):
            factories.section(comment.essay)

    growth(page_of(comment), add, as_(author))
