"""Comments find the questions they answer: how often, how surely, and by which words."""

import time

import pytest

from apps.comments.assigning import Asked, Assigner, Node, Suggestion, spelling
from apps.comments.assigning.marks import quotations
from apps.questions.importing import parse, read_source
from tests.comments.labelled import (
    ESSAY,
    Figures,
    assigner_of,
    figures,
    labelled,
    starter_answers,
)
from tests.questions.importing.test_real_essay import DATA

PROSE = (
    "Doubling the cooks does not enlarge the oven, which every baker knows.",
    "Would the leader’s lead grow or shrink?",
)


@pytest.fixture(scope="module")
def small() -> Assigner:
    questions = [
        Asked("oven", "What is the next bottleneck?", "", ("Kitchens",), PROSE[:1]),
        Asked("lead", PROSE[1], "", ("Races",)),
    ]
    nodes = [Node("c-1", PROSE[0], "oven"), Node("q-lead", PROSE[1], "lead")]
    nodes.append(Node("q-oven", questions[0].text, "oven"))
    return Assigner(questions, nodes)


@pytest.fixture(scope="module")
def unseen() -> Figures:
    """The part of the labelled comments that nothing was tuned on."""
    outline = parse(ESSAY.read_text("utf-8"), format="markdown")
    return figures(labelled("unseen"), assigner_of(outline))


@pytest.fixture(scope="module")
def taught() -> Figures:
    outline = parse(ESSAY.read_text("utf-8"), format="markdown")
    return figures(labelled("unseen"), assigner_of(outline, starter_answers()))


def test_most_first_suggestions_are_right(unseen, taught) -> None:
    assert unseen.top(1) >= 0.75
    assert unseen.top(3) >= 0.78
    assert taught.top(1) >= 0.8
    assert taught.top(3) >= 0.85


def test_what_is_called_sure_nearly_always_is(unseen) -> None:
    right, of = unseen.bands((0.8,))[0.8]

    assert of >= 40
    assert right / of >= 0.9


def test_every_quotation_finds_its_question(unseen) -> None:
    quoting = [
        (comment, reading)
        for comment, reading in unseen.readings
        if comment.style == "quote"
    ]

    assert quoting
    for comment, reading in quoting:
        assert reading.best
        assert reading.best.question in comment.answers, comment.text


def test_questions_and_thanks_are_told_from_answers(unseen) -> None:
    for kind in ("proposal", "nothing"):
        right, given, due = unseen.kinds(kind)
        assert right / given >= 0.7
        assert right / due >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "> Doubling the cooks does not enlarge the oven\n\nOvens are cheap.",
        "You say “doubling the cooks does not enlarge the oven”. Ovens are cheap.",
        '"Doubling the cooks does not enlarge the oven" is wrong',
        "«Doubling the cooks does not enlarge the oven» ?",
        "doubling the cooks does not enlarge the oven is it",
    ],
)
def test_every_style_of_quotation_is_seen(small, text) -> None:
    best = small.read(text).best

    assert best
    assert best.question == "oven"
    assert best.passage
    assert best.passage.exact == "Doubling the cooks does not enlarge the oven"
    assert best.passage.node == "c-1"


def test_quoting_a_short_question_is_sure(small) -> None:
    best = small.read("> What is the next bottleneck?\n\nOvens.").best

    assert best.question == "oven"
    assert best.confidence > 0.9


def test_a_slip_inside_a_quotation_does_not_hide_it(small) -> None:
    best = small.read(
        "> Doubling the cooks doesn't really enlarge the oven, which"
    ).best

    assert best is None or best.passage is None or best.passage.node == "c-1"
    whole = "> Doubling the cooks does not widen the oven, which every baker knows."
    assert small.read(whole).best.passage.likeness > 0.9


def test_marks_after_the_last_word_belong_to_it_where_both_have_them(small) -> None:
    read = small.read("“Would the leader's lead grow or shrink?” Shrink.")

    assert read.best.passage.exact == PROSE[1]


def test_words_are_shown_as_the_reader_spelt_them(small) -> None:
    assert "leaders" in small.read("Leaders always shrink from growing.").best.words


def test_a_heading_that_is_named_counts(small) -> None:
    assert small.read("Re: Races. I have nothing to add.").best.question == "lead"


