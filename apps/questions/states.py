"""How far a question has come, by rules that anybody can check with a pencil.

- unanswered: no visible answer;
- thin: fewer than three;
- contested: readers' opinions on its answers are split;
- converged: readers agree on what they think of its answers;
- answered: enough answers, and too few opinions to say more, or neither.

Opinions are the agree and disagree votes on those of its answers that have at least
five. The minority of an answer is the lesser of the two counts, and a question's split
is the share of all minorities in all opinions: 0 where every answer is of one mind,
one half where each divides its readers evenly.
"""

from enum import StrEnum

THIN = 3
FEWEST_ON_AN_ANSWER = 5
FEWEST_OPINIONS = 10
CONTESTED_FROM = 0.30
CONVERGED_TO = 0.15


class State(StrEnum):
    UNANSWERED = "unanswered"
    THIN = "thin"
    CONTESTED = "contested"
    CONVERGED = "converged"
    ANSWERED = "answered"


MEANING = {
    State.UNANSWERED: "nobody has answered yet",
    State.THIN: f"fewer than {THIN} answers",
    State.CONTESTED: f"of at least {FEWEST_OPINIONS} opinions, on average "
    f"{CONTESTED_FROM:.0%} or more are in the minority of their answer",
    State.CONVERGED: f"of at least {FEWEST_OPINIONS} opinions, on average "
    f"{CONVERGED_TO:.0%} or fewer are in the minority of their answer",
    State.ANSWERED: "neither of these",
}


def state_of(answers: int, *, opinions: int = 0, minority: int = 0) -> State:
    """The state by the visible answers and the opinions that count on them.

    `opinions` and `minority` are sums over the answers that at least
    `FEWEST_ON_AN_ANSWER` readers have an opinion on.
    """
    if not answers:
        return State.UNANSWERED
    if answers < THIN:
        return State.THIN
    if opinions < FEWEST_OPINIONS:
        return State.ANSWERED
    split = minority / opinions
    if split >= CONTESTED_FROM:
        return State.CONTESTED
    return State.CONVERGED if split <= CONVERGED_TO else State.ANSWERED
