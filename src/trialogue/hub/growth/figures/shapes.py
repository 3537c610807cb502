"""What a figure is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Counted:
    """`n` is how many people, questions or downloads it rests on; `values` must fit into JSON."""

    n: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A figure, how it is defined in words, and how it is counted as of a moment."""

    name: str
    title: Promise
    definition: Promise
    count: Callable[[datetime], Counted]
