"""Hundreds of comments, by keys and by confidence: what an editor sees and does."""

import re

import pytest

from apps.answers.models import Answer
from apps.comments import actions
from apps.comments.assigning.confidence import in_words
from apps.comments.marking import marked
from apps.comments.models import ImportedComment
from apps.decisions.models import Decision
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
OVENS = "Doubling the cooks never enlarged any oven, as bakers have long known."


@pytest.fixture
def essay():
    essay = factories.essay(slug="kitchens")
    factories.question(essay, "What enlarges an oven, besides doubling the cooks?")
    factories.question(essay, "Where do the kettles whistle loudest?")
    return essay


@pytest.fixture
def comment(essay) -> ImportedComment:
    comment = factories.comment(essay, body=OVENS)
    actions.suggest(essay=essay)
    comment.refresh_from_db()
    return comment


def desk(essay, rest: str = "") -> str:
    return f"/desk/essays/{essay.slug}/comments/{rest}"


def decide(client, comment, as_: str, **more):
    url = desk(comment.essay, f"{comment.public_id}/")
    return client.post(url, {"as": as_, **more})


def test_waiting_comments_get_their_suggestions(essay, comment) -> None:
    oven, _ = essay.questions.order_by("position")

    best = comment.suggestions[0]

    assert best["question"] == oven.public_id
    assert comment.confidence == best["confidence"] > 0.8
    assert {"oven", "cooks", "doubling"} <= set(best["words"])


def test_suggesting_again_leaves_decided_ones_alone(essay, comment, author) -> None:
    actions.set_aside(comment=comment, by=author, at=NOW)
    ImportedComment.objects.update(suggestions=[])

    assert actions.suggest(essay=essay) == 0

    comment.refresh_from_db()
    assert comment.suggestions == []


def test_a_reply_leans_to_what_its_parent_was_accepted_for(essay, author) -> None:
    _, kettles = essay.questions.order_by("position")
    parent = factories.comment(essay, body="Aye.")
    reply = factories.comment(essay, body="I doubt that very much.", parent=parent)
    actions.accept(comment=parent, question=kettles, by=author, at=NOW)

    actions.suggest(essay=essay)

    reply.refresh_from_db()
    assert reply.suggestions[0]["question"] == kettles.public_id


def test_a_quoted_sentence_is_named_with_its_node(essay) -> None:
    oven = essay.questions.order_by("position").first()
    said = factories.consideration(oven, "Nobody ever baked two loaves in one minute.")
    comment = factories.comment(essay, body=f"> {said.text}\n\nI have.")

    actions.suggest(essay=essay)

    comment.refresh_from_db()
    passage = comment.suggestions[0]["passage"]
    assert passage == {"exact": said.text, "node": f"c-{said.pk}"}


def test_the_page_shows_one_comment_with_its_suggestions(
    as_, author, essay, comment
) -> None:
    page = as_(author).get(desk(essay)).content.decode()

    assert "1 comment from elsewhere waits" in page
    assert "<mark>oven</mark>" in page
    assert "What enlarges an oven" in page
    assert 'data-key="1 a Enter"' in page
    for key in "nprsku":
        assert key == "u" or f"<kbd>{key}</kbd>" in page


@pytest.mark.parametrize(
    ("hint", "keys"),
    [("", "1 a Enter"), ("nothing", "n Enter"), ("proposal", "p Enter")],
)
def test_what_it_looks_like_is_the_button_that_enter_presses(
    hint, keys, essay, comment, author, as_
) -> None:
    ImportedComment.objects.update(hint=hint)

    page = as_(author).get(desk(essay)).content.decode()

    assert re.findall(r'data-key="([^"]*Enter)"', page) == [keys]
    assert page.count('class="button"') + page.count('class="button "') == 1


def test_accepting_makes_it_an_answer_and_goes_on(as_, author, essay, comment) -> None:
    oven = essay.questions.order_by("position").first()

    said = decide(as_(author), comment, "answer", question=oven.public_id)

    assert said.status_code == 302
    assert Answer.objects.get(question=oven).body == OVENS


@pytest.mark.parametrize(
    ("as_what", "state"),
    [("nothing", "set_aside"), ("refused", "refused")],
)
def test_one_key_says_what_else_it_is(as_, author, comment, as_what, state) -> None:
    decide(as_(author), comment, as_what)

    comment.refresh_from_db()
    assert comment.state == state


def test_the_last_decision_is_taken_back_on_the_server(
    as_, author, essay, comment
) -> None:
    client = as_(author)
    decide(client, comment, "nothing")
    assert "Put it back <kbd>u</kbd>" in client.get(desk(essay)).content.decode()

    decide(client, comment, "waiting")

    comment.refresh_from_db()
    assert comment.is_waiting


