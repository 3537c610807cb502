"""Where upper apps show on a profile what somebody did: lists, drawn without knowing who provides them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from .persons import Person


@dataclass(frozen=True)
class Line:
    """One thing they did; `mark` is a state mark or nothing."""

    title: str
    url: str
    meta: SafeString | str = ""
    mark: SafeString | str = ""


@dataclass
class Section:
    """A heading, a line under it, what stands under both."""

    title: str
    note: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Whose:
    """Whose profile is shown to whom: `ids` are the person's and those of the imported people they turned out to be."""

    person: Person
    ids: Sequence[int]
    viewer: Person | None


Provider = Callable[[Whose], Section | None]

_providers: dict[int, Provider] = {}


def provide_section(order: int) -> Callable[[Provider], Provider]:
    """Marks a function that tells one section, in a fixed number of queries; only what the viewer may see.

    The forum has 10 and 20, tickets 30.
    """

    def mark(provider: Provider) -> Provider:
        _providers[order] = provider
        return provider

    return mark


def sections_of(whose: Whose) -> list[Section]:
    told = (_providers[order](whose) for order in sorted(_providers))
    return [section for section in told if section is not None and section.lines]
