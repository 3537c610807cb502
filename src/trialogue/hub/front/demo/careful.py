"""What the guard noticed: attempts nobody saw, and one invented subject that its writer looked at again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from trialogue.core.errors import Guarded
from trialogue.core.guarding import Reviewed
from trialogue.core.guarding.sightings import counting
from trialogue.hub.conversations.actions import write_post

from .stage import Stage, Step

UPGRADE = "Upgrade from 4.1 to 4.2 stops at migration 0093 on PostgreSQL 13"
RULES = "Reviewing rules as code: is YAML the right home for edit checks?"
LABORATORY = "Importing lab results from a hospital that sends PDF only"
INVENTED = "A row for the runner, with a subject I made up: `Subject 2207-118`, weight 720 kg. The check should fire and say so."


@dataclass(frozen=True)
class Attempt:
    days_ago: float
    topic: str
    who: str
    text: str
    review: Reviewed | bool = False


ATTEMPTS = (
    Attempt(17.9, UPGRADE, "Daniel Reyes", "The worker still connects: `postgres://edc:W1nter-sun@db/edc`"),
    Attempt(1.5, LABORATORY, "Ravi Kulkarni", "The PDF of MRN 00483920, born on 3 March 1951, has two pages."),
    Attempt(1.4, LABORATORY, "Ravi Kulkarni", "This is how a line looks: patient no. 104233, glucose 5.1"),
    Attempt(7.9, RULES, "Ethan Brooks", INVENTED),
    Attempt(7.9, RULES, "Ethan Brooks", INVENTED, Reviewed(everything=True, false_alarm=True)),
)


def careful(stage: Stage) -> None:
    for attempt in ATTEMPTS:
        stage.at(attempt.days_ago, _try(stage, attempt))


def _try(stage: Stage, attempt: Attempt) -> Step:
    def write(at: datetime) -> None:
        talk, who = stage.topics[attempt.topic].conversation, stage.people[attempt.who]
        with counting(), suppress(Guarded):
            write_post(talk, source=attempt.text, by=who, at=at, reviewed=attempt.review)

    return write
