"""Every feed of the site: valid with hostile content, cheap, paged, the same for all."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.answers import actions
from apps.digest.actions import publish
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW
from tests.site.feed_rules import ATOM, faults
from tests.site.routes import ROUTES

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
KINDS = ("atom", "rss", "json")
FEEDS = [name for name in ROUTES if name.endswith("_feed")]
OPML = ["site_opml", "essay_opml"]
HOSTILE = [
    "\x0b\x08 &<>\"' ]]> </title> &#x202e; \u202eevil\u2066 \ufffe",
    "😀 " + "字" * 60 + " " + "x" * 120,
    "<script>alert(1)</script> {{ 7|add:7 }} <!--",
]


@pytest.fixture
def reader(db: None) -> User:
    """Somebody who has written nothing yet, and whom nobody reviews."""
    return factories.person("reader", role="moderator")


@pytest.fixture
def asked(author: User, reader: User) -> Question:
    """A question under hostile names everywhere, with answers that passed scores."""
    essay = factories.essay(
        author, slug="hostile", title=HOSTILE[0], subtitle=HOSTILE[2]
    )
    outer = factories.section(essay, title=HOSTILE[1])
    inner = factories.section(essay, title=HOSTILE[2], parent=outer, public_id="inner")
    asked = factories.question(
        essay, HOSTILE[2], section=inner, public_id="asked", headline=HOSTILE[0]
    )
    factories.question(essay, HOSTILE[1], section=inner, headline=HOSTILE[1])
    asked.tags.add("chips")
    factories.consideration(asked, HOSTILE[0], kind="quote", source=HOSTILE[2])
    User.objects.filter(pk=reader.pk).update(name="\u202eEvil & <Co>", bio=HOSTILE[0])
    reader.refresh_from_db()
    for number, body in enumerate([*HOSTILE, "[here](/q/asked/) *so*"]):
        answer = factories.answer(
            asked, reader, body, created_at=NOW + timedelta(hours=number)
        )
        reply = factories.answer(parent=answer, author=reader, body=body)
        answer.milestones.create(score=5, passed_at=NOW)
        factories.answer(parent=reply, body=body, status="hidden")
    for status in ("held", "hidden", "withdrawn"):
        factories.answer(asked, reader, "MARKER", status=status)
    factories.proposal(
        essay,
        text=HOSTILE[0],
        proposed_by=reader,
        status="accepted",
        question=asked,
        decided_by=author,
        decided_at=NOW,
    )
    factories.proposal(essay, text="MARKER", proposed_by=reader)
    digest = factories.digest(essay, title=HOSTILE[0], intro=HOSTILE[2])
    factories.item(digest, answer, lead_in=HOSTILE[0])
    publish(digest=digest, by=author, at=NOW)
    return asked


def address(name: str, kind: str = "atom") -> str:
    keys: dict[str, list[object]] = {
        "questions_feed": ["hostile"],
        "essay_answers_feed": ["hostile"],
        "essay_highlights_feed": ["hostile"],
        "proposals_feed": ["hostile"],
        "unanswered_feed": ["hostile"],
        "contested_feed": ["hostile"],
        "answers_feed": ["asked"],
        "section_questions_feed": ["inner"],
        "section_answers_feed": ["inner"],
        "tag_questions_feed": ["chips"],
        "tag_answers_feed": ["chips"],
        "person_answers_feed": ["reader"],
        "helpful_feed": [5],
        "essay_helpful_feed": ["hostile", 5],
        "essay_opml": ["hostile"],
    }
    args = keys.get(name, [])
    return reverse(name, args=args if name in OPML else [*args, kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_is_valid_with_hostile_content(
    client: Client, asked: Question, kind: str
) -> None:
    wrong = {}
    for name in FEEDS:
        url = address(name, kind)
        response = client.get(url)
        assert response.status_code == 200, url
        if found := faults(kind, response.content, SITE + url):
            wrong[url] = found
        # Nothing here divides readers.
        assert name == "contested_feed" or b"urn:uuid:" in response.content, url
        assert b"MARKER" not in response.content, url
        if kind == "json":
            for item in json.loads(response.content)["items"]:
                assert "<script" not in item["content_html"], url

    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_is_valid_with_nothing_in_it(client: Client, kind: str) -> None:
    factories.essay(slug="hostile")
    section = factories.section(factories.essay(), public_id="inner")
    factories.question(section.essay, public_id="asked").tags.add("chips")
    Question.objects.update(status="retired")
    factories.person("reader")

    for name in FEEDS:
        url = address(name, kind)
        if name == "person_answers_feed":  # nobody learns who is here
            assert client.get(url).status_code == 404
            continue
        assert faults(kind, client.get(url).content, SITE + url) == [], url


@pytest.mark.parametrize("name", OPML)
def test_the_lists_of_subscriptions_are_valid(
    client: Client, asked: Question, name: str
) -> None:
    url = address(name)
    response = client.get(url)

    assert faults("opml", response.content, SITE + url) == []
    assert b"/q/asked/answers.atom" in response.content
    kept = client.get(url, headers={"If-None-Match": response["ETag"]})
    assert kept.status_code == 304


def test_the_rules_catch_planted_faults() -> None:
    bad = {
        "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
        "rss": b'<rss version="2.0"><channel><item/></channel></rss>',
        "json": b'{"version": "https://jsonfeed.org/version/1", "items": [{}]}',
        "opml": b'<opml version="2.0"><head/><body><outline/></body></opml>',
    }

    for kind, body in bad.items():
        assert faults(kind, body, "http://x/"), kind
    with pytest.raises(Exception, match="not well-formed"):
        faults("atom", b"<feed>\x0b</feed>", "http://x/")


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_feed_is_kept_and_costs_little(
    client: Client, asked: Question, kind: str
) -> None:
    for name in FEEDS:
        url = address(name, kind)
        first = client.get(url)

        with CaptureQueriesContext(connection) as seen:
            by_tag = client.get(url, headers={"If-None-Match": first["ETag"]})
        by_date = client.get(url, headers={"If-Modified-Since": first["Last-Modified"]})

        assert (by_tag.status_code, by_date.status_code) == (304, 304), url
        assert len(seen) <= 4, url
        assert not first.cookies
        assert "Cookie" not in first.get("Vary", "")
        assert "public" in first["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in FEEDS if "answers" in name])
def test_a_withdrawn_answer_leaves_every_feed_at_once(
    client: Client, asked: Question, reader: User, name: str
) -> None:
    url = address(name)
    gone = asked.answers.filter(parent=None).visible().first()
    before = client.get(url)
    actions.withdraw(answer=gone, by=reader, at=NOW + timedelta(days=30))

    for headers in (
        {"If-None-Match": before["ETag"]},
        {"If-Modified-Since": before["Last-Modified"]},
    ):
        after = client.get(url, headers=headers)
        assert after.status_code == 200
        assert gone.get_absolute_url() not in after.content.decode()


@pytest.mark.parametrize("name", ["answers_feed", "helpful_feed", "questions_feed"])
def test_a_long_list_is_read_to_its_end_page_by_page(
    client: Client, asked: Question, name: str
) -> None:
    for number in range(120):
        at = NOW - timedelta(minutes=number // 3)
        if name == "questions_feed":
            factories.question(asked.essay, created_at=at)
        else:
            answer = factories.answer(asked, created_at=at)
            answer.milestones.create(score=5, passed_at=at)
    total = 122 if name == "questions_feed" else 124 + 4 * (name == "answers_feed")

    seen: list[str] = []
    url = address(name, "json")
    while url:
        page = json.loads(client.get(url.removeprefix(SITE)).content)
        assert faults("json", json.dumps(page).encode(), page["feed_url"]) == []
        seen += [item["id"] for item in page["items"]]
        url = page.get("next_url", "")

    assert len(seen) == len(set(seen)) == total
    root = ElementTree.fromstring(client.get(address(name)).content)
    assert root.find(f"{ATOM}link[@rel='next']") is not None


@pytest.mark.parametrize(
    "before", ["", "x", "1", "1-2-3", "-1-1", "9" * 30 + "-1", "1-" + "9" * 30, "²-1"]
)
def test_a_place_that_is_none_is_not_found(client: Client, before: str) -> None:
    response = client.get("/answers.atom", {"before": before})

    assert response.status_code == 404


def test_a_format_that_we_do_not_write_is_not_found(
    client: Client, asked: Question
) -> None:
    for name in FEEDS:
        assert client.get(address(name, "exe")).status_code == 404, name


def test_a_score_that_we_do_not_keep_is_not_found(client: Client) -> None:
    assert client.get("/helpful-7.atom").status_code == 404


def test_what_is_not_published_is_in_no_feed(client: Client, asked: Question) -> None:
    asked.essay.published_at = None
    asked.essay.save()

    for name in FEEDS:
        if "highlights" not in name:
            response = client.get(address(name, "json"))
            is_gone = response.status_code == 404
            assert is_gone or json.loads(response.content)["items"] == [], name


def test_feeds_of_forty_take_as_many_queries_as_feeds_of_two(
    client: Client, asked: Question, reader: User
) -> None:
    def counted() -> dict[str, int]:
        counts = {}
        for name in FEEDS:
            with CaptureQueriesContext(connection) as seen:
                client.get(address(name))
            counts[name] = len(seen)
        return counts

    before = counted()
    for _ in range(20):
        other = factories.question(asked.essay, section=asked.section)
        other.tags.add("chips")
        factories.consideration(other)
        for to in (asked, other):
            answer = factories.answer(to, reader)
            answer.milestones.create(score=5, passed_at=NOW)
        factories.answer(parent=answer, author=reader)

    assert counted() == before


def test_an_answer_over_a_score_is_dated_by_when_it_passed_it(
    client: Client, reader: User
) -> None:
    answer = factories.answer(author=reader)
    later = NOW + timedelta(days=40)
    voters = [factories.person() for _ in range(6)]
    for voter in voters:
        actions.cast_vote(answer=answer, by=voter, axis="helpful", is_up=True, at=later)

    [item] = json.loads(client.get("/helpful-5.json").content)["items"]
    [known] = json.loads(client.get("/answers.json").content)["items"]
    assert item["date_published"] == "2026-06-13T12:00:00Z"
    assert known["date_published"] == "2026-05-04T12:00:00Z"
    assert item["id"] == known["id"]

    for voter in voters:
        actions.cast_vote(answer=answer, by=voter, axis="helpful", is_up=None, at=later)
    for voter in voters:
        actions.cast_vote(
            answer=answer,
            by=voter,
            axis="helpful",
            is_up=True,
            at=later + timedelta(days=1),
        )
    [again] = json.loads(client.get("/helpful-5.json").content)["items"]
    assert again == item


def test_a_persons_feed_holds_what_they_signed_alone(
    client: Client, reader: User
) -> None:
    for credit in ("name", "pseudonym", "anonymous", "none"):
        factories.answer(
            author=reader, body=f"By {credit}.", credit=credit, credit_name="Zed"
        )

    feed = client.get("/p/reader/answers.json").content.decode()

    assert "By name." in feed
    assert not any(f"By {c}." in feed for c in ("pseudonym", "anonymous", "none"))


def test_a_feed_shows_no_name_that_its_author_withheld(
    client: Client, reader: User, rival: User
) -> None:
    above = factories.answer(author=reader, body="Unquoted.", credit="none")
    factories.answer(parent=above, author=rival, body="But no.", credit="anonymous")

    [reply, first] = json.loads(
        client.get(f"/q/{above.question.public_id}/answers.json").content
    )["items"]

    assert reply["authors"] == first["authors"] == [{"name": "A reader"}]
    assert "reader" not in reply["content_html"].replace("A reader", "")
    assert "Unquoted" not in reply["content_html"]


def test_an_edit_does_not_bring_an_answer_back_to_the_top(
    client: Client, reader: User, rival: User
) -> None:
    old = factories.answer(author=reader)
    factories.answer(old.question, rival, created_at=NOW + timedelta(hours=1))
    actions.edit_answer(
        answer=old, by=reader, body="Anew.", seen=1, at=NOW + timedelta(days=9)
    )

    url = f"/q/{old.question.public_id}/answers.json"
    items = json.loads(client.get(url).content)["items"]

    assert [item["title"].split()[0] for item in items] == ["rival", "reader"]
    assert items[1]["date_published"] == "2026-05-04T12:00:00Z"
    assert items[1]["date_modified"] == "2026-05-13T12:00:00Z"


def test_pages_name_their_feeds(client: Client, asked: Question) -> None:
    pages = {
        "/": ["/highlights", "/answers", "/questions"],
        "/e/hostile/": ["/e/hostile/questions", "/e/hostile/answers"],
        "/q/asked/": ["/q/asked/answers"],
        "/t/chips/": ["/t/chips/answers", "/t/chips/questions"],
        "/highlights/": ["/highlights"],
        "/s/inner/": ["/s/inner/answers", "/s/inner/questions"],
        "/p/reader/": ["/p/reader/answers"],
    }

    for page, bases in pages.items():
        text = client.get(page).content.decode()
        for base in bases:
            for kind in KINDS:
                assert f'href="{base}.{kind}"' in text, (page, base, kind)
                assert client.get(f"{base}.{kind}").status_code == 200


def test_every_address_on_the_page_of_feeds_answers(
    client: Client, asked: Question
) -> None:
    page = client.get(reverse("feeds")).content.decode()

    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    feeds = {link for link in links if link.rsplit(".")[-1] in (*KINDS, "opml")}
    assert len(feeds) == 3 * (6 + 7) + 2
    for link in feeds:
        assert client.get(link).status_code == 200, link


def test_old_addresses_still_answer(client: Client, asked: Question) -> None:
    for address_of_old in (
        "/q/asked/answers.atom",
        "/q/asked/answers.rss",
        "/e/hostile/questions.atom",
        "/e/hostile/questions.rss",
        "/highlights.atom",
        "/e/hostile/highlights.rss",
    ):
        assert client.get(address_of_old).status_code == 200
