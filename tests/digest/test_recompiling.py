"""Which answers a compile reads, what it leaves alone, and that it repeats itself."""

import json
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.accounts.models import User
from apps.answers.models import Answer, Correction, Passage, Vote
from apps.digest import actions, excerpts, gathering
from apps.digest.models import Candidate, Compile, Digest, Passed, Star
from apps.digest.parameters import BadParameters, Parameters
from apps.jobs.actions import JobCancelled
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def digest(essay: Essay) -> Digest:
    return actions.start_digest(essay=essay, by=essay.author, at=NOW)


def compile_now(digest: Digest, **hooks: object) -> dict[str, object]:
    digest = Digest.objects.in_context().get(pk=digest.pk)
    progress = hooks.pop("progress", lambda *_: None)
    return actions.compile_draft(digest=digest, at=NOW, progress=progress, **hooks)


def tray(digest: Digest) -> str:
    """Everything that a compile decides, as text."""
    found = {
        "candidates": digest.candidates.order_by("position").values_list(
            "answer__public_id",
            "state",
            "rank",
            "of",
            "score",
            "parts",
            "reasons",
            "also",
            "better",
            "near",
            "is_dissent",
        ),
        "items": digest.items.order_by("group__position", "position").values_list(
            "answer__public_id", "group__heading", "excerpt", "also"
        ),
        "passed": Passed.objects.filter(compile__digest=digest).values_list(
            "answer__public_id", "kind", "rank", "of", "score", "reason", "against"
        ),
        "runs": digest.compiles.values_list("parameters", "themes"),
    }
    return json.dumps({name: list(rows) for name, rows in found.items()})


def read(digest: Digest) -> set[str]:
    return {entry.key for entry in gathering.entries(digest)}


def published(essay: Essay, *, at=NOW) -> Digest:
    """A digest that was compiled and published."""
    digest = actions.start_digest(essay=essay, by=essay.author, at=at)
    compile_now(digest)
    Digest.objects.filter(pk=digest.pk).update(published_at=at)
    return digest


def test_by_default_what_a_published_digest_has_seen_is_not_read_again(
    essay: Essay,
) -> None:
    question = factories.question(essay)
    seen = [factories.answer(question) for _ in range(8)]
    earlier = published(essay)
    # Brought in later with the date on which it was written elsewhere.
    old_but_new = factories.answer(question, created_at=NOW - 90 * DAY)

    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW + DAY)

    assert digest != earlier
    assert read(digest) == {old_but_new.public_id}
    assert seen[0].public_id not in read(digest)


def undecided(essay: Essay) -> tuple[Digest, list[Answer]]:
    """A published digest that left one answer to look at, one maybe, one dismissed, and
    its next, with the three answers."""
    question = factories.question(essay)
    answers = [factories.answer(question) for _ in range(4)]
    earlier = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    compile_now(earlier)
    by, open_ = essay.author, list(earlier.candidates.filter(state="new")[:3])
    actions.put_aside(candidate=open_[1], by=by)
    actions.dismiss(candidate=open_[2], by=by)
    Digest.objects.filter(pk=earlier.pk).update(published_at=NOW)
    assert len(answers) == earlier.candidates.count()
    digest = actions.start_digest(essay=essay, by=by, at=NOW + DAY)
    return digest, [row.answer for row in open_]


def test_what_was_undecided_comes_along_to_the_next_digest(essay: Essay) -> None:
    digest, (new, maybe, _dismissed) = undecided(essay)

    compile_now(digest)

    rows = dict(digest.candidates.values_list("answer", "state"))
    assert rows == {new.pk: "new", maybe.pk: "maybe"}
    assert not digest.items.exists()
    reasons = digest.candidates.get(answer=new).reasons
    assert reasons[0] == "Left undecided when the last highlights were published"


