"""Which names look the same to a hurried reader.

After Unicode Technical Standard 39 ("skeleton", section 4), with a small table of
our own: the letters of other alphabets that pass for Latin ones in running text.
"""

import re
import unicodedata

_TWINS = str.maketrans(
    {
        # Latin letters and digits; "I", "l" and "1" are one stroke in many fonts
        **dict.fromkeys("i1|ıɩłƚ", "l"),
        **dict.fromkeys("0øơ", "o"),
        **dict(
            zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghljklmnoprstuvwyz", strict=True)
        ),
        **dict(zip("đħŧƙɑɡƴ", "dhtkagy", strict=True)),
        # Cyrillic, by its small or by its capital letter
        **dict(zip("авекмнорстухѕіјԁһԛԝүӏԍ", "abekmhopctyxsljdhqwylg", strict=True)),
        # Greek, likewise
        **dict(zip("αβεζηικμνορτυχ", "abezhlkmvoptyx", strict=True)),
        # Armenian
        **dict(zip("օսհոգզց", "ouhnqqg", strict=True)),
    }
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")


def skeleton(name: str) -> str:
    """What is left of a name for a quick eye; equal skeletons may not both be taken.

    Case, blanks, punctuation, invisible characters and the accents of Latin, Greek
    and Cyrillic do not tell two names apart; the vowel signs of other scripts do.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", folded))
    twins = "".join(filter(_is_seen, letters.translate(_TWINS)))
    composed = unicodedata.normalize("NFC", twins)
    return composed.replace("rn", "m").replace("vv", "w")


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
