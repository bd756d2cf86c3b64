"""New questions of an essay, in a feed reader."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.questions.actions import accept
from apps.questions.models import Essay
from tests import factories
from tests.factories import NOW

ATOM = "/e/bridges/questions.atom"
RSS = "/e/bridges/questions.rss"
NS = {"a": "http://www.w3.org/2005/Atom"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def essay(author):
    return factories.essay(author, slug="bridges", title="Bridges")


def atom_ids(client) -> list[str]:
    feed = ET.fromstring(client.get(ATOM).content)
    return [entry.text for entry in feed.findall("a:entry/a:id", NS)]


def test_both_feeds_list_the_same_questions_newest_first(client, essay):
    factories.question(essay, "Who pays?", created_at=NOW - timedelta(days=2))
    factories.question(essay, "Who crosses?", created_at=NOW)
    factories.question(text="Is this of another essay?")

    atom = ET.fromstring(client.get(ATOM).content)
    rss = ET.fromstring(client.get(RSS).content)

    titles = ["Who crosses?", "Who pays?"]
    assert [e.text for e in atom.findall("a:entry/a:title", NS)] == titles
    assert [e.text for e in rss.findall("channel/item/title")] == titles


def test_an_entry_has_the_whole_question_in_its_section(client, essay):
    outer = factories.section(essay, title="Crossing")
    section = factories.section(essay, title="Ice", parent=outer)
    asked = factories.question(essay, "Who *pays*?", section=section)
    factories.consideration(asked, "Those who cross.", stance="for")
    factories.consideration(asked, "All flows.", kind="quote", source="Heraclitus")

    html = ET.fromstring(client.get(RSS).content).find(f"channel/item/{CONTENT}").text

    for piece in ("Crossing: Ice", "Who <em>pays</em>?", "For", "Heraclitus"):
        assert piece in html


def test_ids_are_unique_and_outlive_new_names(client, essay):
    for _ in range(3):
        factories.question(essay)
    before = atom_ids(client)

    Essay.objects.update(slug="spans", title="Spans", version=2)
    feed = ET.fromstring(client.get("/e/spans/questions.atom").content)

    assert len(set(before)) == 3
    assert [e.text for e in feed.findall("a:entry/a:id", NS)] == before


def test_the_feed_says_where_it_is_and_whose(client, essay, settings):
    settings.SITE_URL = "https://aiq.example"
    factories.question(essay)

    feed = ET.fromstring(client.get(ATOM).content)

    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NS)}
    assert links["self"] == "https://aiq.example/e/bridges/questions.atom"
    assert links["alternate"] == "https://aiq.example/e/bridges/"
    assert feed.find("a:entry/a:author/a:name", NS).text == str(essay.author)


def test_an_accepted_proposal_appears_under_its_readers_name(client, essay, author):
    rosa = factories.person("rosa", name="Rosa")
    proposal = factories.proposal(essay, proposed_by=rosa)
    tag = client.get(ATOM)["ETag"]

    accept(proposal=proposal, by=author, section=None, text="Who swims?", at=NOW)
    feed = client.get(ATOM, headers={"If-None-Match": tag})

    entry = ET.fromstring(feed.content).find("a:entry", NS)
    assert entry.find("a:title", NS).text == "Who swims?"
    assert entry.find("a:author/a:name", NS).text == "Rosa"


@pytest.mark.parametrize("status", ["retired", "merged"])
def test_closed_questions_are_not_listed(client, essay, status):
    live = factories.question(essay)
    into = live if status == "merged" else None
    factories.question(essay, status=status, merged_into=into)

    assert len(atom_ids(client)) == 1


@pytest.mark.parametrize("url", [ATOM, RSS])
def test_an_unchanged_feed_is_not_sent_again(client, essay, url):
    factories.question(essay)
    first = client.get(url)

    with CaptureQueriesContext(connection) as seen:
        again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert len(seen) == 3


def test_both_kinds_have_tags_of_their_own(client, essay):
    assert client.get(ATOM)["ETag"] != client.get(RSS)["ETag"]


def test_a_feed_is_the_same_for_everyone(client, as_, reader, essay):
    factories.question(essay)

    theirs = as_(reader).get(ATOM)

    assert theirs.content == client.get(ATOM).content
    assert "Cookie" not in theirs.get("Vary", "")
    assert not theirs.cookies


def test_characters_that_xml_forbids_do_not_break_the_feed(client, essay):
    factories.question(essay, "Why\x0b not\ufffe?", headline="Why\x08 not?")
    Essay.objects.update(title="Bridges\x01")

    for url in (ATOM, RSS):
        ET.fromstring(client.get(url).content)


def test_an_empty_feed_is_a_feed(client, essay):
    assert atom_ids(client) == []


def test_an_unpublished_essay_has_no_feed(client, db):
    factories.essay(slug="hidden", published=False)

    assert client.get("/e/hidden/questions.atom").status_code == 404
    assert client.get("/e/hidden/questions.rss").status_code == 404


def test_a_longer_feed_costs_no_more_queries(client, essay, growth):
    def add(count=38):
        for _ in range(count):
            section = factories.section(essay, parent=factories.section(essay))
            asked = factories.question(
                essay, section=section, proposed_by=factories.person()
            )
            factories.consideration(asked)

    add(2)

    assert growth(ATOM, add, client) == 4


def test_the_feed_ends_after_fifty_questions(client, essay):
    for _ in range(55):
        factories.question(essay)

    assert len(atom_ids(client)) == 50
