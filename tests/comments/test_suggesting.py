"""Suggesting is a job: an editor starts it, watches it, stops it; a command does it too."""

from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.comments import actions
from apps.comments.models import ImportedComment
from apps.jobs import tasks
from apps.jobs.actions import cancel
from apps.jobs.models import Job
from tests import factories

pytestmark = pytest.mark.django_db
# As in every worker.
import_module("apps.comments.tasks")
suggesting = import_module("apps.comments.actions.suggesting")


@pytest.fixture
def essay(author):
    essay = factories.essay(author, slug="kitchens")
    factories.question(essay, "What enlarges an oven, besides doubling the cooks?")
    for number in range(5):
        factories.comment(essay, body=f"Doubling cooks enlarges no oven, {number}.")
    return essay


def ask(client, essay):
    return client.post(f"/desk/essays/{essay.slug}/comments/suggest/")


def suggested() -> int:
    return ImportedComment.objects.exclude(suggestions=[]).count()


def test_the_button_asks_a_worker_and_leads_to_its_progress(as_, author, essay) -> None:
    said = ask(as_(author), essay)

    job = Job.objects.get(kind="suggest_questions")
    assert said.url == f"/jobs/{job.public_id}/"
    assert suggested() == 0


def test_asking_twice_is_one_job(as_, author, essay) -> None:
    ask(as_(author), essay)
    ask(as_(author), essay)

    assert Job.objects.filter(kind="suggest_questions").count() == 1


def test_the_job_suggests_and_leads_back(as_, author, essay) -> None:
    ask(as_(author), essay)
    job = Job.objects.get()

    tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    assert job.result_url == f"/desk/essays/{essay.slug}/comments/"
    assert suggested() == 5


def test_the_job_may_run_twice(as_, author, essay) -> None:
    ask(as_(author), essay)
    job = Job.objects.get()
    tasks.run(job.public_id)
    first = list(ImportedComment.objects.order_by("pk").values())

    Job.objects.update(state="queued", finished_at=None)
    tasks.run(job.public_id)

    assert list(ImportedComment.objects.order_by("pk").values()) == first


def test_the_page_shows_the_job_instead_of_the_button(as_, author, essay) -> None:
    client, page = as_(author), f"/desk/essays/{essay.slug}/comments/"
    assert "Suggest anew" in client.get(page).content.decode()

    ask(client, essay)

    text = client.get(page).content.decode()
    assert f"/jobs/{Job.objects.get().public_id}/" in text
    assert "Suggest anew" not in text


def test_progress_is_told_for_every_comment(essay) -> None:
    told: list[tuple[int, int]] = []

    actions.suggest(essay=essay, progress=lambda *how_far: told.append(how_far))

    assert told == [(done, 5) for done in range(6)]


def test_a_cancelled_job_keeps_what_it_had_written(
    as_, author, essay, monkeypatch
) -> None:
    monkeypatch.setattr(suggesting, "BATCH", 2)
    monkeypatch.setattr("apps.jobs.actions.SECONDS_BETWEEN_REPORTS", 0)
    ask(as_(author), essay)
    job = Job.objects.get()
    keep = suggesting._keep

    def stop(*read) -> int:
        kept = keep(*read)
        cancel(job=job, by=author, now=timezone.now())
        return kept

    monkeypatch.setattr(suggesting, "_keep", stop)
    tasks.run(job.public_id)

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert suggested() == 2


def test_an_essay_that_went_away_is_a_sentence() -> None:
    job = Job.objects.create(kind="suggest_questions", subject="x", params={"essay": 0})

    tasks.run(job.public_id)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "This essay is no longer here.")


def test_what_was_decided_while_it_was_read_stays(essay, author) -> None:
    comment = ImportedComment.objects.order_by("pk").first()

    def decide(done: int, _: int) -> None:
        if done == 3:
            actions.set_aside(comment=comment, by=author, at=timezone.now())

    count = actions.suggest(essay=essay, progress=decide)

    comment.refresh_from_db()
    assert count == suggested() == 4
    assert comment.suggestions == []


def test_the_command_suggests_for_one_essay(essay) -> None:
    other = factories.comment(body="Doubling the cooks.")
    out = StringIO()

    call_command("suggest_questions", "kitchens", stdout=out)

    assert out.getvalue().split()[:2] == ["5", "comments"]
    other.refresh_from_db()
    assert (suggested(), other.suggestions) == (5, [])


def test_the_command_names_an_essay_that_is_not_there(db) -> None:
    with pytest.raises(CommandError, match="no essay with the slug kitchens"):
        call_command("suggest_questions", "kitchens")


def test_a_longer_section_takes_no_more_queries_in_one_batch(essay) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            actions.suggest(essay=essay)
        return len(seen)

    count()
    before = count()
    for number in range(40):
        factories.comment(essay, body=f"Cooks again, {number}.")

    assert count() == before
