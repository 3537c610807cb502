"""While somebody is cleared away, nobody gets their files, nor is told of anything they did."""

from django.db.models import Q

from trialogue.core.audiences import Viewer
from trialogue.core.files import withholds
from trialogue.people.notices.withdrawn import withdraws

from .models import Clearing, is_cleared


@withholds
def files_of_the_cleared(_member: Viewer | None) -> Q:
    return Q(uploader_id__in=Clearing.objects.open().values("person_id"))


@withdraws
def told_of_the_cleared() -> Q:
    return Q(is_cleared("event__actor_id"))
