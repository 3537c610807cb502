"""Lists of topics: everything, and one category."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trialogue.hub.conversations.models import Level
from trialogue.hub.forum.models import Category, Topic, TopicQuerySet
from trialogue.hub.forum.rows import topic_rows
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

PAGE = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def _tabs(base: str, view: str, member: Person | None) -> list[Tab]:
    labels = {"latest": _("Latest"), "unanswered": _("No answer yet")}
    if member is not None:
        labels |= {"mine": _("Begun by you"), "following": _("Following")}
    return [
        Tab(label, base if name == "latest" else f"{base}?view={name}", name == view) for name, label in labels.items()
    ]


def mark_of(topic: Topic) -> str:
    """Where the next page begins: the moment and id of the last row, as digits."""
    return f"{(topic.conversation.last_post_at - EPOCH) // MICROSECOND}-{topic.conversation_id}"


def _before(topics: TopicQuerySet, mark: str) -> TopicQuerySet:
    """The rows after that mark; a mark nobody could have been given counts as none."""
    moment, _dash, ident = mark.partition("-")
    if not (moment.isascii() and ident.isascii() and moment.isdigit() and ident.isdigit() and len(mark) < 36):  # noqa: PLR2004 - two numbers
        return topics
    try:
        return topics.before(EPOCH + int(moment) * MICROSECOND, int(ident))
    except OverflowError:
        return topics


def _chosen(topics: TopicQuerySet, view: str, member: Person | None) -> TopicQuerySet:
    if view == "unanswered":
        return topics.unanswered()
    if view == "mine" and member is not None:
        return topics.filter(conversation__starter=member)
    if view == "following" and member is not None:
        return topics.filter(conversation__follows__person=member, conversation__follows__level=Level.WATCHING)
    return topics


def _emptiness(view: str, category: Category | None) -> dict[str, str]:
    """What an empty list teaches."""
    ask = reverse("topic-ask") + (f"?category={category.slug}" if category else "")
    told = {
        "unanswered": (_("No one is waiting for an answer"), _("A good moment to thank the people who answer."), "", ""),
        "mine": (_("You have not begun anything yet"), _("Ask a question or tell an idea. From then on this list shows how far it has come."), ask, _("Ask or tell")),
        "following": (_("You follow nothing yet"), _("Where you write you follow by yourself; every topic has a button for it in its margin."), reverse("forum"), _("See what is new")),
    }  # fmt: skip
    nothing = (
        _("Nothing asked yet"),
        _("Here stands what people ask and tell, the newest first. It begins with one question."),
        ask,
        _("Ask the first question"),
    )
    title, text, url, label = told.get(view, nothing)
    return {"title": title, "text": text, "url": url, "label": label}


def _shelves(member: Person | None) -> list[Category]:
    """The categories this member sees; a retired one while something stands in it."""
    return list(Category.objects.visible_to(member).filter(Q(retired_at=None) | Q(topic_count__gt=0)))


def _side(categories: list[Category], category: Category | None) -> dict[str, object]:
    return {
        "everything": sum(each.topic_count for each in categories),
        "shelves": [(each.name, each.get_absolute_url(), each.topic_count, each == category) for each in categories],
        "ask_url": reverse("topic-ask") + (f"?category={category.slug}" if category else ""),
    }


def _announces_only(category: Category | None, member: Person | None) -> bool:
    return category is not None and category.kind == "announcements" and not may(member, "topic.announce", category)


@require_safe
def topics(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Both lists; a category one may not see is not there."""
    member = cast("Request", request).member
    categories = _shelves(member)
    category = next((each for each in categories if each.slug == slug), None)
    if slug and category is None:
        raise Http404
    base = category.get_absolute_url() if category else reverse("forum")
    tabs = _tabs(base, request.GET.get("view", ""), member)
    view = request.GET.get("view", "") if any(tab.current for tab in tabs) else "latest"
    wanted = _chosen(Topic.objects.for_page(member, category), view, member)
    found = list(_before(wanted, request.GET.get("before", ""))[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    join = "&" if view != "latest" else "?"
    own = base if view == "latest" else f"{base}?view={view}"
    context = {
        "category": category,
        "side": _side(categories, category),
        "may_ask": not _announces_only(category, member),
        "tabs": _tabs(base, view, member),
        "rows": topic_rows(shown, member, now=timezone.now(), shelf=category is None),
        "older": f"{own}{join}before={mark_of(shown[-1])}" if more else "",
        "empty": _emptiness(view, category),
    }
    return render(request, "forum/list.html", context)
