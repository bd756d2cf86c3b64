"""Reads a large JSON file value by value: only the containers named are walked into."""

import json
import re
from collections.abc import Iterator
from typing import Any

from apps.comments.importing.opening import Chunks
from apps.comments.importing.record import CannotRead, Damaged

Path = tuple[str, ...]
ITEM = "[]"  # in a path: any element of an array
CLOSED = object()  # comes after everything inside a container that was walked into

MAX_VALUE = 8_000_000  # characters of one value, such as a thread with its replies
_DEEPEST = 400
_MAX_OPENED = 400_000
_BLANKS = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
# The last one is the beginning of a string that goes on past what was read.
_SIGN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]|"', re.DOTALL)
_PLAIN = re.compile(r"[^\s,\]}:\[{\"]*+")
_EARLY = "The file ends early"


def pieces(chunks: Chunks, walked: set[Path]) -> Iterator[tuple[Path, Any]]:
    """Each value with its path. Raises Damaged where the JSON breaks off."""
    yield from _value(_Source(chunks), (), walked)


def _value(
    source: "_Source", path: Path, walked: set[Path]
) -> Iterator[tuple[Path, Any]]:
    sign = source.peek()
    if path in walked and sign in ("[", "{"):
        yield from _inside(source, path, walked, is_array=sign == "[")
        yield path, CLOSED
    else:
        yield path, source.value()


def _inside(
    source: "_Source", path: Path, walked: set[Path], *, is_array: bool
) -> Iterator[tuple[Path, Any]]:
    end = "]" if is_array else "}"
    source.take()
    while source.peek() != end:
        key = ITEM
        if not is_array:
            key = str(source.value())
            source.expect(":")
        yield from _value(source, (*path, key), walked)
        if source.peek() == end:
            break
        source.expect(",")
    source.take()


class _Source:
    """The text not yet read, and where in it we are."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """The next sign that is no blank."""
        while True:
            blank = _BLANKS.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            self._text, self._at = "", 0
            self._more()

    def take(self) -> None:
        self._at += 1

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise Damaged("The JSON is damaged")
        self.take()

    def value(self) -> Any:
        """The whole of the next value."""
        sign = self.peek()
        # What was read before is let go only here, so that positions hold meanwhile.
        self._text, self._at = self._text[self._at :], 0
        end = self._end_of_container() if sign in "[{" else self._end_of_scalar(sign)
        raw = self._text[:end]
        self._at = end
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Damaged("The JSON is damaged") from error

    def _end_of_container(self) -> int:
        depth = opened = at = 0
        while True:
            sign = _SIGN.search(self._text, at)
            if sign is None or sign[0] == '"':
                at = sign.start() if sign else len(self._text)
                self._more()
                continue
            at = sign.end()
            if sign[0] in "[{":
                depth, opened = depth + 1, opened + 1
            elif sign[0] in "]}":
                depth -= 1
            if depth == 0:
                return at
            if depth > _DEEPEST or opened > _MAX_OPENED:
                raise CannotRead("This JSON nests deeper than comments can.")

    def _end_of_scalar(self, sign: str) -> int:
        pattern = _STRING if sign == '"' else _PLAIN
        while True:
            found = pattern.match(self._text)
            if found and (sign == '"' or found.end() < len(self._text)):
                if found.end() == 0:
                    raise Damaged("The JSON is damaged")
                return found.end()
            self._more()

    def _more(self) -> None:
        if len(self._text) > MAX_VALUE:
            raise CannotRead("A piece of this JSON file is larger than 8 MB.")
        # Half as much again each time: a long string is looked through from its start.
        wanted = len(self._text) // 2
        read = list(self._some(wanted))
        if not read:
            raise Damaged(_EARLY)
        self._text = "".join([self._text, *read])

    def _some(self, wanted: int) -> Iterator[str]:
        for chunk in self._chunks:
            yield chunk
            wanted -= len(chunk)
            if wanted <= 0:
                return
