"""Groups among what people can be narrowed by: those whose members the reader sees."""

from django.utils.translation import gettext_lazy as _

from trialogue.people.audiences import AudienceMember
from trialogue.people.finding import MOST_OPTIONS, Filter, Option, declare_filter
from trialogue.people.persons import Person, PersonQuerySet

from .models import Group


def _options(viewer: Person | None) -> list[Option]:
    groups = Group.objects.visible_to(viewer).running().order_by("-member_count", "slug")[:MOST_OPTIONS]
    return [Option(group.slug, group.name, group.member_count) for group in groups]


def _narrow(people: PersonQuerySet, slug: str, viewer: Person | None) -> PersonQuerySet:
    group = Group.objects.visible_to(viewer).filter(slug=slug)
    rows = AudienceMember.objects.filter(audience__in=group.values("audience"))
    return people.filter(pk__in=rows.values("person_id"))


def _name(slug: str, viewer: Person | None) -> str:
    group = Group.objects.visible_to(viewer).filter(slug=slug).first()
    return group.name if group else slug


declare_filter(70, Filter("group", _("In the group"), _options, _narrow, _name))
