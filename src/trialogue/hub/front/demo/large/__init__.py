"""The large demo: beside the small story a community of years, made by a bulk path.

The plan says what happened; the writers make the rows that the actions would have made of it. What there is little of
(roles, private areas, versions, releases) is made through the actions themselves.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.db import connection

from trialogue.core import activity
from trialogue.core.activity.models import Event
from trialogue.core.audiences import Audience
from trialogue.hub.conversations.models import Conversation, Follow, Post, Reaction, Revision
from trialogue.hub.forum.models import Solution, Topic
from trialogue.hub.tickets.models import Affected, Move, Origin, Ticket
from trialogue.people import facets
from trialogue.people.accounts import Account
from trialogue.people.audiences import AudienceMember
from trialogue.people.persons import Person

from . import database
from .calendar import midnight
from .crowd import Crowd
from .events import Events
from .forum_rows import Topics
from .frame import Frame, build, grant_roles
from .plan import Plan
from .released import release_all
from .roll import Roll
from .size import Size
from .talking import Talks
from .ticket_rows import Tickets

Say = Callable[[str, int, int], None]
HEAVY = (Event, Post, Conversation, Reaction, Follow)
PEOPLE = (Person, Account, EmailAddress)
LOADED = (
    *HEAVY, *PEOPLE, Audience, AudienceMember, Topic, Solution, Revision, Ticket, Move, Origin, Affected,
)  # fmt: skip


def add_mass(size: Size, *, seed: int, now: datetime, reader: Person, say: Say) -> Plan:
    """Adds the mass to the demo's people, categories and product; `reader` has read thousands of topics.

    Call it inside a transaction. `say` is told what is being made, how much of it, of how much.
    """
    plan = Plan(size, seed=seed, until=midnight(now))
    with activity.origin("import"):
        roll = _crowd(plan, now, say)
        roll.add_person(reader)
        frame = build(plan, roll, partial(say, "Private areas"))
        _talk(plan, roll, frame, now, say)
        release_all(plan, frame, roll, partial(say, "Releases"))
    return plan


def _crowd(plan: Plan, now: datetime, say: Say) -> Roll:
    roll = Crowd(plan, Events(plan, now)).write(partial(say, "People"))
    database.go_on_counting(connection, [Event, *PEOPLE])
    facets.keep_all(roll.ids)
    grant_roles(plan, roll)
    return roll


def _talk(plan: Plan, roll: Roll, frame: Frame, now: datetime, say: Say) -> None:
    """The bulk of it, with the indexes of the largest tables made at the end."""
    with database.light(connection, HEAVY, partial(say, "Indexes")):
        talks = Talks(roll, plan.texts, Events(plan, now))
        topics = Topics(plan, frame, talks)
        topics.write(partial(say, "Topics"))
        Tickets(plan, frame, talks, topics.asked).write(partial(say, "Tickets"))
    _note_days(talks)
    database.go_on_counting(connection, LOADED)


def _note_days(talks: Talks) -> None:
    rows = [(days, seen_on, person) for person, (seen_on, days) in talks.days.items()]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE people_person SET days_seen = %s, seen_on = %s WHERE id = %s", rows)


__all__ = ["Size", "add_mass"]
