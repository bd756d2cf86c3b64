"""Where a text may be written. Apps above name their kinds (`AppConfig.ready`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Whether there is something to write about, by what follows the colon.
Exists = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be written about things of one kind, and how much of it is kept."""

    exists: Exists
    # The characters of a draft, and as many again of what it quotes.
    longest: int
    most_passages: int = 0
    # The fields beside the body that hold prose, and not a choice.
    texts: tuple[str, ...] = ()
    # Whether strangers find something there, if there is a form for them.
    begun: Exists | None = None

    def has_room(
        self, body: str, passages: Sequence[Mapping[str, Any]], more: Mapping[str, str]
    ) -> bool:
        """Whether its form can keep that much."""
        words = len(body) + sum(map(len, more.values()))
        quoted = sum(len(passage["exact"]) for passage in passages)
        return (
            max(words, quoted) <= self.longest and len(passages) <= self.most_passages
        )


_kinds: dict[str, Kind] = {}


def write_at(name: str, kind: Kind) -> None:
    _kinds[name] = kind


def kind_of(place: str) -> Kind | None:
    return _kinds.get(place.partition(":")[0])


def texts(place: str) -> tuple[str, ...]:
    kind = kind_of(place)
    return kind.texts if kind else ()


def has_room(
    place: str,
    body: str,
    passages: Sequence[Mapping[str, Any]],
    more: Mapping[str, str],
) -> bool:
    kind = kind_of(place)
    return kind is not None and kind.has_room(body, passages, more)


def exists(place: str) -> bool:
    """Whether there is something there to write about. One query at most."""
    kind = kind_of(place)
    return kind is not None and _finds(kind.exists, place)


def exists_for_strangers(place: str) -> bool:
    """Like `exists`, by what strangers may know of. One query at most."""
    kind = kind_of(place)
    return kind is not None and _finds(kind.begun or kind.exists, place)


def is_open_to_strangers(place: str) -> bool:
    """Whether they have a form for what is written at such places. No query."""
    kind = kind_of(place)
    return kind is not None and kind.begun is not None


def _finds(asked: Exists, place: str) -> bool:
    identity = place.partition(":")[2]
    return bool(identity) and asked(identity)
