"""The plan of one ticket: where it comes from, who waits, its way to a version, what is said on it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .acts import Act, TicketPlan, TopicPlan
from .conversing import Draw, reply_times, several, soon, thanks
from .plan import Plan
from .shares import Tail
from .size import DAY, MAINTAINERS, MODERATORS, TEAM
from .topics import topic as topic_drawn
from .words import TONGUES

COMPONENTS = 5  # of the small demo's product
KINDS = ("bug", "feature", "task", "documentation", "security")
ENGLISH = TONGUES[0]
DECLINED = "We looked at it together and will not build it: it would help one site and slow down the others."


def tickets(plan: Plan) -> Iterator[TicketPlan]:
    for nth in range(plan.size.tickets):
        yield ticket(plan, nth)


def ticket(plan: Plan, nth: int) -> TicketPlan:
    random, at = plan.random("ticket", nth), plan.tickets_at[nth]
    asked_in = plan.topic_of_ticket.get(nth)
    topic = topic_drawn(plan, asked_in) if asked_in is not None else None
    tail = Tail(plan.here(at))
    kind = random.choices(KINDS, (50, 30, 10, 7, 0 if topic is not None else 3))[0]
    component = random.randrange(COMPONENTS) if random.random() < 0.7 else None  # noqa: PLR2004
    drawn = TicketPlan(
        nth=nth, topic=topic, kind=kind, priority=random.choices((1, 2, 3), (2, 6, 2))[0], component=component,
        found_in=_seen_in(plan, kind, at, topic), title=_title(topic, random),
        who=tail.draw(random) if topic is None else random.choice((*TEAM, *MODERATORS)), at=at,
        text=plan.texts.choose("en", random),
    )  # fmt: skip
    if drawn.is_private:
        insiders = sorted({drawn.who, *MAINTAINERS})
        draw: Draw = lambda: random.choice(insiders)  # noqa: E731
    else:
        draw = lambda: tail.draw(random)  # noqa: E731
    _Way(plan, drawn, draw, random).go()
    drawn.acts.sort(key=lambda act: act.at)
    return drawn


def _seen_in(plan: Plan, kind: str, at: int, topic: TopicPlan | None) -> int | None:
    """A fault in the newest release; what is carried over in that of its topic."""
    if kind == "bug":
        return plan.newest_release(at)
    return topic.version if topic is not None else None


def _title(topic: TopicPlan | None, random: Random) -> str:
    """What is carried over keeps its words where they are English."""
    return topic.title if topic is not None and topic.language == "en" else ENGLISH.title(random)


@dataclass
class _Way:
    """What happens to one ticket; each part appends its acts."""

    plan: Plan
    ticket: TicketPlan
    draw: Draw
    random: Random

    def go(self) -> None:
        ticket, plan, random = self.ticket, self.plan, self.random
        ended = self._walk()
        times = reply_times(plan.comments[ticket.nth], ticket.at, plan.until, random)
        for number, at in enumerate(times, 2):
            chance = random.random()
            team = ticket.who if ticket.is_private else random.choice(TEAM)
            who = ticket.who if chance < 0.2 else team if chance < 0.5 else self.draw()  # noqa: PLR2004
            ticket.acts.append(Act(at, "post", who, number, plan.texts.choose("en", random)))
            ticket.acts += thanks(plan, number, who, at, self.draw, random)
        if not ticket.is_private:
            count = min(300, int(random.paretovariate(0.9)) - 1)
            for who in several(count, set(), self.draw):
                ticket.acts.append(Act(soon(ticket.at, ended, random, days=20), "affect", who))

    def _walk(self) -> int:
        """The moves, as far as they came by now; returns when nobody waits for it any more."""
        fate = self.random.random()
        if fate < 0.22:  # noqa: PLR2004
            return self._decline()
        if fate < 0.3:  # noqa: PLR2004
            return self.plan.until
        return self._build()

    def _step(self, at: int, days: float) -> int:
        return at + 600 + int(self.random.expovariate(1.0) * days * DAY)

    def _add(self, at: int, verb: str, who: int, value: object) -> None:
        """What would lie ahead has not happened."""
        if at < self.plan.until:
            self.ticket.acts.append(Act(at, verb, who, value=value))

    def _decline(self) -> int:
        at = self._step(self.ticket.at, 20)
        self._add(at, "move", self.plan.maintainer(self.ticket.nth), ("declined", DECLINED))
        return min(at, self.plan.until)

    def _build(self) -> int:
        """Accepted, planned, built, landed; with the release that follows it is released."""
        plan, random, lead = self.plan, self.random, self.plan.maintainer(self.ticket.nth)
        builder = MAINTAINERS[random.randrange(len(MAINTAINERS))] if self.ticket.is_private else random.choice(TEAM)
        accepted = self._step(self.ticket.at, 4)
        planned = self._step(accepted, 12)
        given, begun = planned + 120, self._step(planned + 600, 10)
        review = self._step(begun, 12)
        landed = self._step(review, 4)
        release = bisect_right(plan.releases_at, landed)
        self._add(accepted, "move", lead, ("accepted", ""))
        if release < len(plan.releases_at):
            self._add(planned, "plan", lead, release)
        self._add(given, "assign", lead, builder)
        self._add(begun, "move", builder, ("doing", ""))
        if random.random() < 0.6:  # noqa: PLR2004
            self._add(review, "move", builder, ("review", ""))
        self._add(landed, "move", lead, ("landed", ""))
        return min(landed, plan.until)
