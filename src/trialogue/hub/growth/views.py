"""How we are doing, and who is behind it."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.paging import read_mark
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .lists import LISTS, Asked
from .models import Reading
from .showing import cockpit
from .showing.shapes import how

PAGE = 50


@needs("figures.read")
def figures(request: MemberRequest) -> HttpResponse:
    crumbs = [(_("Manage"), reverse("manage")), (_("How we are doing"), "")]
    return render(request, "growth/cockpit.html", {"crumbs": crumbs, "cockpit": cockpit()})


@needs("figures.read")
def figure(request: MemberRequest, name: str) -> HttpResponse:
    """The people or threads behind one figure."""
    if (behind := LISTS.get(name)) is None:
        raise Http404
    reading = get_object_or_404(Reading, name=behind.figure)
    country = request.GET.get("in", "")[:2]
    after = read_mark(request.GET.get("after", ""))
    rows = behind.rows(Asked(request.member, reading.at, timezone.now(), after, PAGE + 1, country))
    more = {**({"in": country} if country else {}), "after": str(rows[PAGE - 1].mark)} if len(rows) > PAGE else {}
    context = {
        "crumbs": [(_("Manage"), reverse("manage")), (_("How we are doing"), reverse("figures")), (behind.title, "")],
        "title": behind.title,
        "how": how(reading),
        "rows": rows[:PAGE],
        "more": f"{reverse('figure', args=[name])}?{urlencode(more)}" if more else "",
        "back": reverse("figure", args=[name]) if after else "",
    }
    return render(request, "growth/behind.html", context)
