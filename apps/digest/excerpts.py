"""What is quoted of an answer: spans of its words, cuts that show, bracketed insertions.

An excerpt is kept as offsets into one stored revision, never as edited text, so the
words a reader sees quoted cannot be anything but words that were written.
"""

import re
from bisect import bisect_right
from collections.abc import Collection

from apps.digest.cuts import stress_at, verify_cuts
from apps.digest.segments import (
    CUT,
    Excerpt,
    ExcerptBroken,
    Insert,
    Keep,
    Segment,
    from_json,
    to_json,
    verify,
)
from apps.digest.sentences import Block, blocks, sentences, trimmed

__all__ = [
    "CUT",
    "Excerpt",
    "ExcerptBroken",
    "Insert",
    "Keep",
    "Segment",
    "assemble",
    "check",
    "from_json",
    "from_ticks",
    "is_faithful",
    "sentences",
    "stands_in",
    "ticked",
    "to_json",
    "verify",
    "whole",
]

PARAGRAPH = "\n\n"
OPENS, CLOSES = (
    re.compile(r"(?:\*{1,2}|_{1,2})(?=[^\s*_])"),
    re.compile(r"(?:\*{1,2}|_{1,2})\Z"),
)


def whole(source: str) -> Excerpt:
    """All of it, without the white space around; nothing for an empty answer."""
    start = len(source) - len(source.lstrip())
    end = len(source.rstrip())
    return (Keep(start, end),) if start < end else ()


def check(source: str, excerpt: Excerpt) -> None:
    """Raise ExcerptBroken unless the excerpt is kept words of `source` with whole cuts."""
    verify(source, excerpt)
    verify_cuts(source, excerpt)


def assemble(source: str, excerpt: Excerpt) -> str:
    """The excerpt as Markdown; raises ExcerptBroken where `check` does.

    Kept words are verbatim. Each cut shows as […], at the beginning and the end too:
    at the end of the paragraph before it, or leading into the middle of the next, and
    in a paragraph of its own after a list item or quoted line. A cut comes before an
    insertion at the same place. Emphasis that is cut inside closes before the cut and
    opens again after it.
    """
    check(source, excerpt)
    quote = _Quote(source)
    for segment in excerpt:
        if isinstance(segment, Insert):
            quote.waiting.append(segment.text)
        elif source[segment.start : segment.end].strip():
            quote.keep(*trimmed(source, segment.start, segment.end))
    return quote.finish()


