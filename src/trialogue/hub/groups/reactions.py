"""Who is told of what happens at a group's door, and what follows when somebody goes."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount
from trialogue.people.notices.telling import tell

from .models import Group


@subscribe("group.asked")
def tell_leaders(event: Event) -> None:
    group = Group.objects.get(pk=event.object_id)
    because = dict.fromkeys(group.leader_ids(), str(Because.LEADING))
    tell(event, because, words=event.words, url=f"{group.path}members/")


@subscribe("group.invited", "group.admitted", "group.declined")
def tell_who_it_befalls(event: Event) -> None:
    group = Group.objects.get(pk=event.object_id)
    because = Because.INVITED if event.verb == "group.invited" else Because.ASKED
    if event.on_behalf_of_id:
        mail = event.verb != "group.declined"
        tell(event, {event.on_behalf_of_id: because}, words=event.words, url=group.path, mail=mail)


@subscribe("group.left", "group.removed", "group.stepped_back")
def count_what_is_seen(event: Event) -> None:
    """What was told of the group's own is not counted for who is in it no more."""
    gone = event.on_behalf_of_id or event.actor_id
    recount(Q(person_id=gone))
