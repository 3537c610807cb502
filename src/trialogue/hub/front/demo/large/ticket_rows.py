"""Writes tickets in bulk: the rows and events that opening, carrying over, planning and moving them would write."""

from collections import Counter as Tally
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

from trialogue.core.audiences import PUBLIC, Audience, AudienceKind
from trialogue.core.numbers import Counter
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.tickets.models import Affected, Move, Origin, Ticket
from trialogue.hub.tickets.workflow import State
from trialogue.people.audiences import AudienceMember, Role

from .acts import Act, TicketPlan
from .calendar import written
from .events import said
from .forum_rows import Asked
from .frame import Frame
from .plan import Plan
from .tables import Table
from .talking import Talk, Talks
from .tickets import tickets


@dataclass(slots=True)
class Course:
    """One ticket as it stands after the acts so far."""

    pk: int
    number: int
    talk: Talk
    asked: Asked | None
    waiting: set[int]
    moved_at: str
    state: str = State.NEW.value
    milestone: int | None = None
    assignee: int | None = None
    need: int = 0
    words: str = field(init=False)

    def __post_init__(self) -> None:
        """The beginning of the words of its events, after the actor."""
        label = f'"#{self.number} {self.talk.said_title[1:]}'
        self.words = f'"ticket": {{"label": {label}, "url": "{self.talk.said_path}"}}'


