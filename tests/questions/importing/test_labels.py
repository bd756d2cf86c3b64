import pytest

from apps.questions.importing.labels import read_label, split_speaker


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The case for:", "for"),
        ("Case against: ask the harbour master.", "against"),
        ("Here’s a case for doubt: nobody looked.", "for"),
        ("The rebuttal to that: they did.", "against"),
        ("An optimistic framing: it floats.", "for"),
        ("A pessimistic framing: it sinks.", "against"),
        ("The basic argument for speed: time is money.", "for"),
        ("Arguments in favour: many.", "for"),
        ("**For:** it floats.", "for"),
        ("**Against**: it sinks.", "against"),
        ("__Context:__ it is a boat.", "context"),
        ("Counter-argument: it is a raft.", "against"),
        ("Pros:", "for"),
        ("Cons:", "against"),
    ],
)
def test_labels_say_which_side_is_argued(text, stance):
    label = read_label(text)

    assert label is not None
    assert label.stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Boats: a history.",
        "For years we sailed.",
        "There are three points: one, two, three.",
        "A view of the bay: grey.",
        "No label here",
    ],
)
def test_a_colon_alone_is_no_label(text):
    assert read_label(text) is None


def test_a_label_that_stands_alone_has_no_rest():
    label = read_label("The case for:")

    assert label is not None
    assert label.rest == ""
    assert not label.is_own_word


def test_a_one_word_label_leaves_the_words_after_it():
    label = read_label("**For:** it floats.")

    assert label is not None
    assert label.rest == "it floats."
    assert label.is_own_word


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Q: Who?", ("q", "Who?")),
        ("**Q3:** Who?", ("q", "Who?")),
        ("Answer: me.", ("a", "me.")),
        ("Quite so.", ("", "Quite so.")),
    ],
)
def test_speakers_are_parted_from_their_words(text, parts):
    assert split_speaker(text) == parts
