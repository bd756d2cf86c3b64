"""Reads the records of an XML export as they pass by; no tree of it is ever built."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from xml.parsers import expat

from apps.comments.importing.opening import Chunks
from apps.comments.importing.record import MAX_BODY, CannotRead, Comment, Damaged, Post
from apps.lib.xml_parsing import careful_parser

Found = Post | Comment
Fields = dict[str, str]

_DEEPEST = 40
_MAX_ELEMENTS = 5_000_000
# Categories and tags come in thousands before the first comment, but no more.
_MAX_BETWEEN = 300_000
# The parser keeps a tag whole until it ends: a long one would fill the memory.
_LONGEST_TAG = 3_000_000


class XmlRecords(ABC):
    """Follows the path of elements; a subclass says which texts it wants of which.

    Names are read without their prefix: exports that forget to declare it exist.
    """

    def __init__(self) -> None:
        self.path: list[str] = []
        self.found: list[Found] = []
        self._parser = careful_parser(_refused)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._elements = self._since = 0
        self._text: list[str] | None = None
        self._length = 0

    def read(self, chunks: Chunks) -> Iterator[Found]:
        """Raises CannotRead, and Damaged where the XML breaks off."""
        try:
            read = 0
            for chunk in chunks:
                self._parser.Parse(chunk, False)
                read += len(chunk.encode())
                if read - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise _too_much()
                yield from self._take()
            self._parser.Parse("", True)
        except expat.ExpatError as error:
            yield from self._take()
            raise Damaged(
                f"The XML is damaged or cut off at line {error.lineno}"
            ) from (error)
        yield from self._take()

    @abstractmethod
    def opened(self, attributes: Fields) -> bool:
        """An element begins, the last of `path`; whether its text is wanted."""

    @abstractmethod
    def closed(self, text: str) -> None:
        """The last element of `path` ends; `text` is "" where it was not wanted."""

    def _take(self) -> list[Found]:
        found, self.found = self.found, []
        self._since = 0 if found else self._since
        return found

    def _start(self, name: str, attributes: Fields) -> None:
        self.path.append(name.rpartition(":")[2])
        self._elements += 1
        self._since += 1
        is_too_much = self._elements > _MAX_ELEMENTS or self._since > _MAX_BETWEEN
        if len(self.path) > _DEEPEST or is_too_much:
            raise _too_much()
        self._text, self._length = ([], 0) if self.opened(attributes) else (None, 0)

    def _characters(self, text: str) -> None:
        # One piece over the limit, so that the comment is refused and not cut.
        if self._text is not None and self._length <= MAX_BODY:
            self._text.append(text)
            self._length += len(text)

    def _end(self, name: str) -> None:
        self.closed("".join(self._text or ()))
        self._text = None
        self.path.pop()


def _too_much() -> CannotRead:
    return CannotRead("This XML file holds more than an export of comments can.")


def _refused() -> CannotRead:
    return CannotRead(
        "This XML file declares a document type or entities; an export has none."
    )