def test_what_was_decided_in_the_next_digest_stays_decided(essay: Essay) -> None:
    digest, (new, *_) = undecided(essay)
    compile_now(digest)
    actions.dismiss(candidate=digest.candidates.get(answer=new), by=essay.author)
    before = tray(digest)

    compile_now(digest)

    assert tray(digest) == before


def test_what_may_not_be_quoted_or_is_of_no_period_does_not_come_along(
    essay: Essay,
) -> None:
    digest, (new, maybe, _) = undecided(essay)
    Answer.objects.filter(pk=new.pk).update(status="hidden")
    compile_now(digest)
    assert [row.answer for row in digest.candidates.all()] == [maybe]

    digest.candidates.all().delete()
    period = {"period_from": NOW + DAY, "period_to": NOW + 2 * DAY}
    Digest.objects.filter(pk=digest.pk).update(**period)
    compile_now(digest)

    assert not digest.candidates.exists()


def test_an_empty_tray_says_truly_why(essay: Essay, client) -> None:
    client.force_login(essay.author)
    factories.question(essay)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    board = reverse("desk:board", args=[digest.public_id])
    assert "Not compiled yet" in client.get(board).content.decode()

    compile_now(digest)
    assert "Nobody has answered yet" in client.get(board).content.decode()

    factories.answer(essay.questions.get())
    compile_now(digest)
    Digest.objects.update(published_at=NOW)
    after = actions.start_digest(essay=essay, by=essay.author, at=NOW + DAY)
    compile_now(after)
    page = client.get(reverse("desk:board", args=[after.public_id])).content.decode()
    assert f"No new answers since {NOW:%-d %b %Y}" in page
    assert "Nothing left to look at" not in page


def test_the_board_says_that_what_waits_is_from_last_time(essay: Essay, client) -> None:
    digest, _ = undecided(essay)
    compile_now(digest)
    client.force_login(essay.author)

    page = client.get(reverse("desk:board", args=[digest.public_id])).content.decode()

    assert f"No new answers since {NOW:%-d %b %Y}; 2 from last time wait." in page


def test_a_period_that_an_editor_set_goes_by_date(essay: Essay, digest: Digest) -> None:
    question = factories.question(essay)
    days = [factories.answer(question, created_at=NOW - n * DAY) for n in range(4)]
    actions.tune(
        digest=digest,
        parameters=Parameters(),
        period_from=NOW - 2 * DAY,
        period_to=NOW,
        by=essay.author,
    )
    digest.refresh_from_db()

    assert read(digest) == {days[1].public_id, days[2].public_id}


def test_a_star_brings_back_what_was_featured_before_it(essay: Essay) -> None:
    answer = factories.answer(factories.question(essay))
    published(essay, at=NOW)
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW + DAY)
    assert read(digest) == set()

    actions.star(digest=digest, answer=answer, by=essay.author, at=NOW + DAY)

    assert read(digest) == {answer.public_id}


def test_a_star_from_before_the_publication_brings_nothing_back(essay: Essay) -> None:
    answer = factories.answer(factories.question(essay))
    earlier = published(essay, at=NOW)
    actions.star(digest=earlier, answer=answer, by=essay.author, at=NOW - DAY)

    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW + DAY)

    assert read(digest) == set()


def test_a_star_weighs_until_it_is_taken_away(essay: Essay, digest: Digest) -> None:
    answer = factories.answer(factories.question(essay))
    for _ in range(2):
        actions.star(digest=digest, answer=answer, by=essay.author, at=NOW)
    (entry,) = gathering.entries(digest)
    assert entry.is_starred

    for _ in range(2):
        actions.unstar(digest=digest, answer=answer, by=essay.author)

    (entry,) = gathering.entries(digest)
    assert not entry.is_starred
    assert not Star.objects.exists()


