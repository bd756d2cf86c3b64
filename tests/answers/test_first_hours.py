"""Fair first hours: new answers take turns at the top, and their scores stay hidden."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.answers import actions, turns
from apps.answers.models import Answer, Milestone
from apps.answers.question_page import PAGE_SIZE
from apps.questions.models import Essay, Question
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
LATER = NOW + timedelta(hours=2)
FRESH = {"fresh_until": NOW + timedelta(hours=24)}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


def listed(client: Client, url: str) -> list[str]:
    page = client.get(url).content.decode()
    return re.findall(r'<article class="answer" id="a-(\w+)"', page)


def visitor(number: int) -> Client:
    """A stranger with an address of their own."""
    return Client(REMOTE_ADDR=f"10.0.0.{number}")


def whole(client: Client, asked: Question) -> list[str]:
    """Every answer that the pages list, in their order."""
    seen: list[str] = []
    url = asked.get_absolute_url()
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'<article class="answer" id="a-(\w+)"', page)
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        further = following[1].replace("&amp;", "&") if following else ""
        url = f"{asked.get_absolute_url()}{further}" if further else ""
    return seen


def test_an_answer_is_new_until_its_hours_are_over(reader, rival):
    asked = factories.question()

    row = actions.post_answer(
        question=asked, by=reader, body="I think so.", form_key="a", at=NOW
    )

    assert row.fresh_until == NOW + timedelta(hours=asked.essay.fresh_hours)
    assert row.is_fresh_at(NOW)
    assert not row.is_fresh_at(row.fresh_until)


def test_enough_votes_end_it_and_taking_one_back_does_not_begin_it_again():
    row = factories.answer(factories.question(), **FRESH)
    voters = [factories.person() for _ in range(5)]

    for number, voter in enumerate(voters):
        assert Answer.objects.get(pk=row.pk).is_fresh, number
        actions.cast_vote(
            answer=row, by=voter, axis="helpful", is_up=bool(number % 2), at=LATER
        )
    actions.cast_vote(answer=row, by=voters[0], axis="helpful", is_up=None, at=LATER)

    assert not Answer.objects.get(pk=row.pk).is_fresh


def test_agreement_does_not_end_it():
    row = factories.answer(factories.question(), **FRESH)

    for _ in range(6):
        actions.cast_vote(
            answer=row, by=factories.person(), axis="agree", is_up=True, at=LATER
        )

    assert Answer.objects.get(pk=row.pk).is_fresh


def test_what_waited_for_a_moderator_is_new_when_it_is_shown(newcomer, moderator):
    row = actions.post_answer(
        question=factories.question(), by=newcomer, body="Yes.", form_key="a", at=NOW
    )
    assert row.fresh_until is None
    shown_at = NOW + timedelta(days=3)

    actions.approve(answer=row, by=moderator, at=shown_at)

    row.refresh_from_db()
    assert row.fresh_until == shown_at + timedelta(hours=24)


@pytest.mark.parametrize("who", ["stranger", "reader"])
def test_scores_of_new_answers_are_nowhere(client, as_, reader, who):
    asked = factories.question()
    counts = {"helpful_count": 471, "agree_count": 472, "disagree_count": 473}
    writer = factories.person("writer")
    row = factories.answer(asked, writer, **counts, **FRESH)
    visits = client if who == "stranger" else as_(reader)

    for url in (
        *(asked.get_absolute_url(), row.get_absolute_url(), "/", "/p/writer/"),
        *(f"{asked.get_absolute_url()}answers.{kind}" for kind in ("atom", "json")),
        "/search/?q=" + row.body.split()[0],
    ):
        text = visits.get(url).content.decode()
        assert not re.search(r"\b47[123]\b", text), url


def test_they_are_told_once_its_hours_are_over(client, clock):
    asked = factories.question()
    row = factories.answer(
        asked, factories.person("writer"), helpful_count=471, **FRESH
    )
    urls = [asked.get_absolute_url(), row.get_absolute_url(), "/", "/p/writer/"]
    tags = {url: client.get(url)["ETag"] for url in urls}

    clock.move_to(FRESH["fresh_until"])

    for url, tag in tags.items():
        response = client.get(url, headers={"If-None-Match": tag})
        assert response.status_code == 200, url
        assert "471" in response.content.decode(), url


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
def test_the_feeds_of_scores_wait_for_it_too(client, clock, kind):
    row = factories.answer(factories.question(), body="Quick to rise.", **FRESH)
    Milestone.objects.create(answer=row, score=5, passed_at=LATER)
    before = client.get(f"/helpful-5.{kind}")

    clock.move_to(FRESH["fresh_until"])
    after = client.get(
        f"/helpful-5.{kind}", headers={"If-Modified-Since": before["Last-Modified"]}
    )

    assert "Quick to rise." not in before.content.decode()
    assert "Quick to rise." in after.content.decode()


def test_a_vote_on_a_new_answer_is_kept_and_tells_no_score(as_, reader):
    row = factories.answer(factories.question(), helpful_count=471, **FRESH)

    page = as_(reader).post(
        f"/a/{row.public_id}/vote/",
        {"axis": "helpful", "value": "up"},
        headers={"HX-Request": "true"},
    )

    assert 'aria-pressed="true">Helpful</button>' in page.content.decode()


def test_new_answers_stand_above_the_settled_and_the_rest_below(client):
    asked = factories.question()
    settled = factories.answer(asked, helpful_bound=0.9)
    unrated = factories.answer(asked, helpful_bound=0.0)
    new = {
        factories.answer(asked, helpful_bound=0.99, **FRESH).public_id
        for _ in range(turns.AT_THE_TOP + 2)
    }

    order = listed(client, asked.get_absolute_url())

    top, rest = order[: turns.AT_THE_TOP], order[turns.AT_THE_TOP :]
    assert set(top) < new
    assert rest[:2] == [settled.public_id, unrated.public_id]
    assert set(rest[2:]) == new - set(top)


def test_the_same_visitor_sees_the_same_order(as_, reader):
    asked = factories.question()
    for _ in range(7):
        factories.answer(asked, **FRESH)
    url = asked.get_absolute_url()

    for client in (visitor(7), as_(reader)):
        assert listed(client, url) == listed(client, url)


def test_each_new_answer_is_first_for_about_as_many_visitors():
    for size in range(1, 30):
        firsts = Counter(
            turns.at_the_top(range(size), bucket=bucket, at=NOW)[0]
            for bucket in range(turns.BUCKETS)
        )
        each = [firsts[one] for one in range(size)]
        assert max(each) - min(each) <= 1, size


def test_over_the_hours_every_new_answer_is_first_as_often():
    firsts = Counter(
        turns.at_the_top(range(30), bucket=bucket, at=NOW + timedelta(hours=hour))[0]
        for bucket in range(turns.BUCKETS)
        for hour in range(30)
    )

    assert set(firsts.values()) == {turns.BUCKETS}


def test_visitors_are_spread_over_the_buckets():
    dealt = Counter(
        turns.bucket_of(f"10.0.{n % 256}.{n // 256} Browser", salt="s")
        for n in range(4000)
    )

    assert len(dealt) == turns.BUCKETS
    assert max(dealt.values()) < 1.3 * min(dealt.values())


@pytest.mark.parametrize("fresh", [0, 3, 5, 6, 40])
def test_pages_go_on_without_gap_or_repeat(client, fresh):
    asked = factories.question()
    for number in range(PAGE_SIZE + 4):
        factories.answer(asked, helpful_bound=number % 3 / 10)
    for number in range(fresh):
        at = NOW + timedelta(minutes=number % 5)
        factories.answer(asked, helpful_bound=0.5, created_at=at, **FRESH)

    seen = whole(client, asked)

    assert len(seen) == len(set(seen)) == PAGE_SIZE + 4 + fresh


def test_what_happens_between_two_pages_makes_no_answer_come_twice_or_not_at_all(
    client, clock
):
    asked = factories.question()
    for _ in range(PAGE_SIZE + 4):
        factories.answer(asked)
    new = [factories.answer(asked, **FRESH) for _ in range(7)]
    first = client.get(asked.get_absolute_url()).content.decode()
    seen = re.findall(r'<article class="answer" id="a-(\w+)"', first)
    further = re.search(r'href="(\?[^"]+)" rel="next"', first)[1].replace("&amp;", "&")

    # The hours of all of them are over, and another one has come.
    clock.move_to(FRESH["fresh_until"] + timedelta(hours=3))
    late = factories.answer(
        asked, created_at=timezone.now(), fresh_until=timezone.now() + timedelta(1)
    )
    seen += listed(client, asked.get_absolute_url() + further)

    assert len(seen) == len(set(seen))
    assert {row.public_id for row in [*new, late]} <= set(seen)


@pytest.mark.parametrize("said", ["x", "1.", "1.a.b.c.d.e.f", "-5", "9" * 20, "²"])
def test_a_turn_that_is_not_there_is_not_found(client, said):
    response = client.get(factories.question().get_absolute_url() + f"?shown={said}")

    assert response.status_code == 404


def test_a_page_with_turns_is_for_any_cache_that_asks_again(client):
    asked = factories.question()
    for _ in range(3):
        factories.answer(asked, **FRESH)
    url = asked.get_absolute_url()

    pages = {}
    for number in range(40):
        response = visitor(number).get(url)
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert not response.cookies
        pages.setdefault(response["ETag"], set()).add(response.content)

    # One tag, one page; and no more of them than there are buckets.
    assert {len(bodies) for bodies in pages.values()} == {1}
    assert 1 < len(pages) <= turns.BUCKETS
    again = visitor(1).get(url, headers={"If-None-Match": visitor(1).get(url)["ETag"]})
    assert again.status_code == 304


def test_without_new_answers_there_is_one_page_for_all():
    asked = factories.question()
    factories.answer(asked)

    tags = {visitor(n).get(asked.get_absolute_url())["ETag"] for n in range(20)}

    assert len(tags) == 1


def test_more_new_answers_cost_no_more_queries(client, growth):
    asked = factories.question()

    def add(number: int) -> None:
        for _ in range(number):
            factories.answer(asked, **FRESH)
        Question.objects.filter(pk=asked.pk).update(version=number)

    add(6)
    assert growth(asked.get_absolute_url(), lambda: add(40), client) == 15


def test_an_editor_turns_it_off_and_all_scores_show(client, as_, author):
    essay = factories.essay(author)
    row = factories.answer(factories.question(essay), helpful_count=471, **FRESH)
    page = as_(author).get(f"/e/{essay.slug}/first-hours/").content.decode()
    assert "until it has 5 votes or is 24 hours old" in page

    response = as_(author).post(
        f"/e/{essay.slug}/first-hours/", {"votes": "0", "hours": "24"}, follow=True
    )

    assert "Off: scores show from the first vote" in response.content.decode()
    assert "471" in client.get(row.question.get_absolute_url()).content.decode()
    assert Essay.objects.get(pk=essay.pk).fresh_until(NOW) is None


def test_setting_what_is_set_renews_no_page(author):
    essay = factories.essay(author)

    actions.set_first_hours(essay=essay, by=author, votes=5, hours=24)

    assert Essay.objects.get(pk=essay.pk).version == essay.version


@pytest.mark.parametrize(
    "typed", [{"votes": "-1", "hours": "1"}, {"votes": "x"}, {"votes": 1, "hours": 337}]
)
def test_numbers_that_make_no_sense_are_refused_and_kept(as_, author, typed):
    essay = factories.essay(author)

    response = as_(author).post(f"/e/{essay.slug}/first-hours/", typed)

    assert response.status_code == 422
    assert f'value="{typed["votes"]}"' in response.content.decode()
    assert Essay.objects.get(pk=essay.pk).fresh_votes == 5


@pytest.mark.parametrize("role", ["", "reader", "moderator"])
def test_first_hours_are_the_editors_to_set(client, as_, role):
    essay = factories.essay()
    visits = as_(factories.person(role=role)) if role else client

    response = visits.post(
        f"/e/{essay.slug}/first-hours/", {"votes": "0", "hours": "0"}
    )

    assert response.status_code in (302, 403, 404)
    assert Essay.objects.get(pk=essay.pk).fresh_votes == 5
