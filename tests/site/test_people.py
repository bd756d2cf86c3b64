"""A person's page shows what they signed, and nothing that they did not."""

from datetime import timedelta

import pytest

from aiq_site.people import PAGE_SIZE
from apps.digest.actions import publish
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAGE = "/p/reader/"


def html(client, url=PAGE):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_answers_questions_and_quotations_stand_there(client, reader, author):
    essay = factories.essay(author)
    question = factories.question(essay, "Who pays?", proposed_by=reader)
    answer = factories.answer(question, reader, "The town *does*.")
    digest = factories.digest(essay, title="Of bridges")
    factories.item(digest, answer)
    publish(digest=digest, by=author, at=NOW)

    text = html(client)

    assert "Who pays?" in text
    assert "The town does." in text
    assert "Of bridges" in text
    assert "quoted in 1" in text


@pytest.mark.parametrize("credit", ["anonymous", "pseudonym", "none"])
def test_what_is_not_signed_never_appears(client, reader, author, credit):
    essay = factories.essay(author)
    question = factories.question(essay, "Who pays the piper?")
    answer = factories.answer(
        question, reader, "The rats do.", credit=credit, credit_name="Petra"
    )
    digest = factories.digest(essay, title="Of rats")
    if credit != "none":
        factories.item(digest, answer)
        publish(digest=digest, by=author, at=NOW)

    text = html(client)

    for words in ("The rats do.", "piper", "Petra", "Of rats"):
        assert words not in text


@pytest.mark.parametrize("status", ["held", "hidden", "withdrawn"])
def test_what_is_not_public_never_appears(client, reader, status):
    factories.answer(author=reader, body="The rats do.", status=status)
    secret = factories.question(factories.essay(published=False), "Secret?")
    factories.answer(secret, reader, "The mice do.")

    text = html(client)

    assert "The rats do." not in text
    assert "The mice do." not in text


def test_whoever_has_signed_nothing_has_no_page_but_for_themselves(client, as_):
    quiet = factories.person("quiet", bio="Buy my pills.")
    factories.answer(author=quiet, credit="anonymous")

    assert client.get("/p/quiet/").status_code == 404
    assert client.get("/p/nobody/").status_code == 404
    assert "how others see you" in html(as_(quiet), "/p/quiet/")


def test_a_page_with_little_on_it_is_not_for_search_engines(client):
    once = factories.person("once")
    factories.answer(author=once)
    assert "noindex" in html(client, "/p/once/")

    factories.answer(author=once)
    text = html(client, "/p/once/")
    assert "noindex" not in text
    assert 'rel="canonical" href="http://localhost:8000/p/once/"' in text


def test_many_answers_come_in_pages(client, reader):
    for number in range(PAGE_SIZE):
        factories.answer(
            author=reader, body=f"Words {number}.", created_at=NOW + timedelta(number)
        )

    first = client.get(PAGE)
    second = client.get(PAGE + first.context["next_url"])

    shown = [row.pk for page in (first, second) for row in page.context["answers"]]
    assert len(shown) == len(set(shown)) == PAGE_SIZE + 2
    assert client.get(f"{PAGE}?after=nothing").status_code == 404


def test_names_lead_to_the_page_where_they_are_public(client, reader):
    question = factories.question()
    factories.answer(question, reader)
    shy = factories.trusted("shy")
    factories.answer(question, shy, credit="anonymous")

    text = html(client, question.get_absolute_url())

    assert 'href="/p/reader/"' in text
    assert 'href="/p/shy/"' not in text


def test_a_hostile_bio_is_text(client, reader):
    reader.bio = "<script>alert(1)</script>\u202e"
    reader.save()

    assert "<script>alert" not in html(client)


def test_staged_people_have_a_page_too(client):
    staged = factories.person("staged", is_staged=True)
    factories.answer(author=staged, body="First said elsewhere.")

    assert "First said elsewhere." in html(client, "/p/staged/")


def test_more_answers_cost_no_more_queries(client, reader, author, growth):
    def add():
        essay = factories.essay(author)
        digest = factories.digest(essay)
        for _ in range(15):
            asked = factories.question(essay, proposed_by=reader)
            factories.item(digest, factories.answer(asked, reader))
        publish(digest=digest, by=author, at=NOW)

    add()
    growth(PAGE, add, client)
