"""What a newcomer finds on the first page."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from apps.answers.models import Answer, Correction, Flag, Passage, Vote
from apps.comments.models import ImportedComment
from apps.digest.checklist import findings
from apps.digest.checks import problems
from apps.digest.documents import draft_for_readers, published
from apps.digest.models import Digest
from apps.digest.scoring import VOTE_DAYS
from apps.questions.dependents import marks
from apps.questions.models import Consideration, Essay, Proposal, Question, Section

pytestmark = [pytest.mark.usefixtures("starter_rows"), pytest.mark.django_db]


def test_the_essay_is_large_and_whole() -> None:
    assert Question.objects.count() >= 104
    assert Section.objects.count() >= 20
    assert Consideration.objects.filter(kind="quote").count() >= 5


def test_there_is_something_to_decide() -> None:
    assert Proposal.objects.pending().exists()
    assert Answer.objects.waiting().exists()
    assert Flag.objects.filter(closed_at=None).count() == 1


def test_old_comments_wait_and_most_have_a_suggestion() -> None:
    waiting = ImportedComment.objects.waiting()

    assert waiting.count() >= 8
    assert waiting.filter(confidence__gte=0.8).count() >= 3
    assert set(waiting.values_list("hint", flat=True)) == {"", "nothing", "proposal"}


def test_answers_quote_the_essay() -> None:
    assert Passage.objects.filter(is_in_body=False).count() >= 5
    assert max(marks(Essay.objects.get()).values()) >= 2


def test_a_readers_correction_is_applied_and_credited() -> None:
    row = Correction.objects.credited().get()

    assert "1843" in row.note


def test_its_votes_count_for_the_compile() -> None:
    late = Vote.objects.filter(
        cast_at__gt=F("answer__created_at") + timedelta(days=VOTE_DAYS)
    )

    assert Vote.objects.exists()
    assert not late.exists()


def test_its_highlights_are_published_and_nothing_is_in_the_way() -> None:
    digest = Digest.objects.in_context().get()

    found = problems(published([digest])[digest.pk].document)

    assert [problem.message for problem in found if problem.blocking] == []


def test_its_digest_passes_the_whole_checklist() -> None:
    digest = Digest.objects.in_context().get()

    assert findings(digest, at=digest.published_at) == []


def test_its_draft_is_what_was_published() -> None:
    digest = Digest.objects.in_context().get()

    draft = draft_for_readers(digest, at=digest.published_at)

    assert draft.groups == published([digest])[digest.pk].document.groups


def test_it_is_not_loaded_over_a_site_that_is_in_use() -> None:
    with pytest.raises(CommandError, match="already has"):
        call_command("load_starter")
