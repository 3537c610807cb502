"""What every page shows around its content."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info

from trialogue.core import places, site
from trialogue.core.words import in_language

from .middleware import Request
from .rights import may, may_somewhere


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    now, full = get_language(), request.get_full_path()
    plain = full.removeprefix(f"/{now}")
    chosen = site.current().languages or [code for code, _name in settings.LANGUAGES]
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": in_language(plain, code) or translate_url(full, code),
            "current": code == now,
        }
        for code, _name in settings.LANGUAGES
        if code in chosen
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: site, member, places of the top bar, unread notices, languages, theme."""
    member = getattr(cast("Request", request), "member", None)
    here = site.current()
    return {
        "site": here,
        "brand_url": f"{reverse('brand-css')}?v={here.brand_version}",
        "member": member,
        "places": places.all_places(),
        "place": request.path if request.path == reverse("home") else places.place_of(request.path),
        "unread": member.unread if member else 0,
        "manages": may(member, "site.manage"),
        "guards": may(member, "guard.read"),
        "reviews": may_somewhere(member, "review.decide"),
        "language_links": _languages(request),
        "theme": member.theme if member else "",
    }
