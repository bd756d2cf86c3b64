"""Names that readers may show: any script, but nobody else's name in disguise."""

import re
import unicodedata
from collections.abc import Iterable

from apps.lib.look_alikes import skeleton

__all__ = ["MAX_NAME", "NameRefused", "check_name", "skeleton"]

MAX_NAME = 60
MAX_SKELETON = 120
MAX_ACCENTS = 2
MAX_MARKS = 4

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_VIRAMA = 9  # canonical combining class
_REFUSED_PUNCTUATION = frozenset('\\{}[]*%;"@#')
# Letters and marks that show nothing, from Unicode's Default_Ignorable_Code_Point.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
_ALPHABETS_WITH_TWINS = frozenset(
    ["LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE"]
)
_RESERVED = frozenset(
    skeleton(name)
    for name in (
        *("admin", "administrator", "AIQ", "anonymous", "author", "deleted", "editor"),
        *("guest", "help", "mod", "moderator", "moderators", "nobody", "none", "null"),
        *("official", "operator", "owner", "postmaster", "reader", "a reader", "root"),
        *("security", "staff", "superuser", "support", "system", "team", "undefined"),
        *("the author", "the editor", "the moderators", "webmaster", "withdrawn"),
    )
)


class NameRefused(ValueError):
    """The name cannot be shown; the message says why and is fit for the reader."""


def check_name(name: str, *, taken: Iterable[str] = ()) -> str:
    """The name in the form to store (NFC, single blanks), or NameRefused.

    ``taken`` are the names of other people; look-alikes of them are refused too.
    """
    shown = _normalised(name)
    _refuse_bad_length(shown)
    for position, character in enumerate(shown):
        if not _may_stand(character, shown[:position], shown[position + 1 :]):
            raise NameRefused(_complaint(character))
    _refuse_piled_marks(shown)
    _refuse_mixed_alphabets(shown)
    own = skeleton(shown)
    # One letter may stand for a whole sentence: U+FDFA does, in eighteen letters.
    if len(own) > MAX_SKELETON:
        raise NameRefused("This name is too long when it is written out.")
    if own in _RESERVED:
        raise NameRefused("This name is kept for the people who run the site.")
    if any(own == skeleton(other) for other in taken):
        raise NameRefused("This name looks like one that is already taken.")
    return shown


def _normalised(name: str) -> str:
    blanks = "".join(
        " " if unicodedata.category(character) == "Zs" else character
        for character in name[: MAX_NAME * 10]
    )
    return re.sub(" +", " ", unicodedata.normalize("NFC", blanks)).strip(" ")


def _refuse_bad_length(name: str) -> None:
    if not name:
        raise NameRefused("Please give a name.")
    if len(name) > MAX_NAME:
        raise NameRefused(f"A name may have at most {MAX_NAME} characters.")
    if unicodedata.category(name[0])[0] not in "LN":
        raise NameRefused("A name must begin with a letter or a digit.")
    if not any(unicodedata.category(character)[0] == "L" for character in name):
        raise NameRefused("A name must contain a letter.")


def _may_stand(character: str, before: str, after: str) -> bool:
    if character in (_ZWNJ, _ZWJ):
        return _joins(character, before, after)
    if character in _REFUSED_PUNCTUATION or _BLANK.match(character):
        return False
    category = unicodedata.category(character)
    return character == " " or (category[0] in "LNMP" and category != "Me")


def _joins(joiner: str, before: str, after: str) -> bool:
    """Where real words need a joiner: RFC 5892, appendices A.1 and A.2, shortened.

    After a virama (Devanagari, Sinhala...), or a ZWNJ between Arabic letters (Persian).
    """
    if before and unicodedata.combining(before[-1]) == _VIRAMA:
        return True
    neighbours = (before[-1:], after[:1])
    return joiner == _ZWNJ and all(
        _alphabet(letter) == "ARABIC" for letter in neighbours
    )


def _complaint(character: str) -> str:
    if unicodedata.category(character)[0] in "CZM" or _BLANK.match(character):
        return "A name may not contain invisible or control characters."
    return f"A name may contain letters, digits and simple punctuation, but no {character}."


def _refuse_piled_marks(name: str) -> None:
    accents = marks = 0
    for character in unicodedata.normalize("NFC", name):
        is_mark = unicodedata.category(character)[0] == "M"
        marks = marks + 1 if is_mark else 0
        # Marks of class 0 stand beside or inside the letter: vowel signs, medials.
        if unicodedata.combining(character):
            accents += 1
        elif not is_mark:
            accents = 0
        if accents > MAX_ACCENTS or marks > MAX_MARKS:
            raise NameRefused("A name may not pile up accents on one letter.")


def _refuse_mixed_alphabets(name: str) -> None:
    for word in unicodedata.normalize("NFKC", name).split():
        alphabets = {_alphabet(letter) for letter in word} & _ALPHABETS_WITH_TWINS
        if len(alphabets) > 1:
            raise NameRefused("A word of a name may not mix letters of two alphabets.")


def _alphabet(letter: str) -> str:
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(" ")[0]
