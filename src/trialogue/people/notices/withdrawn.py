"""What was taken away is told no more. The app whose thing it is says what counts as that."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

# True of a notice or letter (both have `event` and `post_id`) whose thing was taken away.
Rule = Callable[[], Q]
Rows = TypeVar("Rows", bound=QuerySet[Any])

_rules: list[Rule] = []


def withdraws(rule: Rule) -> Rule:
    """Marks a function as another app's word on what was taken away."""
    _rules.append(rule)
    return rule


def there(rows: Rows) -> Rows:
    """The notices or letters among these that tell of what is still there."""
    for rule in _rules:
        rows = rows.filter(~rule())
    return rows
