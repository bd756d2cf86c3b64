"""Names and stretches of time as a host says them."""

import re

from apps.digest.naming import A_READER

PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[^\W\d_]+")
INITIALS = re.compile(r"[A-Z]{2,4}")


def said_aloud(name: str) -> str:
    """A handle taken apart into words, "" where the name is said as it is written."""
    if name == A_READER:
        return "a reader who did not want to be named"
    words = [
        ". ".join(piece) + "." if INITIALS.fullmatch(piece) else piece
        for part in name.split()
        for piece in (PIECES.findall(part) if _is_handle(part) else [part])
    ]
    said = " ".join(words)
    return "" if said == name else said


def needs_asking(name: str) -> bool:
    """Whether a host who reads Latin letters alone has to ask how the name is said."""
    return any(letter.isalpha() and ord(letter) > 0x24F for letter in name)


def clock(seconds: float) -> str:
    """Such as 03:07, or 1:02:33 from an hour on.

    What is left of a second is cut off: who goes there hears how a part begins.
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def exact_clock(seconds: float) -> str:
    """The same with its fraction, where there is one, such as 03:07.25."""
    fraction = f"{seconds % 1:.3f}".removeprefix("0").rstrip("0").rstrip(".")
    return clock(seconds) + fraction


def stretch(seconds: float) -> str:
    """Such as "1 min 40 s"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} min" if minutes else "", f"{rest} s" if rest else ""]
    return " ".join(part for part in parts if part) or "0 s"


def _is_handle(part: str) -> bool:
    """Whether it mixes letters, digits and capitals as a user name does."""
    core = part.strip(".,'’-")
    mixed = any(letter.isdigit() or letter == "_" for letter in core)
    return (
        mixed or bool(re.search(r"[a-z][A-Z]", core)) or bool(INITIALS.fullmatch(core))
    )
