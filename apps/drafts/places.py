"""Where a text may be written. Apps above name their kinds (`AppConfig.ready`)."""

from collections.abc import Callable

# Whether there is something to write about, by what follows the colon.
Exists = Callable[[str], bool]
_kinds: dict[str, Exists] = {}


def write_at(kind: str, exists: Exists) -> None:
    _kinds[kind] = exists


def exists(place: str) -> bool:
    """Whether there is something there to write about. One query at most."""
    kind, _, identity = place.partition(":")
    return kind in _kinds and bool(identity) and _kinds[kind](identity)
