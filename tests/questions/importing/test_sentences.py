import pytest

from apps.questions.importing.sentences import asks, sentences


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
