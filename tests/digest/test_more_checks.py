"""Words that need another look, and what the rows behind a post say about it."""

import pytest

from apps.digest.document import Document
from apps.digest.standing_checks import Facts, standing_problems
from apps.digest.wording_checks import wording_problems
from tests.digest.documents import document, group, item


def worded(text: str, *, quoted: bool = False) -> list[str]:
    post = document(group(item(quote=text) if quoted else item(reply=text)))
    return [one.message for one in wording_problems(post)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "See [it](/q/1/).",
            "The link to “/q/1/” needs a whole address for other sites.",
        ),
        (
            "See [it](//[x).",
            "The link to “//[x” needs a whole address for other sites.",
        ),
        (
            "So:\n\nhttps://x.example/\n",
            "An address alone on a line becomes a preview card when pasted.",
        ),
        (
            "[x](https://x.example/?utm_source=a)",
            "Your text has a link that tracks who follows it.",
        ),
        (
            "![](https://x.example/a.png)",
            "Your text has an image without words for those who cannot see it.",
        ),
    ],
)
def test_the_authors_words_get_advice(text: str, message: str) -> None:
    assert message in worded(text)


@pytest.mark.parametrize(
    "text", ["[x](https://x.example/)", "[m](mailto:a@x.example)", "Plain words."]
)
def test_fine_words_get_none(text: str) -> None:
    assert worded(text) == []


@pytest.mark.parametrize("text", ["write to ada@x.example", "call +44 20 7946 0000"])
def test_addresses_of_people_in_quotations_are_pointed_out(text: str) -> None:
    assert worded(text, quoted=True) == [
        "The quotation holds an address or number of somebody; cut it?"
    ]


@pytest.mark.parametrize(
    "place", ["intro", "outro", "title", "lead_in", "reply", "item lead-in"]
)
def test_words_that_name_somebody_who_withdrew_their_name_block(place: str) -> None:
    text = "As Rosa Lindqvist saw."
    items = {"reply": {"reply": text}, "item lead-in": {"lead_in": text}}
    groups = {"lead_in": {"lead_in": text}}
    whole = {place: text} if place in {"intro", "outro", "title"} else {}
    quoted = item(name="a reader", **items.get(place, {}))
    post = document(group(quoted, **groups.get(place, {})), **whole)

    found = standing_problems(post, Facts(hidden_names=frozenset({"Rosa Lindqvist"})))

    assert [(one.message, one.blocking) for one in found] == [
        ("Your words name Rosa Lindqvist, who asked not to be named here.", True)
    ]


@pytest.mark.parametrize(
    ("reply", "begins", "is_must"),
    [
        ("Rosa is right.", "Your words say Rosa, which tells", True),
        ("Lindqvist is right.", "Your words say Lindqvist, which tells", True),
        ("Rosa is right, sub rosa.", "Your words say Rosa: does that mean", False),
        ("Rosa Parks and Rosa Luxemburg sat down.", "", False),
        ("The rosary is right.", "", False),
    ],
)
def test_a_part_of_a_hidden_name_is_a_line_of_the_checklist(
    reply: str, begins: str, is_must: bool
) -> None:
    post = document(group(item(name="a reader", reply=reply)))

    found = standing_problems(post, Facts(hidden_names=frozenset({"Rosa Lindqvist"})))

    assert [one.message.startswith(begins) for one in found] == [True] * bool(begins)
    assert all(one.blocking == is_must for one in found)


@pytest.mark.parametrize("name", ["Sleep", "sleep"])
def test_a_name_that_is_a_word_of_the_post_only_asks_at_most(name: str) -> None:
    post = document(group(item(name="a reader", reply="Sleep is sleep.")))

    found = standing_problems(post, Facts(hidden_names=frozenset({name})))

    assert not any(one.blocking for one in found)


def test_a_part_that_somebody_quoted_goes_by_too_only_asks() -> None:
    post = document(group(item(name="Rosa Holm", reply="Rosa is right.")))

    (found,) = standing_problems(
        post, Facts(hidden_names=frozenset({"Rosa Lindqvist"}))
    )

    assert not found.blocking


