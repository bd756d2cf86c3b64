"""From bytes to text, and the refusals an author can act on."""

import codecs
import re

MAX_BYTES = 1_000_000
MAX_LINES = 50_000
MAX_BLOCKS = 10_000
MAX_DEPTH = 40

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "an RTF document"),
)
_NEWLINES = re.compile(r"\r\n?")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Tabs and newlines carry structure; the other controls only break feeds and databases.
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160)))
_SPACES = dict.fromkeys((0x0B, 0x0C, 0x85, 0xA0, 0x2028, 0x2029, 0x202F), " ")
_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, 0x2060, 0xFFFE, 0xFFFF))
_CLEANING = _CONTROLS | _SPACES | _INVISIBLE


class CannotImport(Exception):
    """This text cannot be imported; the message is fit to show the author."""


def check_blocks(count: int) -> None:
    """Raises CannotImport. Called while a text is read: a longer one is not read on."""
    if count > MAX_BLOCKS:
        raise CannotImport(
            f"The text has more than {MAX_BLOCKS:,} paragraphs. Import it in parts."
        )


def read_source(raw: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with a byte order mark."""
    if not raw.strip():
        raise CannotImport("The file is empty.")
    if len(raw) > 4 * MAX_BYTES:
        raise _too_long()
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise CannotImport(f"This is {what}, not text. Save the essay as text.")
    text = _decoded(raw)
    check_length(text)
    return text


def check_length(text: str) -> None:
    """Refuses what no essay is: more than 1 MB of UTF-8, or of 50,000 lines."""
    if text.count("\n") > MAX_LINES:
        raise CannotImport(
            f"The text has more than {MAX_LINES:,} lines. Import it in parts."
        )
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise _too_long()


def cleaned(text: str) -> str:
    """``text`` with newlines as ``\\n`` and without characters nobody can see.

    Only ``\\n``, ``\\r\\n`` and ``\\r`` end a line, as in every editor, so that line
    numbers are those the author sees.
    """
    unix = _NEWLINES.sub("\n", text)
    return _SURROGATES.sub("\ufffd", unix).translate(_CLEANING)


def _decoded(raw: bytes) -> str:
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            # Databases refuse the NUL that two zero bytes stand for here.
            return raw.decode("utf-16").replace("\x00", "")
        if b"\x00" in raw:
            raise CannotImport("This looks like a binary file, not text.")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotImport(
            f"The file is not UTF-8 text (see byte {error.start + 1}). "
            "Save it as UTF-8 and try again."
        ) from error


def _too_long() -> CannotImport:
    return CannotImport("The text is longer than 1 MB. Import it in parts.")