class _Quote:
    """The Markdown so far, and how much of the source it has dealt with."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks = blocks(source)
        self.starts = [block.start for block in self.blocks]
        self.text = ""
        self.seen = 0
        self.waiting: list[str] = []
        # What closes the emphasis in which the kept words stopped.
        self.closing = ""

    def keep(self, start: int, end: int) -> None:
        gap, words = self.source[self.seen : start], self.source[start:end]
        if not gap.strip() and not self.waiting:
            self.text += gap + words
        else:
            self._close()
            block = self._block_at(start)
            enters = PARAGRAPH if block.start == start else " "
            if gap.strip():
                self._add(self._mark(CUT, words), self._ends(block, start))
            for text in self._take_waiting():
                if block.kind == "paragraph":
                    self._add(self._mark(text, words), enters)
                    enters = " "
                else:
                    self._add(self._mark(text, words), self._leaves(None))
            words = stress_at(self.source, start, block) + words
            self._add(self._indent(block, start) + words, enters)
        self.seen = end
        self.closing = stress_at(self.source, end, self._block_at(end - 1))

    def finish(self) -> str:
        self._close()
        for text in self._take_waiting():
            self._add(self._mark(text), self._leaves(None))
        if self.source[self.seen :].strip():
            left = self._block_at(self.seen - 1)
            hangs = left.end != self.seen or left.kind == "paragraph"
            self._add(self._mark(CUT), " " if hangs else PARAGRAPH)
        return self.text.strip()

    def _close(self) -> None:
        self.text += self.closing
        self.closing = ""

    def _add(self, words: str, separator: str) -> None:
        self.text += separator + words if self.text.strip() else words

    def _leaves(self, entered: Block | None) -> str:
        """What parts the kept words so far from a mark, before block `entered`."""
        left = self._block_at(self.seen - 1)
        # A mark on the line that closes a fence or underlines a title would undo it.
        closes = left.end == self.seen and left.kind not in {"paragraph", "owner"}
        return PARAGRAPH if closes or entered not in {None, left} else " "

    def _ends(self, entered: Block, start: int) -> str:
        """What parts a cut from the kept words: it ends the paragraph that they are,
        or leads into the middle of the next one."""
        is_whole = entered.start == start
        if is_whole and self._block_at(self.seen - 1).kind == "paragraph":
            return " "
        return self._leaves(entered)

    def _indent(self, entered: Block, start: int) -> str:
        """The blanks without which a kept piece of code would read as prose."""
        if entered.kind != "code" or entered.start != start:
            return ""
        return self.source[self.source.rfind("\n", 0, start) + 1 : start]

    def _block_at(self, place: int) -> Block:
        return self.blocks[max(0, bisect_right(self.starts, place) - 1)]

    def _take_waiting(self) -> list[str]:
        waiting, self.waiting = self.waiting, []
        return waiting

    def _mark(self, label: str, followed_by: str = "") -> str:
        # The reader may have defined a link by this very name, or by the next one:
        # "[text] [name]" is a link too.
        defined = re.search(
            rf"\[\s*{re.escape(label)}\s*\]:", self.source, re.IGNORECASE
        )
        if defined or followed_by.startswith("["):
            return f"\\[{label}\\]"
        return f"[{label}]"


def is_faithful(source: str, markdown: str, excerpt: Excerpt = ()) -> bool:
    """Whether `markdown` holds only words of `source`, in order, with every cut shown.

    A second opinion that shares no code with `assemble`: what stands between two cut
    marks must stand in the source in one piece, and what no cut mark precedes or
    follows must be its beginning or end. Beside marks emphasis may close, and open
    again. `excerpt` tells which brackets are insertions.
    """
    labels = sorted({part.text for part in excerpt if isinstance(part, Insert)})
    inserted = "|".join(rf"\\?\[{re.escape(label)}\\?\]" for label in labels)
    inserted = inserted or r"(?!)"
    written = " ".join(re.sub(inserted, " ", source).split())
    pieces = re.split(rf"\\?\[{CUT}\\?\]", markdown)
    place = 0
    for number, piece in enumerate(pieces, start=1):
        runs = [" ".join(run.split()) for run in re.split(inserted, piece)]
        last = len(runs) - 1
        words = " ?".join(
            _as_written(
                run,
                may_open=number > 1 or at > 0,
                may_close=number < len(pieces) or at < last,
            )
            for at, run in enumerate(runs)
            if run
        )
        if words and number == len(pieces):
            words += r"\Z"
        pattern = re.compile(words)
        find = pattern.match if words and number == 1 else pattern.search
        found = find(written, place)
        if not found:
            return False
        place = found.end()
    return True


def _as_written(run: str, *, may_open: bool, may_close: bool) -> str:
    """A pattern for words of the source, which may lack marks at the edges of a run."""
    opens = OPENS.match(run) if may_open else None
    start = opens.end() if opens else 0
    closes = CLOSES.search(run, start) if may_close else None
    end = closes.start() if closes else len(run)
    edges = [f"(?:{re.escape(one)})?" for one in (run[:start], run[end:])]
    return f"{edges[0]}{re.escape(run[start:end])}{edges[1]}"


def stands_in(source: str, markdown: str) -> bool:
    """`is_faithful` where the excerpt is not known: brackets that the source does not
    have are insertions."""
    labels = {
        label
        for label in re.findall(r"\[([^\[\]\n]+?)\\?\]", markdown)
        if label != CUT and f"[{label}]" not in source
    }
    return is_faithful(source, markdown, tuple(Insert(label) for label in labels))


def from_ticks(source: str, ticks: Collection[int]) -> Excerpt:
    """The excerpt that keeps the units of `sentences(source)` with these numbers.

    Neighbours become one span, so that no cut shows where nothing was cut.
    """
    units = sentences(source)
    if not set(ticks) <= set(range(len(units))):
        raise ExcerptBroken("The answer has no such sentence; it may have been edited.")
    spans: list[Keep] = []
    for number in sorted(set(ticks)):
        start, end, _ = units[number]
        if spans and number - 1 in ticks:
            start = spans.pop().start
        spans.append(Keep(start, end))
    return tuple(spans)


def ticked(source: str, excerpt: Excerpt) -> set[int]:
    """The numbers of the units in `sentences(source)` of which every word is kept."""
    kept = [segment for segment in excerpt if isinstance(segment, Keep)]
    return {
        number
        for number, (start, end, _) in enumerate(sentences(source))
        if not _missing(source, start, end, kept)
    }


def _missing(source: str, start: int, end: int, kept: list[Keep]) -> str:
    """What of source[start:end] is not kept, without white space."""
    missing = ""
    for keep in kept:
        if keep.start < end and start < keep.end:
            missing += source[start : max(start, keep.start)]
            start = keep.end
    return (missing + source[start:end]).strip()
