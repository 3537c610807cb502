"""What the cockpit's templates draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from trialogue.core.design.moments import moment
from trialogue.hub.growth.figures import FIGURES
from trialogue.hub.growth.models import Reading

Read = Mapping[str, Reading]
_definitions = {figure.name: figure for figure in FIGURES}


@dataclass(frozen=True)
class How:
    """How a figure is counted, on how many it rests, and as of when."""

    title: str | Promise
    definition: str | Promise
    n: int
    when: SafeString


@dataclass(frozen=True)
class Line:
    """One number of a figure, what it is, and who is behind it."""

    label: str
    value: str
    url: str = ""
    swatch: str = ""
    bar: SafeString | str = ""


@dataclass(frozen=True)
class Table:
    """The numbers of a drawing."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Panel:
    """A figure: what was found, what is drawn, the drawing, its numbers."""

    title: str
    note: str
    how: How
    drawing: SafeString | str = ""
    lines: Sequence[Line] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Term:
    """One number of the sum that always holds."""

    sign: str
    n: int
    label: str
    url: str


@dataclass(frozen=True)
class Need:
    """Somebody waits: how many, for what, since when, and where they are."""

    n: int
    title: str
    text: str
    url: str
    how: How


@dataclass(frozen=True)
class Cockpit:
    """Without a headline nothing happened yet."""

    members: How
    as_of: SafeString
    headline: SafeString | str = ""
    lede: str = ""
    weeks: Panel | None = None
    terms: Sequence[Term] = ()
    retained: Line | None = None
    flow: How | None = None
    needs: Sequence[Need] = ()
    panels: Sequence[Panel] = ()


def how(reading: Reading) -> How:
    figure = _definitions[reading.name]
    return How(figure.title, figure.definition, reading.n, moment(reading.at))


def list_url(name: str) -> str:
    return reverse("figure", args=[name])
