"""On the page of a version to come: the way to its release."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from trialogue.hub.products.models import Milestone
from trialogue.hub.tickets.panels import MilestoneAct, provide_milestone_acts
from trialogue.people.persons import Person
from trialogue.people.rights import may


@provide_milestone_acts
def prepare(milestone: Milestone, member: Person | None) -> list[MilestoneAct]:
    """For who may draft it; where there is a draft already, the address leads to it."""
    if not (milestone.is_open and may(member, "release.draft", milestone)):
        return []
    url = f"{reverse('release-draft')}?{urlencode({'milestone': milestone.slug})}"
    return [MilestoneAct(_("Prepare the release"), "package-open", url)]
