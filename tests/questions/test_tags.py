"""Questions found by their tags."""

import pytest
from taggit.models import Tag

from apps.questions.actions import set_tags
from apps.questions.models import Essay, Question
from tests import factories


@pytest.fixture
def question(author):
    return factories.question(factories.essay(author), "Who pays?", public_id="paying1")


TAGS = "/q/paying1/tags/"


def names(question: Question) -> list[str]:
    return sorted(question.tags.names())


def test_an_editor_tags_a_question(as_, author, question):
    answer = as_(author).post(TAGS, {"tags": "Money,  first   hand ,money, "})

    assert answer.url == "/q/paying1/"
    assert names(question) == ["first hand", "money"]


def test_an_empty_field_takes_all_tags_away(as_, author, question):
    set_tags(question=question, tags=["money"])

    as_(author).post(TAGS, {"tags": ""})

    assert names(question) == []


def test_the_form_shows_the_tags_a_question_has(as_, author, question):
    set_tags(question=question, tags=["ice", "money"])

    assert b'value="ice, money"' in as_(author).get(TAGS).content


def test_new_tags_change_the_pages_that_show_them(question):
    set_tags(question=question, tags=["money"])

    assert Question.objects.get().version == 2
    assert Essay.objects.get().version == 2


def test_the_same_tags_again_change_nothing(question):
    set_tags(question=question, tags=["money"])
    set_tags(question=question, tags=["Money "])

    assert Question.objects.get().version == 2


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        (",".join(f"tag{n}" for n in range(11)), "At most 10 tags"),
        ("x" * 41, "longer than 40"),
        ("money, !!!", "no letter or number"),
    ],
)
def test_refused_tags_come_back(as_, author, question, tags, sentence):
    page = as_(author).post(TAGS, {"tags": tags})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["form"]["tags"].value() == tags
    assert names(question) == []


def test_tags_are_for_editors(client, as_, reader, moderator, question):
    assert client.post(TAGS, {"tags": "x"}).url.startswith("/accounts/login/")
    for person in (reader, moderator):
        assert as_(person).get(TAGS).status_code == 403
        assert as_(person).post(TAGS, {"tags": "x"}).status_code == 403

    assert names(question) == []


def test_a_question_that_does_not_exist_has_no_tags(as_, author):
    assert as_(author).post("/q/nothing/tags/", {"tags": "x"}).status_code == 404


def test_the_page_of_a_tag_lists_its_open_questions(client, question):
    other = factories.question(question.essay, "Who asks?", status="retired")
    hidden = factories.question(factories.essay(published=False), "Not yet?")
    untagged = factories.question(question.essay, "Is this about ice?")
    for row in (question, other, hidden):
        set_tags(question=row, tags=["money"])

    html = client.get("/t/money/").content.decode()

    assert "Who pays?" in html
    assert question.essay.title in html
    for row in (other, hidden, untagged):
        assert row.text not in html


def test_a_tag_in_another_script_has_a_page(client, question):
    set_tags(question=question, tags=["お金"])

    page = client.get(f"/t/{Tag.objects.get().slug}/")

    assert "お金" in page.content.decode()


def test_a_tag_without_questions_says_so(client, db):
    Tag.objects.create(name="ice", slug="ice")

    assert b"No open question has this tag" in client.get("/t/ice/").content


def test_a_tag_that_does_not_exist_is_not_found(client, db):
    assert client.get("/t/nothing/").status_code == 404


def test_the_page_is_sent_again_only_when_it_changed(client, question):
    set_tags(question=question, tags=["money"])
    tag = client.get("/t/money/")["ETag"]

    same = client.get("/t/money/", headers={"If-None-Match": tag})
    set_tags(question=factories.question(question.essay), tags=["money"])
    changed = client.get("/t/money/", headers={"If-None-Match": tag})

    assert (same.status_code, changed.status_code) == (304, 200)


def test_a_longer_list_costs_no_more_queries(client, question, growth):
    def add():
        for _ in range(20):
            section = factories.section()
            row = factories.question(section.essay, section=section)
            set_tags(question=row, tags=["money"])

    set_tags(question=question, tags=["money"])
    assert growth("/t/money/", add, client) == 4


@pytest.mark.parametrize(
    "typed", ["Data Centre", "data-centres", "ＤＡＴＡ　centre", "dàta  centré"]
)
def test_a_tag_has_one_spelling(question, typed):
    set_tags(question=question, tags=["data centre"])
    other = factories.question(question.essay)

    set_tags(question=other, tags=[typed])

    assert names(other) == ["data centre"]
    assert Tag.objects.count() == 1


def test_the_page_of_a_tag_counts_and_names_its_neighbours(client, question):
    Question.objects.filter(pk=question.pk).update(answer_count=3)
    set_tags(question=question, tags=["money", "ice", "snow"])
    set_tags(question=factories.question(question.essay), tags=["money", "snow"])

    page = client.get("/t/money/")

    assert [tag.name for tag in page.context["related"]] == ["snow", "ice"]
    assert "3 answers" in page.content.decode()


def test_all_tags_of_open_questions_are_listed(client, question):
    set_tags(question=question, tags=["money"])
    hidden = factories.question(factories.essay(published=False))
    set_tags(question=hidden, tags=["secret"])

    text = client.get("/t/").content.decode()

    assert "money" in text
    assert "1 open question" in text
    assert "secret" not in text


def test_without_tags_the_list_says_so(client, db):
    assert b"No question is tagged yet" in client.get("/t/").content


def test_more_tags_cost_no_more_queries(client, question, growth):
    def add():
        tags = [f"tag {word}" for word in "abcdefgh"]
        set_tags(question=factories.question(question.essay), tags=tags)

    set_tags(question=question, tags=["money"])
    growth("/t/", add, client)
