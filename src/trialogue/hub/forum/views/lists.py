"""Lists of topics: everything, and one category."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from trialogue.core.audiences import Viewer
from trialogue.core.paging import Mark, read_mark
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.actions import mark_all_read
from trialogue.hub.conversations.models import Level
from trialogue.hub.forum.models import Category, Topic, TopicQuerySet
from trialogue.hub.forum.rows import topic_rows
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

PAGE = 30


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def _tabs(base: str, view: str, member: Person | None) -> list[Tab]:
    labels = {"latest": _("Latest"), "unanswered": _("No answer yet")}
    if member is not None:
        labels |= {"unread": _("Unread"), "mine": _("Begun by you"), "following": _("Following")}
    return [
        Tab(label, base if name == "latest" else f"{base}?view={name}", name == view) for name, label in labels.items()
    ]


def _chosen(topics: TopicQuerySet, view: str, viewer: Viewer | None) -> TopicQuerySet:
    if view == "unanswered":
        return topics.unanswered()
    if view == "mine" and viewer is not None:
        return topics.filter(conversation__starter=viewer.pk)
    if view == "following" and viewer is not None:
        return topics.filter(conversation__follows__person=viewer.pk, conversation__follows__level=Level.WATCHING)
    return topics


def _page(
    viewer: Viewer | None,
    view: tuple[str],
    shelf: int | None,
    at: datetime | None,
    pk: int | None,
    since: datetime | None,
) -> TopicQuerySet:
    topics = _chosen(Topic.objects.for_page(viewer, shelf), *view, viewer)
    if since is not None:
        topics = topics.unread(since)
    if at is not None and pk is not None:
        topics = topics.filter(Mark(at, pk).older("conversation__last_post_at", "conversation_id"))
    return topics[: PAGE + 1]


_pages = Prepared(_page)


def _found(member: Person | None, view: str, category: Category | None, mark: Mark | None) -> list[Topic]:
    shelf = category.pk if category else None
    since = member.read_before(at=timezone.now()) if member and view == "unread" else None
    return _pages(member, view=(view,), shelf=shelf, at=mark and mark.at, pk=mark and mark.pk, since=since)


def _emptiness(view: str, category: Category | None) -> dict[str, str]:
    """What an empty list teaches."""
    ask = reverse("topic-ask") + (f"?category={category.slug}" if category else "")
    told = {
        "unanswered": (_("No one is waiting for an answer"), _("A good moment to thank the people who answer."), "", ""),
        "unread": (_("You have read everything"), _("What others write from now on stands here."), reverse("forum"), _("See what is new")),
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


_shelves = Prepared(
    lambda viewer: Category.objects.visible_to(viewer).filter(Q(retired_at=None) | Q(topic_count__gt=0))
)


def _side(categories: list[Category], category: Category | None) -> dict[str, object]:
    return {
        "everything": sum(each.topic_count for each in categories),
        "shelves": [(each.name, each.get_absolute_url(), each.topic_count, each == category) for each in categories],
        "ask_url": reverse("topic-ask") + (f"?category={category.slug}" if category else ""),
    }


def _announces_only(category: Category | None, member: Person | None) -> bool:
    return category is not None and category.kind == "announcements" and not may(member, "topic.announce", category)


@require_POST
@sign_in_first
def read_all(request: MemberRequest) -> HttpResponse:
    mark_all_read(by=request.member, at=timezone.now())
    messages.success(request, _("Everything counts as read now."))
    return redirect("forum")


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
    found = _found(member, view, category, read_mark(request.GET.get("before", "")))
    shown, more = found[:PAGE], len(found) > PAGE
    join = "&" if view != "latest" else "?"
    own = base if view == "latest" else f"{base}?view={view}"
    context = {
        "category": category,
        "view": view,
        "standing": member and member.standing,
        "side": _side(categories, category),
        "may_ask": not _announces_only(category, member),
        "tabs": _tabs(base, view, member),
        "rows": topic_rows(shown, member, now=timezone.now(), shelf=category is None),
        "older": f"{own}{join}before={shown[-1].mark}" if more else "",
        "empty": _emptiness(view, category),
    }
    return render(request, "forum/list.html", context)
