"""What a compile chooses by is checked, stored whole, and read back."""

import json

import pytest

from apps.digest.parameters import BadParameters, Parameters
from apps.digest.scoring import SIGNALS, WEIGHTS


def test_stored_parameters_are_read_back_the_same() -> None:
    mine = Parameters({**WEIGHTS, "star": 12.5}, per_author=3, novelty=0)

    assert Parameters.from_dict(json.loads(json.dumps(mine.to_dict()))) == mine


def test_nothing_stored_means_the_usual() -> None:
    assert Parameters.from_dict({}) == Parameters()
    assert Parameters().weights == {signal.name: signal.weight for signal in SIGNALS}


@pytest.mark.parametrize(
    "stored",
    [
        {"weights": {"helpful": -1}},
        {"weights": {"helpful": float("nan")}},
        {"weights": {"helpful": 1e9}},
        {"weights": {"agree": 5}},
        {"weights": {"helpful": "heavy"}},
        {"weights": 7},
        {"limit": 0},
        {"limit": 10**9},
        {"per_author": -1},
        {"novelty": -1},
        {"per_question": None},
        {"limit": float("inf")},
    ],
)
def test_what_no_editor_can_mean_is_refused_with_a_sentence(
    stored: dict[str, object],
) -> None:
    with pytest.raises(BadParameters, match=r"\.$"):
        Parameters.from_dict(stored)


def test_agreement_is_no_signal_anyone_could_weigh() -> None:
    assert not any("agree" in signal.name for signal in SIGNALS)
