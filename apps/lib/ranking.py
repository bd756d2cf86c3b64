"""How good an answer surely is, given few or many voices."""

from math import sqrt

# The 90 % quantile of the normal distribution: the bound is one-sided at 90 %, which
# is the lower end of a two-sided 80 % interval. Lobsters ranks comments with it.
NINETY_PERCENT = 1.2816


def wilson_lower_bound(
    positive: float, total: float, z: float = NINETY_PERCENT
) -> float:
    """The lower end of Wilson's score interval for ``positive`` out of ``total``.

    Between 0 and 1, and 0 where nobody has voted. Raises ValueError for counts that
    no vote can give. E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22 (1927), 209-212.
    """
    if not 0 <= positive <= total:
        raise ValueError(f"{positive} of {total} votes cannot be positive")
    if total == 0:
        return 0.0
    share = positive / total
    centre = share + z * z / (2 * total)
    spread = z * sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return max(0.0, (centre - spread) / (1 + z * z / total))
