"""The site map in parts: each a range of ids, so that none costs more the more there is."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import conditional_page, require_safe

from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Category
from trialogue.hub.products.models import Milestone

PART = 10_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTS = (
    "home",
    "forum",
    "tickets",
    "roadmap",
    "releases",
    "people",
    "groups",
    "world",
    "team",
    "start",
    "rules",
    "privacy",
    "accessibility",
)


def _xml(around: str, each: str, rows: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    inside = format_html_join(
        "\n",
        "<{0}><loc>{1}</loc>{2}</{0}>",
        (
            (each, f"{settings.BASE_URL}{path}", format_html("<lastmod>{}</lastmod>", at.isoformat()) if at else "")
            for path, at in rows
        ),
    )
    body = format_html('<{0} xmlns="{1}">\n{2}\n</{0}>\n', around, NAMESPACE, inside)
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml; charset=utf-8"
    )


@require_safe
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Which parts there are; 0 are the lists."""
    last = Conversation.objects.aggregate(last=Max("pk"))["last"] or 0
    numbers = range((last // PART + 1) + 1 if last else 1)
    return _xml("sitemapindex", "sitemap", ((reverse("sitemap-part", args=[number]), None) for number in numbers))


@require_safe
@conditional_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    if number == 0:
        return _xml("urlset", "url", ((path, None) for path in _lists()))
    begin = (number - 1) * PART
    if begin > (Conversation.objects.aggregate(last=Max("pk"))["last"] or 0):
        raise Http404
    talks = Conversation.objects.visible_to(None).filter(pk__gte=begin, pk__lt=begin + PART).exclude(path="")
    return _xml("urlset", "url", talks.order_by("pk").values_list("path", "last_post_at"))


def _lists() -> list[str]:
    shelves = [each.get_absolute_url() for each in Category.objects.visible_to(None).filter(retired_at=None)]
    plans = [f"/roadmap/{slug}/" for slug in Milestone.objects.filter(dropped_at=None).values_list("slug", flat=True)]
    return [*(reverse(name) for name in LISTS), *shelves, *plans]
