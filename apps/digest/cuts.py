"""Where a cut may fall: between words, and never inside a link or code.

Inside emphasis that holds nothing but words it may: its mark closes before the cut and
opens again after it.
"""

import re
import unicodedata
from bisect import bisect_right

from apps.digest.segments import Excerpt, ExcerptBroken, Insert
from apps.digest.sentences import UNBROKEN, Block, blocks, trimmed

# What may stand between the last letter of a word and the blank after it.
CLOSERS = re.compile(r"[.,;:!?…\"'”’»)\]]+(?=\s|\Z)")
OPENERS = re.compile(r"(?:\A|(?<=\s))[\"'“‘«(\[]+\Z")
# Scripts that put no blanks between words, with their punctuation, and long dashes.
_ALONE = "[—…\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\uffef]"
ALONE, AFTER_ALONE = re.compile(_ALONE), re.compile(rf"{_ALONE}[”’」』）]?\Z")
HANGS_ON = {"Mn", "Mc", "Me", "Cf", "Sk"}
WHOLE = {
    "fence": "a piece of code",
    "code": "a piece of code",
    "table": "a table",
    "title": "a heading",
}
MARKS = {
    "`": "code",
    "[": "a link",
    "!": "an image",
    "<": "an address",
    "h": "an address",
    "*": "emphasised words",
    "_": "emphasised words",
    "~": "words that were struck out",
}
# Emphasised words, with no other mark or address among them; one_word may be.
PLAINLY_STRESSED = re.compile(
    r"(?P<mark>\*{1,2}|_{1,2})(?![*_])(?P<words>(?!\w+://)"
    r"(?:[^*_~`\[\]<>\\:]|(?<=[^\W_])_(?=[^\W_]))+)(?P=mark)"
)
STRESSABLE = {"paragraph", "owner"}
QUOTED = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)])\s+)?>")


def verify_cuts(source: str, excerpt: Excerpt) -> None:
    """Raise ExcerptBroken where a cut or an insertion would tear what belongs together.

    The spans of the excerpt must lie in `source`, in order: see `verify`.
    """
    known = blocks(source)
    starts = [block.start for block in known]
    spans = joined(source, excerpt)
    for span in spans:
        for place in span:
            if source[:place].strip() and source[place:].strip():
                block = known[max(0, bisect_right(starts, place) - 1)]
                refuse_tear(source, place, block)
    for start, _ in spans:
        block = known[max(0, bisect_right(starts, start) - 1)]
        begins = any(first <= block.start < last for first, last in spans)
        if start > block.start and not begins and _is_quoted(source, block):
            raise ExcerptBroken(
                "Without its beginning a quoted line would pass for the writer’s own "
                "words: keep it from its “>” on, or cut all of it."
            )


def joined(source: str, excerpt: Excerpt) -> list[tuple[int, int]]:
    """The kept spans without blanks around; neighbours are one."""
    spans: list[tuple[int, int]] = []
    is_parted = True
    for segment in excerpt:
        if isinstance(segment, Insert):
            is_parted = True
        elif source[segment.start : segment.end].strip():
            start, end = trimmed(source, segment.start, segment.end)
            if not is_parted and not source[spans[-1][1] : start].strip():
                start = spans.pop()[0]
            spans.append((start, end))
            is_parted = False
    return spans


def refuse_tear(source: str, place: int, block: Block) -> None:
    """Raise ExcerptBroken unless words end or begin at `place`, which is in `block`."""
    if not _is_between_words(source, place):
        word = _word_at(source, place)
        raise ExcerptBroken(f"A cut goes through “{word}”; keep or cut whole words.")
    if not block.start < place < block.end:
        return
    text = source[block.start : block.end]
    is_address = block.kind == "line" and text[0] == "["
    whole = WHOLE.get(block.kind) or ("the address of a link" if is_address else "")
    if whole:
        raise ExcerptBroken(f"A cut goes through {whole}; keep or cut all of it.")
    for held in UNBROKEN.finditer(text):
        if held.start() < place - block.start < held.end():
            if _opens_again(text, held, place - block.start, block):
                return
            what, words = MARKS[held.group()[0]], _shortened(held.group())
            raise ExcerptBroken(
                f"A cut goes through {what} (“{words}”); keep or cut all of it."
            )


def stress_at(source: str, place: int, block: Block) -> str:
    """The mark of the emphasis that a cut at `place` divides, "" outside of any."""
    text, inside = source[block.start : block.end], place - block.start
    for held in UNBROKEN.finditer(text):
        if held.start() < inside < held.end():
            return _opens_again(text, held, inside, block)
    return ""


def _opens_again(text: str, held: re.Match[str], place: int, block: Block) -> str:
    """The mark of emphasis that can be closed and opened at `place`, with words on
    either side; "" where it cannot."""
    stressed = PLAINLY_STRESSED.fullmatch(held.group())
    if stressed is None or block.kind not in STRESSABLE:
        return ""
    if text[held.end() : held.end() + 1] in {"*", "_"}:
        return ""
    start, end = (held.start() + at for at in stressed.span("words"))
    has_words = text[start:place].strip() and text[place:end].strip()
    return stressed["mark"] if has_words else ""


def _is_between_words(source: str, place: int) -> bool:
    if not 0 < place < len(source):
        return True
    before, after = source[place - 1], source[place]
    if unicodedata.category(after) in HANGS_ON or before == "\u200d":
        return False
    if before.isspace() or after.isspace():
        return True
    if ALONE.match(after) or AFTER_ALONE.search(source[max(0, place - 2) : place]):
        return True
    return bool(
        CLOSERS.match(source, place)
        or OPENERS.search(source[max(0, place - 9) : place])
    )


def _word_at(source: str, place: int) -> str:
    start, end = place, place
    while start > max(0, place - 40) and not source[start - 1].isspace():
        start -= 1
    while end < min(len(source), place + 40) and not source[end].isspace():
        end += 1
    return source[start:end]


def _is_quoted(source: str, block: Block) -> bool:
    return block.kind == "owner" and bool(QUOTED.match(source, block.start))


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
