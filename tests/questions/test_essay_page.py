"""The page of an essay, as readers and caches get it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.questions.models import Essay, Question
from tests import factories


@pytest.fixture
def essay(author):
    return factories.essay(
        author, slug="bridges", title="Bridges", intro_html="<p>It began in March.</p>"
    )


@pytest.fixture
def page(client, essay):
    return lambda: client.get("/e/bridges/").content.decode()


def test_the_essay_reads_in_its_order(essay, page):
    section = factories.section(essay, title="Crossing", position=1)
    asked = factories.question(
        essay, "Who pays?", section=section, position=2, public_id="paying1"
    )
    factories.consideration(asked, "Those who cross.", stance="for", position=3)
    factories.question(essay, "At night?", section=section, parent=asked, position=4)
    factories.question(text="Is this of another essay?")

    html = page()

    pieces = ["It began in March", 'id="s-', "Who pays?", "Those who", "At night?"]
    assert [html.index(piece) for piece in pieces] == sorted(
        html.index(piece) for piece in pieces
    )
    assert 'data-stance="for"' in html
    assert "another essay" not in html


def test_each_question_shows_and_links_its_answers(essay, page):
    factories.question(essay, public_id="one1111", answer_count=1)
    factories.question(essay, public_id="two2222", answer_count=2)
    factories.question(essay, public_id="none333")

    html = page()

    assert '<a href="/q/one1111/#answers">1 answer</a>' in html
    assert '<a href="/q/two2222/#answers">2 answers</a>' in html
    assert '<a href="/q/none333/#answer">Unanswered: be the first</a>' in html
    assert "2 of 3 questions answered" in html


def test_a_readers_question_carries_their_name(essay, page):
    rosa = factories.person("rosa", name="Rosa Lindqvist")
    factories.question(essay, proposed_by=rosa)

    assert 'asked by <a href="/p/rosa/"><bdi>Rosa Lindqvist</bdi></a>' in page()


def test_a_merged_question_points_to_the_other(essay, page):
    other = factories.question(essay, "Who pays for the bridge?")
    factories.question(essay, "Who pays?", status="merged", merged_into=other)

    assert "Merged into “Who pays for the bridge?”" in page()


def test_a_retired_question_is_no_longer_part_of_the_essay(essay, page):
    retired = factories.question(essay, "Is the ferry late?", status="retired")
    factories.consideration(retired, "It was late in May.")

    html = page()

    assert "Is the ferry late?" not in html
    assert "It was late in May." not in html


def test_a_quote_stands_with_its_source(essay, page):
    asked = factories.question(essay)
    factories.consideration(asked, "All flows.", kind="quote", source="Heraclitus")

    assert "<figcaption>Heraclitus</figcaption>" in page()


def test_a_link_in_a_question_is_not_nested_in_another(essay, page):
    Question.objects.filter(
        pk=factories.question(essay, public_id="linked1").pk
    ).update(html='Is <a href="https://example.org/">this</a> true?')

    html = page()

    assert 'Is <a href="https://example.org/"' in html
    assert '<a href="/q/linked1/">Is' not in html


def test_contents_count_what_is_answered(essay, page):
    section = factories.section(essay, title="Crossing")
    factories.question(essay, section=section, answer_count=4, state="contested")
    factories.question(essay, section=section)

    html = page()

    assert "1 of 2<" in html
    assert '<i data-state="contested"></i><i data-state="unanswered"></i>' in html
    assert f'href="#{section.anchor}"' in html


def test_an_essay_without_sections_has_no_contents(essay, page):
    factories.question(essay)

    assert 'class="contents"' not in page()


def test_html_that_got_into_a_title_is_text(essay, page):
    Essay.objects.update(title="<script>alert(1)</script>")

    assert "<script>alert" not in page()


def test_feeds_are_announced(page):
    html = page()

    assert 'type="application/atom+xml"' in html
    assert 'href="/e/bridges/questions.atom"' in html
    assert 'href="/e/bridges/questions.rss"' in html


def test_strangers_are_led_to_propose_before_they_sign_in(page):
    assert 'href="/e/bridges/propose/" rel="nofollow">Propose a question' in page()


def test_an_unpublished_essay_is_for_editors(client, as_, reader, author):
    factories.essay(slug="hidden", title="Not yet", published=False)

    assert client.get("/e/hidden/").status_code == 404
    assert as_(reader).get("/e/hidden/").status_code == 404
    assert as_(author).get("/e/hidden/").status_code == 200


def test_an_essay_that_does_not_exist_is_not_found(client, db):
    assert client.get("/e/nothing/").status_code == 404


def test_the_page_cannot_be_posted_to(client, essay):
    assert client.post("/e/bridges/").status_code == 405


def test_a_page_for_anyone_may_be_kept_and_asked_for_again(client, essay):
    first = client.get("/e/bridges/")

    again = client.get("/e/bridges/", headers={"If-None-Match": first["ETag"]})

    assert "public" in first["Cache-Control"]
    assert not first.cookies
    assert again.status_code == 304
    assert again.content == b""


def test_a_page_for_one_person_is_kept_nowhere(as_, reader, essay):
    page = as_(reader).get("/e/bridges/")

    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    assert "ETag" not in page


@pytest.mark.parametrize("change", ["answer", "essay", "question", "author", "asker"])
def test_whatever_the_page_shows_changes_its_tag(client, essay, change):
    asker = factories.person()
    asked = factories.question(essay, proposed_by=asker)
    before = client.get("/e/bridges/")["ETag"]

    match change:
        case "answer":
            Question.objects.filter(pk=asked.pk).update(version=2)
        case "essay":
            Essay.objects.update(version=2)
        case "question":
            factories.question(essay)
        case "author":
            type(asker).objects.filter(pk=essay.author_id).update(name="New Name")
        case "asker":
            type(asker).objects.filter(pk=asker.pk).update(name="New Name")

    assert client.get("/e/bridges/")["ETag"] != before


def test_it_says_how_many_follow_it(client, as_, reader, essay):
    before = client.get("/e/bridges/")
    as_(reader).post("/follow/essay/bridges/")

    after = client.get("/e/bridges/", headers={"If-None-Match": before["ETag"]})

    assert "1 follower<" in after.content.decode()


def test_a_longer_essay_costs_no_more_queries(client, essay, growth):
    def add(count=45):
        for _ in range(count):
            section = factories.section(essay)
            asked = factories.question(
                essay, section=section, proposed_by=factories.person()
            )
            factories.consideration(asked)

    add(5)

    assert growth("/e/bridges/", add, client) == 7


def test_an_unchanged_essay_costs_three_queries(client, essay):
    tag = client.get("/e/bridges/")["ETag"]

    with CaptureQueriesContext(connection) as seen:
        client.get("/e/bridges/", headers={"If-None-Match": tag})

    assert len(seen) == 3
