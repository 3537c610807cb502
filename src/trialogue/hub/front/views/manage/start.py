"""The steps of getting started: their words, where they lead, who sees them, in which order."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.actions import change_step, order_steps, restore_step
from trialogue.hub.front.forms.steps import StepForm, values_of
from trialogue.hub.front.starting import places
from trialogue.hub.front.steps import Step, is_hidden, kept, moved, ordered, step_of, voice_labels, voices_of, word
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import done, room


def _known(key: str) -> Step:
    if (step := step_of(key)) is None:
        raise Http404
    return step


def _rows() -> list[dict[str, Any]]:
    steps, urls = ordered(), places()
    return [
        {
            "key": step.key,
            "title": word(step, "title"),
            "text": word(step, "text"),
            "voices": ", ".join(voice_labels(voices_of(step))),
            "url": urls[step.key],
            "hidden": is_hidden(step),
            "changed": bool(kept(step).keys() - {"place"}),
            "homeless": bool(step.door and not urls[step.key]),
            "first": step is steps[0],
            "last": step is steps[-1],
        }
        for step in steps
    ]


@needs("site.manage")
@once
def steps(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        name, further = ("up", -1) if "up" in request.POST else ("down", 1)
        step = _known(request.POST.get(name, ""))
        order_steps(moved(step.key, further), by=request.member, at=timezone.now())
        return done(request, _("Moved: %(step)s") % {"step": word(step, "title")}, "manage-start")
    return room(request, "steps.html", {"rows": _rows()}, here="manage-start")


@needs("site.manage")
@once
def step_edit(request: MemberRequest, key: str) -> HttpResponse:
    step, now = _known(key), timezone.now()
    if "restore" in request.POST:
        restore_step(key, by=request.member, at=now)
        return done(request, _("As it was at first."), "manage-start")
    form = StepForm(request.POST if request.method == "POST" else None, step=step, initial=values_of(step))

    def act() -> None:
        change_step(key, by=request.member, at=now, **form.values())

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return done(request, _("Saved. Members see it from now on."), "manage-start")
    context = {"form": form, "title": word(step, "title"), "is_changed": bool(kept(step).keys() - {"place"})}
    return room(request, "step.html", context, here="manage-start")
