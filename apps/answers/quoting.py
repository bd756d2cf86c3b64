"""Which words of the essay an answer quotes: typed, chosen, or in a block quote."""

import re
from collections.abc import Iterable, Iterator, Sequence

from apps.answers.models.passage import MAX_PASSAGE, MAX_PASSAGES, Passage
from apps.lib.fences import segments
from apps.lib.folding import fold
from apps.lib.passages import Place, Selector, find, select
from apps.lib.text import clip
from apps.questions.essay_text import EssayText

# Shorter block quotes say too little to be meant as the essay's own words.
SHORTEST_BLOCK = 20
# Words less like those that were typed are no help to whoever looks for theirs.
NEAR = 0.75
# As much of a refused quotation as a sentence can hold.
SHOWN = 120

_QUOTED = re.compile(r" {0,3}> ?(.*)")
_FROM_PAGE = re.compile(r"([a-z]{1,5}(?:-[a-z0-9]{1,12})?)\.(\d{1,6})-(\d{1,6})")


class NotInEssay(Exception):
    """The words do not stand in the essay; the message is fit to show."""


def anchored(passage: Passage, text: EssayText) -> Passage:
    """The passage with its state as of this text; its own words stay."""
    place = find(passage.selector, text.text)
    passage.node = text.node_at(place.start).name if place else ""
    passage.found = ""
    if place is None:
        passage.state = Passage.State.ORPHAN
    elif place.is_exact:
        passage.state = Passage.State.OK
    else:
        passage.state = Passage.State.DRIFTED
        passage.found = text.text[place.start : place.end]
    return passage


def quoted(selector: Selector, text: EssayText) -> Passage:
    """A passage with the essay's own words. Raises NotInEssay unless they stand there."""
    place = find(selector, text.text)
    if place is None or not place.is_exact:
        raise NotInEssay(_refusal(selector, text, place))
    return _passage(place, text)


def in_blocks(
    body: str, text: EssayText, stored: Iterable[Passage] = ()
) -> Iterator[Passage]:
    """The block quotes of an answer that are the essay's words exactly.

    What was quoted so before stays, though the essay may have changed meanwhile.
    """
    known = {fold(passage.exact).text: passage for passage in stored}
    for words in _block_quotes(body):
        if not SHORTEST_BLOCK <= len(words) <= MAX_PASSAGE:
            continue
        place = find(Selector(words), text.text)
        if passage := known.get(fold(words).text.strip()):
            passage.is_in_body = True
            yield passage
        elif place and place.is_exact:
            yield _passage(place, text, is_in_body=True)
    # Words from elsewhere may repeat the essay without a block quote: see below.
    said = fold(body).text
    for words, passage in known.items():
        if passage.is_in_body and words.strip() in said:
            yield passage


def in_comment(
    body: str, places: Iterable[tuple[int, int]], text: EssayText
) -> list[Passage]:
    """What a text from elsewhere quotes: its block quotes, and the places of the essay
    that it was found to repeat, each from and to a character.
    """
    blocks = list(in_blocks(body, text))
    shown = [fold(passage.exact).text for passage in blocks]
    repeated = (
        _passage(Place(start, end, 1.0), text, is_in_body=True)
        for start, end in places
        if SHORTEST_BLOCK <= end - start <= MAX_PASSAGE
    )
    return numbered(
        [*blocks, *(each for each in repeated if not _is_one_of(each, shown))]
    )


def chosen_on_page(value: str, text: EssayText) -> Selector | None:
    """What a page's script says was selected, as "<node>.<from>-<to>".

    The numbers count characters of the node that are not blank: pages and plain text
    only differ in their blanks. None where there is no such place.
    """
    said = _FROM_PAGE.fullmatch(value)
    node = text.named(said[1]) if said else None
    if said is None or node is None:
        return None
    visible = [
        place for place in range(node.start, node.end) if not text.text[place].isspace()
    ]
    first, last = int(said[2]), int(said[3])
    if not first < last <= len(visible):
        return None
    return select(text.text, visible[first], visible[last - 1] + 1)


def numbered(passages: Iterable[Passage]) -> list[Passage]:
    """Those to be stored, each words once, in order."""
    kept = list({passage.exact: passage for passage in passages}.values())
    for position, passage in enumerate(kept[: 2 * MAX_PASSAGES], start=1):
        passage.position = position
    return kept[: 2 * MAX_PASSAGES]


def as_json(selectors: Sequence[Selector]) -> list[dict[str, str]]:
    return [
        {"exact": each.exact, "prefix": each.prefix, "suffix": each.suffix}
        for each in selectors
    ]


def from_json(rows: Iterable[dict[str, str]]) -> list[Selector]:
    return [Selector(row["exact"], row["prefix"], row["suffix"]) for row in rows]


def _is_one_of(passage: Passage, shown: Iterable[str]) -> bool:
    words = fold(passage.exact).text
    return any(words in each or each in words for each in shown)


def _passage(place: Place, text: EssayText, *, is_in_body: bool = False) -> Passage:
    words = select(text.text, place.start, place.end)
    return Passage(
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        node=text.node_at(place.start).name,
        is_in_body=is_in_body,
    )


def _refusal(selector: Selector, text: EssayText, place: Place | None) -> str:
    shown = clip(" ".join(selector.exact.split()), SHOWN)
    if place is None or place.likeness < NEAR:
        return f"“{shown}” does not stand in the essay. Your text is kept below."
    nearest = " ".join(text.text[place.start : place.end].split())
    return (
        f"“{shown}” does not stand in the essay word for word. "
        f"The nearest words are: “{clip(nearest, 2 * SHOWN)}”"
    )


def _block_quotes(body: str) -> Iterator[str]:
    """Runs of lines that begin with ">", without it; none in fenced code."""
    run: list[str] = []
    for line in (*segments(body.split("\n")), ""):
        match = _QUOTED.fullmatch(line) if isinstance(line, str) else None
        if match and match[1].strip():
            run.append(match[1])
        elif run:
            yield "\n".join(run)
            run = []
