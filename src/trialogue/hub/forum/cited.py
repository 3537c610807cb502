"""Topics as they are named in other texts: by completion while somebody writes, by title where their address stands."""

import re
from collections.abc import Collection, Mapping

from trialogue.core.audiences import Viewer
from trialogue.hub.conversations.citing import cites
from trialogue.hub.conversations.completing import Choice, completes, titles
from trialogue.people.persons import Person

from .models import Topic

_ADDRESS = re.compile(r"\A/t/\d+/")


def _short(path: str) -> str:
    """Without the words of the title."""
    found = _ADDRESS.match(path)
    return found[0] if found else path


def _topics(member: Person, words: str, _talk: int) -> Collection[Choice]:
    return list(titles(member, words, kinds=("topic",), cite=_short))


def _titles(viewer: Viewer | None, keys: Collection[str]) -> Mapping[str, str]:
    found = Topic.objects.visible_to(viewer).filter(pk__in=list(map(int, keys)))
    return {str(pk): title for pk, title in found.values_list("pk", "conversation__title")}


completes(":", _topics)
cites(r"/t/(\d{1,9})/(?:[^/?#]+/)?(?:(\d{1,9})/)?", _titles)
