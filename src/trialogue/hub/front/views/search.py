"""Search: one page for everything."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from trialogue.core.paging import number_in
from trialogue.hub.front.searching import Shown, shown, understood
from trialogue.people.middleware import Request


def _said(page: Shown) -> str:
    """How much there is, in a sentence."""
    if page.found.capped:
        return _("More than %(n)d places speak of it; these are the newest, the best first.") % {"n": page.total}
    return ngettext("%(n)d place speaks of it.", "%(n)d places speak of it.", page.total) % {"n": page.total}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything the member may see that speaks of `q`; without words the page says what can be asked."""
    asked = understood(request.GET.dict(), number_in(request.GET.get("after"), digits=4))
    page = shown(asked, cast("Request", request).member, at=timezone.now())
    context = {
        "page": page,
        "said": _said(page),
        "instead": list(page.found.instead.items()),
        "narrow": bool(asked.place or asked.language or asked.facets),
        "wide_url": asked.address(place="", language="", **dict.fromkeys(asked.facets, "")),
        "ask_url": f"{reverse('topic-ask')}?{urlencode({'title': asked.q})}",
        "kept": [(name, value) for name, value in (("place", asked.place), ("language", asked.language)) if value],
    }
    return render(request, "front/search.html", context)
