"""Which of a digest's files somebody wants, and how."""

from collections.abc import Mapping

from apps.digest.exports import Wishes
from apps.digest.exports.recording import from_json
from apps.digest.exports.rundown import FASTEST, MOST_MINUTES, SLOWEST
from apps.digest.models import Digest, Recording


class BadWish(Exception):
    """Not a length or a pace; the message is fit to show."""


def wishes_for(digest: Digest, asked: Mapping[str, str]) -> Wishes:
    """As asked for, else as the recording was made, else as usual. One query.

    Raises BadWish.
    """
    made = Recording.objects.filter(digest=digest).first()
    usual = Wishes(minutes=made.minutes, pace=made.pace) if made else Wishes()
    minutes = _number(asked.get("minutes"), usual.minutes, 1, MOST_MINUTES, "minutes")
    pace = _number(asked.get("pace"), usual.pace, SLOWEST, FASTEST, "words a minute")
    is_as_recorded = made and (minutes, pace) == (made.minutes, made.pace)
    return Wishes(
        minutes=minutes,
        pace=pace,
        recorded=from_json(made.chapters) if made and is_as_recorded else (),
        joined_quotes=asked.get("quotes") == "joined",
    )


def _number(typed: str | None, usual: int, least: int, most: int, unit: str) -> int:
    if not typed:
        return usual
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 6
    if not is_number or not least <= int(typed) <= most:
        raise BadWish(f"Choose {least} to {most} {unit}.")
    return int(typed)
