"""From a file to its text, piece by piece: unpacked, decoded, without control signs.

No size that a file states is believed, and nothing is unpacked to disk.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile

from apps.comments.importing.record import CannotRead, Damaged

Chunks = Iterator[str]
Opened = Callable[[], Chunks]

MAX_BYTES = 300_000_000  # of text, once unpacked
MAX_LINE = 1_000_000
_MAX_RATIO = 100  # comments shrink to a fifth; a bomb to a thousandth
_FREE = 2_000_000  # bytes below which no ratio matters
_CHUNK = 65_536
_MAX_ENTRIES = 100
_FAULTS = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufeff]")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def chunks(file: IO[bytes]) -> Chunks:
    """The whole text of a file. Raises CannotRead; Damaged where a packed one breaks."""
    file.seek(0)
    pieces = _unpacked(file)
    head = next(pieces, b"")
    encoding = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    piece = head
    while piece:
        yield _text(decoder, piece, read)
        read += len(piece)
        piece = next(pieces, b"")


def lines(text: Chunks) -> Chunks:
    """Line by line, each with its end. Raises CannotRead for what is no line."""
    rest = ""
    for chunk in text:
        *whole, rest = (rest + chunk).split("\n")
        for line in whole:
            yield f"{line}\n"
        if len(rest) > MAX_LINE:
            raise CannotRead("A line of this file is longer than 1 MB.")
    if rest:
        yield rest


def _text(decoder: codecs.IncrementalDecoder, piece: bytes, at: int) -> str:
    try:
        text = decoder.decode(piece)
    except UnicodeDecodeError as error:
        raise CannotRead(
            f"The file is not in the encoding it should be in (see byte {at + error.start + 1}). "
            "Save it as UTF-8 and try again."
        ) from error
    if "\x00" in text:
        raise CannotRead("This looks like a binary file, not an export of comments.")
    return _CONTROLS.sub("", text)


def _encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        # Python also has encodings from bytes to bytes, which no XML file can be in.
        "".encode(name)
        codecs.getincrementaldecoder(name)
    except (LookupError, UnicodeError) as error:
        raise CannotRead("This file is in an unknown encoding.") from error
    return name


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=file) as packed:
            yield from _bounded(packed, file)
    elif head.startswith(b"PK"):
        yield from _zipped(file)
    else:
        yield from _bounded(file, None)


def _zipped(file: IO[bytes]) -> Iterator[bytes]:
    try:
        with ZipFile(file) as archive:
            inside = [
                entry
                for entry in archive.infolist()[: _MAX_ENTRIES + 1]
                if not entry.is_dir() and not entry.filename.startswith("__MACOSX")
            ]
            if len(inside) != 1:
                raise CannotRead(
                    "This zip archive holds several files. Unpack it, and bring in the "
                    "one with the comments."
                )
            if inside[0].flag_bits & 1:
                raise CannotRead("The zip archive has a password. Remove it first.")
            with archive.open(inside[0]) as member:
                yield from _bounded(member, None, inside[0].compress_size)
    except _FAULTS as error:
        raise Damaged("The zip archive is damaged") from error


def _bounded(
    stream: IO[bytes] | gzip.GzipFile,
    packed: IO[bytes] | None,
    stated: int | None = None,
) -> Iterator[bytes]:
    """Pieces until the end, or until there is more than any comments could unpack to."""
    read = 0
    while True:
        try:
            piece = stream.read(_CHUNK)
        except _FAULTS as error:
            raise Damaged("The packed file is damaged or cut off") from error
        if not piece:
            return
        read += len(piece)
        taken = packed.tell() if packed else stated
        most = MAX_BYTES if taken is None else max(_FREE, _MAX_RATIO * taken)
        if read > min(most, MAX_BYTES):
            raise CannotRead("This file unpacks to more than comments can be.")
        yield piece
