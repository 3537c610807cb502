"""Releases as they are named in other texts."""

from collections.abc import Collection, Mapping

from trialogue.core.audiences import Viewer
from trialogue.hub.conversations.citing import cites
from trialogue.hub.conversations.completing import Choice, completes, titles
from trialogue.hub.conversations.models import Conversation
from trialogue.people.persons import Person


def _releases(member: Person, words: str, _talk: int) -> Collection[Choice]:
    return list(titles(member, words, kinds=("release",), cite=str))


def _titles(viewer: Viewer | None, keys: Collection[str]) -> Mapping[str, str]:
    paths = [f"/releases/{key}/" for key in keys]
    found = Conversation.objects.visible_to(viewer).filter(kind="release", path__in=paths)
    return {path.removeprefix("/releases/").rstrip("/"): title for path, title in found.values_list("path", "title")}


completes(":", _releases)
cites(r"/releases/([\w-]+/[\w.+-]+)/(?:(\d{1,9})/)?", _titles)
