"""The question in its place in the essay, with its answers and their threads."""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.answers import actions
from apps.answers.models import Answer
from apps.answers.question_page import PAGE_SIZE
from apps.answers.threads import LONGEST_IN_PLACE
from apps.questions.models import Question
from tests.factories import (
    NOW,
    answer,
    consideration,
    essay,
    person,
    question,
    section,
    votes,
)

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def order_of(page: str, *words: str) -> list[str]:
    return sorted(words, key=page.index)


def test_the_question_stands_in_its_context(client: Client) -> None:
    part = section(essay(title="On machines"), title="Memory")
    above = question(part.essay, "What is kept?", section=part)
    asked = question(
        part.essay,
        "Who *forgets*?",
        section=part,
        parent=above,
        proposed_by=person("ada"),
    )
    question(part.essay, "Does it matter when?", parent=asked, answer_count=3)
    consideration(asked, "Elephants do not.", stance="against")
    consideration(asked, "Nothing lasts.", kind="quote", source="Anon")
    asked.tags.add("memory")

    page = html(client, asked.get_absolute_url())

    for words in (
        *("On machines", "Memory", "What is kept?", "Who <em>forgets</em>?"),
        *(
            'Proposed by <a href="/p/ada/"><bdi>ada</bdi></a>',
            "Elephants do not.",
            "Against",
            "Anon",
        ),
        *("Does it matter when?", "3 answers", "/t/memory/"),
    ):
        assert words in page


def test_the_neighbouring_questions_are_one_click_away(client: Client) -> None:
    of = essay()
    before, asked, after = (
        question(of, f"{word}?") for word in ("One", "Two", "Three")
    )
    question(of, "Zero?", status="retired")

    page = html(client, asked.get_absolute_url())

    assert f'href="{before.get_absolute_url()}" rel="prev"' in page
    assert f'href="{after.get_absolute_url()}" rel="next"' in page
    assert "Zero?" not in page


def test_what_a_question_asks_below_is_read_next(client: Client) -> None:
    asked = question(text="One?")
    below = question(asked.essay, "Two?", parent=asked)
    furthest = question(asked.essay, "Three?", parent=below)
    after = question(asked.essay, "Four?")

    next_ones = [
        (asked, below),
        (below, furthest),
        (furthest, after),
    ]

    for one, following in next_ones:
        page = html(client, one.get_absolute_url())
        assert f'href="{following.get_absolute_url()}" rel="next"' in page
        page = html(client, following.get_absolute_url())
        assert f'href="{one.get_absolute_url()}" rel="prev"' in page


def test_the_most_helpful_answer_comes_first(client: Client) -> None:
    asked = question()
    votes(on=answer(asked, body="Middling."), helpful=2, unhelpful=1)
    votes(on=answer(asked, body="Best of all."), helpful=5)
    answer(asked, body="Unread as yet.")

    page = html(client, asked.get_absolute_url())

    expected = ["Best of all.", "Middling.", "Unread as yet."]
    assert order_of(page, *expected) == expected


def test_agreement_does_not_order_answers(client: Client) -> None:
    asked = question()
    votes(on=answer(asked, body="Disputed."), helpful=3)
    answer(asked, body="Popular.", agree_count=90)

    page = html(client, asked.get_absolute_url())

    assert order_of(page, "Popular.", "Disputed.") == ["Disputed.", "Popular."]


def test_newest_first_on_request(client: Client) -> None:
    asked = question()
    votes(on=answer(asked, body="Old and loved."), helpful=9)
    answer(asked, body="Just in.", created_at=NOW + timedelta(hours=1))

    page = html(client, f"{asked.get_absolute_url()}?order=newest")

    assert order_of(page, "Old and loved.", "Just in.") == [
        "Just in.",
        "Old and loved.",
    ]


def test_the_most_discussed_first_on_request(client: Client) -> None:
    asked = question()
    answer(asked, body="Quiet and loved.", helpful_bound=0.9)
    answer(parent=answer(asked, body="Much replied to.", reply_count=1))

    page = html(client, f"{asked.get_absolute_url()}?order=discussed")

    assert order_of(page, "Quiet and loved.", "Much replied to.") == [
        "Much replied to.",
        "Quiet and loved.",
    ]


def test_what_the_author_thinks_now_stands_apart_and_only_once(client: Client) -> None:
    asked = question()
    answer(asked, body="Loved by all.", helpful_bound=0.9)
    answer(asked, author=asked.essay.author, body="At first I thought so.")
    later = NOW + timedelta(days=1)
    answer(asked, author=asked.essay.author, body="Now I doubt it.", created_at=later)

    page = html(client, asked.get_absolute_url())

    words = ["Loved by all.", "At first I thought so.", "Now I doubt it."]
    assert order_of(page, *words) == [words[2], words[0], words[1]]
    assert page.count("What the author thinks now") == 1
    assert page.count("Now I doubt it.</p>") == 1


