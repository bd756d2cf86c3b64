"""The excerpt lock, attacked: words outside [ ] are the writer's, in the writer's order.

Nothing here shares code with what it tests but `markup.render`, the one door.
"""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
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
    to_json,
    verify,
)
from apps.digest.seen import refuse_other_reading
from apps.lib import markup
from apps.lib.text import clean

# What texts of strangers are made of, and what may go wrong beside a cut.
PIECES = (
    *(
        "One. ",
        "two three ",
        "Don’t. ",
        "3.5 ",
        "well-known ",
        "so—called ",
        "。",
        "漢字",
    ),
    *(
        "\n\n",
        "\n",
        " ",
        "\t",
        "- ",
        "1. ",
        "2. ",
        "> ",
        "    ",
        "# ",
        "---\n",
        "```\n",
    ),
    *("*em. Ph* ", "**so it ", "is** ", "~~not. So~~ ", "`c. d` ", "_x ", "\\"),
    *(
        "[a. B](https://a.example/b) ",
        "[a][ref] ",
        "[ref] ",
        "[…] ",
        "[",
        "](",
        "](u) ",
    ),
    *(
        "\n[ref]: https://r.example\n",
        "\n[…]: https://d.example\n",
        "https://u.example/x. ",
    ),
    *("[not] ", "［or］ ", "\u200b", "\u200d", "\u200f", "\u202e", "\u2067", "\x00"),
    *(
        "е",
        "e\u0301",
        "👩\u200d👧",
        "🇬🇧",
        "שלום ",
        "&#93; ",
        "&lt; ",
        "<b>",
        "| a |\n|---|\n",
    ),
)
SOURCES = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
).map(clean)
WORDS = st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=3).map(
    "".join
)


PLAIN = st.sampled_from(["as of June", "the mayor’s", "sic", "12", "約"])


@st.composite
def wild(draw: st.DrawFn) -> tuple[str, Excerpt]:
    """Any text with anything that an attacker may send as an excerpt of it."""
    source = draw(SOURCES)
    place = st.integers(-2, len(source) + 2)
    piece = st.builds(Keep, place, place) | st.builds(Insert, WORDS)
    return source, tuple(draw(st.lists(piece, max_size=6)))


@st.composite
def likely(draw: st.DrawFn) -> tuple[str, Excerpt]:
    """Cuts between words, most of which will do."""
    source = draw(SOURCES)
    blanks = {place for place, letter in enumerate(source) if letter in " \n。"}
    places = sorted(draw(st.sets(st.sampled_from(sorted({0, len(source)} | blanks)))))
    keeps = [Keep(*span) for span in zip(places[::2], places[1::2], strict=False)]
    segments: list[Keep | Insert] = []
    for keep in keeps:
        before = draw(st.lists(PLAIN | WORDS, max_size=1))
        segments += [*(Insert(text) for text in before), keep]
    return source, tuple(segments)


SENTENCES = (
    "One two. ",
    "Is 3.5 so? ",
    "*Em. Ph* it! ",
    "漢字。",
    "\n\n",
    "See `c. d`. ",
)


@st.composite
def plain(draw: st.DrawFn) -> tuple[str, Excerpt]:
    """Whole sentences of plain text, with insertions: what editors do, never refused."""
    source = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8)))
    units = range(len(sentences(source)))
    kept = draw(st.sets(st.sampled_from(units), min_size=1)) if units else set()
    segments: list[Keep | Insert] = []
    for keep in from_ticks(source, kept):
        before = draw(st.lists(PLAIN, max_size=1))
        segments += [*(Insert(text) for text in before), keep]
    return source, tuple(segments)


WISHES = plain() | likely() | wild()


