"""A share of few, with its range."""

import math

from .survival import Z95, Share


def wilson(k: int, n: int) -> Share:
    """k of n with the 95 % score interval.

    Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927):
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Raises ValueError for n = 0: of nobody there is no share.
    """
    if n <= 0:
        raise ValueError("a share of nobody")
    p, z2 = k / n, Z95**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(p, low=max(0.0, middle - half), high=min(1.0, middle + half))
