"""An editor accepts, merges or declines what readers propose."""

import pytest

from apps.accounts.models import Notice
from apps.decisions.models import Decision
from apps.questions.actions import AlreadyDecided, accept, decline, merge
from apps.questions.models import Consideration, Essay, Question, Section
from tests import factories
from tests.factories import NOW


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges")


@pytest.fixture
def proposal(essay, reader):
    return factories.proposal(essay, proposed_by=reader, text="Who swims?")


def url(proposal, step: str) -> str:
    return f"{proposal.get_absolute_url()}{step}/"


def typed(step: str, essay: Essay) -> dict[str, str]:
    """A form that the step would take."""
    if step == "merge":
        return {"target": f"question:{factories.question(essay).public_id}"}
    return {"reason": "Too wide."} if step == "decline" else {}


STEPS = ["accept", "merge", "decline"]


def test_an_accepted_question_joins_the_essay_under_its_readers_name(
    as_, author, reader, proposal, essay
):
    as_(author).post(url(proposal, "accept"), {"text": "Who swims across?"})

    asked = Question.objects.get(text="Who swims across?")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.question) == ("accepted", asked)
    assert (asked.proposed_by, asked.essay) == (reader, essay)
    assert asked.headline == "Who swims across?"


def test_an_untouched_form_accepts_what_was_proposed(as_, author, essay):
    section = factories.section(essay)
    proposal = factories.proposal(essay, text="Who *swims*?", section=section)

    as_(author).post(url(proposal, "accept"))

    asked = Question.objects.get(text="Who *swims*?")
    assert asked.section == section
    assert asked.html == "Who <em>swims</em>?"


def test_an_essay_with_sections_needs_one(as_, author, proposal, essay):
    factories.section(essay)

    page = as_(author).post(url(proposal, "accept"), {"text": "Who swims, then?"})

    assert page.status_code == 422
    assert b"Choose the section" in page.content
    assert page.context["accept_form"]["text"].value() == "Who swims, then?"
    assert not Question.objects.filter(essay=essay).exists()


def test_a_new_question_stands_last_in_its_section(author, essay, proposal):
    first = factories.section(essay, position=1)
    one = factories.question(essay, section=first, position=2)
    below = factories.consideration(one, position=3)
    inner = factories.section(essay, parent=first, position=4)
    later = factories.question(essay, section=inner, position=5)
    far = factories.consideration(later, position=6)
    elsewhere = factories.question(position=5)

    asked = accept(
        proposal=proposal, by=author, section=first, text="Who swims?", at=NOW
    )

    positions = [
        Section.objects.get(pk=first.pk).position,
        Question.objects.get(pk=one.pk).position,
        Consideration.objects.get(pk=below.pk).position,
        asked.position,
        Section.objects.get(pk=inner.pk).position,
        Question.objects.get(pk=later.pk).position,
        Consideration.objects.get(pk=far.pk).position,
    ]
    assert positions == [1, 2, 3, 4, 5, 6, 7]
    assert Question.objects.get(pk=elsewhere.pk).position == 5


def test_an_empty_section_takes_its_first_question(author, essay, proposal):
    first = factories.section(essay, position=1)
    second = factories.section(essay, position=2)

    asked = accept(proposal=proposal, by=author, section=first, text="Why?", at=NOW)

    assert asked.position == 2
    assert Section.objects.get(pk=second.pk).position == 3


def test_accepting_changes_the_essays_page(author, essay, proposal, client):
    before = client.get("/e/bridges/")["ETag"]

    accept(proposal=proposal, by=author, section=None, text="Who swims?", at=NOW)

    page = client.get("/e/bridges/")
    assert page["ETag"] != before
    assert b"Who swims?" in page.content


def test_a_merged_proposal_names_the_question(as_, author, proposal, essay):
    asked = factories.question(essay, "Who crosses by water?")

    as_(author).post(
        url(proposal, "merge"),
        {"target": f"question:{asked.public_id}", "reason": "The same."},
    )

    proposal.refresh_from_db()
    assert (proposal.status, proposal.question) == ("merged", asked)
    assert proposal.reason == "The same."


def test_a_declined_proposal_keeps_the_reason(as_, author, proposal):
    as_(author).post(url(proposal, "decline"), {"reason": "Too wide."})

    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason) == ("declined", "Too wide.")
    assert proposal.decided_by == author


@pytest.mark.parametrize(
    ("step", "words", "target"),
    [
        ("accept", "is now part of the essay", "/q/"),
        ("merge", "is asked already", "/q/"),
        ("decline", "was not taken: Too wide.", "/proposals/"),
    ],
)
def test_the_proposer_is_told_once(
    as_, author, reader, proposal, essay, step, words, target
):
    for _ in range(2):
        as_(author).post(url(proposal, step), typed(step, essay))

    notice = Notice.objects.get(person=reader)
    assert words in notice.text
    assert notice.url.startswith(target)