def test_a_reply_leans_to_what_its_parent_answers(small) -> None:
    above = Suggestion("lead", 0.9)

    assert small.read("I doubt that.", above).best.question == "lead"
    assert small.read("I doubt that.").best is None


@pytest.mark.parametrize("sure", [0.14, 0.38, 0.75, 1.0])
def test_what_a_reply_only_inherits_is_never_surer_than_its_parent(small, sure) -> None:
    best = small.read("I doubt that.", Suggestion("lead", sure)).best

    assert best.question == "lead"
    assert best.confidence <= sure


def test_replies_are_sure_once_somebody_has_said_what_their_parent_answers(
    small,
) -> None:
    parent = small.read(f"> {PROSE[1]}\n\nShrink.")

    assert parent.best.confidence > 0.9
    assert small.read("I doubt that.", parent.leaning).best.confidence < 0.8
    decided = Suggestion(parent.best.question, 1.0)
    assert small.read("I doubt that.", decided).best.confidence >= 0.8


def test_what_a_reply_says_itself_keeps_its_own_confidence(small) -> None:
    quoting = f"> {PROSE[1]}\n\nShrink."
    alone = small.read(quoting).best

    assert small.read(quoting, Suggestion("lead", 0.1)).best == alone


def test_one_word_that_no_other_question_has_is_not_sure(small) -> None:
    best = small.read("The oven, surely.").best

    assert best.question == "oven"
    assert best.confidence < 0.8


def test_a_reply_with_a_quotation_goes_its_own_way(small) -> None:
    above = Suggestion("lead", 0.9)

    assert small.read(f"> {PROSE[0]}", above).best.question == "oven"


@pytest.mark.parametrize("text", ["", " ", "> ", "“”", '"' * 50, "\x00", "> " * 400])
def test_nothing_is_suggested_for_nothing(small, text) -> None:
    read = small.read(text)

    assert (read.suggestions, read.hint) == ((), "nothing")


def test_an_essay_without_questions_suggests_none() -> None:
    assert Assigner([], []).read("Anything at all, said at length.").suggestions == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("> one\n> two\nthree", ["one\n> two"]),
        ("don't say 'it is so' here", ["it is so"]),
        ("“one … two”", ["one ", " two"]),
        ("„so“ «da» ‹hier›", ["so", "da", "hier"]),
        ('an inch is 12" or so', []),
    ],
)
def test_quotations_are_found_by_their_marks(text, quoted) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_thousands_of_comments_take_seconds() -> None:
    outline = parse(ESSAY.read_text("utf-8"), format="markdown")
    assigner = assigner_of(outline)
    texts = [comment.text for comment in labelled("unseen")] * 10
    before = time.process_time()

    for text in texts:
        assigner.read(text)

    # A fifth of 5,000 comments; measured 0.64 s, with reading and indexing the essay.
    assert time.process_time() - before < 12


def test_words_without_end_are_not_all_kept(monkeypatch) -> None:
    monkeypatch.setattr(spelling, "MOST_KEPT", 3)
    known = spelling.Spelling(["Doubling the cooks"])

    found = [known.terms(word) for word in ["cook", *"abcdefgh", "cook"]]

    assert found[0] == found[-1] == (("cook", 1.0),)
    assert len(known._read) <= 3


@pytest.mark.parametrize("piece", ['"a b c ', "> a\n", "“", "1 " * 3, "the oven "])
def test_odd_texts_take_no_longer_than_their_length(small, piece) -> None:
    before = time.process_time()

    small.read(piece * (60_000 // len(piece)))

    assert time.process_time() - before < 6


@pytest.mark.skipif(
    not (DATA / "essay.txt").is_file(), reason="the essay is not part of this project"
)
def test_the_essays_own_reader_finds_the_passage_they_quote() -> None:
    outline = parse(read_source((DATA / "essay.txt").read_bytes()))
    lines = (DATA / "essay.txt").read_text("utf-8").split("\n")
    comment = "\n".join(lines[217:219])
    quoted = lines[217].partition('"')[2].rpartition('"')[0]

    best = assigner_of(outline).read(comment).best

    assert best.confidence >= 0.8
    assert best.passage.exact == quoted
    assert best.passage.exact in lines[107]
    at = int(best.passage.node.removeprefix("n"))
    assert outline.items[at].line == 108
