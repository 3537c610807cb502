"""Lists of topics: everything, one category, one tag."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from trialogue.core.edge.kept import kept
from trialogue.hub.conversations.actions import mark_all_read
from trialogue.hub.conversations.listening import Hears
from trialogue.hub.forum import side
from trialogue.hub.forum.emptiness import emptiness
from trialogue.hub.forum.listing import Place, has_news, page_of_topics, with_pinned
from trialogue.hub.forum.margin import hearing_of_place
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.forum.narrowing import narrowing
from trialogue.hub.forum.rows import topic_rows
from trialogue.hub.forum.tags import Tag
from trialogue.hub.forum.watching import Watch
from trialogue.hub.forum.wishes import Wish, chips, periods, tabs
from trialogue.hub.products.models import Version
from trialogue.people.actions.visits import note_visit
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

NO_VERSION = [0]


def _announces_only(category: Category | None, member: Person | None) -> bool:
    return category is not None and category.kind == "announcements" and not may(member, "topic.announce", category)


@require_POST
@sign_in_first
def read_all(request: MemberRequest) -> HttpResponse:
    mark_all_read(by=request.member, at=timezone.now())
    messages.success(request, _("Everything counts as read now."))
    return redirect("forum")


def tag_named(slug: str) -> Tag | None:
    """The tag at this address, a merged one too; asked once for all readers."""
    found = Tag.objects.filter(slug=slug).select_related("merged_into")
    return kept.get(("tag", slug), found.first)


def _versions_named(name: str) -> list[int]:
    """The ids of the versions of this name, whatever the product; a name that is none has no topics."""
    found = Version.objects.filter(name=name).values_list("pk", flat=True)
    return kept.get(("versions named", name), lambda: list(found) or NO_VERSION)


def _watch(member: Person | None, place: Category | Tag | None) -> dict[str, Any]:
    """The button that says how much this member hears of the place; nothing for guests and for everything together."""
    if member is None or place is None:
        return {}
    kind = "category" if isinstance(place, Category) else "tag"
    mine = Watch.objects.filter(person=member, **{kind: place.pk}).values_list("level", flat=True).first()
    return {**vars(hearing_of_place(mine or Hears.MENTIONS)), "url": reverse(f"{kind}-watch", args=[place.slug])}


def _place(wish: Wish, category: Category | None, tag: Tag | None) -> Place:
    return Place(category.pk if category else None, tag, _versions_named(wish.version) if wish.version else None)


def _shows_pinned(wish: Wish, tag: Tag | None) -> bool:
    """Pinned topics stand before the latest, where nothing narrows the list."""
    return wish.view == Wish.view and not (wish.before or wish.is_narrow or tag)


def page_of_wish(
    member: Person | None, wish: Wish, category: Category | None, tag: Tag | None, *, now: datetime
) -> list[Topic]:
    """The first topics of a list, for feeds."""
    if tag is None:
        wish, tag = _found_tag(wish)
    return page_of_topics(member, wish, _place(wish, category, tag), now=now)[0]


def _list(
    request: HttpRequest, wish: Wish, base: str, category: Category | None, tag: Tag | None, categories: list[Category]
) -> HttpResponse:
    """`base` is the address of what the list stands in: everything, a category, a tag."""
    member, now = cast("Request", request).member, timezone.now()
    if member is not None:
        note_visit(by=member, at=now)
    found, following = page_of_topics(member, wish, _place(wish, category, tag), now=now)
    if _shows_pinned(wish, tag) and any(getattr(each, "pins", False) for each in categories):
        found = with_pinned(found, member, category.pk if category else None)
    everywhere = category is None and tag is None
    context: dict[str, Any] = {
        "category": category,
        "tag": tag if base != reverse("forum") and category is None else None,
        "wish": wish,
        "shelves": side.shelf_links(categories, side.unread_of(member, now=now), category, everywhere=everywhere),
        "side_tags": side.tag_links,
        "ask_url": side.ask_url(category, tag),
        "may_ask": not _announces_only(category, member),
        "tabs": tabs(wish, base, member),
        "periods": periods(wish, base),
        "chips": chips(wish, base, lambda: tag.name if tag else wish.tag),
        "narrow": narrowing(wish),
        "news_url": _news_url(wish, category, tag, found),
        "base": base,
        "canonical_url": settings.BASE_URL + wish.address(base, before=wish.before),
        "feed_url": wish.address(f"{base}feed.atom"),
        "watch": _watch(member, category) or _watch(member, tag if tag and base == tag.get_absolute_url() else None),
        "rows": topic_rows(found, member, now=now, shelf=category is None),
        "older": wish.address(base, before=following) if following else "",
        "empty": emptiness(wish, base, side.ask_url(category, tag)),
    }
    return render(request, "forum/list.html", context)


def _news_url(wish: Wish, category: Category | None, tag: Tag | None, found: list[Topic]) -> str:
    """Where an open page asks for news of this list; "" where it tells none."""
    if wish.view == "top" or wish.before:
        return ""
    since = max((topic.conversation.last_post_at for topic in found), default=datetime.fromtimestamp(0, UTC))
    more = {"since": since.isoformat(), **({"category": category.slug} if category else {})}
    address = wish.address(reverse("topics-news"), tag=tag.slug if tag else "")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(more)}"


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """How many topics of a list have news since a moment, in words; 204 for none."""
    member, now = cast("Request", request).member, timezone.now()
    since = _moment(request.GET.get("since", ""))
    slug = request.GET.get("category", "")
    category = next((each for each in side.shelves_of(member) if each.slug == slug), None) if slug else None
    if since is None or (slug and category is None):
        raise Http404
    wish, tag = _found_tag(Wish.read(request.GET, member))
    n = has_news(member, wish, _place(wish, category, tag), since=since, now=now)
    if not n:
        return HttpResponse(status=204)
    return JsonResponse({"says": ngettext("%(n)d topic has news", "%(n)d topics have news", n) % {"n": n}})


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _found_tag(wish: Wish) -> tuple[Wish, Tag | None]:
    """The tag of the address; one that does not exist has no topics."""
    tag = tag_named(wish.tag) if wish.tag else None
    if tag is not None and tag.merged_into is not None:
        tag = tag.merged_into
        wish = replace(wish, tag=tag.slug)
    return wish, tag or (Tag(pk=0, slug=wish.tag) if wish.tag else None)


@require_safe
def topics(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Everything, or one category; one that this member may not see is not there."""
    member = cast("Request", request).member
    categories = side.shelves_of(member)
    category = next((each for each in categories if each.slug == slug), None)
    if slug and category is None:
        raise Http404
    wish, tag = _found_tag(Wish.read(request.GET, member))
    base = category.get_absolute_url() if category else reverse("forum")
    return _list(request, wish, base, category, tag, categories)


def at_tag(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view the tag of its address; one that was merged leads to where it went."""

    def inner(request: HttpRequest, slug: str) -> HttpResponse:
        tag = tag_named(slug)
        if tag is None:
            raise Http404
        if tag.merged_into is not None:
            query = request.META.get("QUERY_STRING", "")
            to = tag.merged_into.get_absolute_url()
            return redirect(f"{to}?{query}" if query else to, permanent=True)
        return view(request, tag)

    return inner


@require_safe
@at_tag
def tagged(request: HttpRequest, tag: Tag) -> HttpResponse:
    member = cast("Request", request).member
    wish = replace(Wish.read(request.GET, member), tag="")
    return _list(request, wish, tag.get_absolute_url(), None, tag, side.shelves_of(member))
