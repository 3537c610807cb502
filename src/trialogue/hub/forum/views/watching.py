"""How much one hears of what: where one stands, and all of it on one page."""

from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from trialogue.core.paging import number_in
from trialogue.core.words import here
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.listening import Hears
from trialogue.hub.conversations.models import Conversation, Follow, Level
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Category
from trialogue.hub.forum.tags import Tag
from trialogue.hub.forum.watching import Watch
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest

from .lists import at_tag

PAGE = 30


def _watch(request: HttpRequest, place: Category | Tag) -> HttpResponse:
    member, level = cast("MemberRequest", request).member, request.POST.get("level", "")
    told(request, lambda: actions.watch(place, level=level, by=member, at=timezone.now()))
    return redirect("settings-watching" if "all" in request.POST else place)


@require_POST
@sign_in_first
def category_watch(request: MemberRequest, slug: str) -> HttpResponse:
    category = Category.objects.visible_to(request.member).filter(slug=slug).first()
    if category is None:
        raise Http404
    return _watch(request, category)


@require_POST
@sign_in_first
@at_tag
def tag_watch(request: HttpRequest, tag: Tag) -> HttpResponse:
    return _watch(request, tag)


def _followed(request: MemberRequest) -> "QuerySet[Follow]":
    seen = Conversation.objects.visible_to(request.member)
    chosen = Follow.objects.filter(person=request.member, conversation__in=seen).exclude(
        level=Level.MENTIONS, chosen=False
    )
    return chosen.select_related("conversation").order_by("-pk")


@sign_in_first
def all_watched(request: MemberRequest) -> HttpResponse:
    """Categories, tags and conversations somebody chose for; each can be changed here."""
    if request.method == "POST":
        found = _followed(request).filter(conversation=number_in(request.POST.get("conversation"))).first()
        if found is None:
            raise Http404
        level = request.POST.get("level", "")
        told(request, lambda: talk.follow(found.conversation, level=level, by=request.member, at=timezone.now()))
        return redirect("settings-watching")
    before = number_in(request.GET.get("before"))
    follows = list((_followed(request).filter(pk__lt=before) if before else _followed(request))[: PAGE + 1])
    mine = Watch.objects.filter(person=request.member).select_related("category", "tag").order_by("pk")
    watched = [
        (watch.category or watch.tag, reverse("category-watch" if watch.category else "tag-watch", args=[_slug_of(watch)]), watch.level)
        for watch in mine
        if watch.category is None or watch.category.audience_id in request.member.audience_ids()
    ]  # fmt: skip
    context = {
        "watched": watched,
        "hears": Hears.choices,
        "follows": [(each.conversation, here(each.conversation.path), each.level) for each in follows[:PAGE]],
        "levels": Level.choices,
        "older": f"?before={follows[PAGE - 1].pk}" if len(follows) > PAGE else "",
    }
    return render(request, "forum/watching.html", context)


def _slug_of(watch: Watch) -> str:
    place = watch.category or watch.tag
    return place.slug if place else ""
