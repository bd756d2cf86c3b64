"""Readers' text before anything else is done with it: clean, count, shorten."""

import re
import unicodedata

WORDS_PER_MINUTE = 250
# Unicode's Stream-Safe Text Format (UAX #15, section 13) allows 30 marks in a row.
# More are never a word, and normalising a longer run takes quadratic time.
MARKS_IN_A_ROW = 30

_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
    for plane in range(0, 0x110000, 0x10000)
)
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but not tab and newline
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates
    "\ufeff\ud800-\udfff"  # byte order mark, lone surrogates
    f"{_NONCHARACTERS}]"
)
_MANY_NON_ASCII = re.compile(rf"[^\x00-\u02ff]{{{MARKS_IN_A_ROW + 1},}}")
_LEADING_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*+\n)++")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BETWEEN_WORDS = re.compile(r"[\s\u2013\u2014]+")
_HAN_OR_KANA = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def clean(text: str) -> str:
    """The text without what no reader typed on purpose; doing it twice changes nothing.

    Newlines become ``\\n``, letters are composed (NFC), blank lines at the top and
    blanks at the end go. Zero-width joiners stay: emoji and several scripts need them.
    """
    text = printable(_NEWLINES.sub("\n", text))
    text = _MANY_NON_ASCII.sub(_shorten_mark_runs, text)
    text = unicodedata.normalize("NFC", text)
    # Composing may also take marks apart, so a run can be too long once more.
    text = _MANY_NON_ASCII.sub(_shorten_mark_runs, text)
    return _LEADING_BLANK_LINES.sub("", text).rstrip()


def printable(text: str) -> str:
    """The text without control characters, bidirectional overrides, noncharacters."""
    return _UNWANTED.sub("", text)


def _shorten_mark_runs(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match.group():
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def xml_safe(text: str) -> str:
    """Only the characters that XML 1.0 allows (its production 2, "Char")."""
    return _NOT_XML.sub("", text)


def words(text: str) -> int:
    """How many words plain text has; two Han or kana characters count as one."""
    unspaced = len(_HAN_OR_KANA.findall(text))
    spaced = _BETWEEN_WORDS.split(_HAN_OR_KANA.sub(" ", text))
    # Nearly every word begins with a letter: the rest of it need not be looked at.
    return (unspaced + 1) // 2 + sum(
        bool(word[:1].isalnum() or any(map(str.isalnum, word))) for word in spaced
    )


def reading_minutes(words: int) -> int:
    """Whole minutes at 250 words a minute, rounded up, never less than one."""
    return max(1, -(-words // WORDS_PER_MINUTE))


def clip(text: str, limit: int) -> str:
    """At most ``limit`` (1 or more) characters, cut between words, ended with "…"."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    while cut and unicodedata.combining(text[cut]):
        cut -= 1
    head = text[:cut]
    whole_words = head if text[cut].isspace() else head.rpartition(" ")[0]
    return (whole_words or head).rstrip(" \n\t,;:–—-") + "…"
