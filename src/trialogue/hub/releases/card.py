"""The card on a topic that asks who was told through it whether it helped."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from trialogue.hub.forum import panels
from trialogue.hub.forum.models import Topic
from trialogue.people.persons import Person

from .models import Told


@panels.provide_card
def did_it_help(topic: Topic, member: Person | None, request: HttpRequest | None) -> SafeString:
    """One query for members, none for guests; without a request the card leads to the page that asks."""
    if member is None:
        return SafeString("")
    told = (
        Told.objects.visible_to(member).filter(person=member, topic=topic).for_answer().order_by("-at", "-pk").first()
    )
    if told is None:
        return SafeString("")
    return render_to_string("releases/answer_card.html", {"told": told}, request=request)
