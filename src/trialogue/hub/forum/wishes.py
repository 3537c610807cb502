"""What a list of topics is to show: read from the address, and said in one again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from trialogue.people.persons import Person

from .ranking import Period

VIEWS = ("latest", "unanswered", "top")
OWN = ("new", "unread", "mine", "following")


@dataclass(frozen=True)
class Wish:
    """The words of the address; what makes no sense is left out rather than refused."""

    view: str = "latest"
    period: str = Period.MONTH.value
    tag: str = ""
    language: str = ""
    version: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: QueryDict, member: Person | None) -> "Wish":
        def one_of(name: str, values: tuple[str, ...], usual: str) -> str:
            return given if (given := query.get(name, "")) in values else usual

        return cls(
            view=one_of("view", (*VIEWS, *OWN) if member else VIEWS, cls.view),
            period=one_of("period", tuple(Period.values), cls.period),
            tag=query.get("tag", "").strip()[:40],
            language=one_of("language", tuple(dict(settings.LANGUAGES)), ""),
            version=query.get("version", "").strip()[:40],
            before=query.get("before", "")[:60],
        )

    def address(self, base: str, **changes: str) -> str:
        """The address of this list with some words changed, from its first page on; usual ones stand unsaid."""
        new = replace(self, **{"before": "", **changes})
        said = {name: value for name, value in vars(new).items() if value != getattr(Wish, name)}
        if new.view != "top":
            said.pop("period", None)
        return f"{base}?{urlencode(said)}" if said else base

    @property
    def is_narrow(self) -> bool:
        return bool(self.tag or self.language or self.version)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs(wish: Wish, base: str, member: Person | None) -> list[Tab]:
    labels = {"latest": _("Latest")}
    labels |= {"new": _("New"), "unread": _("Unread")} if member else {}
    labels |= {"unanswered": _("No answer yet"), "top": _("Most talked about")}
    labels |= {"mine": _("Begun by you"), "following": _("Following")} if member else {}
    return [Tab(label, wish.address(base, view=view), view == wish.view) for view, label in labels.items()]


def periods(wish: Wish, base: str) -> list[Tab]:
    if wish.view != "top":
        return []
    return [Tab(str(each.label), wish.address(base, period=each.value), each == wish.period) for each in Period]


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by, and the address without it."""

    label: str
    url: str


def chips(wish: Wish, base: str, tag_name: Callable[[], str]) -> list[Chip]:
    named: dict[str, Callable[[], str]] = {
        "tag": tag_name,
        "version": lambda: _("Seen in %(version)s") % {"version": wish.version},
        "language": lambda: str(get_language_info(wish.language)["name_local"]),
    }
    return [Chip(say(), wish.address(base, **{name: ""})) for name, say in named.items() if getattr(wish, name)]
