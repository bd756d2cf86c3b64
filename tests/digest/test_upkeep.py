"""Corrections with their credit, and compiles that start by themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.actions import CannotSettle, report_corrections, settle_correction
from apps.answers.models import Answer, Correction
from apps.decisions.models import Decision
from apps.digest import actions
from apps.digest.models import Compile, Digest, Passed, Schedule
from apps.digest.tasks import schedule as schedule_task
from apps.jobs.models import Job
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
WEEK = timedelta(days=7)


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def report(essay: Essay) -> Correction:
    ursula = factories.person("ursula")
    answer = factories.answer(factories.question(essay), ursula, "Typo: recieve.")
    report_corrections(essay=essay, answers=[answer], at=NOW)
    return Correction.objects.get()


def settle(row: Correction, by: User, state: str = "applied", note: str = "Spelling."):
    return settle_correction(correction=row, state=state, note=note, by=by, at=NOW)


def test_an_applied_correction_is_shown_on_its_question_with_credit(
    report: Correction, author: User, as_: As, client: Client
) -> None:
    url = reverse("desk:corrections", args=[report.essay.slug])
    question = report.answer.question.get_absolute_url()
    before = client.get(question)["ETag"]

    as_(author).post(
        url,
        {
            "answer": report.answer.public_id,
            "state": "applied",
            "note": "“Receive” is spelt right.",
        },
    )

    page = client.get(question)
    assert "“Receive” is spelt right." in page.content.decode()
    assert report.answer.author.shown_name in page.content.decode()
    assert page["ETag"] != before
    assert "Applied" in as_(author).get(url).content.decode()


@pytest.mark.parametrize("credit", ["anonymous", "none"])
def test_credit_is_as_the_reader_asked(
    report: Correction, author: User, credit: str
) -> None:
    settle(report, author)
    Answer.objects.filter(pk=report.answer_id).update(credit=credit)

    page = Client().get(report.answer.question.get_absolute_url()).content.decode()

    assert ("Thanks to" in page) == (credit == "anonymous")
    notice = page.partition("Thanks to")[2].partition("</p>")[0]
    assert report.answer.author.shown_name not in notice


@pytest.mark.parametrize("state", ["noted", "refused"])
def test_other_ends_are_not_shown_to_readers(
    report: Correction, author: User, state: str
) -> None:
    settle(report, author, state)

    page = Client().get(report.answer.question.get_absolute_url()).content.decode()

    assert "Thanks to" not in page


def test_settling_leaves_one_decision_and_the_same_again_none(
    report: Correction, author: User
) -> None:
    for _ in range(2):
        settle(report, author)
    settle(report, author, "refused", "")

    verbs = Decision.objects.order_by("pk").values_list("verb", "subject_kind")
    assert list(verbs) == [("accept", "correction"), ("decline", "correction")]


def test_an_applied_one_must_say_what_was_changed(
    report: Correction, author: User, as_: As
) -> None:
    with pytest.raises(CannotSettle):
        settle(report, author, note="")

    page = as_(author).post(
        reverse("desk:corrections", args=[report.essay.slug]),
        {"answer": report.answer.public_id, "state": "applied", "note": ""},
    )

    assert "Say in one line what you changed" in page.content.decode()
    report.refresh_from_db()
    assert report.state == "reported"


@pytest.mark.parametrize(
    "form", [{"state": "praised"}, {"state": "reported"}, {"note": "x" * 301}]
)
def test_an_odd_end_is_refused(
    report: Correction, author: User, as_: As, form: dict[str, str]
) -> None:
    page = as_(author).post(
        reverse("desk:corrections", args=[report.essay.slug]),
        {"answer": report.answer.public_id, "state": "noted", "note": "", **form},
    )

    assert page.status_code == 200
    report.refresh_from_db()
    assert report.state == "reported"


def test_no_such_report_is_not_found(report: Correction, author: User, as_: As) -> None:
    url = reverse("desk:corrections", args=[report.essay.slug])

    assert as_(author).post(url, {"answer": "nowhere"}).status_code == 404


def test_reporting_again_keeps_what_was_settled(
    report: Correction, author: User
) -> None:
    settle(report, author)

    report_corrections(essay=report.essay, answers=[report.answer], at=NOW)

    assert Correction.objects.get().state == "applied"


def test_the_list_costs_the_same_for_more_reports(
    essay: Essay, report: Correction, author: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        answers = [factories.answer(factories.question(essay)) for _ in range(6)]
        report_corrections(essay=essay, answers=answers, at=NOW)

    growth(reverse("desk:corrections", args=[essay.slug]), add, as_(author))


def test_without_a_report_the_page_says_what_will_be_here(
    essay: Essay, author: User, as_: As
) -> None:
    page = as_(author).get(reverse("desk:corrections", args=[essay.slug]))

    assert "Nothing reported" in page.content.decode()


# The schedule


def answered(essay: Essay, times: int = 3) -> None:
    question = factories.question(essay)
    for _ in range(times):
        factories.answer(question)


def on(essay: Essay, every: str = "week", threshold: int = 3) -> Schedule:
    return actions.set_schedule(
        essay=essay, every=every, threshold=threshold, by=essay.author, at=NOW
    )


def test_nothing_starts_by_itself_unless_an_editor_wants_it(essay: Essay) -> None:
    answered(essay)
    on(factories.essay(essay.author), every="never")

    assert actions.request_due_compiles(now=NOW + 100 * WEEK) == 0
    assert not Job.objects.exists()


def test_a_compile_is_asked_for_when_it_is_due_and_worth_it(essay: Essay) -> None:
    answered(essay)
    on(essay)

    assert actions.request_due_compiles(now=NOW + WEEK - timedelta(minutes=1)) == 0
    assert actions.request_due_compiles(now=NOW + WEEK) == 1
    assert actions.request_due_compiles(now=NOW + WEEK) == 0
    assert Job.objects.get().kind == "compile_digest"


def test_too_few_new_answers_start_nothing_and_leave_nothing_behind(
    essay: Essay,
) -> None:
    answered(essay, 2)
    on(essay)

    assert actions.request_due_compiles(now=NOW + WEEK) == 0
    assert not Digest.objects.exists()

    answered(essay, 1)
    assert actions.request_due_compiles(now=NOW + WEEK + timedelta(hours=1)) == 1


def test_what_the_draft_has_seen_is_not_new(essay: Essay) -> None:
    answered(essay, 8)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    digest = Digest.objects.in_context().get(pk=digest.pk)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
    on(essay)

    assert actions.request_due_compiles(now=NOW + WEEK) == 0

    answered(essay, 3)
    assert actions.request_due_compiles(now=NOW + WEEK) == 1


def test_what_a_killed_compile_noted_is_new_all_the_same(essay: Essay) -> None:
    answered(essay, 3)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    run = Compile.objects.create(digest=digest, number=1, parameters={}, started_at=NOW)
    for answer in Answer.objects.all():
        Passed.objects.create(
            compile=run, answer=answer, position=1, score=1, rank=1, of=1, reason="No"
        )
    on(essay)

    assert actions.request_due_compiles(now=NOW + WEEK) == 1


def test_a_compile_under_way_is_not_asked_for_twice(essay: Essay) -> None:
    answered(essay)
    on(essay)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    actions.request_compile(digest=digest, by=essay.author)

    actions.request_due_compiles(now=NOW + WEEK)

    assert Job.objects.count() == 1


def test_once_a_month_is_once_in_thirty_days(essay: Essay) -> None:
    answered(essay)
    on(essay, every="month")

    assert actions.request_due_compiles(now=NOW + 29 * timedelta(days=1)) == 0
    assert actions.request_due_compiles(now=NOW + 30 * timedelta(days=1)) == 1


def test_a_rhythm_outlives_the_role_of_whoever_set_it(essay: Essay) -> None:
    editor = factories.person(role="editor")
    actions.set_schedule(essay=essay, every="week", threshold=1, by=editor, at=NOW)
    factories.answer(factories.question(essay))
    User.objects.filter(pk=editor.pk).update(role="reader")

    assert actions.request_due_compiles(now=NOW + WEEK) == 1
    assert Job.objects.get().created_by == essay.author


def test_without_anybody_who_may_edit_nothing_starts(essay: Essay) -> None:
    on(essay)
    factories.answer(factories.question(essay))
    User.objects.filter(pk=essay.author_id).update(role="reader")

    assert actions.request_due_compiles(now=NOW + WEEK) == 0


def test_the_task_may_run_at_any_time(essay: Essay) -> None:
    answered(essay)
    on(essay)

    for _ in range(2):
        schedule_task()

    assert Job.objects.count() == 1


def test_an_editor_sets_the_schedule_and_turns_it_off(
    essay: Essay, author: User, as_: As
) -> None:
    client, url = as_(author), reverse("desk:schedule", args=[essay.slug])
    assert "Never" in client.get(url).content.decode()

    client.post(url, {"every": "month", "threshold": "25"})

    row = Schedule.objects.get()
    assert (row.every, row.threshold, row.set_by) == ("month", 25, author)

    client.post(url, {"every": "never", "threshold": "25"})
    row.refresh_from_db()
    assert row.every == "never"


@pytest.mark.parametrize(
    "form",
    [{"every": "hour"}, {"threshold": "0"}, {"threshold": "-1"}, {"threshold": "1e99"}],
)
def test_an_odd_rhythm_is_refused(
    essay: Essay, author: User, as_: As, form: dict[str, str]
) -> None:
    page = as_(author).post(
        reverse("desk:schedule", args=[essay.slug]),
        {"every": "week", "threshold": "10", **form},
    )

    assert page.status_code == 200
    assert not Schedule.objects.exists()


def test_setting_the_same_rhythm_again_does_not_start_the_wait_anew(
    essay: Essay,
) -> None:
    first = on(essay)

    again = actions.set_schedule(
        essay=essay, every="week", threshold=3, by=essay.author, at=NOW + WEEK
    )

    assert again.set_at == first.set_at
