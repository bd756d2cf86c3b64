"""Readers quote the essay: on its page, in the form, and back in its margin."""

import re

import pytest

from apps.answers.actions import post_answer
from apps.answers.models import Answer, Passage
from apps.answers.views import quoting as quoting_pages
from apps.drafts.models import Draft
from apps.lib.passages import Selector
from apps.questions.models import Consideration, Essay
from tests import factories
from tests.factories import NOW
from tests.questions.revising.essays import FERRY, live, revise

WORDS = "Those who cross it have the use of it."


@pytest.fixture
def essay(author) -> Essay:
    return live(by=author)


@pytest.fixture
def asked(essay):
    return essay.questions.get(text="Who should pay for the bridge?")


@pytest.fixture
def form_url(asked):
    return f"/q/{asked.public_id}/answer/"


@pytest.fixture
def node():
    return f"c-{Consideration.objects.get().pk}"


def sent(*words: str, body: str = "I doubt it.", **fields: object) -> dict[str, object]:
    blanks = [""] * len(words)
    return {
        "body": body,
        "form_key": "key",
        "exact": list(words),
        "before": blanks,
        "after": blanks,
        **fields,
    }


def quoting(asked, words: str = WORDS, **fields: object) -> Answer:
    writer = fields.pop("by", None) or factories.trusted()
    return post_answer(
        question=asked,
        by=writer,
        body=factories.prose(),
        form_key="key",
        at=NOW,
        passages=[Selector(words)],
    )


def test_a_reader_quotes_without_scripts(asked, form_url, node, reader, as_, client):
    me = as_(reader)
    page = me.get(asked.get_absolute_url()).content.decode()
    [offered] = re.findall(rf'<option value="({WORDS})">', page)

    posted = me.post(form_url, sent(offered), follow=True).content.decode()
    essay = client.get("/e/bridges/").content.decode()
    listed = client.get(f"/e/bridges/quoted/{node}/").content.decode()

    assert "Your answer is public." in posted
    assert f"<blockquote><p>{WORDS}</p></blockquote>" in posted
    assert posted.index(WORDS + "</p></blockquote>") < posted.index("I doubt it.")
    assert f'<a href="/e/bridges/quoted/{node}/">1 answer quotes this</a>' in essay
    assert "I doubt it." in listed


def test_words_selected_on_the_page_are_in_the_form(form_url, node, reader, as_):
    page = as_(reader).get(f"{form_url}?quote={node}.5-13").content.decode()

    assert '<textarea class="quoted" name="exact"' in page
    assert ">who cross</textarea>" in page
    assert 'name="before" value="' in page


@pytest.mark.parametrize(
    "said", ["c-99.0-5", "intro.5-5", "intro.0-99999", "nonsense", "c-1.1-2-3", "'>"]
)
def test_words_that_are_not_found_are_said_to_be_missing(form_url, reader, as_, said):
    page = as_(reader).get(form_url, {"quote": said}).content.decode()

    assert "were not found" in page
    assert 'name="unquote" value="1"' not in page


def test_the_words_stand_above_the_text_and_the_text_has_the_focus(
    form_url, node, reader, as_
):
    page = as_(reader).get(f"{form_url}?quote={node}.5-13").content.decode()

    card = page.index("<blockquote><p>who cross</p></blockquote>")
    text = page.index('<textarea name="body"')
    assert card < text
    assert " autofocus" in page[text : text + 300]


