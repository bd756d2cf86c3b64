"""How likely a suggestion is right, from its score and its lead over all others.

The numbers were fitted by logistic regression on the tuned part of the labelled
comments; `docs/assignment.md` says what they come to on the other part.
"""

import math

BASE, SCORE, LEAD = -2.4, 0.42, 3.85
# What every other question may deserve unseen: one weak word alone is no great lead.
UNSEEN = 0.5
# From here up, more of the same says nothing new.
MOST = 20.0
# From these on a suggestion is called likely, and sure enough to accept it with others.
LIKELY, SURE = 0.5, 0.8


def confidence(score: float, rival: float) -> float:
    """From 0 to 1. `rival` is the best score that any other question has."""
    lead = (score - rival) / (score + rival + UNSEEN)
    weighed = BASE + SCORE * min(score, MOST) + LEAD * lead
    return round(1 / (1 + math.exp(-weighed)), 3)


def in_words(confidence: float) -> str:
    """ "likely, 70%": how every page says it. We are never wholly sure."""
    if confidence >= SURE:
        word = "sure"
    else:
        word = "likely" if confidence >= LIKELY else "guess"
    return f"{word}, {min(99, round(100 * confidence))}%"