class Tickets:
    def __init__(self, plan: Plan, frame: Frame, talks: Talks, asked: dict[int, Asked]) -> None:
        self.plan, self.frame, self.talks, self.asked = plan, frame, talks, asked
        self.tickets = Table(
            Ticket, "number", "conversation_id", "product_id", "kind", "state", "priority", "component_id", "found_in_id",
            "milestone_id", "assignee_id", "reporter_id", "need_count", "opened_at", "moved_at",
        )  # fmt: skip
        self.moves = Table(Move, "ticket_id", "old", "new", "by_id", "at", "reason")
        self.origins = Table(Origin, "ticket_id", "topic_id", "post_id", "asker_id", "by_id", "at")
        self.affected = Table(Affected, "ticket_id", "person_id", "at")
        self.audiences = Table(Audience, "kind", "name", "open_to_role")
        self.insiders = Table(AudienceMember, "audience_id", "person_id", "by_id", "at")
        self.tables = talks.tables(self.audiences, self.insiders, self.tickets, self.moves, self.origins, self.affected)
        self.counter = Counter.objects.get_or_create(name="ticket")[0]
        self.touched: Tally[int] = Tally()
        self.acts = {"move": self._move, "plan": self._plan, "assign": self._assign, "affect": self._affect}

    def write(self, progress: Callable[[int, int], None]) -> None:
        for ticket in tickets(self.plan):
            self._write(ticket)
            self.tables.write_if_full()
            progress(ticket.nth + 1, self.plan.size.tickets)
        self.tables.write()
        self.counter.save(update_fields=["last"])
        self._touch_topics()

    def _touch_topics(self) -> None:
        """What happens to a ticket changes what is seen of its topic."""
        table = connection.ops.quote_name(Conversation._meta.db_table)  # noqa: SLF001 - Django's documented door
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET version = version + %s WHERE id = %s",  # noqa: S608 - a name of our own
                [(count, pk) for pk, count in self.touched.items()],
            )

    def _version(self, nth: int | None) -> int | None:
        return None if nth is None else self.frame.milestones[nth].version_id

    def _write(self, ticket: TicketPlan) -> None:
        talks, roll, frame = self.talks, self.talks.roll, self.frame
        who, at = roll.ids[ticket.who], written(ticket.at)
        self.counter.last += 1
        number = self.counter.last
        audience = self._audience(number, who, at) if ticket.is_private else PUBLIC
        talk = talks.begin(
            kind="ticket", title=ticket.title, said_title=said(ticket.title), shelf=frame.product.pk, audience=audience,
            starter=who, at=at, language="",
        )  # fmt: skip
        talk.path = talk.said_path = f"/tickets/{number}/"
        talks.add_post(talk, who, ticket.text, at)
        course = self._opened(ticket, talk, number, who, at)
        for act in ticket.acts:
            self._happen(course, act)
        component = None if ticket.component is None else frame.components[ticket.component]
        self.tickets.rows.append(
            (
                course.pk, number, talk.pk, frame.product.pk, ticket.kind, course.state, ticket.priority, component,
                self._version(ticket.found_in), course.milestone, course.assignee, who, course.need, at, course.moved_at,
                *self.tickets.defaults,
            )
        )  # fmt: skip
        talks.end(talk)

    def _happen(self, course: Course, act: Act) -> None:
        if act.verb in self.acts:
            self.acts[act.verb](course, act, self.talks.roll.ids[act.who], written(act.at))
        else:
            self.talks.happen(course.talk, act)

    def _audience(self, number: int, reporter: int, at: str) -> int:
        audience = self.audiences.add(AudienceKind.INVITED.value, f"#{number}", Role.MAINTAINER.value)
        self.insiders.add(audience, reporter, reporter, at)
        return audience

    def _opened(self, ticket: TicketPlan, talk: Talk, number: int, who: int, at: str) -> Course:
        roll = self.talks.roll
        self.tickets.last += 1
        topic = ticket.topic
        asked = self.asked[topic.nth] if topic else None
        asker = roll.ids[topic.who] if topic else None
        same = [roll.ids[act.who] for act in topic.acts if act.verb == "same"] if topic else []
        course = Course(self.tickets.last, number, talk, asked, {asker or who, *same}, at)
        course.need = len(course.waiting)
        self._tell(course, "ticket.opened", ticket.who, at, new='"new"', behalf=asker)
        if asked:
            self._link(course, asked, ticket.who, asker, at, len(same) + 1)
        return course

    def _link(self, course: Course, asked: Asked, by: int, asker: int | None, at: str, people: int) -> None:
        roll, talk = self.talks.roll, course.talk
        self.origins.add(course.pk, asked.topic, asked.post, asker, roll.ids[by], at)
        talk.version += 1
        self.touched[asked.talk] += 1
        words = (
            f'{{"actor": {roll.said[by]}, {course.words}, "topic": {{"label": {asked.title}, "url": "{asked.path}"}}, '
            f'"people": {people}}}'
        )
        self.talks.events.add(
            "topic.linked", at, roll.ids[by], "topic", asked.topic, talk.audience, asked.talk, words,
            new=str(course.number), product=self.frame.product.pk,
        )  # fmt: skip

    def _tell(
        self, course: Course, verb: str, by: int, at: str, *, words: str = "", old: str | None = None, new: str | None = None,
        behalf: int | None = None, reason: str = "",
    ) -> None:  # fmt: skip
        roll, talk = self.talks.roll, course.talk
        self.talks.events.add(
            verb, at, roll.ids[by], "ticket", course.pk, talk.audience, talk.pk,
            f'{{"actor": {roll.said[by]}, {course.words}{words}}}', old=old, new=new, behalf=behalf,
            product=self.frame.product.pk, reason=reason,
        )  # fmt: skip

    def _changed(self, course: Course) -> None:
        """Seen on the ticket and on the topic it came from."""
        course.talk.version += 1
        if course.asked:
            self.touched[course.asked.talk] += 1

    def _move(self, course: Course, act: Act, who: int, at: str) -> None:
        to, reason = act.value
        old = self._step(course, to, who, at, reason)
        self._changed(course)
        words = f', "state": "{to}"'
        self._tell(course, "ticket.moved", act.who, at, words=words, old=f'"{old}"', new=f'"{to}"', reason=reason)

    def _step(self, course: Course, to: str, who: int, at: str, reason: str) -> str:
        old, course.state, course.moved_at = course.state, to, at
        self.moves.add(course.pk, old, to, who, at, reason)
        return old

    def _plan(self, course: Course, act: Act, who: int, at: str) -> None:
        milestone = self.frame.milestones[act.value]
        course.milestone = milestone.pk
        self._step(course, State.PLANNED.value, who, at, "")
        self._changed(course)
        name = self.plan.version_name(act.value)
        words = f', "milestone": {{"label": "{name}", "url": "{milestone.path}"}}'
        self._tell(course, "ticket.planned", act.who, at, words=words, old='""', new=f'"{name}"')

    def _assign(self, course: Course, act: Act, _who: int, at: str) -> None:
        roll = self.talks.roll
        course.assignee = roll.ids[act.value]
        self._changed(course)
        name = roll.said[act.value]
        words = f', "person": {{"label": {name}, "url": "/people/{roll.handles[act.value].lower()}/"}}'
        self._tell(
            course, "ticket.assigned", act.who, at, words=words, old='{"assignee": ""}', new=f'{{"assignee": {name}}}',
            behalf=course.assignee,
        )  # fmt: skip

    def _affect(self, course: Course, act: Act, who: int, at: str) -> None:
        """Only the ticket changes for its readers; the event says nothing but how many wait now."""
        self.affected.add(course.pk, who, at)
        course.waiting.add(who)
        course.need = len(course.waiting)
        course.talk.version += 1
        roll, talk = self.talks.roll, course.talk
        self.talks.events.add(
            "ticket.affects", at, who, "ticket", course.pk, talk.audience, talk.pk, f'{{"actor": {roll.said[act.who]}}}',
            new=str(course.need), product=self.frame.product.pk,
        )  # fmt: skip
