"""Praise, bare links and reports of a slip are told from arguments."""

import pytest

from apps.digest.first_hand import first_hand
from apps.digest.kinds import kind_of, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "Great post!",
        "Thank you so much for writing this, I really enjoyed it.",
        "Wonderful essay. Keep going, please!",
        "This was the best thing I have read all year. Thanks!",
    ],
)
def test_praise_alone_is_praise(text: str) -> None:
    assert kind_of(text, has_link=False) == "praise"


@pytest.mark.parametrize(
    "text",
    [
        "Great post! But tractors took forty years to spread, and nobody forbade them.",
        "I loved the part on bees; my neighbour's hives say otherwise.",
        "No.",
        "Good question for a hydrologist, and the answer is silt.",
        "",
        "…",
    ],
)
def test_an_argument_stays_one_however_it_opens(text: str) -> None:
    assert kind_of(text, has_link=False) == ""


@pytest.mark.parametrize(
    "text",
    ["https://example.org/paper", "See https://example.org", "paper", "This one:"],
)
def test_a_link_with_hardly_a_word_is_a_link(text: str) -> None:
    assert kind_of(text, has_link=True) == "links"


def test_a_link_with_an_argument_is_an_answer() -> None:
    text = "The survey at https://example.org counts barns too, hence the odd figure."

    assert kind_of(text, has_link=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Typo in the second line: “recieve”.",
        "“Their” should read “there”.",
        "The link to the report is a dead link.",
        "There is a missing word after “because”.",
        "Great essay! Small thing: misspelled “Gdansk”.",
    ],
)
def test_a_short_report_of_a_slip_goes_to_the_corrections(text: str) -> None:
    assert kind_of(text, has_link=False) == "typo"


def test_a_long_answer_that_mentions_a_typo_is_an_answer() -> None:
    text = "A typo once cost us a month. " + "The bridge was measured again. " * 20

    assert kind_of(text, has_link=False) == ""


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("As a retired pilot I doubt it.", "As a retired pilot"),
        ("Well, I'm a working geologist, and no.", "I'm a working geologist"),
        ("I’m a practising dentist.", "I'm a practising dentist"),
        ("I worked at a mill for years.", "I worked at a mill for years"),
        ("In our clinic it failed.", "In our clinic"),
        ("As a nurse, I saw it.", "As a nurse"),
        ("It fails, and as a grid engineer we know.", "as a grid engineer"),
        ("I say this as a retired teacher.", "I say this as a retired teacher"),
        ("Speaking as a lawyer, my view differs.", "as a lawyer"),
    ],
)
def test_words_that_claim_experience_are_found(text: str, claim: str) -> None:
    assert first_hand(text) == claim


@pytest.mark.parametrize(
    "text",
    [
        "",
        "As a result it failed.",
        "As a rule, no.",
        "She worked at a mill.",
        "I see.",
        "Our hedge works as a fence, and I like it.",
        "As a fence it is poor, I think.",
        "It answers as a colleague will, when I ask.",
        "I heard that she was spoken to as a child.",
        "As a test, I left the lamp on.",
    ],
)
def test_other_words_claim_nothing(text: str) -> None:
    assert first_hand(text) == ""


@pytest.mark.parametrize(
    ("helpful", "unhelpful", "is_by_moderator", "alone"),
    [
        (3, 0, False, True),
        (2, 0, False, False),
        (2, 3, False, False),
        (9, 0, True, False),
    ],
)
def test_a_reply_stands_alone_where_readers_say_so(
    helpful: int, unhelpful: int, is_by_moderator: bool, alone: bool
) -> None:
    said = stands_alone(
        helpful=helpful, unhelpful=unhelpful, is_by_moderator=is_by_moderator
    )

    assert said == alone


def test_a_claim_is_never_longer_than_a_line() -> None:
    assert len(first_hand("I worked at " + "very " * 200)) <= 60
