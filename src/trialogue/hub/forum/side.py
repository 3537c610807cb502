"""The column beside lists of topics: the shelves, how much is unread on each, the tags used most."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trialogue.core.audiences import Viewer
from trialogue.core.edge.kept import kept
from trialogue.core.prepared import Prepared
from trialogue.people.persons import Person

from .models import Category, Topic
from .tags import Tag

#: So many unread topics are counted, the newest; beyond that there is more to read than a number helps.
COUNTED = 99
TAGS = 10


def _shelves(viewer: Viewer | None) -> "QuerySet[Category]":
    """With whether anything is pinned there (`pins`), so that lists ask for it only then."""
    pins = Exists(Topic.objects.filter(category=OuterRef("pk"), pinned_at__isnull=False))
    shown = Category.objects.visible_to(viewer).filter(Q(retired_at=None) | Q(topic_count__gt=0))
    return shown.annotate(pins=pins)


shelves_of = Prepared(_shelves)
_unread = Prepared(
    lambda viewer, since: (
        Topic.objects.for_page(viewer).heard_by(viewer).unread(since).values_list("category_id", flat=True)[:COUNTED]
    )
)


def unread_of(member: Person | None, *, now: datetime) -> Counter[int]:
    """How many unread topics stand on each shelf (id), of the newest; one query that ends after them."""
    return Counter(_unread(member, since=member.read_before(at=now)) if member else ())


def _entry(name: str, url: str, count: int, unread: int, *, current: bool) -> SafeString:
    here = SafeString(' aria-current="page"') if current else ""
    if not unread:
        return format_html('<li><a href="{}"{}><bdi>{}</bdi> <span>{}</span></a></li>', url, here, name, count)
    said = ngettext("%(n)s unread", "%(n)s unread", unread) % {"n": unread}
    number = format_html(
        '<span class="new"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>', unread, said
    )
    return format_html('<li><a href="{}"{}><bdi>{}</bdi> {}</a></li>', url, here, name, number)


def shelf_links(
    categories: Sequence[Category], unread: Counter[int], current: Category | None, *, everywhere: bool
) -> SafeString:
    """The shelves as links; `everywhere` says that the list shows all of them."""
    total = sum(each.topic_count for each in categories)
    first = _entry(_("Everything"), reverse("forum"), total, unread.total(), current=everywhere)
    rest = (
        (_entry(each.name, each.get_absolute_url(), each.topic_count, unread[each.pk], current=each == current),)
        for each in categories
    )
    return format_html("{}{}", first, format_html_join("", "{}", rest))


def _tag_links() -> SafeString:
    used = [tag for tag in Tag.objects.by_use()[:TAGS] if tag.topic_count]
    return format_html_join(
        "", '<li><a href="{}"><bdi>{}</bdi> <span>{}</span></a></li>',
        ((tag.get_absolute_url(), tag.name, tag.topic_count) for tag in used),
    )  # fmt: skip


def tag_links() -> SafeString:
    """The tags used most, for everybody alike."""
    return kept.get(("tags of the side", get_language()), _tag_links)


def ask_url(category: Category | None, tag: Tag | None) -> str:
    """The form for a new topic, with what one was looking at filled in."""
    told = f"category={category.slug}" if category else f"tags={tag.slug}" if tag else ""
    return f"{reverse('topic-ask')}{'?' if told else ''}{told}"
