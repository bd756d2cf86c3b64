from itertools import pairwise

import pytest

from apps.lib.ranking import wilson_lower_bound


def test_nobody_has_voted():
    assert wilson_lower_bound(0, 0) == 0.0


@pytest.mark.parametrize(
    ("positive", "total", "bound"),
    # By hand from Wilson's formula, with z = 1.2816.
    [(1, 1, 0.3784), (5, 10, 0.3122), (10, 10, 0.8589), (90, 100, 0.8549)],
)
def test_the_bound_is_wilsons(positive, total, bound):
    assert wilson_lower_bound(positive, total) == pytest.approx(bound, abs=5e-5)


def test_another_quantile_may_be_asked_for():
    assert wilson_lower_bound(5, 10, z=1.96) == pytest.approx(0.2366, abs=5e-5)


def test_many_voices_of_one_mind_are_surer_than_few():
    bounds = [wilson_lower_bound(n, n) for n in (1, 2, 5, 20, 1_000)]

    assert all(fewer < more for fewer, more in pairwise(bounds))
    assert bounds[-1] < 1


def test_a_good_answer_with_few_votes_stands_below_one_proven_good():
    assert wilson_lower_bound(2, 2) < wilson_lower_bound(45, 50)


@pytest.mark.parametrize("total", [1, 3, 1_000_000])
def test_no_positive_voice_is_worth_nothing(total):
    assert wilson_lower_bound(0, total) == pytest.approx(0, abs=1e-12)
    assert wilson_lower_bound(0, total) >= 0


@pytest.mark.parametrize(("positive", "total"), [(2, 1), (-1, 1), (0, -1), (-2, -1)])
def test_counts_that_no_vote_can_give_are_refused(positive, total):
    with pytest.raises(ValueError, match="cannot be positive"):
        wilson_lower_bound(positive, total)