@pytest.mark.parametrize("name", ["Ada", "Rosa", "Bob"])
def test_a_name_that_may_be_said_does_not_block(name: str) -> None:
    """It is short, part of a word, or somebody quoted goes by it."""
    post = document(group(item(name="Ada", reply="Ada saw rosary beads and a bobbin.")))

    assert standing_problems(post, Facts(hidden_names=frozenset({name}))) == []


def messages(post: Document, facts: Facts) -> list[str]:
    return [one.message for one in standing_problems(post, facts)]


def test_a_pseudonym_that_is_anothers_name_blocks() -> None:
    (found,) = standing_problems(document(), Facts(taken_names=frozenset({"Ada"})))

    assert found.blocking
    assert found.message == "“Ada” looks like the name of somebody else here."


def test_a_reply_stands_below_what_it_replies_to() -> None:
    post = document(group(item(), item("two", name="Bo")))
    warning = "This replies to a quotation that stands further down."

    assert messages(post, Facts(replies_to={"one": "two"})) == [warning]
    assert messages(post, Facts(replies_to={"two": "one"})) == []


def test_a_reply_to_what_is_not_quoted_wants_a_line_before_it() -> None:
    facts = Facts(replies_to={"one": "elsewhere"})
    alone = document(group(item()))
    led_in = document(group(item(lead_in="Cy had said that nobody sleeps.")))

    assert messages(alone, facts) == [
        "This replies to somebody who is not quoted; say in a line before it what they "
        "said."
    ]
    assert messages(led_in, facts) == []


def test_a_deep_cut_is_read_beside_the_whole() -> None:
    assert messages(document(), Facts(lengths={"i-one": 210})) == [
        "15 of 210 words are kept: read them beside the whole, does it still say the "
        "same?"
    ]
    assert messages(document(), Facts(lengths={"i-one": 150})) == []


def test_one_person_under_several_names_is_noticed() -> None:
    names = ("Ada", "a reader", "Night Shift")
    post = document(group(*(item(f"k{n}", name=name) for n, name in enumerate(names))))
    people = {one.key: 7 for one in post.items()}

    assert messages(post, Facts(people=people)) == [
        "One person is quoted 3 times, under several names."
    ]


def test_what_is_missing_is_said() -> None:
    facts = Facts(
        gone={"x": "It is hidden."},
        edited=("y",),
        leaves_dissent=True,
        unmentioned=("Why bees?",),
    )

    assert len(messages(document(), facts)) == 4
    assert "A reader’s new question is not mentioned: “Why bees?”" in (
        messages(document(), facts)
    )
    assert messages(document(), Facts(leaves_dissent=True, quotes_dissent=True)) == []


def of_headings(heading: str, **facts: object) -> list[tuple[str, str]]:
    post = document(group(heading=heading))
    found = standing_problems(post, Facts(**facts))
    return [
        (one.where, one.message) for one in found if one.message.startswith("The head")
    ]


@pytest.mark.parametrize(
    ("heading", "facts", "message"),
    [
        ("Sleep", {"headed_by_section": frozenset({"g-sleep"})}, "names a theme"),
        (
            "Why sleep?",
            {"headed_by_question": frozenset({"g-sleep"})},
            "is still the question’s words",
        ),
        ("What Ada saw", {}, "names Ada"),
        ("4 May 2026", {}, "is a date"),
        ("May 2026", {}, "is a date"),
        ("2026-05-04", {}, "is a date"),
    ],
)
def test_a_heading_names_an_argument(
    heading: str, facts: dict[str, object], message: str
) -> None:
    ((where, said),) = of_headings(heading, **facts)

    assert where == "g-sleep"
    assert message in said


@pytest.mark.parametrize(
    "heading", ["Sleep came first", "Is it older than the brain?", "By 2030 we know"]
)
def test_a_heading_of_ones_own_is_left_alone(heading: str) -> None:
    assert of_headings(heading) == []
