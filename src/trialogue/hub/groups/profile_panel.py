"""On a profile: the groups somebody is in, as far as the reader sees them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.people.panels import Line, Section, Whose, provide_section

from .models import Group

FEW = 12


@provide_section(40)
def groups(whose: Whose) -> Section:
    theirs = Group.objects.visible_to(whose.viewer).running().filter(audience__members__person__in=whose.ids)
    lines = [
        Line(
            group.name,
            group.get_absolute_url(),
            ngettext("%(n)d member", "%(n)d members", group.member_count) % {"n": group.member_count},
        )
        for group in theirs.distinct().order_by("slug")[:FEW]
    ]
    return Section(_("Groups"), lines=lines)
