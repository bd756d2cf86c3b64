"""How likely a suggestion is right, from what speaks for it and for the others.

The numbers of WEIGHTS were fitted (logistic regression) on the tuned part of the
labelled comments; `docs/assignment.md` says how and what they come to.
"""

import math
from typing import NamedTuple


class Evidence(NamedTuple):
    """What speaks for one question; `rival` is the best score of any other."""

    score: float
    rival: float
    quoted: float = 0.0
    named: float = 0.0
    above: float = 0.0


WEIGHTS = {"base": -2.0, "score": 0.25, "lead": 2.0, "quoted": 4.0}


def confidence(evidence: Evidence) -> float:
    """From 0 to 1, so that of suggestions at 0.8 about four in five are right."""
    whole = evidence.score + evidence.rival
    lead = (evidence.score - evidence.rival) / whole if whole else 0.0
    sum_ = (
        WEIGHTS["base"]
        + WEIGHTS["score"] * min(evidence.score, 20)
        + WEIGHTS["lead"] * lead
        + WEIGHTS["quoted"] * evidence.quoted
    )
    return round(1 / (1 + math.exp(-sum_)), 3)
