"""How far the story has come: what most tests of releases begin with."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from tests import cast

from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.models import Milestone, Product
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Release
from trialogue.hub.tickets.models import Ticket
from trialogue.people.persons import Person

LATER = cast.AT + timedelta(days=41)


@dataclass
class Scene:
    """Wanjiru asked, Tamar has it too, Shira carried it over; it landed for version 4.2."""

    wanjiru: Person
    tamar: Person
    shira: Person
    product: Product
    topic: Topic
    plan: Milestone
    ticket: Ticket

    def draft(self, *, with_file: bool = True) -> Release:
        release = actions.draft_release(self.plan, by=self.shira, at=LATER)
        if with_file:
            name = "opencapture-4.2.tar.gz"
            actions.attach_file(release, ContentFile(b"the program"), name=name, by=self.shira, at=LATER)
        return release

    def release(self, **more: object) -> Release:
        release = self.draft()
        actions.publish(release, by=self.shira, at=LATER, **more)  # type: ignore[arg-type]
        return release


def landed(title: str = "The form refuses a half-known date") -> Scene:
    wanjiru, tamar, shira = cast.member("Wanjiru Kamau"), cast.member("Tamar Levi"), cast.member("Shira Ben-Ami")
    product = cast.product()
    topic = cast.question(wanjiru, title=title)
    forum.same_here(topic, by=tamar, at=cast.AT)
    plan = cast.milestone(product, shira, goal="Dates as people really know them")
    ticket = cast.carried(topic, shira, product)
    cast.landed(ticket, plan, shira)
    return Scene(wanjiru, tamar, shira, product, topic, plan, ticket)
