import pytest

from apps.questions.importing.sentences import asks, run_together, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Why? How? I ask.", 3),
        ("See Dr. Brook, i.e. her book, vol. 2. It is good.", 2),
        ("It grew 2.5 times. Then it fell.", 2),
        ("Boats (rafts, maybe?) are slow.", 1),
        ("She asked “why?” and left.", 1),
        ("He said “It is late.” Nobody moved.", 2),
        ("Wait… what?", 1),
        ("なぜ？知らない。", 2),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "text", ["Why?", "Why?!", "So (why?)", "Why?”", "لماذا؟", "Why?*"]
)
def test_a_question_mark_at_the_end_asks(text):
    assert asks(text)


@pytest.mark.parametrize("text", ["Why.", "She asked “why?”", "Why? Because."])
def test_a_mark_elsewhere_or_in_a_quotation_does_not(text):
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Is it very late?Also we need a boat.",
            ["Is it very late?", "Also we need a boat."],
        ),
        ("It was so late.I think so too.", ["It was so late.", "I think so too."]),
        (
            "He said “it is late.”She did not.",
            ["He said “it is late.”", "She did not."],
        ),
        (
            "I know it well.“It is late” she said.",
            ["I know it well.", "“It is late” she said."],
        ),
    ],
)
def test_lost_paragraph_breaks_are_found(text, pieces):
    assert run_together(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "We moved to the U.S.And then what happened there?",
        "It runs on Node.js and nothing else at all.",
        "See https://bells.example/so.Then for the rest of it.",
        "See [the page](https://b.example/so.Then) for all of it.",
        "Run `sys.Exit now or never` to stop the thing at once.",
        "No.Then we left the harbour for good.",
    ],
)
def test_dots_inside_names_addresses_and_code_are_no_seams(text):
    assert run_together(text) == [text]


def test_a_manner_of_writing_is_left_alone():
    text = "it is so very late.Then we went on home again" * 60

    assert run_together(text) == [text]
