"""A document is stored for ever; what changed since is laid over it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.digest.document import (
    DocAsked,
    DocGroup,
    DocItem,
    Document,
    DocumentBroken,
    Standing,
    answer_of,
    considered,
    overlay,
    selection_note,
    thanks_line,
    with_asked,
)
from tests.digest.documents import SITE, document, group, item

FINE = Standing(quotable=True, name="Ada")
GONE = Standing(quotable=False, name="Ada")


def only(post: Document) -> DocItem:
    (found,) = post.items()
    return found


@given(
    st.builds(
        Document,
        groups=st.lists(
            st.builds(
                DocGroup, items=st.lists(st.builds(DocItem), max_size=2).map(tuple)
            ),
            max_size=2,
        ).map(tuple),
    )
)
def test_any_document_comes_back_from_json_as_it_was(post: Document) -> None:
    stored = json.dumps(post.to_dict())

    assert Document.from_dict(json.loads(stored)) == post


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"format": 1},
        {**document().to_dict(), "format": 3},
        {**document().to_dict(), "extra": 1},
        {**document().to_dict(), "groups": None},
        {**document().to_dict(), "groups": [{"anchor": "g"}]},
        {**document().to_dict(), "groups": ["g"]},
    ],
)
def test_what_is_no_document_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(DocumentBroken):
        Document.from_dict(stored)


def test_a_document_in_good_standing_is_untouched() -> None:
    assert overlay(document(), {"one": FINE}) == document()


@pytest.mark.parametrize("standing", [{"one": GONE}, {}])
def test_a_withdrawn_or_deleted_answer_becomes_a_stub(
    standing: dict[str, Standing],
) -> None:
    post = document(group(item(reply="I agree.")))

    today = overlay(post, standing)

    stub = only(today)
    assert (stub.state, stub.quote, stub.name, stub.url) == (
        "withdrawn",
        "",
        "a reader",
        "",
    )
    assert stub.reply == "I agree."
    assert today.thanks == ()


def test_nothing_of_a_withdrawn_answer_is_left_anywhere() -> None:
    post = document(group(item(), item("two", name="Bo")), thanks=("Ada", "Bo"))

    today = json.dumps(overlay(post, {"two": Standing(True, "Bo")}).to_dict())

    assert "Ada" not in today
    assert "Bees" in today
    assert today.count("Bees") == 1


def test_a_new_name_is_used_everywhere() -> None:
    also = (("Bo", f"{SITE}/a/two/"),)
    post = document(group(item(also=also)), thanks=("Ada", "Bo"))

    today = overlay(
        post, {"one": Standing(True, "Adele"), "two": Standing(True, "Bob")}
    )

    assert only(today).name == "Adele"
    assert only(today).also == (("Bob", f"{SITE}/a/two/"),)
    assert today.thanks == ("Adele", "Bob")


def test_a_name_taken_back_leaves_the_thanks() -> None:
    today = overlay(document(), {"one": Standing(True, "a reader")})

    assert only(today).name == "a reader"
    assert only(today).quote
    assert today.thanks == ()


def test_thanks_stay_while_another_answer_goes_under_the_name() -> None:
    post = document(group(item(), item("two")))

    assert overlay(post, {"one": GONE, "two": FINE}).thanks == ("Ada",)


def test_a_rename_is_thanked_though_another_answer_was_withdrawn() -> None:
    post = document(group(item("two"), item()))
    standing = {"one": GONE, "two": Standing(True, "Adele")}

    assert overlay(post, standing).thanks == ("Adele",)


def test_thanks_for_other_help_stay() -> None:
    post = document(thanks=("Ada", "Cy, who found the typos"))

    assert overlay(post, {}).thanks == ("Cy, who found the typos",)


def test_answers_that_said_the_same_leave_when_withdrawn() -> None:
    also = (("Bo", f"{SITE}/a/two/"), ("Cy", f"{SITE}/a/three/"))
    post = document(group(item(also=also)))
    standing = {"one": FINE, "two": GONE, "three": Standing(True, "Cy")}

    assert only(overlay(post, standing)).also == (("Cy", f"{SITE}/a/three/"),)


def test_a_name_taken_back_leaves_the_authors_own_words_too() -> None:
    words = "As Ada Lane says; not Ada Lanes, not Bob."
    said = item(name="Ada Lane", lead_in=words, reply=words, verb="tells Ada Lane")
    post = document(
        group(said, item("two", name="Bob"), heading=words, lead_in=words),
        title=words,
        intro=words,
        outro=words,
        changed_mind=words,
        edits=(("2026-03-11", words),),
        thanks=("Ada Lane", "Bob"),
    )

    today = overlay(post, {"two": Standing(True, "Bob")})

    text = json.dumps(today.to_dict())
    assert text.count("As a reader says; not Ada Lanes, not Bob.") == 9
    assert "Ada Lane " not in text
    assert next(today.items()).verb == "tells a reader"
    assert overlay(today, {"two": Standing(True, "Bob")}) == today


def test_a_name_that_somebody_else_goes_by_stays_in_the_authors_words() -> None:
    post = document(group(item(name="Anna"), item("two", name="Anna")), intro="Anna!")

    assert overlay(post, {"two": Standing(True, "Anna")}).intro == "Anna!"


@pytest.mark.parametrize(
    ("standing", "intro"),
    [
        ({"ask": Standing(True, "Rosa Lindqvist")}, "Rosa Lindqvist asked well."),
        ({"ask": Standing(False, "Rosa Lindqvist")}, "Rosa Lindqvist asked well."),
        ({"ask": Standing(True, "a reader")}, "A reader asked well."),
        ({"ask": Standing(False, "a reader")}, "A reader asked well."),
        ({}, "A reader asked well."),
    ],
)
def test_a_proposer_is_named_in_the_authors_words_while_they_may_be(
    standing: dict[str, Standing], intro: str
) -> None:
    asked = (DocAsked(key="ask", what="Why?", by="Rosa Lindqvist"),)
    post = document(
        with_asked(group(item()), asked), intro="Rosa Lindqvist asked well."
    )

    today = overlay(post, {"one": FINE, **standing})

    assert today.intro == intro
    is_told = bool(standing and standing["ask"].quotable)
    assert ("asked by" in str(today.groups)) == is_told


def test_a_stub_stays_a_stub_when_the_answer_comes_back() -> None:
    stub = overlay(document(), {"one": GONE})

    assert overlay(stub, {"one": FINE}) == stub


@given(st.booleans(), st.sampled_from(["Ada", "Adele", "", "a reader"]))
def test_laying_over_twice_is_laying_over_once(quotable: bool, name: str) -> None:
    standing = {"one": Standing(quotable, name)}

    once = overlay(document(), standing)

    assert overlay(once, standing) == once


@pytest.mark.parametrize(
    "url", ["https://x.example/a/k1/", "/a/k1", "/a/k1/#reply-3", "k1"]
)
def test_a_permalink_ends_with_the_answers_id(url: str) -> None:
    assert answer_of(url) == "k1"


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ((), ""),
        (("Ada",), "Thanks to Ada."),
        (("Ada", "Bo"), "Thanks to Ada and Bo."),
        (("Ada", "Bo", "Cy"), "Thanks to Ada, Bo and Cy."),
    ],
)
def test_thanks_read_as_a_sentence(names: tuple[str, ...], line: str) -> None:
    assert thanks_line(document(thanks=names)) == line


def test_the_note_says_how_many_of_how_many() -> None:
    assert selection_note(12, 9, answers=1240, replies=31, people=97) == (
        "12 quotations from 9 readers, out of 1,240 answers and 31 replies by 97 people"
    )
    assert selection_note(1, 1, answers=1, replies=0, people=1) == (
        "1 quotation from 1 reader, out of 1 answer by 1 person"
    )
    told = {"answers": 9, "replies": 0, "people": 5}
    assert selection_note(2, 3, retold=1, **told) == (
        "2 quotations and 1 point in the author’s words from 3 readers, out of 9 answers "
        "by 5 people"
    )
    assert selection_note(0, 2, retold=2, **told) == (
        "2 points in the author’s words from 2 readers, out of 9 answers by 5 people"
    )
    assert considered(0, 1) == "1 reply"


def test_a_document_from_before_passages_is_read_and_a_newer_one_comes_back() -> None:
    new = document(group(item(passages=("What the essay says.",))))
    old = new.to_dict()
    del old["groups"][0]["items"][0]["passages"]

    assert Document.from_dict(json.loads(json.dumps(new.to_dict()))) == new
    assert next(iter(Document.from_dict(old).items())).passages == ()
