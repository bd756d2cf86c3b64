import pytest

from apps.questions.importing import cues
from apps.questions.importing.reading import LIKELY, SURE, read


@pytest.mark.parametrize(
    "sentence",
    [
        "Why do bells ring?",
        "By when will they stop?",
        "So what does it cost?",
        "In other words, is it late?",
        "To what extent do bells matter?",
        "If bells crack, who pays?",
        "The bells cost a lot - why?",
        "“Bells never lie” (a poem): is this so?",
        "Isn't it late?",
    ],
)
def test_questions_are_built_as_such(sentence):
    assert cues.is_interrogative(sentence)


@pytest.mark.parametrize(
    "sentence", ["Maybe bells could help?", "If it rains, we might stay in?", "Bells?"]
)
def test_statements_with_a_question_mark_are_not(sentence):
    assert not cues.is_interrogative(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Would this help?",
        "If so, who pays?",
        "If this happened, who would pay?",
        "Or is it the frost?",
        "Even if bells crack, who minds?",
        "Does it matter?",
        "For what kinds of bells is it worst?",
        "But why now?",
        "What about frost?",
    ],
)
def test_questions_that_take_up_the_one_before(sentence):
    assert cues.follows_up(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it likely that bells crack?",
        "Why do bells crack?",
        "Are bells that ring older?",
        "If bells crack, who pays?",
        "Will the bells of that tower ring, or will they hang still?",
    ],
)
def test_questions_that_stand_for_themselves(sentence):
    assert not cues.follows_up(sentence)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Why do bells ring?", SURE, 1),
        ("Bells are odd. Why do they ring?", SURE, 1),
        ("Why do bells ring? Some say for joy, at least on Sundays.", LIKELY, SURE),
        ("Why do bells ring? (See the book.)", SURE, 1),
        ("Why do bells ring?[12]", SURE, 1),
        ("If you have a tower, maybe you can ring one?", 0.4, LIKELY),
        ("Think of a tower. What would it do? Nothing! It needs a bell.", 0, 0.35),
        ("Or is it more like a drum.", 0.4, LIKELY),
        ("Bells ring.", 0, 0),
        ("She asked “why do they ring?” and left.", 0, 0),
    ],
)
def test_how_surely_a_paragraph_asks(text, least, most):
    assert least <= read(text).asking <= most


@pytest.mark.parametrize(
    "text",
    ["Here's why I ask.", "The rebuttal is short.", "To be clear, I like bells."],
)
def test_arguments_announce_themselves(text):
    assert cues.argues(text)


@pytest.mark.parametrize(
    "text", ["I think so.", "Honestly, no.", "Yet it rings.", "Maybe."]
)
def test_opinions_announce_themselves(text):
    assert cues.opines(text)


@pytest.mark.parametrize(
    "text",
    ["Problem 3: the bell.", "Determine the largest bell.", "Prove that it rings."],
)
def test_open_problems_set_a_task(text):
    assert cues.sets_a_task(text)


@pytest.mark.parametrize(
    "text", ["Problems abound.", "Provence rings.", "Findings: a bell."]
)
def test_other_texts_set_none(text):
    assert not cues.sets_a_task(text)


def test_of_an_endless_paragraph_start_and_end_are_read():
    text = "Bells ring. " * 10_000 + "Why do they?"

    assert read(text).asking >= SURE