@pytest.mark.parametrize("order", ["best", "newest", "discussed"])
def test_pages_follow_one_another_without_gap_or_repeat(
    client: Client, order: str
) -> None:
    asked = question()
    everyone = {
        answer(asked, created_at=NOW + timedelta(minutes=number % 7)).public_id
        for number in range(2 * PAGE_SIZE + 3)
    }
    seen: list[str] = []
    url = f"?order={order}"

    while url:
        page = html(client, asked.get_absolute_url() + url)
        seen += re.findall(r'<article class="answer" id="a-(\w+)"', page)
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        url = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(everyone)
    assert set(seen) == everyone


@pytest.mark.parametrize("asked_for", ["?order=loudest", "?after=nobody"])
def test_an_order_or_page_that_is_not_there_is_not_found(
    client: Client, asked_for: str
) -> None:
    response = client.get(question().get_absolute_url() + asked_for)

    assert response.status_code == 404


def test_replies_stand_below_what_they_reply_to(client: Client) -> None:
    asked = question()
    first = answer(asked, body="First of all.")
    reply = answer(parent=first, body="To the first.")
    answer(asked, body="Second thoughts.", created_at=NOW + timedelta(hours=1))
    answer(parent=reply, body="To the reply.", created_at=NOW + timedelta(hours=2))

    page = html(client, asked.get_absolute_url())

    expected = ["First of all.", "To the first.", "To the reply.", "Second thoughts."]
    assert order_of(page, *expected) == expected
    assert page.count('<div class="thread">') == 2


def test_a_withdrawn_answer_leaves_its_place_while_replies_are_read(
    client: Client,
) -> None:
    asked, writer = question(), person()
    gone = answer(asked, writer, "Taken back.")
    answer(parent=gone, body="But why?")
    actions.withdraw(answer=gone, by=writer, at=NOW)
    Answer.objects.filter(pk=gone.pk).update(reply_count=1)

    page = html(client, asked.get_absolute_url())

    assert "Taken back." not in page
    assert "This answer was withdrawn by its author." in page
    assert "But why?" in page


def test_a_withdrawn_answer_nobody_replied_to_leaves_no_trace(client: Client) -> None:
    asked = question()
    answer(asked, body="Taken back.", status="withdrawn")

    page = html(client, asked.get_absolute_url())

    assert "withdrawn" not in page


def test_a_hidden_reply_keeps_its_place_only_above_others(client: Client) -> None:
    asked = question()
    root = answer(asked)
    above = answer(parent=root, status="hidden", body="MARKER above")
    answer(parent=above, body="Still here.")
    answer(parent=root, status="hidden", body="MARKER alone")

    page = html(client, asked.get_absolute_url())

    assert "MARKER" not in page
    assert page.count("was hidden by a moderator") == 1
    assert "Still here." in page


@pytest.mark.parametrize("status", ["held", "hidden"])
def test_what_waits_or_is_hidden_is_its_authors_alone(
    client: Client, as_: SignedIn, reader: User, rival: User, status: str
) -> None:
    asked = question()
    answer(asked, reader, "MARKER one", status=status)
    answer(parent=answer(asked), author=reader, body="MARKER two", status=status)
    url = asked.get_absolute_url()

    own, others, strangers = (
        html(as_(reader), url),
        html(as_(rival), url),
        html(client, url),
    )

    assert own.count("MARKER") == 2
    assert own.count(f'data-state="{status}"') == 2
    assert "MARKER" not in others
    assert "MARKER" not in strangers


def test_an_author_reads_why_their_answer_was_hidden(
    as_: SignedIn, reader: User, moderator: User
) -> None:
    asked = question()
    row = answer(asked, reader)
    actions.hide(answer=row, by=moderator, reason="It names a patient.", at=NOW)

    page = html(as_(reader), asked.get_absolute_url())

    assert "It names a patient." in page


def test_a_very_long_thread_is_left_to_its_own_page(client: Client) -> None:
    asked = question()
    root = answer(asked, reply_count=LONGEST_IN_PLACE + 1)
    answer(parent=root, body="One of very many.")

    page = html(client, asked.get_absolute_url())

    assert "One of very many." not in page
    assert f"Read all {LONGEST_IN_PLACE + 1} replies" in page


def test_the_essays_author_is_marked(client: Client) -> None:
    asked = question()
    answer(asked, asked.essay.author)

    assert "Author of the essay" in html(client, asked.get_absolute_url())


def test_a_merged_question_leads_on_for_good(client: Client) -> None:
    into = question()
    merged = question(into.essay, status="merged", merged_into=into)

    response = client.get(merged.get_absolute_url())

    assert response.status_code == 301
    assert response["Location"] == into.get_absolute_url()


