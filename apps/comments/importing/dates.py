"""When a comment was written, in any of the ways that exports say it."""

from datetime import UTC, datetime

_FIRST_YEAR, _LAST_YEAR = 1990, 2200


def moment(stated: object) -> datetime | None:
    """In UTC, which is also meant where no zone is given; None for anything else."""
    try:
        if isinstance(stated, bool) or stated is None:
            return None
        if isinstance(stated, int | float):
            # Milliseconds where seconds would be thousands of years away.
            at = datetime.fromtimestamp(
                stated / 1000 if stated > 1e11 else stated, tz=UTC
            )
        else:
            at = datetime.fromisoformat(_tidy(str(stated)))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if _FIRST_YEAR <= at.year <= _LAST_YEAR else None


def _tidy(stated: str) -> str:
    """Without the fractions of a second, of which some write nine digits."""
    head, point, tail = stated.strip()[:40].partition(".")
    return head + tail.lstrip("0123456789") if point else head
