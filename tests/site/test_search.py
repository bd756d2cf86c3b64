"""The search page: what is found, what never is, and what nobody can break."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from aiq_site.finding import MOST_A_MINUTE
from aiq_site.reindexing import reindex
from apps.questions.actions import set_tags
from apps.search import engines
from apps.search.engines import plain
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(author):
    essay = factories.essay(author, title="On rivers")
    section = factories.section(essay, title="Crossing")
    row = factories.question(
        essay, "Who pays for the bridge?", public_id="paying1", section=section
    )
    factories.consideration(row, "The town lives from people who pass by.")
    return row


@pytest.fixture(params=["the database's own", "plain"])
def engine(request, monkeypatch):
    if request.param == "plain":
        monkeypatch.setattr(engines, "chosen", lambda: plain)


def search(client, q="", **also):
    response = client.get("/search/", {"q": q, **also})
    assert response.status_code == 200, q
    return response


def urls(client, q="", **also):
    shown = search(client, q, **also).context.get("results") or []
    return [one.url for one in shown]


def test_of_an_answer_without_a_date_none_is_shown(client, question, reader):
    undated = {"is_undated": True, "brought_at": NOW}
    factories.answer(question, reader, "The ferry does.", **undated)
    reindex()

    page = search(client, "ferry").content.decode()

    assert "date unknown" in page
    assert "4 May 2026" not in page


def test_each_kind_is_found_with_its_words_marked(client, question, reader, engine):
    answer = factories.answer(question, reader, "Nobody *pays* for a bridge in spring.")
    digest = factories.digest(
        question.essay, title="Bridges", intro="Paying, again.", published_at=NOW
    )
    factories.item(digest, answer)
    from apps.digest.actions import publish

    publish(digest=digest, by=question.essay.author, at=NOW)
    reindex()

    page = search(client, "pay OR town")

    labels = {one.label for one in page.context["results"]}
    assert labels == {"Question", "Answer", "In the essay", "Highlights"}
    html = page.content.decode()
    assert "Nobody <mark>pays</mark> for a bridge" in html
    assert "Who <mark>pays</mark> for the bridge?" in html
    assert "<mark>Paying</mark>, again." in html


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("bridges", True),
        ("BRIDGE paying", True),
        ("bridge toll", False),
        ("toll OR bridge", True),
        ('"pays for the bridge"', True),
        ('"bridge pays"', False),
        ("bridge -pays", False),
        ("bridge -toll", True),
        ('bridge -"who pays"', False),
        ("bridge AND pays", True),
        ("br*", False),
    ],
)
def test_words_phrases_or_and_minus_mean_the_same_everywhere(
    client, question, engine, typed, is_found
):
    reindex()

    found = "/q/paying1/" in urls(client, typed, kind="question")

    assert found is is_found


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'; DROP TABLE search_searchdocument; --",
        'title_terms : bridge NEAR("a" "b", 2)',
        "bridge OR OR OR",
        "NOT",
        "( ) ^ * & | ! <-> :A :*",
        "\\ %s %(x)s {} {0}",
        "-bridge -pays",
        "\u202ebridge\u200b \ud83d\ude00 ½ ℅ ﷺ",
        "bridge" * 1500,
        "bridge " * 1500,
        '"' * 9999,
        "\x0b\x08bridge",
        "<script>alert(1)</script>",
        "the and of",
    ],
)
def test_no_typing_is_an_error(client, question, engine, typed):
    reindex()

    page = search(client, typed.encode("utf-8", "replace").decode())

    assert b"<script>alert" not in page.content


@pytest.mark.parametrize(
    "limits",
    [
        {"page": "x"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"page": "²"},
        {"kind": "user"},
        {"section": "' OR 1=1", "essay": "%", "tag": "_", "person": "x" * 500},
        {"state": "hidden"},
    ],
)
def test_no_filter_is_an_error(client, question, limits):
    reindex()

    search(client, "bridge", **limits)


def test_filters_narrow_what_is_found(client, question, reader):
    other = factories.question(factories.essay(), "Who pays for the ferry?")
    factories.question(question.essay, "Who pays the piper?", status="retired")
    answer = factories.answer(question, reader, "The town pays.")
    reindex()
    set_tags(question=question, tags=["money"])

    here = question.section.public_id
    assert other.get_absolute_url() not in urls(client, "pays", section=here)
    assert answer.get_absolute_url() in urls(client, "pays", section=here)
    assert answer.get_absolute_url() in urls(client, "pays", tag="money")
    assert urls(client, "pays", person="reader") == [answer.get_absolute_url()]
    assert urls(client, "pays", essay=other.essay.slug) == [other.get_absolute_url()]
    assert len(urls(client, "pays", state="retired")) == 1
    assert len(urls(client, "pays", state="open")) == 2
    assert len(urls(client, "pays", state="unanswered")) == 2
    assert urls(client, "", person="reader")[:1] != []


MARKER = "zanzibarite"


def test_what_is_not_public_is_found_by_nobody(client, as_, author, question):
    for status in ("held", "hidden", "withdrawn"):
        factories.answer(question, body=f"{MARKER} {status}", status=status)
    hidden = factories.answer(question, status="hidden")
    factories.answer(parent=hidden, body=MARKER)
    unpublished = factories.question(factories.essay(published=False), MARKER)
    factories.answer(unpublished, body=MARKER)
    factories.proposal(question.essay, text=f"Is {MARKER} hard?")
    factories.digest(question.essay, title=MARKER)
    reindex()

    for someone in (client, as_(author)):
        page = search(someone, MARKER)
        assert page.context["total"] == 0


def test_a_text_that_the_index_still_names_is_not_shown(client, question):
    answer = factories.answer(question, body=MARKER)
    reindex()
    type(answer).objects.filter(pk=answer.pk).update(status="hidden")

    assert urls(client, MARKER) == []


def test_a_withheld_name_is_neither_shown_nor_searched_by(client, question):
    shy = factories.person("shyperson")
    factories.answer(question, shy, f"{MARKER} it is.", credit="anonymous")
    reindex()

    page = search(client, MARKER)

    assert len(page.context["results"]) == 1
    assert b"shyperson" not in page.content
    assert urls(client, MARKER, person="shyperson") == []


def test_a_slip_of_the_keys_is_met_with_what_was_meant(client, question):
    reindex()

    page = search(client, "who payz for the brigde")

    assert "Did you mean" in page.content.decode()
    assert "bridge" in page.context["meant"]


def test_each_state_without_results_says_what_to_do(client, question):
    reindex()

    assert b"Look through everything" in search(client).content
    assert b"Nothing was found" in search(client, "xylophone").content
    assert b"Nearly every text" in search(client, "the of").content
    assert b"no word to look for" in search(client, "-bridge").content


def test_results_come_in_pages(client, question):
    for number in range(25):
        at = NOW + timedelta(days=number)
        factories.question(question.essay, f"Toll {number}?", created_at=at)
    reindex()

    first = search(client, "toll")
    second = client.get("/search/" + first.context["next_url"])

    one, two = (
        {result.url for result in page.context["results"]} for page in (first, second)
    )
    assert (len(one), len(two), one & two) == (20, 5, set())
    assert second.context["next_url"] == ""


def test_more_results_cost_no_more_queries(client, question, reader, growth):
    def add():
        for _ in range(18):
            row = factories.question(factories.essay(), "Who pays for it?")
            factories.answer(row, body="They pay.")
        reindex()

    factories.answer(question, reader, "The town pays.")
    reindex()
    assert growth("/search/?q=pays", add, client) == 10


def test_who_asks_too_often_is_asked_to_wait(client, question):
    for _ in range(MOST_A_MINUTE):
        client.get("/search/", {"q": "x"})

    page = client.get("/search/", {"q": "my words"})

    assert page.status_code == 429
    assert page["Retry-After"] == "60"
    assert 'value="my words"' in page.content.decode()


def test_search_pages_are_not_for_search_engines(client, question):
    assert b'content="noindex' in search(client, "bridge").content
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


def test_browsers_are_told_how_to_search_here(client, db):
    text = client.get("/opensearch.xml").content.decode()

    assert "/search/?q={searchTerms}" in text
    assert b'type="application/opensearchdescription+xml"' in client.get("/").content


@pytest.mark.parametrize(
    "path", ["/sitemap-99999999999999999999.xml", "/sitemap-50001.xml"]
)
def test_a_sitemap_past_the_last_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_page_of_results_beyond_all_numbers_is_the_first(client):
    response = client.get("/search/", {"q": "tides", "page": "9" * 5000})

    assert response.status_code == 200


def test_the_sitemap_names_lists_that_hold_something(client, question):
    reader, rival = factories.person(), factories.person()
    second = factories.question(question.essay, section=question.section)
    for row, tags in ((question, ["rivers", "rare"]), (second, ["rivers"])):
        row.tags.add(*tags)
        factories.answer(row, reader)
    factories.answer(question, rival)
    factories.answer(second, rival, credit="anonymous")
    factories.proposal(question.essay, is_shown=True)
    draft = factories.essay(factories.person(), published=False)
    factories.proposal(draft, is_shown=True)
    for essay in (draft, factories.essay(reader, published=False)):
        factories.question(essay, section=factories.section(essay))

    text = client.get("/sitemap-lists.xml").content.decode()

    found = {line.split("8000")[1] for line in text.split("</loc>")[:-1]}
    assert found == {
        "/",
        "/highlights/",
        "/t/",
        "/t/rivers/",
        reverse("person", args=[reader.username]),
        f"{question.essay.get_absolute_url()}proposals/",
        question.section.get_absolute_url(),
    }
    assert "/sitemap-lists.xml" in client.get("/sitemap.xml").content.decode()
    for path in found:
        assert b"noindex" not in client.get(path).content


def test_the_list_of_lists_costs_the_same_however_many(
    client, question, reader, django_assert_num_queries
):
    client.get("/sitemap-lists.xml")  # warms content types
    with django_assert_num_queries(4):
        client.get("/sitemap-lists.xml")
    for number in range(3):
        essay = factories.essay(reader)
        factories.proposal(essay, is_shown=True)
        section = factories.section(essay)
        for _ in range(2):
            row = factories.question(essay, section=section)
            row.tags.add(f"tag{number}")

    with django_assert_num_queries(4):
        client.get("/sitemap-lists.xml")


def test_the_sitemap_lists_public_pages_alone(client, question, reader):
    answer = factories.answer(question, reader)
    factories.answer(question, body=MARKER, status="held")
    reply = factories.answer(parent=answer)
    factories.question(factories.essay(published=False), public_id="secret1")
    reindex()

    index = client.get("/sitemap.xml")
    page = client.get("/sitemap-1.xml")
    text = page.content.decode()

    assert "/sitemap-1.xml" in index.content.decode()
    assert "http://localhost:8000/q/paying1/" in text
    assert answer.get_absolute_url() in text
    assert reply.get_absolute_url() not in text
    assert "secret1" not in text
    assert client.get("/sitemap-9.xml").status_code == 404
    same = client.get("/sitemap-1.xml", headers={"If-None-Match": page["ETag"]})
    assert same.status_code == 304


def test_both_engines_find_what_the_plain_one_finds(client, question):
    """Whatever this database is asked with, reading every row finds no other texts."""
    from apps.search.finding import Limits, find
    from apps.search.query import parse

    for text in ("Café CO-OPERATION in 1e5 ways", "お金と愛", "हिन्दी में", "naïve 3.14"):
        factories.answer(question, body=text)
    reindex()

    for typed in ("cafe", "cooperation", "co-operation", "1e5", "金", "में", "3.14"):
        query = parse(typed)
        own = find(query, Limits())
        slow = plain.matching(find(parse(""), Limits()), query)
        assert set(own.values_list("pk")) == set(slow.values_list("pk")), typed
    assert connection.vendor in ("sqlite", "postgresql")


def test_people_and_tags_are_found_by_their_names(client, question, rival):
    rival.name = "Rosa Lindqvist"
    rival.save()
    factories.answer(question, rival, "Nobody.")
    set_tags(question=question, tags=["tolls"])
    reindex()

    assert list(search(client, "rosa lind").context["people"]) == [rival]
    assert [tag.name for tag in search(client, "Tolls").context["named_tags"]] == [
        "tolls"
    ]
    assert "/p/rival/" in search(client, "Rosa").content.decode()
    narrow = search(client, "rosa", kind="answer").context
    assert "people" not in narrow


def test_whoever_signs_nothing_is_not_found_by_name(client, question, newcomer):
    newcomer.name = "Rosa Lindqvist"
    newcomer.save()
    factories.answer(question, newcomer, "Nobody.", credit="anonymous")
    reindex()

    assert search(client, "rosa").context["people"] == []
