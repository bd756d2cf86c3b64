"""How it chooses, what it passed over, stars and themes, as an editor uses them."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.models import Compile, Digest, Star
from apps.digest.parameters import Parameters
from apps.questions.models import Essay, Question
from tests import factories
from tests.digest.test_themes import GRID
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def essay(author: User) -> Essay:
    return factories.essay(author)


@pytest.fixture
def digest(essay: Essay) -> Digest:
    """Compiled: seven answers to one question, so that two are passed over."""
    question = factories.question(essay)
    for helpful in range(7):
        factories.votes(factories.answer(question), helpful=helpful)
    factories.answer(question, body="Thank you, great essay!")
    factories.answer(question, body="https://example.org/a")
    factories.answer(question, body="Typo in line two.")
    return compiled(essay)


def compiled(essay: Essay) -> Digest:
    digest = actions.start_digest(essay=essay, by=essay.author, at=NOW)
    actions.compile_draft(digest=digest, at=NOW, progress=lambda *_: None)
    return Digest.objects.in_context().get(pk=digest.pk)


def address(name: str, digest: Digest) -> str:
    return reverse(f"desk:{name}", args=[digest.public_id])


def passed_over(digest: Digest, kind: str = "") -> Answer:
    return Compile.objects.get(digest=digest).passed.filter(kind=kind)[0].answer


def test_the_table_of_weights_is_shown_with_what_each_means(
    digest: Digest, author: User, as_: As
) -> None:
    page = as_(author).get(address("parameters", digest)).content.decode()

    assert "first 7 days" in page
    assert "An editor has starred it" in page
    assert 'value="30"' in page
    assert "gives it nothing and takes nothing away" in page


def filled(**changes: object) -> dict[str, object]:
    usual = Parameters()
    weights = {
        f"weight_{name.replace(' ', '_')}": value
        for name, value in usual.weights.items()
    }
    limits = {
        name: getattr(usual, name)
        for name in ("per_author", "per_question", "per_section", "limit", "novelty")
    }
    return {"period_from": "", "period_to": "", **weights, **limits, **changes}


def test_weights_and_period_are_changed_and_one_button_brings_the_usual_back(
    digest: Digest, author: User, as_: As
) -> None:
    client, url = as_(author), address("parameters", digest)

    client.post(url, filled(weight_star=99, limit=5, period_from="2026-01-01"))

    digest.refresh_from_db()
    assert Parameters.from_dict(digest.parameters).weights["star"] == 99
    assert digest.period_from.date().isoformat() == "2026-01-01"
    assert "Changed for this digest" in client.get(url).content.decode()

    client.post(url, {"usual": "1"})

    digest.refresh_from_db()
    assert (digest.parameters, digest.period_from) == ({}, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"weight_helpful": -1},
        {"weight_helpful": 5000},
        {"weight_helpful": "nan"},
        {"limit": 0},
        {"limit": "many"},
        {"period_from": "2026-02-01", "period_to": "2026-01-01"},
        {"period_from": "soon"},
    ],
)
def test_what_cannot_be_meant_is_refused_and_what_was_typed_stays(
    digest: Digest, author: User, as_: As, changes: dict[str, object]
) -> None:
    page = as_(author).post(address("parameters", digest), filled(**changes))

    assert page.status_code == 200
    for typed in changes.values():
        assert f'value="{typed}"' in page.content.decode()
    digest.refresh_from_db()
    assert digest.parameters == {}


def test_every_answer_passed_over_says_why_and_against_which(
    digest: Digest, author: User, as_: As
) -> None:
    page = as_(author).get(address("passed", digest)).content.decode()

    assert page.count('<article class="candidate"') == 2
    assert "Its question has 5 in already, better rated" in page
    assert "Ranked 7 of 7 for its question" in page


@pytest.mark.parametrize("kind", ["praise", "links", "typo"])
def test_each_kind_has_a_tray(digest: Digest, author: User, as_: As, kind: str) -> None:
    page = as_(author).get(address("passed", digest), {"tray": kind}).content.decode()

    assert page.count('<article class="candidate"') == 1
    assert passed_over(digest, kind).public_id in page


@pytest.mark.parametrize("of", ["answer", "question"])
def test_why_not_this_one(digest: Digest, author: User, as_: As, of: str) -> None:
    answer = passed_over(digest)
    asked = answer.public_id if of == "answer" else answer.question.public_id

    page = as_(author).get(address("passed", digest), {"of": asked}).content.decode()

    assert f"c-{answer.public_id}" in page
    assert page.count('<article class="candidate"') == (1 if of == "answer" else 5)


@pytest.mark.parametrize("query", ["?of=nowhere", "?tray=odd", "?after=x"])
def test_an_odd_question_gets_an_answer(
    digest: Digest, author: User, as_: As, query: str
) -> None:
    page = as_(author).get(address("passed", digest) + query)

    assert page.status_code == 200


def test_before_the_first_compile_the_page_says_so(
    essay: Essay, author: User, as_: As
) -> None:
    page = as_(author).get(address("passed", factories.digest(essay)))

    assert "Not compiled yet" in page.content.decode()


def test_the_list_goes_on_where_it_stopped(essay: Essay, author: User, as_: As) -> None:
    question = factories.question(essay)
    for _ in range(40):
        factories.answer(question)
    digest = compiled(essay)
    client = as_(author)

    first = client.get(address("passed", digest)).content.decode()
    rest = client.get(
        address("passed", digest) + "?tray=&of=&after=25"
    ).content.decode()

    assert "after=25" in first
    assert first.count('<article class="candidate"') == 25
    assert rest.count('<article class="candidate"') == 10


def test_the_page_costs_the_same_for_more_rows(
    essay: Essay, author: User, as_: As, growth: Callable[..., int]
) -> None:
    question = factories.question(essay)
    for _ in range(8):
        factories.answer(question)
    digest = compiled(essay)

    def add() -> None:
        for _ in range(12):
            factories.answer(question)
        compiled(essay)

    growth(address("passed", digest), add, as_(author))


def test_the_board_costs_the_same_for_more_candidates(
    essay: Essay, author: User, as_: As, growth: Callable[..., int]
) -> None:
    for _ in range(14):
        question = factories.question(essay)
        for helpful in (1, 2):
            factories.votes(factories.answer(question), helpful=helpful)
    digest = compiled(essay)

    def add() -> None:
        for _ in range(10):
            question = factories.question(essay)
            for helpful in (1, 2):
                factories.votes(factories.answer(question), helpful=helpful)
        compiled(essay)

    growth(address("board", digest), add, as_(author))


def test_an_answer_that_was_passed_over_is_put_into_the_tray_once(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = passed_over(digest), as_(author)

    for _ in range(2):
        client.post(
            address("offer", digest), {"answer": answer.public_id, "from": "passed"}
        )

    row = digest.candidates.get(answer=answer)
    assert row.state == "new"
    assert row.reasons[0] == "An editor put it here"
    assert "In the tray" in client.get(address("passed", digest)).content.decode()


@pytest.mark.parametrize("name", ["offer", "star"])
def test_one_stays_where_one_was_among_those_passed_over(
    digest: Digest, author: User, as_: As, name: str
) -> None:
    client, where = as_(author), {"tray": "praise", "of": "", "after": "0"}
    answer = passed_over(digest, "praise").public_id
    page = client.get(address("passed", digest), where).content.decode()
    assert '<input type="hidden" name="tray" value="praise">' in page

    sent = {"answer": answer, "from": "passed", **where}
    back = client.post(address(name, digest), sent)

    assert back["Location"] == (
        f"{address('passed', digest)}?tray=praise&of=&after=#c-{answer}"
    )


def test_where_one_was_may_be_told_oddly(digest: Digest, author: User, as_: As) -> None:
    odd = {"from": "passed", "tray": "//evil", "of": "a&b=c#d" * 9, "after": "-1"}

    back = as_(author).post(
        address("offer", digest), {"answer": passed_over(digest).public_id, **odd}
    )

    place = address("passed", digest)
    assert back["Location"].startswith(f"{place}?tray=&of=a%26b%3Dc&after=#")


@pytest.mark.parametrize("changes", [{"credit": "none"}, {"status": "hidden"}])
def test_what_may_not_be_quoted_is_not_put_into_the_tray(
    digest: Digest, author: User, as_: As, changes: dict[str, str]
) -> None:
    answer = passed_over(digest)
    Answer.objects.filter(pk=answer.pk).update(**changes)

    as_(author).post(address("offer", digest), {"answer": answer.public_id})

    assert not digest.candidates.filter(answer=answer).exists()


def test_an_answer_of_another_essay_is_none_of_this_digest(
    digest: Digest, author: User, as_: As
) -> None:
    elsewhere = factories.answer()

    for name in ("offer", "star"):
        page = as_(author).post(address(name, digest), {"answer": elsewhere.public_id})
        assert page.status_code == 404
    assert not Star.objects.exists()


def test_a_star_is_set_and_taken_away_from_the_board(
    digest: Digest, author: User, as_: As
) -> None:
    answer, client = digest.candidates.filter(state="new")[0].answer, as_(author)
    url = address("star", digest)

    for _ in range(2):
        client.post(url, {"answer": answer.public_id})
    assert Star.objects.get().answer == answer
    assert "★ Starred" in client.get(address("board", digest)).content.decode()

    for _ in range(2):
        client.post(url, {"answer": answer.public_id, "off": "1"})
    assert not Star.objects.exists()


def test_a_star_is_an_editors_pick_to_every_reader(
    digest: Digest, author: User, as_: As, client: Client
) -> None:
    answer = digest.candidates.filter(state="new")[0].answer
    pages = [answer.get_absolute_url(), answer.question.get_absolute_url()]
    before = {page: client.get(page) for page in pages}

    actions.star(digest=digest, answer=answer, by=author, at=NOW)

    for page, old in before.items():
        new = client.get(page, headers={"If-None-Match": old["ETag"]})
        assert "Editor’s pick" not in old.content.decode()
        assert new.content.decode().count("Editor’s pick") == 1

    actions.unstar(digest=digest, answer=answer, by=author)
    assert "Editor’s pick" not in client.get(pages[0]).content.decode()


def test_a_star_from_before_readers_saw_stars_is_seen_as_well(
    digest: Digest, author: User, client: Client
) -> None:
    starred, other = factories.answer(), factories.answer()
    Star.objects.create(answer=starred, starred_by=author, starred_at=NOW)
    page = starred.question.get_absolute_url()
    old = client.get(page)
    migration = import_module("apps.digest.migrations.0011_earlier_stars_are_seen")

    for _ in range(2):
        migration.show_stars(apps, None)

    new = client.get(page, headers={"If-None-Match": old["ETag"]})
    assert "Editor’s pick" in new.content.decode()
    other.refresh_from_db()
    assert not other.is_pick


def test_starring_what_is_starred_renews_no_page(digest: Digest, author: User) -> None:
    answer = digest.candidates.filter(state="new")[0].answer
    actions.star(digest=digest, answer=answer, by=author, at=NOW)
    before = Question.objects.get(pk=answer.question_id).version

    actions.star(digest=digest, answer=answer, by=author, at=NOW)

    assert Question.objects.get(pk=answer.question_id).version == before


def themed(essay: Essay) -> Digest:
    for text in GRID:
        answer = factories.answer(factories.question(essay), body=text)
        factories.votes(answer, helpful=3)
    for _ in range(3):
        factories.answer(factories.question(essay))
    return compiled(essay)


def test_a_theme_becomes_a_group_with_its_answers_in_it(
    essay: Essay, author: User, as_: As
) -> None:
    digest, client = themed(essay), as_(author)
    page = client.get(address("board", digest)).content.decode()
    assert "3 answers that share the words “grid”, “permits”" in page
    assert "Without transformers the grid cannot take" in page
    quoted = set(digest.items.values_list("answer", flat=True))

    for _ in range(2):
        client.post(
            address("theme", digest), {"compile": 1, "place": 0, "heading": "Wires"}
        )

    group = digest.groups.get(kind="theme")
    assert group.heading == "Wires"
    assert group.items.count() == 3
    assert quoted <= set(digest.items.values_list("answer", flat=True))
    assert not digest.groups.filter(items=None).exists()


@pytest.mark.parametrize(
    "form", [{"compile": 9, "place": 0}, {"compile": 1, "place": 7}]
)
def test_a_suggestion_that_is_gone_says_so(
    essay: Essay, author: User, as_: As, form: dict[str, int]
) -> None:
    digest = themed(essay)

    sent = {**form, "heading": "Wires"}
    page = as_(author).post(address("theme", digest), sent, follow=True)

    assert "The suggestions have changed since" in page.content.decode()
    assert not digest.groups.filter(kind="theme").exists()


def test_a_theme_needs_a_heading_of_the_editors(
    essay: Essay, author: User, as_: As
) -> None:
    digest = themed(essay)

    sent = {"compile": 1, "place": 0, "heading": " "}
    page = as_(author).post(address("theme", digest), sent, follow=True)

    assert "A group needs a heading." in page.content.decode()
    assert not digest.groups.filter(kind="theme").exists()


def test_a_theme_without_enough_that_may_be_quoted_is_not_offered(
    essay: Essay, author: User, as_: As
) -> None:
    digest = themed(essay)
    Answer.objects.filter(body=GRID[0]).update(credit="none")

    page = as_(author).get(address("board", digest)).content.decode()

    assert "Groups across questions" not in page


def test_no_suggestion_is_a_bad_request(digest: Digest, author: User, as_: As) -> None:
    assert as_(author).post(address("theme", digest), {}).status_code == 400


def test_why_an_answer_is_not_among_those_passed_over(
    digest: Digest, author: User, as_: As
) -> None:
    client, url = as_(author), address("passed", digest)

    def why(asked: str) -> str:
        return client.get(url, {"of": asked}).content.decode()

    item, waiting = digest.items.first(), digest.candidates.filter(state="new").first()
    site = "https://aiq.example/a"
    elsewhere = factories.answer(factories.question(factories.essay(author)))
    own = factories.answer(item.answer.question, author=author)
    late = factories.answer(item.answer.question, created_at=NOW + timedelta(days=9))

    assert "There is no such answer" in why("banana split")
    assert "It is in the draft." in why(f"{site}/{item.answer.public_id}/")
    if waiting:
        assert "It is in the tray, to be looked at." in why(waiting.answer.public_id)
    assert "It answers another essay" in why(f"/a/{elsewhere.public_id}/#thread")
    assert "It is by the essay’s author." in why(own.public_id)
    assert "It came in after the last compile." in why(late.public_id)
    Answer.objects.filter(pk=late.pk).update(status="hidden")
    assert "A moderator hid this answer." in why(late.public_id)