def test_a_quotation_is_removed_without_losing_the_text(form_url, reader, as_):
    fields = {
        "exact": ["First words.", "Second words."],
        "before": ["a", "b"],
        "after": ["", ""],
        "body": "Half a thou",
        "credit": "none",
        "form_key": "key",
    }

    response = as_(reader).post(form_url, fields | {"unquote": "1"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "First words." not in page
    assert ">Second words.</textarea>" in page
    assert 'name="before" value="b"' in page
    assert "Half a thou</textarea>" in page
    assert 'value="none" selected' in page
    assert 'name="form_key" value="key"' in page
    assert not Answer.objects.filter(author=reader, body="Half a thou").exists()
    assert [row["exact"] for row in Draft.objects.get().passages] == ["Second words."]


def test_words_that_are_not_near_are_not_offered_and_the_field_has_its_name(
    form_url, reader, as_
):
    fields = sent("Zebras juggle quartz xylophones.", body="Kept.")

    page = as_(reader).post(form_url, fields).content.decode()

    assert '<a href="#id_passages">What you quote: “Zebras' in page
    assert 'id="id_passages"' in page
    assert "nearest words" not in page


def test_enter_in_a_field_of_the_form_posts_it(form_url, node, reader, as_):
    page = as_(reader).get(f"{form_url}?quote={node}.5-13").content.decode()

    form = page[page.index("data-draft") :]
    assert form.index("<button hidden>Post answer") < form.index("data-unquote")


def test_a_stranger_begins_with_the_selection_and_keeps_it(form_url, reader, client):
    page = client.get(f"{form_url}?quote=intro.0-5").content.decode()
    [words] = re.findall(r'class="quoted" name="exact" rows="2">(.+?)</textarea>', page)

    client.post(form_url, sent(words, body="Typed before there was an account."))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(form_url).content.decode()
    assert f">{words}</textarea>" in page
    assert "Typed before there was an account.</textarea>" in page


def test_a_refusal_keeps_all_that_was_typed(form_url, reader, as_):
    response = as_(reader).post(
        form_url, sent("Coins fall from the moon at noon.", body="Kept *as is*.")
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "does not stand in the essay" in page
    assert ">Coins fall from the moon at noon.</textarea>" in page
    assert "Kept *as is*." in page
    assert not Answer.objects.filter(author=reader, body="Kept *as is*.").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([f"{WORDS}{n}" for n in range(4)], "at most 3 are possible"),
        (["a" * 1001], "at most 1,000 are possible"),
    ],
)
def test_too_much_is_refused_in_a_sentence(form_url, reader, as_, words, sentence):
    response = as_(reader).post(form_url, sent(*words))

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_preview_shows_what_is_quoted(form_url, reader, as_):
    data = sent(WORDS)

    alone = as_(reader).post("/preview/", data).content.decode()
    page = as_(reader).post(form_url, data | {"preview": "yes"}).content.decode()

    for shown in (alone, page):
        assert f"<blockquote><p>{WORDS}</p></blockquote>" in shown


def test_a_draft_keeps_what_is_quoted(asked, form_url, reader, as_):
    place = f"question:{asked.public_id}"

    kept = as_(reader).post("/drafts/", sent(WORDS, body="", place=place))
    page = as_(reader).get(form_url).content.decode()
    as_(reader).post(form_url, sent(WORDS))

    assert kept.status_code == 204
    assert f">{WORDS}</textarea>" in page
    assert not Draft.objects.exists()


def test_an_answer_sent_signed_out_keeps_its_passage(form_url, reader, client):
    client.post(form_url, sent(WORDS, body="Typed before the session ended."))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(form_url).content.decode()

    assert "Typed before the session ended." in page
    assert f">{WORDS}</textarea>" in page


def test_the_edit_form_holds_what_is_quoted_and_can_drop_it(asked, reader, as_):
    row = quoting(asked, by=reader)
    url = f"/a/{row.public_id}/edit/"

    page = as_(reader).get(url).content.decode()
    as_(reader).post(url, {"body": row.body, "seen": 1, "exact": ""})

    assert f">{WORDS}</textarea>" in page
    assert not row.passages.exists()
    history = as_(reader).get(f"/a/{row.public_id}/history/?version=1")
    assert WORDS in history.content.decode()


def test_an_answer_says_what_became_of_its_passage(essay, asked, author, client):
    quoting(asked)
    revise(essay, FERRY.replace("have the use", "have all the use"), by=author)
    drifted = client.get(asked.get_absolute_url()).content.decode()

    revise(essay, FERRY.replace(f"  - **For:** {WORDS}\n", ""), by=author)
    lost = client.get(asked.get_absolute_url()).content.decode()

    assert "it now reads “Those who cross it have all the use of it.”" in drifted
    assert "no longer in the essay; they stood in" in lost
    assert '<a href="/e/bridges/revisions/1/">version 1</a>' in lost


@pytest.mark.parametrize("url", ["", "answers.atom"])
def test_quoted_markup_is_only_words(author, reader, as_, url):
    said = "<script>alert(1)</script> & <b onclick=x>bold</b> words"
    essay = factories.essay(author)
    asked = factories.question(essay)
    factories.consideration(asked, html="x")
    Consideration.objects.update(
        html="&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b onclick=x&gt;bold&lt;/b&gt; words"
    )
    quoting(asked, said)

    page = as_(reader).get(f"{asked.get_absolute_url()}{url}").content.decode()

    assert Passage.objects.get().exact == said
    assert "<script>alert" not in page
    assert "<b onclick" not in page


def test_a_feed_entry_begins_with_the_passage(asked, client):
    quoting(asked)

    feed = client.get(f"{asked.get_absolute_url()}answers.atom").content.decode()

    assert f"&lt;em&gt;{WORDS}&lt;/em&gt;" in feed


@pytest.mark.parametrize("status", ["held", "hidden", "withdrawn"])
def test_only_what_readers_may_read_is_marked(asked, node, client, status):
    row = quoting(asked)
    Answer.objects.filter(pk=row.pk).update(status=status)

    assert "quotes this" not in client.get("/e/bridges/").content.decode()
    listed = client.get(f"/e/bridges/quoted/{node}/").content.decode()
    assert row.body not in listed
    assert "Nobody quotes this now" in listed


def test_a_node_that_went_leads_to_the_essay_and_no_node_is_not_found(essay, client):
    assert client.get("/e/bridges/quoted/c-999/")["Location"] == "/e/bridges/"
    assert client.get("/e/bridges/quoted/q-999/").status_code == 404
    assert client.get("/e/nothing/quoted/intro/").status_code == 404


def test_a_reader_turns_the_marks_off_and_on(asked, client):
    quoting(asked)

    client.get("/e/bridges/?marks=off")
    without = client.get("/e/bridges/").content.decode()
    client.get("/e/bridges/?marks=on")
    with_marks = client.get("/e/bridges/").content.decode()

    assert "quotes this" not in without
    assert "Show which passages answers quote" in without
    assert "quotes this" in with_marks


def test_the_author_turns_them_off_for_everyone(asked, author, as_, client):
    quoting(asked)

    as_(author).post("/e/bridges/marks/", {"show": "no"})
    off = client.get("/e/bridges/").content.decode()
    as_(author).post("/e/bridges/marks/", {"show": "no"})
    again = Essay.objects.get(slug="bridges").version
    as_(author).post("/e/bridges/marks/", {"show": "yes"})

    assert "quotes this" not in off
    assert "?marks=" not in off
    assert Essay.objects.get(slug="bridges").version == again + 1
    assert "quotes this" in client.get("/e/bridges/").content.decode()


def test_a_new_mark_is_a_new_page_for_caches(asked, client):
    before = client.get("/e/bridges/")["ETag"]

    quoting(asked)

    assert client.get("/e/bridges/")["ETag"] != before


def test_words_under_no_question_lead_to_a_choice_of_questions(asked, client):
    page = client.get("/e/bridges/quote/?quote=intro.1-14").content.decode()

    assert "asked everyone" in page
    assert f"/q/{asked.public_id}/answer/?quote=intro.1-14" in page


def chosen_from(client, said: str) -> list[str]:
    page = client.get(f"/e/bridges/quote/?quote={said}").content.decode()
    return re.findall(r'rel="nofollow">([^<]+)</a>', page)


def test_the_nearest_questions_come_first_and_the_others_after(
    essay, client, monkeypatch
):
    monkeypatch.setattr(quoting_pages, "NEAREST", 2)
    essay.questions.filter(text__startswith="How old").update(status="retired")
    winter = essay.questions.get(text__contains="winter")
    said = Consideration.objects.create(
        essay=essay,
        section=winter.section,
        position=winter.position - 1,
        html="<p>It freezes over.</p>",
    )

    offered = chosen_from(client, f"c-{said.pk}.0-5")

    assert offered == [
        "What happens to the ferry in winter?",
        "Which stone lasts longest in salt water?",
        "Who should pay for the bridge?",
        "Would a toll at night be fairer?",
        "Can the harbour be kept open by one ship alone?",
    ]


def test_forty_passages_cost_an_essay_and_a_list_no_more_than_two(
    asked, node, client, growth
):
    writer = factories.trusted()

    def add(count: int = 38) -> None:
        for _ in range(count):
            row = factories.answer(asked, writer)
            Passage.objects.create(answer=row, position=1, exact=WORDS, node=node)
        asked.version += 1
        asked.save()

    add(2)
    growth("/e/bridges/", add, client)
    assert "40 answers quote this" in client.get("/e/bridges/").content.decode()
    growth(f"/e/bridges/quoted/{node}/", lambda: add(20), client)
    first = client.get(f"/e/bridges/quoted/{node}/").content.decode()
    [more] = re.findall(r'href="(\?after=[^"]+)"', first)
    assert first.count("<article") == 25
    assert client.get(f"/e/bridges/quoted/{node}/{more}").content.count(b"<article")