def test_it_says_when_the_answer_is_only_hidden(as_, author, essay, comment) -> None:
    question = essay.questions.order_by("position").first()
    answer = actions.accept(comment=comment, question=question, by=author, at=NOW)
    factories.votes(answer, helpful=1)
    client = as_(author)

    decide(client, comment, "waiting")

    page = client.get(desk(essay)).content.decode()
    assert "Its answer is hidden and not deleted" in page


def test_a_second_decision_hears_who_decided_what(as_, author, comment) -> None:
    rival = factories.person("rival", role="editor", name="Rival Editor")
    actions.set_aside(comment=comment, by=rival, at=NOW)

    said = decide(as_(author), comment, "refused")

    assert said.status_code == 409
    page = said.content.decode()
    assert "Rival Editor already decided" in page
    assert "not an answer" in page
    assert Decision.objects.count() == 1


def test_all_sure_ones_are_accepted_after_a_look(as_, author, essay, comment) -> None:
    doubtful = factories.comment(essay, body="I like tea.")
    actions.suggest(essay=essay)
    client = as_(author)
    question = comment.suggestions[0]["question"]

    page = client.get(desk(essay, "sure/")).content.decode()
    client.post(
        desk(essay, "sure/accept/"),
        {"comment": [f"{comment.public_id}:{question}", f"{doubtful.public_id}:x"]},
    )

    assert OVENS in page
    assert "I like tea" not in page
    comment.refresh_from_db()
    doubtful.refresh_from_db()
    assert comment.is_accepted
    assert doubtful.is_waiting


def test_a_reply_to_what_waits_is_not_sure_and_shows_what_it_replies_to(
    as_, author, essay, comment
) -> None:
    replies = [
        factories.comment(essay, body=body, parent=comment)
        for body in ("I doubt that.", f"{OVENS} So it is.")
    ]
    actions.suggest(essay=essay)

    page = as_(author).get(desk(essay, "sure/")).content.decode()

    assert "I doubt that." not in page
    assert "So it is." in page
    assert f"in reply to <bdi>{comment.author_name}</bdi>" in page
    for reply in replies:
        reply.refresh_from_db()
    assert 0 < replies[0].confidence < 0.8 < replies[1].confidence


def accept_at_once(client, essay) -> list[ImportedComment]:
    """Two sure comments, accepted together."""
    rows = [factories.comment(essay, body=f"{OVENS} {n}") for n in ("Aye.", "So.")]
    actions.suggest(essay=essay)
    oven = essay.questions.order_by("position").first()
    ticked = [f"{row.public_id}:{oven.public_id}" for row in rows]
    client.post(desk(essay, "sure/accept/"), {"comment": ticked})
    return rows


def put_back(client, page: str, essay):
    at = re.search(r'name="at" value="([^"]+)"', page)[1]
    return client.post(desk(essay, "put-back/"), {"at": at}, follow=True)


def test_what_was_accepted_at_once_is_put_back_at_once(as_, author, essay) -> None:
    client = as_(author)
    accept_at_once(client, essay)
    page = client.get(desk(essay)).content.decode()
    assert "Put these 2 back" in page

    after = put_back(client, page, essay).content.decode()

    assert "2 comments put back." in after
    assert essay.imported_comments.waiting().count() == 2
    assert not Answer.objects.exists()
    again = put_back(client, page, essay).content.decode()
    assert "Nothing was changed" in again


def test_of_a_batch_only_what_is_still_as_it_was_goes_back(
    as_, author, essay, reader
) -> None:
    client = as_(author)
    first, second = accept_at_once(client, essay)
    third = factories.comment(essay, body="Decided otherwise.")
    page = client.get(desk(essay)).content.decode()
    first.refresh_from_db()
    factories.votes(first.answer, helpful=1)
    Answer.objects.filter(imported_from=second).update(author=reader)
    actions.refuse(comment=third, by=author, at=NOW)

    after = put_back(client, page, essay).content.decode()

    assert "1 comment put back." in after
    assert "answers of 1 of them are hidden" in after
    assert "1 stayed" in after
    states = essay.imported_comments.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["waiting", "accepted", "refused"]


def test_a_batch_is_put_back_by_whoever_decided_it(as_, author, essay) -> None:
    client = as_(author)
    accept_at_once(client, essay)
    page = client.get(desk(essay)).content.decode()
    rival = as_(factories.person("rival", role="editor"))

    assert "Nothing was changed" in put_back(rival, page, essay).content.decode()
    beyond = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
    for odd in ("", "x", "2024-01-01", *beyond):
        assert client.post(desk(essay, "put-back/"), {"at": odd}).status_code == 404
    assert not essay.imported_comments.waiting().exists()