@pytest.mark.parametrize("years", [0, 3])
def test_only_votes_of_an_answers_first_week_here_count(
    essay: Essay, digest: Digest, years: int
) -> None:
    """Whatever its age, where it was written elsewhere."""
    since = NOW - 30 * DAY
    answer = factories.answer(
        factories.question(essay),
        created_at=since - years * 365 * DAY,
        brought_at=since if years else None,
    )
    for days in (0, 6, 8, 29):
        Vote.objects.create(
            answer=answer,
            voter=factories.person(),
            axis="helpful",
            is_up=True,
            cast_at=since + days * DAY,
        )

    (entry,) = gathering.entries(digest)

    assert entry.helpful == 2


def test_an_answer_to_a_passage_that_still_stands_disputes_it(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    states = {}
    for state in ("ok", "drifted", "orphan"):
        answer = factories.answer(question)
        Passage.objects.create(
            answer=answer, position=1, exact="Some words.", state=state
        )
        states[answer.public_id] = state

    found = {
        states[entry.key]
        for entry in gathering.entries(digest)
        if entry.disputes_passage
    }

    assert found == {"ok", "drifted"}


def test_sources_of_the_essay_itself_are_no_new_ones(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay, text="Why? See https://known.example/a")
    factories.consideration(question, text="As https://www.also.example says.")
    factories.answer(
        question, body="At https://known.example/b, https://also.example, http://new.io"
    )

    (entry,) = gathering.entries(digest)

    assert entry.domains == ("new.io",)


def test_two_compiles_of_the_same_rows_write_the_same_bytes(
    essay: Essay, digest: Digest
) -> None:
    people = [factories.person() for _ in range(6)]
    questions = [factories.question(essay) for _ in range(4)]
    for number in range(40):
        answer = factories.answer(
            questions[number % 4],
            people[number % 6],
            created_at=NOW - number * DAY,
            agree_count=number % 7,
            disagree_count=number % 9,
        )
        factories.votes(answer, helpful=number % 5, unhelpful=number % 3)
    compile_now(digest)
    first = tray(digest)

    # The same rows again, stored in another order, for another run.
    digest.items.all().delete()
    digest.groups.all().delete()
    digest.candidates.all().delete()
    digest.compiles.all().delete()
    Digest.objects.update(compiled_at=None)
    _store_in_another_order()
    compile_now(digest)

    assert tray(digest) == first


def _store_in_another_order() -> None:
    rows = list(Vote.objects.all())
    Vote.objects.all().delete()
    Random(5).shuffle(rows)
    for row in rows:
        row.pk = None
    Vote.objects.bulk_create(rows)


def test_compiling_again_without_news_changes_nothing(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    for number in range(9):
        factories.votes(factories.answer(question), helpful=number)
    compile_now(digest)
    before = tray(digest)

    compile_now(digest)

    assert tray(digest) == before
    assert Compile.objects.count() == 1


@settings(
    max_examples=8,
    deadline=None,
    # To look for the shortest example would take minutes: each one is two compiles.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["pick", "unpick", "dismiss", "word", "trim", "maybe", "head", "open"]
            ),
            st.integers(),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_an_editor_decided_a_compile_leaves_alone(
    author: User, deeds: list[tuple[str, int]]
) -> None:
    essay = factories.essay(author)
    digest = actions.start_digest(essay=essay, by=author, at=NOW)
    questions = [factories.question(essay) for _ in range(3)]
    for number in range(12):
        factories.votes(factories.answer(questions[number % 3]), helpful=number % 4)
    compile_now(digest)
    for deed, number in deeds:
        _do(digest, deed, number, author)
    decided = _decided(digest)
    offered = set(digest.candidates.values_list("answer", flat=True))

    for _ in range(3):
        factories.votes(factories.answer(questions[0]), helpful=6)
    compile_now(digest)

    assert _decided(digest) == decided
    assert offered <= set(digest.candidates.values_list("answer", flat=True))


def _do(digest: Digest, deed: str, number: int, by: User) -> None:
    new = list(digest.candidates.filter(state="new").order_by("position"))
    items = list(digest.items.order_by("pk"))
    if deed == "pick" and new:
        actions.pick(digest=digest, answer=new[number % len(new)].answer, by=by)
    if deed == "dismiss" and new:
        actions.dismiss(candidate=new[number % len(new)], by=by)
    if deed == "unpick" and items:
        actions.unpick(item=items[number % len(items)], by=by)
    if deed == "maybe" and new:
        actions.put_aside(candidate=new[number % len(new)], by=by)
    if deed == "trim" and items:
        item = items[number % len(items)]
        kept = excerpts.from_ticks(item.revision.body, {number % 3})
        actions.trim(item=item, by=by, excerpt=kept)
    if deed == "head" and (group := digest.groups.order_by("pk").last()):
        was = {"heading": group.heading, "lead_in": group.lead_in}
        now = {"heading": f"On {number}", "lead_in": "So:"}
        actions.word_group(group=group, by=by, was=was, now=now)
    if deed == "open":
        fresh = Digest.objects.get(pk=digest.pk)
        now = {"intro": f"Thanks, {number} times."}
        actions.describe(digest=digest, by=by, was={"intro": fresh.intro}, now=now)
    if deed == "word" and items:
        item = items[number % len(items)]
        actions.word_item(
            item=item,
            by=by,
            was={"verb": item.verb, "lead_in": item.lead_in, "reply": item.reply},
            now={"verb": "insists", "lead_in": f"{number}", "reply": "Quite."},
        )


def _decided(digest: Digest) -> list[object]:
    states = digest.candidates.exclude(state="new").order_by("answer")
    return [
        *states.values_list("answer", "state"),
        *digest.items.order_by("pk").values_list(),
        *digest.groups.order_by("pk").values_list(),
        *Digest.objects.filter(pk=digest.pk).values_list("title", "intro", "outro"),
    ]


def test_what_a_later_compile_would_not_choose_stays_and_says_so(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    for number in range(6):
        factories.votes(factories.answer(question), helpful=number)
    compile_now(digest)
    for _ in range(5):
        factories.votes(factories.answer(question), helpful=30)

    compile_now(digest)

    left = [
        row
        for row in digest.candidates.filter(state="new")
        if "Found by an earlier compile; this one prefers others" in row.reasons
    ]
    assert left
    compile_now(digest)
    left[0].refresh_from_db()
    assert left[0].reasons.count(left[0].reasons[0]) == 1


def test_what_was_dismissed_is_not_said_to_be_left_over(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    for number in range(3):
        factories.votes(factories.answer(question), helpful=number)
    compile_now(digest)
    dismissed = digest.candidates.filter(state="new")[0]
    actions.dismiss(candidate=dismissed, by=essay.author)

    compile_now(digest)

    dismissed.refresh_from_db()
    assert "Found by an earlier compile" not in " ".join(dismissed.reasons)


def test_every_answer_read_is_a_candidate_or_has_a_reason(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    answers = [factories.answer(question) for _ in range(9)]

    compile_now(digest)

    passed = Passed.objects.filter(compile__digest=digest)
    offered = digest.candidates.values_list("answer", flat=True)
    assert {*passed.values_list("answer", flat=True), *offered} == {
        answer.pk for answer in answers
    }
    assert all(row.reason and row.rank for row in passed)


def test_the_parameters_are_frozen_into_the_compile(
    essay: Essay, digest: Digest
) -> None:
    for _ in range(4):
        factories.answer(factories.question(essay))
    mine = Parameters(limit=2)
    actions.tune(
        digest=digest,
        parameters=mine,
        period_from=None,
        period_to=None,
        by=essay.author,
    )

    compile_now(digest)
    actions.tune_back(digest=digest, by=essay.author)

    run = Compile.objects.get()
    assert Parameters.from_dict(run.parameters) == mine
    assert digest.candidates.count() == 2
    digest.refresh_from_db()
    assert digest.parameters == {}


def test_a_cancelled_compile_shows_nothing_and_the_next_one_cleans_up(
    essay: Essay, digest: Digest
) -> None:
    for _ in range(3):
        factories.answer(factories.question(essay))

    def cancel(stage: str, done: int, total: int) -> None:
        if stage == "Writing the draft":
            raise JobCancelled

    with pytest.raises(JobCancelled):
        compile_now(digest, progress=cancel)
    assert not Candidate.objects.exists()
    assert not Compile.objects.finished().exists()

    compile_now(digest)

    assert Compile.objects.count() == 1
    assert Candidate.objects.count() == 3


def test_stages_are_told_apart_and_timed(essay: Essay, digest: Digest) -> None:
    for _ in range(7):
        factories.answer(factories.question(essay, text="One?"))

    result = compile_now(digest)

    assert list(result["stages"]) == [
        "Reading the answers",
        "Weighing the answers",
        "Comparing the answers",
        "Choosing",
        "Looking for groups",
        "Writing the draft",
    ]


def test_a_report_of_a_slip_becomes_a_correction_once(
    essay: Essay, digest: Digest
) -> None:
    report = factories.answer(factories.question(essay), body="Typo: “recieve”.")

    for _ in range(2):
        compile_now(digest)

    row = Correction.objects.get()
    assert (row.answer, row.state, row.essay) == (report, "reported", essay)
    assert not digest.candidates.exists()


def test_new_questions_by_readers_get_a_group_with_credit(
    essay: Essay, digest: Digest, reader: User
) -> None:
    reader.name = "Ada_Lovelace"
    reader.save()
    asked = factories.question(essay, text="What of [looms]?", proposed_by=reader)
    factories.proposal(
        essay,
        proposed_by=reader,
        status="accepted",
        question=asked,
        decided_by=essay.author,
        decided_at=NOW,
    )
    factories.proposal(essay)
    factories.answer(factories.question(essay))

    compile_now(digest)

    group = digest.groups.get(kind="new questions")
    assert group.heading == "New questions from readers"
    document = actions.publish(digest=digest, by=essay.author, at=NOW).document
    told = document["groups"][-1]
    assert told["heading"] == "New questions from readers"
    assert asked.get_absolute_url() in told["lead_in"]
    assert "Ada" in told["lead_in"]


def test_the_group_of_new_questions_outlives_the_last_quotation(
    essay: Essay, digest: Digest, reader: User
) -> None:
    asked = factories.question(essay, proposed_by=reader)
    factories.proposal(
        essay,
        proposed_by=reader,
        status="accepted",
        question=asked,
        decided_by=essay.author,
        decided_at=NOW,
    )
    factories.answer(asked)
    compile_now(digest)

    actions.unpick(item=digest.items.get(), by=essay.author)

    assert [group.kind for group in digest.groups.all()] == ["new questions"]


def test_without_new_questions_there_is_no_such_group(
    essay: Essay, digest: Digest
) -> None:
    factories.answer(factories.question(essay))

    compile_now(digest)

    assert not digest.groups.filter(kind="new questions").exists()


def test_parameters_that_were_spoiled_in_the_database_stop_a_compile(
    essay: Essay, digest: Digest
) -> None:
    Digest.objects.update(parameters={"limit": 0})

    with pytest.raises(BadParameters):
        compile_now(digest)


def test_an_answer_that_vanishes_while_the_compile_notes_it_is_left_out(
    essay: Essay, digest: Digest
) -> None:
    question = factories.question(essay)
    for _ in range(7):
        factories.answer(question)

    def delete_one(stage: str, done: int, total: int) -> None:
        if stage == "Noting what was passed over":
            last = Answer.objects.order_by("-pk").first()
            last.revisions.all().delete()
            last.delete()

    compile_now(digest, progress=delete_one)

    assert Passed.objects.count() + Candidate.objects.count() == 6
