"""What there is little of is made through the actions: roles, private areas, versions to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from trialogue.core.audiences import Audience, AudienceKind
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category
from trialogue.hub.front.demo.talk import CATEGORIES
from trialogue.hub.products import actions as products
from trialogue.hub.products.models import Component, Milestone, Product
from trialogue.people.actions.roles import grant, invite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person

from .calendar import moment
from .plan import Area, Plan
from .roll import Roll
from .size import DAY, MAINTAINERS, MODERATORS, TEAM
from .words.english import ENGLISH

GOALS = (
    "What one sees at a glance",
    "Fewer queries",
    "Faster entry",
    "Clean exports",
    "Less to set up",
    "Repairs, all asked for",
)


@dataclass
class Frame:
    """What the mass hangs on: `places` and `milestones` in the order of the plan."""

    product: Product
    places: list[Category]
    milestones: list[Milestone]
    components: list[int]


def grant_roles(plan: Plan, roll: Roll) -> None:
    at = moment(plan.since)
    for number in (*TEAM, *MODERATORS):
        role = Role.MAINTAINER if number in MAINTAINERS else Role.DEVELOPER if number in TEAM else Role.MODERATOR
        grant(Person.objects.get(pk=roll.ids[number]), role=role, by=None, at=at)


def build(plan: Plan, roll: Roll, progress: Callable[[int, int], None]) -> Frame:
    areas = []
    for area in plan.areas:
        areas.append(_open(plan, area, roll))
        progress(area.nth + 1, plan.size.areas)
    product = Product.objects.get(is_default=True)
    found = {category.slug: category for category in Category.objects.all()}
    return Frame(
        product=product,
        places=[found[slug] for slug, *_rest in CATEGORIES] + areas,
        milestones=_milestones(plan, product, roll),
        components=list(Component.objects.filter(product=product).order_by("pk").values_list("pk", flat=True)),
    )


def _open(plan: Plan, area: Area, roll: Roll) -> Category:
    """An area with its audience: of a group, or of people invited one by one, whom the managers can put right."""
    random, at = plan.random("area", area.nth), moment(area.at)
    name = f"{ENGLISH.filled(random.choice(ENGLISH.things), random).removeprefix('The ').capitalize()}: circle {area.nth + 1}"
    kind = AudienceKind.GROUP if area.is_group else AudienceKind.INVITED
    audience = Audience.objects.create(
        kind=kind, name=f"circle-{area.nth + 1}", open_to_role="" if area.is_group else Role.MANAGER
    )
    for person in Person.objects.filter(pk__in=[roll.ids[number] for number in area.members]).order_by("pk"):
        invite(audience, person, by=None, at=at)
    return forum.add_category(
        names={"en": name[:60]}, slug=f"circle-{area.nth + 1}", kind="discussion", audience=audience, by=None, at=at,
        hue=area.nth * 37 % 360, order=100 + area.nth,
    )  # fmt: skip


def _milestones(plan: Plan, product: Product, roll: Roll) -> list[Milestone]:
    """One for each release, planned most of a year before."""
    found = []
    for nth, at in enumerate(plan.releases_at):
        due = moment(at).date()
        found.append(
            products.plan_milestone(
                product, version=plan.version_name(nth), horizon="now", goal=GOALS[nth % len(GOALS)],
                by=Person.objects.get(pk=roll.ids[plan.maintainer(nth)]), at=moment(at - 290 * DAY),
                start_date=due - timedelta(days=60), due_date=due,
            )
        )  # fmt: skip
    return found
