"""The cast: the people of the demo, made only through actions. Tests speak of them."""

from datetime import UTC, datetime

from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.groups import actions as groups
from trialogue.hub.groups.models import Group
from trialogue.hub.products import actions as products
from trialogue.hub.products.models import Milestone, Product
from trialogue.hub.releases import actions as releases
from trialogue.hub.releases.models import Release
from trialogue.hub.tickets import actions as tickets
from trialogue.hub.tickets.models import Ticket
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import choose_voices, join
from trialogue.people.actions.roles import grant
from trialogue.people.actions.trusting import set_level
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.trust.levels import Level

AT = datetime(2026, 9, 3, 9, 14, tzinfo=UTC)
ROLES = {
    "Noa Peled": (Role.MANAGER,),
    "Shira Ben-Ami": (Role.MAINTAINER,),
    "Priya Raghavan": (Role.DEVELOPER,),
    "Joseph Otieno": (Role.MODERATOR,),
    "Ethan Brooks": (Role.OPERATOR,),
}
VOICES = {"Noa Peled": "steward", "Joseph Otieno": "steward", "Shira Ben-Ami": "builder", "Priya Raghavan": "builder"}


def member(name: str = "Wanjiru Kamau", *, at: datetime = AT) -> Person:
    """A member of this name with the roles they have in the demo: 'noa' manages, 'shira' maintains …"""
    person = join(name=name, language="en", at=at)
    open_account(person, email=f"{person.handle}@example.org", at=at)
    choose_voices(person, voices=[VOICES.get(name, "user")], by=person, at=at)
    for role in ROLES.get(name, ()):
        grant(person, role=role, by=None, at=at)
    return person


def settled(name: str = "Wanjiru Kamau", *, at: datetime = AT) -> Person:
    """A member for whom the limits of the first days are over."""
    person = member(name, at=at)
    set_level(person, level=Level.ARRIVED, by=None, at=at, reason="Known from the meetings.")
    return person


def unclaimed(name: str = "Gerd Alt") -> Person:
    """Somebody an archive brought along: no account."""
    return join(name=name, language="", at=AT)


def product(name: str = "OpenCapture") -> Product:
    return products.add_product(name=name, by=None, at=AT)


def category(name: str = "Designing forms", **more: object) -> Category:
    return forum.add_category(names={"en": name}, by=None, at=AT, **more)  # type: ignore[arg-type]


def group(by: Person, name: str = "Statisticians", **more: object) -> Group:
    return groups.found_group(names={"en": name}, by=by, at=AT, **more)  # type: ignore[arg-type]


def question(
    by: Person, *, title: str = "The form refuses a half-known date", on: Category | None = None, **more: object
) -> Topic:
    shelf = on or Category.objects.filter(audience_id=1).first() or category()
    more.setdefault("at", AT)
    more.setdefault("source", "Patients know the month only. What do we enter?")
    return forum.open_topic(shelf, title=title, by=by, **more)  # type: ignore[arg-type]


def reply(topic: Topic, by: Person, source: str = "Use a partial date.", *, at: datetime = AT) -> Post:
    return talk.write_post(topic.conversation, source=source, by=by, at=at)


def milestone(of: Product, by: Person, version: str = "4.2", **more: object) -> Milestone:
    return products.plan_milestone(of, version=version, by=by, at=AT, **more)  # type: ignore[arg-type]


def ticket(of: Product, by: Person, *, title: str = "Accept partial dates", **more: object) -> Ticket:
    more.setdefault("source", "Take what is known.")
    return tickets.open_ticket(of, title=title, by=by, at=AT, **more)  # type: ignore[arg-type]


def carried(topic: Topic, by: Person, of: Product, **more: object) -> Ticket:
    """The topic as a ticket."""
    return tickets.carry_over(topic, topic.conversation.posts.get(number=1), product=of, by=by, at=AT, **more)  # type: ignore[arg-type]


def landed(thing: Ticket, plan: Milestone, by: Person, *, at: datetime = AT) -> Ticket:
    """The ticket planned, done and landed by a maintainer."""
    tickets.plan(thing, milestone=plan, by=by, at=at)
    tickets.move(thing, to="doing", by=by, at=at)
    tickets.move(thing, to="landed", by=by, at=at)
    return thing


def released(plan: Milestone, by: Person, *, at: datetime = AT) -> Release:
    """The milestone drafted and published by a maintainer."""
    release = releases.draft_release(plan, by=by, at=at)
    releases.publish(release, by=by, at=at)
    return release