class Page(HTMLParser):
    """The words of a page, with those of links apart."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.linked: list[str] = []
        self.links = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.links -= tag == "a"
        if tag in {"p", "li", "br", "td", "th", "pre"}:
            self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.links:
            self.linked.append(data)


def accepted(source: str, excerpt: Excerpt) -> str:
    """The quotation, or nothing where the lock refuses it."""
    try:
        check(source, excerpt)
        quote = assemble(source, excerpt)
        refuse_other_reading(source, quote, excerpt)
    except ExcerptBroken:
        return ""
    return quote


def refusal(source: str, stored: object) -> str:
    """The sentence that refuses it, or nothing."""
    try:
        quote = assemble(source, from_json(stored))
        assert markup.render(quote)
    except ExcerptBroken as broken:
        return str(broken)
    return ""


def outside(text: str, excerpt: Excerpt) -> list[str]:
    """The letters and digits of each word that is neither a mark nor an insertion."""
    for part in excerpt:
        if isinstance(part, Insert):
            text = text.replace(f"[{part.text}]", " ", 1)
    return re.findall(r"\w+", text.replace("[…]", " "))


@given(WISHES)
def test_words_outside_brackets_stand_in_the_source_in_order(
    wish: tuple[str, Excerpt],
) -> None:
    source, excerpt = wish
    quote = accepted(source, excerpt)

    written = iter(re.findall(r"\w+", source))

    for word in outside(quote.replace("\\", ""), excerpt):
        assert word in written


def test_code_does_not_become_prose() -> None:
    source = "    <b> ```\n\n\n\ncats"

    assert accepted(source, (Keep(4, 14),)) == ""
    assert accepted(source, (Keep(0, len(source)),))


@given(WISHES)
def test_readers_see_the_words_of_the_answer_and_nothing_in_between(
    wish: tuple[str, Excerpt],
) -> None:
    source, excerpt = wish
    quote = accepted(source, excerpt)

    page = Page(markup.render(quote))
    whole = iter(re.findall(r"\w+", Page(markup.render(source)).text))

    for word in outside(page.text, excerpt):
        assert word in whole


@given(WISHES)
def test_every_cut_and_insertion_is_seen_in_brackets_and_links_nowhere(
    wish: tuple[str, Excerpt],
) -> None:
    source, excerpt = wish
    quote = accepted(source, excerpt)

    page = Page(markup.render(quote))

    if not quote:
        return
    for part in excerpt:
        if isinstance(part, Insert):
            assert f"[{part.text}]" in page.text
            assert not any(f"[{part.text}]" in text for text in page.linked)
    assert is_faithful(source, quote, excerpt)


@given(plain())
def test_a_choice_of_sentences_is_quoted_with_a_mark_for_every_gap(
    wish: tuple[str, Excerpt],
) -> None:
    source, excerpt = wish
    quote = accepted(source, excerpt)

    kept = [part for part in excerpt if isinstance(part, Keep)]
    edges = [0, *(end for part in kept for end in (part.start, part.end)), len(source)]
    gaps = [source[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]

    assert bool(quote) == bool(kept)
    assert quote.count("[…]") == sum(bool(gap.strip()) for gap in gaps) * bool(kept)


STORED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "end", "insert", "x"]), part)
    ),
)


@given(WISHES)
def test_a_refused_excerpt_is_refused_in_a_sentence(wish: tuple[str, Excerpt]) -> None:
    source, excerpt = wish

    said = refusal(source, to_json(excerpt))

    assert not said or re.fullmatch(r"[A-Z].*\.", said, re.DOTALL)


@given(STORED)
def test_no_stored_value_raises_anything_but_a_sentence(stored: object) -> None:
    assert refusal("One. Two.", stored)


def cut(source: str, *kept: str) -> Excerpt:
    return tuple(
        Keep(source.index(part), source.index(part) + len(part)) for part in kept
    )


TORN = [
    ("I am unhappy about it.", "happy about it."),
    ("I don’t agree.", "I don"),
    ("It is 3.5 per cent.", "5 per cent."),
    ("It is -40 outside.", "40 outside."),
    ("A non-fatal dose.", "fatal dose."),
    ("Say e\u0301tude\u0301 now.", "Say e"),
    ("We are 👩\u200d👧 here.", "We are 👩"),
    ("Up \U0001f44d\U0001f3fd there.", "Up \U0001f44d"),
    ("From 🇬🇧 with", "From 🇬"),
    ("ig\u200bnore it", "nore it"),
]


@pytest.mark.parametrize(("source", "kept"), TORN)
def test_a_cut_through_a_word_or_a_sign_is_refused(source: str, kept: str) -> None:
    with pytest.raises(ExcerptBroken, match="keep or cut whole words"):
        check(source, cut(source, kept))


HELD = [
    ("See [a review of it](https://a.example) now.", "See [a review", "a link"),
    ("It is *not [at](/u) all* true.", "all* true.", "emphasised words"),
    ("It is *not **at** all* true.", "all* true.", "emphasised words"),
    ("It is ***not at all*** true.", "all*** true.", "emphasised words"),
    ("I ~~do not agree~~ see.", "not agree~~ see.", "struck out"),
    ("Run `rm -r x` first.", "Run `rm", "code"),
    ("```\na = 1\nb = 2\n```", "b = 2\n```", "a piece of code"),
    ("| a | b |\n|---|---|\n| c | d |", "| c | d |", "a table"),
    ("One two\n=======\n\nThree.", "two\n=======", "a heading"),
]


@pytest.mark.parametrize(("source", "kept", "what"), HELD)
def test_a_cut_inside_what_belongs_together_is_refused_by_name(
    source: str, kept: str, what: str
) -> None:
    with pytest.raises(ExcerptBroken, match=what):
        check(source, cut(source, kept))


STRESSED = [
    ("*One two three four.*", ["*One two"], "*One two* […]"),
    ("*One two three four.*", ["three four.*"], "[…] *three four.*"),
    ("*One two three four.*", ["two three"], "[…] *two three* […]"),
    (
        "So **one two three** it is.",
        ["So **one", "three** it"],
        "So **one** […] **three** it […]",
    ),
    ("_One two three four._", ["_One", "four._"], "_One_ […] _four._"),
    ("*One\ntwo three* four", ["*One\ntwo", "four"], "*One\ntwo* […] four"),
    ("> *One two three* four", ["> *One two"], "> *One two* […]"),
    (
        "*One two three.* Four.",
        ["*One two ", "three.* Four."],
        "*One two three.* Four.",
    ),
]


@pytest.mark.parametrize(("source", "kept", "quote"), STRESSED)
def test_emphasis_that_is_cut_inside_closes_and_opens_again(
    source: str, kept: list[str], quote: str
) -> None:
    assert accepted(source, cut(source, *kept)) == quote
    assert is_faithful(source, quote, cut(source, *kept))


ODDLY_STRESSED = [
    ("*b. )é** b.", "*b."),
    ("**2*3 )__*)", "**2*3"),
    ("*2*3c2*3 é**", "é**"),
    ("*.`.* `.(", "*.`.*"),
    ("*so 2*3 it* is", "*so 2*3 it"),
    ("One. _I use snake_case here. And there too._", "One. _I use snake_case here."),
    ("__d e f_", "__d"),
    ("*one **two* three", "*one"),
]


@pytest.mark.parametrize(("source", "kept"), ODDLY_STRESSED)
def test_no_cut_shows_a_mark_that_the_whole_did_not(source: str, kept: str) -> None:
    quote = accepted(source, cut(source, kept))

    assert raw_marks(quote) <= raw_marks(source)


def test_an_underscore_inside_a_word_ends_no_emphasis() -> None:
    source = "_I use snake_case here. And there too._ So do we."

    assert [words for _, _, words in sentences(source)] == [
        "_I use snake_case here. And there too._",
        "So do we.",
    ]
    assert accepted(source, cut(source, "_I use snake_case here.")) == (
        "_I use snake_case here._ […]"
    )


def raw_marks(text: str) -> Counter[str]:
    return Counter(re.findall(r"[*~`]|\b_|_\b", Page(markup.render(text)).text))


def test_an_insertion_parts_emphasis_too() -> None:
    source = "*One two three.*"
    excerpt = (Keep(0, 4), Insert("sic"), Keep(5, len(source)))

    assert accepted(source, excerpt) == "*One* [sic] *two three.*"


STRESSES = st.sampled_from(["*", "**", "_", "__"])
SPOKEN = st.lists(
    st.sampled_from(
        ["one", "Two.", "漢字", "so-called", "“three”", "four,", "snake_case", "2*3"]
    ),
    min_size=2,
    max_size=8,
).map(" ".join)


@given(
    st.lists(SPOKEN | st.tuples(STRESSES, SPOKEN), min_size=1, max_size=4), st.data()
)
def test_what_is_emphasised_stays_so_wherever_it_is_cut(
    parts: list[str | tuple[str, str]], data: st.DataObject
) -> None:
    source = " ".join(
        part if isinstance(part, str) else f"{part[0]}{part[1]}{part[0]}"
        for part in parts
    )
    blanks = [0, *(at for at, one in enumerate(source) if one == " "), len(source)]
    places = sorted(data.draw(st.sets(st.sampled_from(blanks), min_size=2)))
    spans = zip(places[::2], places[1::2], strict=False)
    excerpt = tuple(Keep(*span) for span in spans)

    quote = accepted(source, excerpt)

    if "2*3" in source and not quote:
        return
    assert quote
    stressed = iter(stresses(source))
    for word in stresses(quote.replace("[…]", " ")):
        assert word in stressed, quote
    assert is_faithful(source, quote, excerpt)
    assert sum(len(text.split()) for text in quote.split("[…]")) == sum(
        len(source[keep.start : keep.end].split()) for keep in excerpt
    )


def stresses(text: str) -> list[tuple[str, bool]]:
    """Each word as it is read, and whether it is emphasised."""
    found, depth = [], 0
    for piece in re.split(r"(</?(?:em|strong)>)", markup.render(text)):
        if re.fullmatch(r"</?(?:em|strong)>", piece):
            depth += -1 if piece.startswith("</") else 1
        else:
            plain = re.sub(r"<[^>]*>", " ", piece)
            found += [(word, depth > 0) for word in re.findall(r"\w+|\*", plain)]
    return found


def test_quoted_words_cannot_be_passed_off_as_the_writers_own() -> None:
    source = "> Machines cannot think.\n\nThat is wrong."

    with pytest.raises(ExcerptBroken, match="quoted line"):
        check(source, cut(source, "cannot think."))
    check(source, cut(source, "> Machines cannot"))


def test_a_link_keeps_its_address() -> None:
    source = "See [this][ref] first.\n\nThen go.\n\n[ref]: https://good.example"

    lone = cut(source, "See [this][ref] first.")
    quote = assemble(source, lone)
    with pytest.raises(ExcerptBroken, match="how “this” reads"):
        refuse_other_reading(source, quote, lone)
    both = cut(source, "See [this][ref] first.", "[ref]: https://good.example")
    quote = assemble(source, both)
    refuse_other_reading(source, quote, both)
    assert 'href="https://good.example"' in markup.render(quote)


def test_a_mark_before_a_link_by_reference_does_not_become_its_text() -> None:
    source = "First this. [ref] is it.\n\n[ref]: https://evil.example"
    excerpt = cut(source, "[ref] is it.\n\n[ref]: https://evil.example")

    html = markup.render(assemble(source, excerpt))

    assert "[…] <a" in html
    assert ">ref</a> is it." in html


FORGED = [
    ("a] b", "ends the brackets"),
    ("a［b", "looks like a bracket"),
    ("a 】 b", "looks like one too"),
    ("a &#93; b", "is a bracket once rendered"),
    ("a\u202eb", "turns the line round"),
    ("a\u2067b", "isolates what follows"),
    ("a\u200bb", "has no width"),
    ("a\x00b", "is no character"),
    ("a\ud800b", "is half a character"),
    ("`", "opens code"),
    ("a * b", "opens emphasis"),
    ("a\\", "escapes the bracket"),
    ("...", "looks like a cut"),
    ("…", "is the cut itself"),
    (". . .", "looks like a cut"),
    ("\u0301a", "hangs on the bracket"),
]


@pytest.mark.parametrize(("text", "why"), FORGED, ids=[why for _, why in FORGED])
def test_an_insertion_that_would_look_like_something_else_is_refused(
    text: str, why: str
) -> None:
    with pytest.raises(ExcerptBroken, match="insertion"):
        verify("One. Two.", (Keep(0, 4), Insert(text)))


def test_an_insertion_that_the_answer_holds_itself_is_refused() -> None:
    with pytest.raises(ExcerptBroken, match="itself"):
        verify("It is [not] so.", (Keep(0, 5), Insert("not")))


@pytest.mark.parametrize(
    "text",
    ["as of June 2021", "the mayor’s", "50 %", "O’Neill (then 12)", "約束", "שלום"],
)
def test_a_plain_insertion_is_taken(text: str) -> None:
    verify("One. Two.", (Keep(0, 4), Insert(text), Keep(4, 9)))


UNMARKED = [
    ("I agree. Not.", "I agree."),
    ("Not. I agree.", "I agree."),
    ("I do not agree.", "I do agree."),
    ("I do not agree.", "I do [so] agree."),
    ("One. Two. Three.", "Two. […]"),
]


@pytest.mark.parametrize(("source", "quote"), UNMARKED)
def test_a_gap_without_its_mark_is_not_faithful(source: str, quote: str) -> None:
    assert not is_faithful(source, quote, (Insert("so"),))


def test_words_that_come_again_are_found_beside_an_insertion() -> None:
    source = "a b a c"
    excerpt = (Keep(4, 5), Insert("x"), Keep(6, 7))

    assert is_faithful(source, assemble(source, excerpt), excerpt)
