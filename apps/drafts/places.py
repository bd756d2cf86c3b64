"""Where a text may be written. Apps above name their kinds (`AppConfig.ready`)."""

from collections.abc import Callable

# Whether there is something to write about, by what follows the colon.
Exists = Callable[[str], bool]
_kinds: dict[str, Exists] = {}
_texts: dict[str, tuple[str, ...]] = {}


def write_at(kind: str, exists: Exists, *, texts: tuple[str, ...] = ()) -> None:
    """`texts` are the fields beside the body that hold prose, and not a choice."""
    _kinds[kind] = exists
    _texts[kind] = texts


def texts(place: str) -> tuple[str, ...]:
    return _texts.get(place.partition(":")[0], ())


def exists(place: str) -> bool:
    """Whether there is something there to write about. One query at most."""
    kind, _, identity = place.partition(":")
    return kind in _kinds and bool(identity) and _kinds[kind](identity)
