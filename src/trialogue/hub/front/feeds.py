"""Atom feeds of the lists: what everybody may see, the newest first."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.activity.sentences import read
from trialogue.core.audiences import PUBLIC
from trialogue.core.markup import text_of
from trialogue.core.words import here
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.releases.models import Release
from trialogue.people.persons import Person

NEWEST = 30
EXCERPT = 600
#: Title, address, words, moment, who.
Entry = tuple[str, str, str, datetime, str]


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def answered(request: HttpRequest, title: str, page: str, entries: Iterable[Entry]) -> HttpResponse:
    feed = Atom1Feed(
        title=f"{title} · {site.current().name}", link=_absolute(page), description=title, language=get_language(),
        feed_url=_absolute(request.get_full_path()),
    )  # fmt: skip
    for said, path, words, at, who in entries:
        link = _absolute(path)
        feed.add_item(said, link, words, unique_id=link, author_name=who or None, pubdate=at, updateddate=at)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def feed_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only read, and answered with 304 where nothing is new."""
    return wraps(view)(require_safe(conditional_page(view)))


def _begun(kind: str) -> list[Entry]:
    """What was begun last, with its first words."""
    talks = Conversation.objects.visible_to(None).filter(kind=kind).select_related("starter__merged_into")
    newest = list(talks.order_by("-pk")[:NEWEST])
    first = (
        Post.objects.visible_to(None).filter(conversation__in=newest, number=1).values_list("conversation_id", "html")
    )
    words = {talk: text_of(html, limit=EXCERPT) for talk, html in first}
    return [
        (talk.title, here(talk.path), words.get(talk.pk, ""), talk.started_at, name_of(talk.starter)) for talk in newest
    ]


def name_of(person: Person | None) -> str:
    return person.heir.name if person is not None else ""


@feed_view
def tickets_feed(request: HttpRequest) -> HttpResponse:
    return answered(request, _("Tickets"), reverse("tickets"), _begun("ticket"))


@feed_view
def releases_feed(request: HttpRequest) -> HttpResponse:
    releases = Release.objects.visible_to(None).published().for_list().newest_first()[:NEWEST]
    entries = [
        (str(each), here(each.conversation.path), each.summary or text_of(each.notes_html, limit=EXCERPT), each.published_at, "")
        for each in releases
        if each.published_at is not None
    ]  # fmt: skip
    return answered(request, _("Releases"), reverse("releases"), entries)


@feed_view
def roadmap_feed(request: HttpRequest) -> HttpResponse:
    """Every change of plan, with its reason."""
    page = reverse("roadmap")
    told = Event.objects.visible_to(None).filter(verb__in=("milestone.planned", "milestone.replanned"), audience=PUBLIC)
    entries = [
        (strip_tags(read(event.verb, event.words)), f"{page}#{event.uuid}", event.reason, event.at, "")
        for event in told.order_by("-at", "-pk")[:NEWEST]
    ]
    return answered(request, _("Roadmap"), page, entries)
