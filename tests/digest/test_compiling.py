"""The compile, from rows to tray and draft."""

from datetime import timedelta

import pytest

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions, excerpts, gathering
from apps.digest.models import Candidate, Digest, Item
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def digest(essay: Essay) -> Digest:
    return actions.start_digest(essay=essay, by=essay.author, at=NOW)


def compile_now(digest: Digest) -> dict[str, object]:
    return actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)


def rated(essay: Essay, *, helpful: int = 3, **fields: object) -> Answer:
    answer = factories.answer(factories.question(essay), **fields)
    factories.votes(answer, helpful=helpful)
    return answer


def test_an_essay_has_one_unpublished_digest_at_a_time(essay: Essay) -> None:
    first = actions.start_digest(essay=essay, by=essay.author, at=NOW)

    assert actions.start_digest(essay=essay, by=essay.author, at=NOW) == first


def test_the_first_compile_makes_a_draft_of_the_best_answer_to_each_question(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    best, good = (factories.answer(question) for _ in range(2))
    factories.votes(best, helpful=9)
    factories.votes(good, helpful=2)

    compile_now(digest)

    assert [item.answer for item in digest.items.all()] == [best]
    assert [row.answer for row in digest.candidates.filter(state="new")] == [good]


@pytest.mark.parametrize(("agree", "disagree"), [(9, 0), (0, 9)])
def test_whether_readers_agree_is_nothing_to_the_first_draft(
    essay: Essay, digest: Digest, agree: int, disagree: int
) -> None:
    """One person's third good answer is beyond the quota; a dissent waits in the tray."""
    person = factories.person()
    first, second, third = (
        rated(essay, helpful=9 - place, author=person) for place in range(3)
    )
    others = [rated(essay) for _ in range(12)]
    Answer.objects.filter(pk=third.pk).update(
        agree_count=agree, disagree_count=disagree
    )

    compile_now(digest)

    drafted = {item.answer for item in digest.items.select_related("answer")}
    assert drafted >= {first, second}
    assert drafted < {first, second, *others}
    assert len(drafted) == 12
    in_tray = digest.candidates.filter(answer=third, state="new")
    assert in_tray.exists() == (disagree > agree)


@pytest.mark.parametrize(
    "noise",
    [
        {"status": "held"},
        {"status": "hidden"},
        {"status": "withdrawn"},
        {"credit": "none"},
    ],
)
def test_what_may_not_be_quoted_is_no_candidate(
    essay: Essay, digest: Digest, noise: dict[str, str]
) -> None:
    rated(essay, **noise)
    wanted = rated(essay)

    compile_now(digest)

    assert [row.answer for row in digest.candidates.all()] == [wanted]


def test_the_authors_own_posts_and_other_essays_stay_out(
    essay: Essay, digest: Digest
) -> None:
    rated(essay, author=essay.author)
    rated(factories.essay(essay.author))

    compile_now(digest)

    assert not digest.candidates.exists()


def test_what_an_earlier_digest_published_is_not_chosen_again(
    essay: Essay, digest: Digest
) -> None:
    featured = rated(essay)
    earlier = factories.digest(essay, published_at=NOW)
    factories.item(earlier, featured)

    compile_now(digest)

    assert not digest.candidates.exists()


def test_a_recompile_keeps_everything_the_editor_did(
    essay: Essay, digest: Digest
) -> None:
    for _ in range(4):
        rated(essay)
    compile_now(digest)
    out, trimmed, *_ = digest.items.all()
    dismissed = digest.candidates.get(answer=out.answer)
    actions.unpick(item=out, by=essay.author)
    actions.dismiss(candidate=dismissed, by=essay.author)
    actions.trim(
        item=trimmed,
        by=essay.author,
        excerpt=excerpts.from_ticks(trimmed.revision.body, {0}),
    )
    actions.word_item(
        item=trimmed,
        by=essay.author,
        was={"verb": "writes", "lead_in": "", "reply": ""},
        now={"verb": "insists", "lead_in": "", "reply": "Quite."},
    )
    before = list(digest.items.order_by("pk").values())

    rated(essay, helpful=12)
    compile_now(digest)

    assert list(digest.items.order_by("pk").values()) == before
    assert digest.candidates.get(answer=out.answer).state == "dismissed"
    assert digest.candidates.filter(state="new").count() == 1


def test_the_same_answers_give_the_same_draft(essay: Essay, digest: Digest) -> None:
    for helpful in (5, 1, 3):
        rated(essay, helpful=helpful)
    compile_now(digest)
    first = _tray(digest)
    Item.objects.all().delete()
    Candidate.objects.all().delete()
    Digest.objects.update(compiled_at=None)

    compile_now(Digest.objects.in_context().get())

    assert _tray(digest) == first


def test_an_answer_withdrawn_while_the_compile_reads_is_left_out(
    essay: Essay, digest: Digest
) -> None:
    answer = rated(essay)

    actions.compile_draft(
        digest=digest,
        at=NOW,
        progress=lambda *_: None,
        before_write=lambda: Answer.objects.filter(pk=answer.pk).update(
            status="withdrawn"
        ),
    )

    assert not digest.candidates.exists()
    assert not digest.items.exists()


def test_a_compile_that_may_not_write_changes_nothing(
    essay: Essay, digest: Digest
) -> None:
    rated(essay)

    def refuse() -> None:
        raise RuntimeError("another worker took over")

    with pytest.raises(RuntimeError):
        actions.compile_draft(
            digest=digest, at=NOW, progress=lambda *_: None, before_write=refuse
        )

    assert not digest.candidates.exists()


def test_progress_ends_at_the_number_of_answers(essay: Essay, digest: Digest) -> None:
    for _ in range(3):
        rated(essay)
    seen: list[tuple[str, int, int]] = []

    actions.compile_draft(
        digest=digest, at=NOW, progress=lambda *step: seen.append(step)
    )

    reading = [step for step in seen if step[0] == "Reading the answers"]
    assert reading[-1] == ("Reading the answers", 3, 3)
    assert all(done <= total for _, done, total in seen if total)


def test_repliers_are_counted_once_each_and_without_the_author(
    essay: Essay, digest: Digest, rival: User
) -> None:
    answer = rated(essay)
    for _ in range(2):
        factories.answer(parent=answer, author=rival)
    factories.answer(parent=answer, author=answer.author)
    factories.answer(parent=answer, status="hidden")

    entry = next(e for e in gathering.entries(digest) if e.key == answer.public_id)

    assert entry.repliers == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("No link.", ()),
        (
            "See https://www.b.org/x and http://a.com?y=1 twice https://b.org",
            ("a.com", "b.org"),
        ),
        ("[paper](https://arxiv.org/abs/1) and https://[broken", ("arxiv.org",)),
    ],
)
def test_domains_of_links(body: str, expected: tuple[str, ...]) -> None:
    assert gathering.domains(body) == expected


def test_a_quoted_passage_does_not_count_as_the_answers_own_words(
    essay: Essay, digest: Digest
) -> None:
    rated(essay, body="> What the other one said.\n\nI disagree, and here is why.")

    (entry,) = gathering.entries(digest)

    assert entry.text == "I disagree, and here is why."


def test_reading_costs_the_same_number_of_queries_for_more_answers(
    essay: Essay, digest: Digest, django_assert_num_queries
) -> None:
    for _ in range(30):
        rated(essay, helpful=0, created_at=NOW - timedelta(days=1))

    with django_assert_num_queries(8):
        assert len(list(gathering.entries(digest))) == 30


def _tray(digest: Digest) -> list[tuple[object, ...]]:
    candidates = digest.candidates.order_by("position")
    items = digest.items.order_by("group__position", "position")
    return [
        *candidates.values_list("answer__public_id", "rank", "score", "reasons"),
        *items.values_list("answer__public_id", "excerpt"),
    ]
