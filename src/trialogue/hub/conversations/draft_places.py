"""Where a draft is gone on with. Each app says it for the keys of its own forms."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from trialogue.people.persons import Person

from .models import Conversation, Draft, Post
from .reading import address


@dataclass(frozen=True)
class Stand:
    """What is being written, of what, and where to go on; no `url` where that is no more."""

    what: str | Promise
    title: str = ""
    url: str = ""


#: From the number in a draft's key ('reply:12'; 0 where it has none) to where it stands, for what this member may see.
Finder = Callable[[Person, Collection[int]], Mapping[int, Stand]]

_finders: dict[str, Finder] = {}


def drafted_as(kind: str, finder: Finder) -> None:
    _finders[kind] = finder


def _parts(draft: Draft) -> tuple[str, int]:
    kind, _colon, number = draft.key.partition(":")
    return kind, int(number or 0)


def stands_of(drafts: Collection[Draft], member: Person) -> list[Stand]:
    """Where each of these drafts stands, in their order; one question for each kind of them."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for kind, number in map(_parts, drafts):
        numbers[kind].add(number)
    found = {kind: _finders[kind](member, wanted) for kind, wanted in numbers.items() if kind in _finders}
    gone = Stand(_("Of something that is not here any more"))
    return [found.get(kind, {}).get(number, gone) for kind, number in map(_parts, drafts)]


def _replies(member: Person, ids: Collection[int]) -> Mapping[int, Stand]:
    talks = Conversation.objects.visible_to(member).filter(pk__in=ids)
    return {talk.pk: Stand(_("Your reply in"), talk.title, f"{address(talk)}#composer") for talk in talks}


def _edits(member: Person, ids: Collection[int]) -> Mapping[int, Stand]:
    posts = Post.objects.visible_to(member).filter(pk__in=ids).select_related("conversation")
    doors = {post.pk: reverse("post-edit", args=[post.conversation_id, post.number]) for post in posts}
    return {post.pk: Stand(_("A change of a post in"), post.conversation.title, doors[post.pk]) for post in posts}


def _message(_member: Person, _ids: Collection[int]) -> Mapping[int, Stand]:
    return {0: Stand(_("A message to somebody"), url=reverse("message-new"))}


drafted_as("reply", _replies)
drafted_as("direct", _message)
drafted_as("edit", _edits)
