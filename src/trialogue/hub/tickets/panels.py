"""Where upper apps offer something on the page of a version; tickets draw it without knowing who provides it."""

from collections.abc import Callable
from dataclasses import dataclass

from trialogue.hub.products.models import Milestone
from trialogue.people.persons import Person


@dataclass(frozen=True)
class MilestoneAct:
    """A button beside the plan."""

    label: str
    icon: str
    url: str


MilestoneActs = Callable[[Milestone, Person | None], list[MilestoneAct]]

_providers: list[MilestoneActs] = []


def provide_milestone_acts(acts: MilestoneActs) -> MilestoneActs:
    """Marks a function that adds to a version's page; it makes no query."""
    _providers.append(acts)
    return acts


def milestone_acts(milestone: Milestone, member: Person | None) -> list[MilestoneAct]:
    return [act for provider in _providers for act in provider(milestone, member)]
