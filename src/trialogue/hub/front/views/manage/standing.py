"""One member as those who keep order see them: how far they are known, and whether they are silenced."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.people.actions.silencing import end_silence, silence
from trialogue.people.actions.trusting import let_grow, set_level
from trialogue.people.forms.trust import LevelForm, SilenceForm
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may
from trialogue.people.trust.counting import counts_of
from trialogue.people.trust.levels import Level
from trialogue.people.trust.numbers import MEASURES

from .rooms import done, plainly, room

HERE = "manage-standing"


def member_named(handle: str) -> Person:
    """Somebody who joined, seen or not."""
    people = Person.objects.select_related("account", "picture").filter(merged_into=None)
    return get_object_or_404(people, handle_key=handle.lower())


def _page(
    request: MemberRequest, person: Person, *, level: forms.Form | None = None, quiet: forms.Form | None = None
) -> HttpResponse:
    now = timezone.now()
    rows = list(person.trust_levels.select_related("by").order_by("-since", "-pk"))
    stands = next((row for row in rows if row.until is None), None)
    counts = counts_of([person.pk])[person.pk]
    context = {
        "person": person,
        "level": Level(stands.level if stands else Level.NEW).label,
        "held": stands is not None and stands.held,
        "levels": rows,
        "counts": [(label, counts[name]) for name, label in MEASURES.items()],
        "silences": list(person.silences.select_related("by", "lifted_by").order_by("-at", "-pk")),
        "is_silent": person.silences.running(at=now).exists(),
        "level_form": level or LevelForm(initial={"level": stands.level if stands else Level.NEW}),
        "silence_form": quiet or SilenceForm(),
        **{f"may_{verb}": may(request.member, f"member.{verb}", person) for verb in ("trust", "silence", "clear")},
        "is_other": person.is_claimed and person.pk != request.member.pk,
    }
    bad = any(form is not None and form.errors for form in (level, quiet))
    return room(request, "standing.html", context, here="manage-members", status=400 if bad else 200)


@needs("member.silence")
def standing(request: MemberRequest, handle: str) -> HttpResponse:
    return _page(request, member_named(handle))


@require_POST
@needs("member.trust")
@once
def set_standing(request: MemberRequest, handle: str) -> HttpResponse:
    person, form = member_named(handle), LevelForm(request.POST)

    def put() -> None:
        data = form.cleaned_data
        set_level(person, level=data["level"], reason=data["reason"], by=request.member, at=timezone.now())

    if form.is_valid() and attempt(form, put):
        return done(request, _("Set. It stays so until somebody changes it."), HERE, handle)
    return _page(request, person, level=form)


@require_POST
@needs("member.silence")
@once
def member_silence(request: MemberRequest, handle: str) -> HttpResponse:
    person, form = member_named(handle), SilenceForm(request.POST)

    def quieten() -> None:
        silence(person, **form.cleaned_data, by=request.member, at=timezone.now())

    if form.is_valid() and attempt(form, quieten):
        said = _("%(name)s reads on and writes nothing until it ends. They are told why.") % {"name": person.name}
        return done(request, said, HERE, handle)
    return _page(request, person, quiet=form)


@require_POST
@needs("member.trust")
@once
def member_grow(request: MemberRequest, handle: str) -> HttpResponse:
    person = member_named(handle)
    said = _("From now on it grows by itself.")
    return plainly(request, lambda: let_grow(person, by=request.member, at=timezone.now()), said, HERE, handle)


@require_POST
@needs("member.silence")
@once
def member_unsilence(request: MemberRequest, handle: str) -> HttpResponse:
    person = member_named(handle)
    said = _("%(name)s may write again, and is told so.") % {"name": person.name}
    return plainly(request, lambda: end_silence(person, by=request.member, at=timezone.now()), said, HERE, handle)
