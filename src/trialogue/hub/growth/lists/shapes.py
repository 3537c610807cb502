"""What a list behind a figure is asked for, and what its rows say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from trialogue.core.paging import Mark
from trialogue.people.persons import Person


@dataclass(frozen=True)
class Asked:
    """By whom, of the counting of which moment, as of now, after which row, how many, in which country."""

    viewer: Person
    counted_at: datetime
    now: datetime
    after: Mark | None
    most: int
    country: str = ""


@dataclass(frozen=True)
class Row:
    """`mark` is where the next page goes on."""

    title: str
    url: str
    mark: Mark
    meta: str = ""
    when: SafeString | str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Behind:
    """A list, the figure it is behind, and its rows."""

    figure: str
    title: Promise
    rows: Callable[[Asked], list[Row]]
