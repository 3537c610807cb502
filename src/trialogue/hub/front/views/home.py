"""The first page: for visitors what this is, for members what waits for them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trialogue.core import site
from trialogue.core.edge.kept import kept
from trialogue.core.words import here
from trialogue.hub.front import showing, waiting
from trialogue.hub.front.figures import FEW, in_words
from trialogue.hub.front.starting import checklist_of
from trialogue.hub.front.story import latest_story
from trialogue.hub.front.where import country_name, crowd
from trialogue.hub.releases.models import Release, Told
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

ENOUGH = 5


def home(request: Request) -> HttpResponse:
    member = request.member
    if member is None:
        return render(request, "front/home_public.html", kept.get(("home", get_language()), _for_visitors))
    if site.current().set_up_at is None and may(member, "category.edit"):
        return redirect("first-run")
    return render(request, "front/home_member.html", _for_member(member))


def _for_visitors() -> dict[str, Any]:
    release = waiting.just_released(None)
    here_are = crowd()
    return {
        "story": latest_story(),
        "people": here_are.people,
        "few": ENOUGH,
        "topics": showing.talked_about(None),
        "lanes": _lanes(None),
        "release": release,
        "release_url": _address(release),
        "countries": [(country_name(code), n) for code, n in here_are.shown],
        "others": here_are.others,
        "country_count": here_are.country_count,
        "product": release.product if release else None,
    }


def _lanes(member: Person | None) -> list[dict[str, Any]]:
    return [
        {
            "label": lane.label,
            "versions": lane.versions,
            "tickets": [
                {"title": ticket.title, "url": here(ticket.conversation.path), "needs": showing.needs(ticket)}
                for ticket in lane.tickets
            ],
        }
        for lane in showing.lanes(member)
    ]


def _for_member(member: Person) -> dict[str, Any]:
    helps = waiting.helps(member)
    release = waiting.just_released(member)
    product = release.product if release and release.product.is_default else None
    started = checklist_of(member, product=product)
    return {
        "started": None if started.is_complete else started,
        "started_words": _("%(done)d of %(total)d done") % {"done": started.done, "total": started.total},
        "headline": _headline(member, member.unread + len(helps)),
        "notices": waiting.notices(member),
        "helps": [_help(told, member) for told in helps],
        "questions": waiting.questions(member),
        "followed": waiting.followed(member),
        "release": release,
        "release_url": _address(release),
    }


def _headline(member: Person, n: int) -> str:
    name = member.name.split()[0]
    if not n:
        return _("%(name)s, nothing waits for you") % {"name": name}
    words = ngettext("%(name)s, %(n)s thing waits for you", "%(name)s, %(n)s things wait for you", n)
    return words % {"name": name, "n": in_words(n, most=FEW)}


def _help(told: Told, member: Person) -> dict[str, Any]:
    topic = told.topic if told.topic and told.topic.conversation.audience_id in member.audience_ids() else None
    talk = topic.conversation if topic else told.ticket.conversation
    return {
        "answer_url": reverse("told-answer", args=[told.pk]),
        "title": talk.title,
        "url": here(talk.path),
        "release": str(told.release),
    }


def _address(release: Release | None) -> str:
    return here(release.conversation.path) if release else ""
