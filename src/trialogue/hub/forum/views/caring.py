"""Moving, pinning, closing and archiving a topic: a page each, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.design.moments import day, last_day
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.forum import actions
from trialogue.hub.forum.care_forms import CareForm, CloseForm, MoveForm, PinForm, end_of
from trialogue.hub.forum.forms import shelves_for
from trialogue.hub.forum.models import Topic
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .topics import found


@dataclass(frozen=True)
class Page:
    """What care.html draws: the question, what it means, the buttons (name and words) and the way out."""

    topic: Topic
    form: CareForm
    title: str
    means: str
    does: list[tuple[str, str]]
    leave: str
    now: str = ""

    @property
    def back(self) -> str:
        return here(self.topic.conversation.path)


def _shown(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "forum/care.html", {"page": page}, status=400 if page.form.errors else 200)


def _done(request: HttpRequest, page: Page, act: Callable[[], object], thanks: str = "") -> HttpResponse:
    """Does it and leads back to the topic; else the page again with what was typed and what is wrong."""
    if not page.form.is_valid() or not attempt(page.form, act):
        return _shown(request, page)
    if thanks:
        messages.success(request, thanks)
    return redirect(page.back)


@sign_in_first
@once
def topic_move(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.move", topic)
    shelves = [each for each in shelves_for(member) if each.pk != topic.category_id]
    form = MoveForm(request.POST if request.method == "POST" else None, shelves=shelves)
    page = Page(
        topic, form, _("Move the topic"),
        _("Its address stays. A place that fewer people see takes everything in the topic along."),
        [("move", _("Move it"))], _("Leave it where it is"),
    )  # fmt: skip
    if request.method != "POST":
        return _shown(request, page)
    return _done(
        request,
        page,
        lambda: actions.move_topic(topic, form.category_chosen, by=member, at=timezone.now(), reason=form.reason_given),
    )


def _pin_page(topic: Topic, form: PinForm) -> Page:
    means = _("It stands before all others. Each member may put it among the others again for themselves.")
    if topic.pinned_at is None:
        return Page(topic, form, _("Pin the topic?"), means, [("pin", _("Pin it"))], _("Leave it as it is"))
    now = _("It is pinned at the top of every list.") if topic.pinned_everywhere else _("It is pinned in its category.")
    does = [("pin", _("Save")), ("unpin", _("Unpin it"))]
    return Page(topic, form, _("How it is pinned"), means, does, _("Leave it as it is"), now)


@sign_in_first
@once
def topic_pin(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.pin", topic)
    form = PinForm(request.POST if request.method == "POST" else None, initial={"everywhere": topic.pinned_everywhere})
    page, now = _pin_page(topic, form), timezone.now()
    if request.method != "POST":
        return _shown(request, page)
    if "unpin" in request.POST:
        return _done(request, page, lambda: actions.unpin(topic, by=member, at=now, reason=form.reason_given))
    return _done(
        request,
        page,
        lambda: actions.pin(
            topic, by=member, at=now, everywhere=form.cleaned_data["everywhere"], reason=form.reason_given,
            until=end_of(form.cleaned_data["until"]),
        ),
    )  # fmt: skip


def _close_page(topic: Topic, form: CloseForm | CareForm) -> Page:
    if topic.conversation.is_closed:
        return Page(
            topic, form, _("Open the topic again?"), _("Everybody who is known here can reply again."),
            [("open", _("Open it again"))], _("Leave it closed"),
        )  # fmt: skip
    does, now = [("close", _("Close it"))], ""
    planned = getattr(topic, "closing", None)
    if planned is not None:
        does.append(("stay", _("Do not close it")))
        now = _("It closes at the end of %(day)s.") % {"day": day(last_day(planned.closes_at))}
    means = _("It stays to be read; nobody but moderators can reply.")
    return Page(topic, form, _("Close the topic?"), means, does, _("Leave it open"), now)


def _close(form: CloseForm | CareForm, topic: Topic, by: Person) -> None:
    now, closes_at = timezone.now(), end_of(form.cleaned_data.get("closes_on"))
    if closes_at is None:
        actions.close(topic, by=by, at=now, reason=form.reason_given)
    else:
        actions.plan_closing(topic, closes_at=closes_at, by=by, at=now, reason=form.reason_given)


@sign_in_first
@once
def topic_close(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Closes an open topic, now or on a day; opens a closed one. The form says which was meant."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.close", topic)
    data = request.POST if request.method == "POST" else None
    page = _close_page(topic, CareForm(data) if topic.conversation.is_closed else CloseForm(data))
    if data is None:
        return _shown(request, page)
    form, now = page.form, timezone.now()
    if "open" in data:
        return _done(request, page, lambda: actions.reopen(topic, by=member, at=now))
    if "stay" in data:
        return _done(request, page, lambda: actions.drop_closing(topic, by=member, at=now))
    return _done(request, page, lambda: _close(form, topic, member))


@sign_in_first
@once
def topic_archive(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Into the archive, and back into the lists."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.archive", topic)
    form, now = CareForm(request.POST if request.method == "POST" else None), timezone.now()
    if topic.conversation.archived_at is None:
        means = _("It is read by its address and found by search, and stands in no list. Nobody can write in it.")
        does = [("archive", _("Archive it"))]
        page = Page(topic, form, _("Put the topic into the archive?"), means, does, _("Leave it in the lists"))
    else:
        means = _("It stays closed until somebody opens it.")
        does = [("back", _("Back into the lists"))]
        page = Page(topic, form, _("Bring the topic back into the lists?"), means, does, _("Leave it in the archive"))
    if request.method != "POST":
        return _shown(request, page)
    if "back" in request.POST:
        return _done(request, page, lambda: actions.unarchive(topic, by=member, at=now))
    return _done(request, page, lambda: actions.archive(topic, by=member, at=now, reason=form.reason_given))


@sign_in_first
@require_POST
def topic_unpin_here(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Each member's own: among the others for them, or at the top again."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    act = actions.show_pin if request.POST.get("on") == "0" else actions.hide_pin
    told(request, lambda: act(topic, by=member))
    return redirect(here(topic.conversation.path))
