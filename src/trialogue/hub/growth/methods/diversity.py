"""How many, if all were equally large."""

import math
from collections.abc import Iterable


def effective_number(counts: Iterable[int]) -> float:
    """exp(−Σ p ln p), the Hill number of order 1; 0 of nobody.

    Hill, Diversity and evenness, Ecology 54 (1973). Three countries of which one holds nearly everybody are about one.
    """
    there = [count for count in counts if count > 0]
    total = sum(there)
    return math.exp(-sum(n / total * math.log(n / total) for n in there)) if total else 0.0
