"""Excerpts quote what was written, show what was cut, and say so when they cannot."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.digest.excerpts import (
    Excerpt,
    ExcerptBroken,
    Insert,
    Keep,
    assemble,
    check,
    from_json,
    from_ticks,
    is_faithful,
    sentences,
    ticked,
    to_json,
    verify,
    whole,
)
from apps.digest.quotations import quote_of
from apps.lib import markup
from tests.lib.effort import effort

SLEEP = """\
Sleep is older than brains. Jellyfish sleep, e.g. upside down! Do *they? Really?* dream.

So I doubt the *washing* story ([a review. Of it](https://example.org/a.b)). It came late.

- one reason. And more
- another
  that goes on
    - and a nested one

> you wrote this
> and this

The end."""

# Markdown-heavy text, so that cuts fall into marks, lists and fences.
PIECES = (
    *(
        "One. ",
        "Two! ",
        "e.g. so ",
        "。",
        "*em. Ph* ",
        "`c. D` ",
        "\n\n",
        "\n",
        "\t",
        " ",
    ),
    *("- item. x", "1. n\n", "> quoted ", "```\n", "    code\n", "# h\n", "===\n"),
    *("[a. B](u) ", "[…] ", "[x]: y", "[x]", "| a | b |\n|---|---|\n"),
)
SOURCES = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
)
INSERTIONS = st.sampled_from(["z", "as of June", "the author's", "Sic!", "e.g."])


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, Excerpt]:
    """Any text, with any excerpt of it that may be stored: see `test_lock`."""
    source = draw(SOURCES.filter(str.strip))
    ends = {place for start, stop, _ in sentences(source) for place in (start, stop)}
    blanks = {place for place, letter in enumerate(source) if letter.isspace()}
    place = st.sampled_from(sorted({0, len(source)} | ends | blanks))
    places = sorted(draw(st.sets(place, min_size=2, max_size=8)))
    keeps = [Keep(*span) for span in zip(places[::2], places[1::2], strict=False)]
    if not any(source[keep.start : keep.end].strip() for keep in keeps):
        keeps = [Keep(0, len(source))]
    segments: list[Keep | Insert] = []
    for keep in keeps:
        segments += [Insert(text) for text in draw(st.lists(INSERTIONS, max_size=1))]
        segments.append(keep)
    segments += [Insert(text) for text in draw(st.lists(INSERTIONS, max_size=1))]
    assume(may_be_stored(source, tuple(segments)))
    return source, tuple(segments)


def may_be_stored(source: str, excerpt: Excerpt) -> bool:
    try:
        check(source, excerpt)
    except ExcerptBroken:
        return False
    return True


def kept(source: str, *wanted: str) -> Excerpt:
    """The excerpt that keeps these parts of the source."""
    return tuple(
        Keep(source.index(part), source.index(part) + len(part)) for part in wanted
    )


def units(source: str) -> list[str]:
    return [text for _, _, text in sentences(source)]


@given(cut_texts())
def test_any_cut_of_any_text_is_quoted_faithfully(cut: tuple[str, Excerpt]) -> None:
    source, excerpt = cut

    verify(source, excerpt)

    assert is_faithful(source, assemble(source, excerpt), excerpt)


@given(cut_texts())
def test_kept_words_are_all_there_and_in_order(cut: tuple[str, Excerpt]) -> None:
    source, excerpt = cut

    quote = " ".join(assemble(source, excerpt).split())

    for keep in excerpt:
        if isinstance(keep, Keep):
            words = " ".join(source[keep.start : keep.end].split())
            assert words in quote
            quote = quote[quote.index(words) + len(words) :]


@given(cut_texts())
def test_storing_and_reading_changes_nothing(cut: tuple[str, Excerpt]) -> None:
    _, excerpt = cut

    assert from_json(json.loads(json.dumps(to_json(excerpt)))) == excerpt


@given(SOURCES)
def test_all_ticks_keep_the_whole_text(source: str) -> None:
    everything = set(range(len(sentences(source))))

    assert from_ticks(source, everything) == whole(source)


@given(SOURCES)
def test_units_and_the_white_space_between_them_are_the_text(source: str) -> None:
    end = 0
    for start, stop, text in sentences(source):
        assert source[end:start].strip() == ""
        assert text == source[start:stop] == text.strip() != ""
        end = stop
    assert source[end:].strip() == ""


@given(SOURCES, st.data())
def test_ticks_come_back_as_they_were_set(source: str, data: st.DataObject) -> None:
    numbers = st.sets(st.integers(0, max(0, len(sentences(source)) - 1)))
    ticks = data.draw(numbers) if source.strip() else set()

    assert ticked(source, from_ticks(source, ticks)) == ticks


def test_units_are_sentences_list_items_and_quoted_lines() -> None:
    assert units(SLEEP) == [
        "Sleep is older than brains.",
        "Jellyfish sleep, e.g. upside down!",
        "Do *they? Really?* dream.",
        "So I doubt the *washing* story ([a review. Of it](https://example.org/a.b)).",
        "It came late.",
        "- one reason. And more",
        "- another\n  that goes on",
        "- and a nested one",
        "> you wrote this",
        "> and this",
        "The end.",
    ]


@pytest.mark.parametrize(
    "unbroken",
    [
        "`a. B`",
        "**Bold. Text** here",
        "*Nested **strong. One** here*",
        "_Really. So_",
        "[a. B](https://example.org/x. Y)",
        "[Look. Here][1]",
        "https://example.org/?Q=1!X",
        "```\nOne. Two.\n\nThree.\n```",
        "| One. Two. | B |\n|---|---|\n| 1 | 2 |",
        "# One. Two.",
        "One. Two\n===",
        "    One. Two.\n    Three.",
        "1. One. Two.",
        "[x]: https://example.org One. Two.",
        "> One. Two.\nlazily going on.",
        "It costs 3.5 or so... or more",
    ],
)
def test_a_unit_never_ends_inside_these(unbroken: str) -> None:
    assert units(unbroken) == [unbroken.strip()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Why? Because.", ["Why?", "Because."]),
        ("“Quoted.” So.", ["“Quoted.”", "So."]),
        ("*All of it.* More.", ["*All of it.*", "More."]),
        ("5 * 3 is 15. 2 * 2 is 4.", ["5 * 3 is 15.", "2 * 2 is 4."]),
        ("なぜか。眠い。", ["なぜか。", "眠い。"]),
        ("No end", ["No end"]),
        ("- - -", ["- - -"]),
        ("A.\n\n\n\nB.", ["A.", "B."]),
        ("Yes.\r\nNo.", ["Yes.", "No."]),
        ("He asked J. Smith. It is.", ["He asked J. Smith.", "It is."]),
        ("See https://example.org/a. Go.", ["See https://example.org/a.", "Go."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_sentences_are_told_apart(source: str, expected: list[str]) -> None:
    assert units(source) == expected


def test_the_whole_answer_has_no_marks() -> None:
    assert assemble(SLEEP, whole(SLEEP)) == SLEEP


def test_cuts_inside_a_paragraph_stand_in_its_line() -> None:
    source = "One. Two. Three. Four."

    assert assemble(source, kept(source, "Two.", "Four.")) == "[…] Two. […] Four."
    assert assemble(source, kept(source, "One.")) == "One. […]"


def test_cuts_of_paragraphs_end_the_one_before() -> None:
    source = "One.\n\nTwo.\n\nThree.\n\nFour."

    assert assemble(source, kept(source, "Two.", "Four.")) == (
        "[…]\n\nTwo. […]\n\nFour."
    )
    assert assemble(source, kept(source, "One.", "Three.")) == (
        "One. […]\n\nThree. […]"
    )


def test_a_cut_into_the_middle_of_a_paragraph_leads_into_it() -> None:
    source = "One. Two.\n\nThree. - Four."

    assert assemble(source, kept(source, "One.", "- Four.")) == "One.\n\n[…] - Four."


def test_cut_list_items_leave_the_others_a_list() -> None:
    source = "Why:\n\n- one\n- two\n- three"

    html = markup.render(assemble(source, kept(source, "Why:", "- one", "- three")))

    assert html.count("<li>") == 2
    assert "<p>[…]</p>" in html


def test_a_cut_after_code_does_not_undo_its_fence() -> None:
    source = "```\nx = 1\n```\nSo."

    html = markup.render(assemble(source, kept(source, "```\nx = 1\n```")))

    assert "<p>[…]</p>" in html


def test_code_after_a_cut_is_still_code() -> None:
    source = "One. What they feel is\n\n    up = a / (a + b)\n\nTwo."
    spans = [span for span in sentences(source) if "feel" not in span[2]]

    excerpt = tuple(Keep(start, end) for start, end, _ in spans)

    assert quote_of(source, excerpt) == "One. […]\n\n    up = a / (a + b)\n\nTwo."


def test_neighbouring_spans_show_no_cut() -> None:
    source = "One. Two.\n\nThree."

    assert assemble(source, (Keep(0, 4), Keep(4, 9), Keep(11, 17))) == source


def test_insertions_stand_in_brackets_after_a_cut() -> None:
    source = "He said in June that it was, and left."
    excerpt = (
        *kept(source, "He"),
        Insert("the mayor"),
        *kept(source, "said in June"),
        Insert("2021"),
        *kept(source, "and left."),
        Insert("sic"),
    )

    assert assemble(source, excerpt) == (
        "He [the mayor] said in June […] [2021] and left. [sic]"
    )


def test_an_insertion_before_a_list_item_leaves_it_one() -> None:
    source = "Why:\n\n- one"
    excerpt = (*kept(source, "Why:"), Insert("he lists"), *kept(source, "- one"))

    assert assemble(source, excerpt) == "Why: [he lists]\n\n- one"


def test_a_reader_cannot_make_links_of_our_marks() -> None:
    source = "One. Two.\n\n[…]: https://spam.example\n[SIC]: https://spam.example"
    excerpt = (Keep(5, len(source)), Insert("sic"))

    quote = assemble(source, excerpt)

    assert "href" not in markup.render(quote).replace('"https://spam', "")
    assert is_faithful(source, quote, excerpt)


def test_a_quote_with_an_unmarked_change_is_not_faithful() -> None:
    source = "I do not agree with any of this."

    assert is_faithful(source, "I do not agree […]")
    assert not is_faithful(source, "I do agree with any of this.")
    assert not is_faithful(source, "I do not agree with [all] of this.")
    assert not is_faithful(source, "with any of this […] I do not agree")
    assert not is_faithful(source, "I do not agree with any of this. Ever.")


def test_an_insertion_is_faithful_only_where_the_excerpt_has_it() -> None:
    source = "I met him there."
    excerpt = (Keep(0, 9), Insert("Bo"), Keep(10, 16))

    assert is_faithful(source, "I met him [Bo] there.", excerpt)
    assert not is_faithful(source, "I met him [Bo] there.")


@pytest.mark.parametrize(
    "excerpt",
    [
        (),
        (Insert("only this"),),
        (Keep(0, 0),),
        (Keep(3, 2),),
        (Keep(0, 4), Keep(5, 5)),
        (Keep(-1, 4),),
        (Keep(0, 100),),
        (Keep(4, 5),),
        (Keep(0, 4), Keep(3, 9)),
        (Keep(5, 9), Keep(0, 4)),
        (Keep(0, 4), Insert("")),
        (Keep(0, 4), Insert(" padded ")),
        (Keep(0, 4), Insert("a\nb")),
        (Keep(0, 4), Insert("a\u2028b")),
        (Keep(0, 4), Insert("a] b")),
        (Keep(0, 4), Insert("…")),
        (Keep(0, 4), Insert("x" * 201)),
    ],
)
def test_broken_excerpts_are_refused_with_a_sentence(excerpt: Excerpt) -> None:
    with pytest.raises(ExcerptBroken, match=r"^[A-Z].*\.$"):
        assemble("One. Two.", excerpt)


def test_letters_and_accents_that_came_apart_are_put_together():
    [inserted, _] = from_json([{"insert": "cafe\u0301"}, {"start": 0, "end": 4}])

    assert inserted == Insert("caf\u00e9")


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        "whole",
        [None],
        [{}],
        [{"start": 0}],
        [{"start": 0, "end": "9"}],
        [{"start": 0, "end": 9.0}],
        [{"start": False, "end": True}],
        [{"start": 0, "end": 9, "insert": "x"}],
        [{"insert": 3}],
        [[0, 9]],
    ],
)
def test_stored_pieces_of_another_shape_are_refused(stored: object) -> None:
    with pytest.raises(ExcerptBroken):
        from_json(stored)


@pytest.mark.parametrize("ticks", [{-1}, {2}, {0, 99}])
def test_ticks_that_name_no_sentence_are_refused(ticks: set[int]) -> None:
    with pytest.raises(ExcerptBroken, match="no such sentence"):
        from_ticks("One. Two.", ticks)


def test_a_partly_kept_sentence_is_not_ticked() -> None:
    source = "One is enough. Two are not."

    assert ticked(source, kept(source, "One is", "Two are not.")) == {1}
    assert ticked(source, kept(source, "One is", "enough.")) == {0}


HOSTILE = (
    *(
        "**a ",
        "*a",
        "_a",
        "`",
        "[",
        "[a](",
        "[a]:",
        "<a",
        "(",
        "...",
        "a. ",
        "=",
        "\n=",
    ),
    *("> ", "- - ", "1. ", "|", "\n|", "\t", "```\n", "~~~\n", "\n\n", " \n"),
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_cut_up_in_bounded_time(hostile: str) -> None:
    source = "x" + hostile * (20_000 // len(hostile))

    assert effort(lambda: assemble(source, from_ticks(source, {0}))) < 2
