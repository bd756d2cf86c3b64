"""The states of a question, by their published rules."""

import pytest

from apps.questions.states import MEANING, State, state_of


@pytest.mark.parametrize(
    ("answers", "opinions", "minority", "state"),
    [
        (0, 0, 0, "unanswered"),
        (1, 0, 0, "thin"),
        (2, 50, 25, "thin"),
        (3, 0, 0, "answered"),
        (3, 9, 4, "answered"),
        (3, 10, 3, "contested"),
        (9, 40, 20, "contested"),
        (3, 10, 1, "converged"),
        (3, 20, 3, "converged"),
        (3, 20, 4, "answered"),
        (3, 100, 29, "answered"),
        (3, 100, 0, "converged"),
    ],
)
def test_the_state_follows_from_three_numbers(
    answers: int, opinions: int, minority: int, state: str
) -> None:
    assert state_of(answers, opinions=opinions, minority=minority) == state


def test_turning_every_vote_around_changes_no_state() -> None:
    for agree in range(30):
        disagree = 30 - agree
        state = state_of(3, opinions=30, minority=min(agree, disagree))
        turned = state_of(3, opinions=30, minority=min(disagree, agree))
        assert state == turned


def test_every_state_says_what_it_means() -> None:
    assert set(MEANING) == set(State)
