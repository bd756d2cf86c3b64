"""The last look: what must be mended, and what the editor may want to think about."""

from dataclasses import replace

import pytest

from apps.digest.checks import UNANSWERED, problems
from apps.digest.document import DocGroup, Document
from tests.digest.documents import SITE, group, item
from tests.digest.documents import document as plain_document

# What a small post for a test would be told as well.
SMALL = {
    "Fewer than 3 groups make a thin post.",
    UNANSWERED,
    "Nothing says what you changed your mind about, or that it is nothing.",
}


def blocking(post: Document) -> list[tuple[str, str]]:
    return [(one.where, one.message) for one in problems(post) if one.blocking]


def advice(post: Document) -> list[tuple[str, str]]:
    return [
        (one.where, one.message)
        for one in problems(post)
        if not one.blocking
        and one.message not in SMALL
        and not one.message.startswith("The post has ")
    ]


def document(*groups: DocGroup, **changes: object) -> Document:
    """With thanks to everyone."""
    made = plain_document(*groups, **changes)
    names = {one.name: "" for one in made.items() if not one.state}
    thanks = tuple(name for name in names if name not in {"", "a reader"})
    return replace(made, thanks=thanks)


def quotes(*keys: str, **changes: object) -> Document:
    return document(group(*(item(key, **changes) for key in keys), lead_in="So:"))


def test_a_finished_post_has_no_problems() -> None:
    long = "word " * 120 + "end."
    groups = [
        group(item(f"k{n}", name=f"n{n}", quote=long, reply=long), heading=f"On {n}")
        for n in range(4)
    ]

    assert problems(document(*groups, changed_mind="Nothing.")) == []


def test_a_post_without_quotes_cannot_go_out() -> None:
    withdrawn = item(state="withdrawn", quote="", name="a reader", url="")

    assert blocking(document(group(withdrawn))) == [("", "Nothing is quoted yet.")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": " "}, "The post needs a title."),
        ({"essay_url": ""}, "The link to the essay is missing."),
        ({"essay_url": "/e/open/"}, "The link to the essay is missing."),
    ],
)
def test_the_post_needs(changes: dict[str, str], message: str) -> None:
    assert blocking(document(**changes)) == [("", message)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "The quote needs a name."),
        ({"verb": ""}, "The quote needs a verb, such as “writes”."),
        ({"url": ""}, "The quote needs a link to its answer."),
        ({"url": "/a/one/"}, "The quote needs a link to its answer."),
        ({"url": "https://[broken"}, "The quote needs a link to its answer."),
        ({"quote": "[…]"}, "The quote is empty."),
    ],
)
def test_a_quote_needs(changes: dict[str, str], message: str) -> None:
    assert blocking(quotes("one", **changes)) == [("i-one", message)]


def test_an_answer_is_quoted_once() -> None:
    post = document(group(item(), item(name="Bo")))

    assert blocking(post) == [("i-one", "This answer is quoted twice.")]


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("Six words are not very much.", "The quote is short: 6 words."),
        ("Indeed.", "The quote is short: 1 word."),
        ("so " * 601, "The quote is long: 601 words; consider a cut."),
    ],
)
def test_odd_lengths_are_pointed_out(quote: str, message: str) -> None:
    assert advice(quotes("one", quote=quote)) == [("i-one", message)]
    assert blocking(quotes("one", quote=quote)) == []


def test_groups_need_headings_of_their_own() -> None:
    post = document(
        group(item("one"), heading="On Bees"),
        group(item("two"), heading="On  bees", anchor="g-2"),
        group(item("three", name="Bo"), heading=" ", anchor="g-3"),
        DocGroup("g-4", "Empty", question="", question_url=""),
    )

    assert blocking(post) == [
        ("g-sleep", "More than one group is headed “On Bees”."),
        ("g-2", "More than one group is headed “On  bees”."),
        ("g-3", "This group needs a heading."),
        ("g-4", "This group is empty."),
    ]


def test_long_headings_are_advised_against() -> None:
    assert advice(document(group(heading="x" * 80))) == []
    assert advice(document(group(heading="x" * 81))) == [
        ("g-sleep", "The heading is longer than 80 characters.")
    ]


def test_one_person_more_than_twice_is_pointed_out() -> None:
    assert advice(quotes("one", "two")) == []
    assert advice(quotes("one", "two", "three")) == [
        ("", "Ada is quoted 3 times; two is usual.")
    ]
    assert advice(quotes("one", "two", "three", name="a reader")) == []


def test_a_group_of_three_wants_a_lead_in() -> None:
    three = [item(key, name=key) for key in ("one", "two", "three")]

    assert advice(document(group(*three))) == [
        ("g-sleep", "A group of three or more reads better with a line to lead in.")
    ]


def test_an_introduction_and_fewer_groups_are_advised() -> None:
    many = [
        group(item(f"k{n}", name=f"n{n}"), heading=f"On {n}", anchor=f"g{n}")
        for n in range(13)
    ]

    assert advice(document(*many, intro="")) == [
        ("", "There is no introduction yet."),
        ("", "13 groups are hard to follow; join some."),
    ]


def test_a_thin_post_is_pointed_out() -> None:
    said = {one.message for one in problems(document())}

    assert said > SMALL
    assert "The post has 18 words; 800 or more is usual." in said


def test_a_post_that_few_will_finish_is_pointed_out() -> None:
    said = [one.message for one in problems(document(intro="so " * 7000))]

    assert "The post has 7,015 words; few read on past 6,000." in said


def test_the_title_says_what_it_is_about() -> None:
    assert ("", "The title does not say that this is about “Open Questions”.") in (
        advice(document(title="Highlights"))
    )


def test_the_thanks_name_everyone_once() -> None:
    thanked = replace(document(), thanks=("Ada", "Bo"))

    assert [one.message for one in problems(thanked) if one.blocking] == [
        "The thanks do not name everyone quoted, once each."
    ]


def test_two_quotations_of_one_point_want_a_lead_in() -> None:
    also = (("Bo", f"{SITE}/a/two/"),)
    pair = (item(also=also), item("two", name="Bo"))

    assert ("i-one", "Another quotation of this group makes the same point.") in (
        advice(document(group(*pair)))
    )
    assert advice(document(group(*pair, lead_in="Two say the same:"))) == []