def test_a_retired_question_is_read_but_not_answered(
    as_: SignedIn, reader: User
) -> None:
    retired = question(status="retired")
    answer(retired, body="From better days.")

    page = html(as_(reader), retired.get_absolute_url())

    assert "has been retired" in page
    assert "From better days." in page
    assert "<textarea" not in page
    assert "Helpful</button>" not in page


def test_a_question_of_an_unpublished_essay_is_not_found(client: Client) -> None:
    asked = question(essay(published=False))

    assert client.get(asked.get_absolute_url()).status_code == 404


def test_a_stranger_gets_no_form_and_a_page_to_keep(client: Client) -> None:
    asked = question()
    answer(asked)
    url = asked.get_absolute_url()

    response = client.get(url)
    again = client.get(url, headers={"If-None-Match": response["ETag"]})

    page = response.content.decode()
    assert '<form method="post"' not in page
    assert "csrfmiddlewaretoken" not in page
    assert f'href="{url}answer/" rel="nofollow">Write your answer' in page
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert again.status_code == 304


def test_it_says_how_many_follow_it(client: Client, as_: SignedIn) -> None:
    asked = question()
    url = asked.get_absolute_url()
    before = client.get(url)
    for follower in (person(), person()):
        as_(follower).post(f"/follow/question/{asked.public_id}/")

    after = client.get(url, headers={"If-None-Match": before["ETag"]})

    assert "follower" not in before.content.decode()
    assert "2 followers" in after.content.decode()


def test_a_new_answer_to_a_subquestion_renews_the_page(
    client: Client, reader: User
) -> None:
    above = question()
    below = question(above.essay, parent=above)
    first = client.get(above.get_absolute_url())
    post(below, reader)

    again = client.get(
        above.get_absolute_url(), headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 200
    assert "1 answer" in again.content.decode()


def test_a_persons_page_is_kept_by_no_cache(as_: SignedIn, reader: User) -> None:
    response = as_(reader).get(question().get_absolute_url())

    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("ETag")


def test_five_fifty_and_five_hundred_answers_take_the_same_queries(
    client: Client, growth: Callable[..., int]
) -> None:
    asked = question()
    populate(asked, 5)

    assert growth(asked.get_absolute_url(), lambda: populate(asked, 45), client) == 13
    assert growth(asked.get_absolute_url(), lambda: populate(asked, 450), client) == 13


def test_a_persons_page_takes_as_many_queries_for_five_as_for_fifty(
    as_: SignedIn, reader: User, growth: Callable[..., int]
) -> None:
    asked = question()
    populate(asked, 5, author=reader)

    def add() -> None:
        populate(asked, 45, author=reader)

    assert growth(asked.get_absolute_url(), add, as_(reader)) == 22


def test_the_stored_counts_are_what_a_recount_gives(reader: User, rival: User) -> None:
    asked = question()
    root = post(asked, reader)
    reply = actions.post_reply(
        parent=root, by=rival, body="I doubt it.", form_key="b", at=NOW
    )
    answer(asked, status="held")
    actions.withdraw(answer=root, by=reader, at=NOW)

    asked.refresh_from_db()
    root.refresh_from_db()

    assert (asked.answer_count, asked.post_count, root.reply_count) == (0, 1, 1)
    assert asked.last_answer_at == reply.created_at


def post(asked: Question, by: User) -> Answer:
    return actions.post_answer(
        question=asked, by=by, body="I think so.", form_key="a", at=NOW
    )


def populate(asked: Question, number: int, author: User | None = None) -> None:
    """That many answers, as many hidden ones, and a reply to each, in two INSERTs."""
    author = author or person()

    def row(**fields: object) -> Answer:
        return Answer(
            question=asked,
            author=author,
            form_key=secrets.token_hex(8),
            body="Words.",
            body_html="<p>Words.</p>",
            renderer=1,
            credit="name",
            created_at=NOW,
            changed_at=NOW,
            **fields,
        )

    roots = Answer.objects.bulk_create(
        row(status=status) for status in ["visible", "hidden"] * number
    )
    Answer.objects.bulk_create(
        row(status="visible", parent=root, root=root, depth=1) for root in roots
    )
    asked.version += 1
    asked.save()


def test_the_heading_says_how_far_the_question_has_come(client: Client) -> None:
    asked = question(answer_count=2, state="thin")

    page = client.get(asked.get_absolute_url()).content.decode()

    assert '<span class="state" data-state="thin">Thin</span>' in page


def test_ones_own_waiting_answer_stands_below_a_true_heading(
    as_: SignedIn, newcomer: User
) -> None:
    asked = question()
    answer(asked, newcomer, status="held")

    page = as_(newcomer).get(asked.get_absolute_url()).content.decode()

    assert "No answer is public yet" in page
