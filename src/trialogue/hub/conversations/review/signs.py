"""How sure one can be about the first posts of somebody new: signs with weights, and the sentence of each. Asks nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Reason

UNSURE = 20
MANY_LINKS = 3
AT_ONCE = timedelta(minutes=1)

Said = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What is known of a post by somebody new. `links` lead out of the site to domains nobody allowed."""

    links: int
    said_before: bool
    since_joining: timedelta


def weigh(facts: Facts) -> tuple[int, list[Said]]:
    """The score and the signs behind it; from `UNSURE` on the post waits for a moderator."""
    found: list[tuple[int, Said]] = []
    if facts.links:
        found.append((20 if facts.links >= MANY_LINKS else 8, {"sign": "links", "n": facts.links}))
    if facts.said_before:
        found.append((20, {"sign": "same_text"}))
    if facts.since_joining < AT_ONCE:
        seconds = max(0, int(facts.since_joining.total_seconds()))
        found.append((12, {"sign": "at_once", "n": seconds}))
    return sum(weight for weight, _sign in found), [sign for _weight, sign in found]


def _reported(sign: Said) -> str:
    return str(Reason(sign["reason"]).label)


def _words(sign: Said) -> str:
    return _("It has the watched word “%(word)s”.") % {"word": sign["word"]}


def _links(sign: Said) -> str:
    n = sign["n"]
    return ngettext("A new member, with %(n)d link.", "A new member, with %(n)d links.", n) % {"n": n}


def _at_once(sign: Said) -> str:
    n = sign["n"]
    text = ngettext("Written %(n)d second after joining.", "Written %(n)d seconds after joining.", n)
    return text % {"n": n}


_SENTENCES: Mapping[str, Callable[[Said], str]] = {
    "report": _reported,
    "word": _words,
    "links": _links,
    "at_once": _at_once,
    "same_text": lambda _sign: _("A new member, with the same text twice."),
    "enough_reports": lambda _sign: _("Several members reported it; it is hidden meanwhile."),
    "appeal": lambda _sign: _("Its author asks for a second look."),
}


def in_words(signs: list[Said]) -> list[str]:
    """Each sign as a sentence in the reader's language, once."""
    return list(dict.fromkeys(_SENTENCES[sign["sign"]](sign) for sign in signs))