def test_a_question_that_was_proposed_is_led_to_where_it_waits(
    as_, author, essay, comment
) -> None:
    client = as_(author)
    client.post(
        desk(essay, f"{comment.public_id}/propose/"), {"text": "Why are ovens small?"}
    )
    comment.refresh_from_db()
    waits = f"/moderation/?case=proposal-{comment.proposal.public_id}"

    for page in (desk(essay), desk(essay, f"?comment={comment.public_id}")):
        assert waits in client.get(page).content.decode()
    assert client.get(waits).status_code == 200


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(0.999, "sure, 99%"), (0.94, "sure, 94%"), (0.5, "likely, 50%"), (0, "guess, 0%")],
)
def test_how_sure_it_is_is_said_in_one_way(confidence, said) -> None:
    assert in_words(confidence) == said


def test_an_unticked_one_stays(as_, author, essay, comment) -> None:
    as_(author).post(desk(essay, "sure/accept/"), {"comment": []})

    comment.refresh_from_db()
    assert comment.is_waiting


def test_filters_choose_by_state_confidence_and_question(
    as_, author, essay, comment
) -> None:
    other = factories.comment(essay, body="Kettles whistle loudest in Hull.")
    aside = factories.comment(essay, body="Thanks from an aside.")
    actions.set_aside(comment=aside, by=author, at=NOW)
    factories.comment(body="Of another essay.")
    actions.suggest(essay=essay)
    oven, kettles = essay.questions.order_by("position")
    client = as_(author)

    def listed(query: str) -> str:
        page = client.get(desk(essay, query)).content.decode()
        return page.partition("queue-list-box")[2]

    assert "an aside" not in listed("")
    assert "an aside" in listed("?state=set_aside")
    assert "Doubling" in listed(f"?question={oven.public_id}")
    assert "Hull" not in listed(f"?question={oven.public_id}")
    assert "Hull" in listed(f"?question={kettles.public_id}")
    assert "Doubling" in listed("?sure=yes")
    assert "Doubling" not in listed(f"?after={comment.pk}")
    assert f"comment={other.public_id}" in listed("")


def test_another_question_is_found_by_its_words(as_, author, essay, comment) -> None:
    page = as_(author).get(desk(essay, "?find=kettles+whistle")).content.decode()

    assert "Where do the kettles whistle loudest?" in page


@pytest.mark.parametrize(
    "query", ["?state=odd", "?after=x", "?after=" + "9" * 30, "?comment=missing"]
)
def test_what_nobody_can_have_chosen_is_no_page(as_, author, essay, query) -> None:
    assert as_(author).get(desk(essay, query)).status_code == 404


def test_refusals(as_, client, author, comment) -> None:
    essay = comment.essay
    urls = [desk(essay, f"{comment.public_id}/"), desk(essay, "sure/accept/")]
    urls += [desk(essay, "suggest/"), desk(essay, "put-back/")]

    for url in urls:
        assert client.post(url, {"as": "nothing"}).status_code == 302
        assert as_(factories.person()).post(url, {"as": "nothing"}).status_code == 403
        assert as_(author).get(url).status_code == 405
    assert decide(as_(author), comment, "odd").status_code == 404
    assert decide(as_(author), comment, "answer", question="x").status_code == 404
    elsewhere = factories.essay()
    url = desk(elsewhere, f"{comment.public_id}/")
    assert as_(author).post(url, {"as": "nothing"}).status_code == 404
    comment.refresh_from_db()
    assert comment.is_waiting


def test_hostile_text_stays_text(as_, author, essay) -> None:
    factories.comment(essay, body="<script>oven</script> <img src=x onerror=cooks>")
    actions.suggest(essay=essay)

    page = as_(author).get(desk(essay)).content.decode()

    assert "&lt;script&gt;<mark>oven</mark>" in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> It’s so.", "<p>It’s <mark>so</mark>.</p>"),
        ("Try *So*, so", "<p>Try <em><mark>So</mark></em>, <mark>so</mark></p>"),
        ("\\> a &amp; b", "<p>&gt; a &amp; b</p>"),
        ("[words](https://so.example/so)", 'href="https://so.example/so"'),
        ("<so>", "&lt;<mark>so</mark>&gt;"),
    ],
)
def test_a_comment_is_shown_as_readers_would_see_it_and_marked(
    typed: str, shown: str
) -> None:
    assert shown in marked(typed, ["so"])


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    as_, author, essay, growth
) -> None:
    def add() -> None:
        for number in range(20):
            parent = factories.comment(essay, body=f"{OVENS} {number}")
            factories.comment(essay, parent=parent)
        actions.suggest(essay=essay)

    add()

    assert growth(desk(essay), add, as_(author)) <= 12
    assert growth(desk(essay, "sure/"), add, as_(author)) <= 7