@pytest.mark.parametrize("step", STEPS)
def test_each_decision_is_logged_once(as_, author, reader, proposal, essay, step):
    for _ in range(2):
        as_(author).post(url(proposal, step), typed(step, essay))

    decision = Decision.objects.get()
    assert (decision.verb, decision.subject_id) == (step, proposal.public_id)
    assert decision.snapshot["text"] == "Who swims?"
    assert decision.snapshot["proposed_by"] == str(reader)


@pytest.mark.parametrize("first", STEPS)
@pytest.mark.parametrize("second", STEPS)
def test_the_slower_editor_is_told_what_was_decided(
    as_, author, proposal, essay, first, second
):
    quick = factories.person("quick", role="editor")
    as_(quick).post(url(proposal, first), typed(first, essay))
    count = Question.objects.filter(essay=essay).count()

    sent = typed(second, essay)
    page = as_(author).post(url(proposal, second), sent)

    assert page.status_code == 409
    assert "quick had already decided" in page.content.decode()
    expected = count + (second == "merge")
    assert Question.objects.filter(essay=essay).count() == expected
    if second == "decline":
        assert "You had typed: “Too wide.”" in page.content.decode()


def test_a_race_between_two_editors_has_one_winner(author, essay, proposal):
    stale = type(proposal).objects.get(pk=proposal.pk)
    accept(proposal=proposal, by=author, section=None, text="Who swims?", at=NOW)

    with pytest.raises(AlreadyDecided):
        decline(proposal=stale, by=author, reason="No.", at=NOW)
    with pytest.raises(AlreadyDecided):
        accept(proposal=stale, by=author, section=None, text="Who swims?", at=NOW)

    assert Question.objects.filter(text="Who swims?").count() == 1
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("reason", ["", " \n", "\x07"])
def test_declining_needs_a_reason(as_, author, proposal, reason):
    page = as_(author).post(url(proposal, "decline"), {"reason": reason})

    proposal.refresh_from_db()
    assert page.status_code == 422
    assert b"Say why: the proposer reads it." in page.content
    assert proposal.is_pending


def test_a_reason_that_is_too_long_comes_back(as_, author, proposal):
    page = as_(author).post(url(proposal, "decline"), {"reason": "no " * 400})

    assert page.status_code == 422
    assert page.context["decline_form"]["reason"].value() == "no " * 400


@pytest.mark.parametrize("kind", ["retired", "elsewhere", "missing"])
def test_a_proposal_is_merged_into_an_open_question_of_its_essay(
    as_, author, proposal, essay, kind
):
    target = {
        "retired": lambda: factories.question(essay, status="retired").public_id,
        "elsewhere": lambda: factories.question().public_id,
        "missing": lambda: "nowhere",
    }[kind]()

    page = as_(author).post(url(proposal, "merge"), {"target": f"question:{target}"})

    assert page.status_code == 422
    assert b"This is open no more, or of another essay." in page.content


def test_the_actions_guard_themselves(author, proposal):
    with pytest.raises(ValueError, match="section of the same essay"):
        accept(
            proposal=proposal, by=author, section=factories.section(), text="?", at=NOW
        )
    with pytest.raises(ValueError, match="within its essay"):
        merge(
            proposal=proposal,
            by=author,
            question=factories.question(),
            reason="",
            at=NOW,
        )
    with pytest.raises(ValueError, match="needs a reason"):
        decline(proposal=proposal, by=author, reason=" ", at=NOW)


@pytest.mark.parametrize("step", STEPS)
def test_strangers_are_asked_to_sign_in(client, proposal, essay, step):
    answer = client.post(url(proposal, step), typed(step, essay))

    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("step", STEPS)
def test_readers_and_moderators_do_not_decide(
    as_, reader, moderator, proposal, essay, step
):
    for person in (reader, moderator):
        answer = as_(person).post(url(proposal, step), typed(step, essay))
        assert answer.status_code == 403

    proposal.refresh_from_db()
    assert proposal.is_pending


@pytest.mark.parametrize("step", STEPS)
def test_a_link_cannot_decide(as_, author, proposal, step):
    assert as_(author).get(url(proposal, step)).status_code == 405


@pytest.mark.parametrize("step", STEPS)
def test_a_proposal_that_does_not_exist_is_not_found(as_, author, step):
    assert as_(author).post(f"/proposals/nothing/{step}/").status_code == 404


def test_an_editor_goes_back_to_where_they_decided(as_, author, proposal):
    sent = {"reason": "Too wide.", "next": "/moderation/?kind=proposals"}

    assert as_(author).post(url(proposal, "decline"), sent).url == sent["next"]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_to_another_site(as_, author, proposal, elsewhere):
    sent = {"reason": "Too wide.", "next": elsewhere}

    answer = as_(author).post(url(proposal, "decline"), sent)

    assert answer.url == proposal.get_absolute_url()
