"""By what a compile chooses, apart from the answers: stored with it, frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from apps.digest.scoring import SIGNALS, WEIGHTS

HEAVIEST = 1000.0
MOST = 500


class BadParameters(Exception):
    """These parameters choose nothing sensible; the message is fit to show."""


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    default: int
    meaning: str


LIMITS = (
    Limit("per_author", 2, "answers by one person"),
    Limit("per_question", 5, "answers to one question"),
    Limit("per_section", 20, "answers in one section"),
    Limit("limit", 60, "answers in the tray"),
    Limit("novelty", 15, "points lost for being like an answer that is in"),
)
_DEFAULTS = {limit.name: limit.default for limit in LIMITS}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Raises BadParameters for values that no editor can mean."""

    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    per_author: int = _DEFAULTS["per_author"]
    per_question: int = _DEFAULTS["per_question"]
    per_section: int = _DEFAULTS["per_section"]
    limit: int = _DEFAULTS["limit"]
    novelty: int = _DEFAULTS["novelty"]

    def __post_init__(self) -> None:
        for signal in SIGNALS:
            if not 0 <= self.weights.get(signal.name, 0.0) <= HEAVIEST:
                raise BadParameters(
                    f"The weight of “{signal.name}” must be from 0 to {HEAVIEST:.0f}."
                )
        if unknown := sorted(self.weights.keys() - WEIGHTS.keys()):
            raise BadParameters(f"There is no signal “{unknown[0]}”.")
        for limit in LIMITS:
            least = 0 if limit.name == "novelty" else 1
            if not least <= getattr(self, limit.name) <= MOST:
                raise BadParameters(
                    f"The number of {limit.meaning} must be from {least} to {MOST}."
                )

    def to_dict(self) -> dict[str, Any]:  # JSON's own types only
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Parameters":
        """What was stored; the default of whatever is missing. Raises BadParameters."""
        try:
            weights = {**WEIGHTS, **stored.get("weights", {})}
            limits = {
                name: int(stored.get(name, _DEFAULTS[name])) for name in _DEFAULTS
            }
            return cls({name: float(weights[name]) for name in weights}, **limits)
        except (TypeError, ValueError, AttributeError, OverflowError) as fault:
            raise BadParameters("These are not parameters of a compile.") from fault
