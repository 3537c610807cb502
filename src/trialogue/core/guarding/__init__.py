"""Between the detectors of `core.guard` and the actions: the door, the second yes, the counts."""

from .door import look_over, look_over_file
from .review import Review, Reviewed, review_in

__all__ = ["Review", "Reviewed", "look_over", "look_over_file", "review_in"]
