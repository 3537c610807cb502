"""The plan of one topic: question and answers, thanks, 'have this too', who follows, who has read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .acts import Act, TopicPlan
from .conversing import Draw, reply_times, several, soon, thanks
from .plan import Plan
from .shares import Tail
from .size import DAY, MAINTAINERS, MODERATORS
from .words import TONGUES

_TONGUES = {tongue.code: tongue for tongue in TONGUES}
REASON = "It has wandered off. Please begin a new one."


def topics(plan: Plan) -> Iterator[TopicPlan]:
    for nth in range(plan.size.topics):
        yield topic(plan, nth)


def topic(plan: Plan, nth: int) -> TopicPlan:
    random, at = plan.random("topic", nth), plan.topics_at[nth]
    head = plan.head(nth, random)
    draw = _drawer(plan, head.place, at, random)
    who = MAINTAINERS[random.randrange(len(MAINTAINERS))] if head.kind == "announcement" else draw()
    drawn = TopicPlan(
        nth=nth, place=head.place, kind=head.kind, language=head.language, title=_TONGUES[head.language].title(random),
        who=who, at=at, version=plan.newest_release(at) if random.random() < 0.5 else None,  # noqa: PLR2004
        text=plan.texts.choose(head.language, random),
    )  # fmt: skip
    _Life(plan, drawn, draw, random).live()
    drawn.acts.sort(key=lambda act: act.at)
    return drawn


def _drawer(plan: Plan, place: int, at: int, random: Random) -> Draw:
    """Draws one of those who may take part: who was there by then, or the members of the area."""
    area = plan.area_of(place)
    if area is not None:
        members, tail = area.members, Tail(len(area.members))
        return lambda: members[tail.draw(random)]
    tail = Tail(plan.here(at))
    return lambda: tail.draw(random)


@dataclass
class _Life:
    """What happens in one topic; each part appends its acts."""

    plan: Plan
    topic: TopicPlan
    draw: Draw
    random: Random

    def live(self) -> None:
        topic, until = self.topic, self.plan.until
        times = reply_times(self.plan.posts[topic.nth] - 1, topic.at, until, self.random)
        closed = times and self.random.random() < 0.006  # noqa: PLR2004
        authors = [topic.who, *self._replies(times, edited=not closed)]
        topic.acts += thanks(self.plan, 1, topic.who, topic.at, self.draw, self.random)
        self._same()
        self._accept(authors, times)
        self._readers([topic.at, *times])
        if closed:
            by = MODERATORS[self.random.randrange(len(MODERATORS))]
            topic.acts.append(Act(soon(times[-1], until, self.random), "close", by, value=REASON))

    def _replies(self, times: list[int], *, edited: bool) -> list[int]:
        topic, random, plan = self.topic, self.random, self.plan
        authors, before = [], topic.who
        for number, at in enumerate(times, 2):
            chance = random.random()
            who = topic.who if chance < 0.25 else before if chance < 0.35 else self.draw()  # noqa: PLR2004
            text = plan.texts.choose(topic.language, random)
            topic.acts.append(Act(at, "post", who, number, text))
            topic.acts += thanks(plan, number, who, at, self.draw, random)
            if edited and random.random() < 0.03:  # noqa: PLR2004
                more = plan.texts.words[topic.language]
                added = (*text, more[random.randrange(len(more))])
                topic.acts.append(Act(soon(at, plan.until, random, days=0.1), "edit", who, number, added))
            authors.append(who)
            before = who
        return authors

    def _same(self) -> None:
        """Before it became a ticket, where it did: those who say so later are counted by a job, which nothing here runs."""
        topic, random = self.topic, self.random
        if topic.kind not in ("question", "idea"):
            return
        ticket = self.plan.ticket_of_topic.get(topic.nth)
        until = self.plan.until if ticket is None else self.plan.tickets_at[ticket]
        count = min(400, int(random.paretovariate(1.1)) - 1)
        for who in several(count, {topic.who}, self.draw):
            topic.acts.append(Act(soon(topic.at, until, random, days=9), "same", who, 1))

    def _accept(self, authors: list[int], times: list[int]) -> None:
        topic, random = self.topic, self.random
        answers = [number for number, who in enumerate(authors, 1) if who != topic.who]
        if topic.kind == "question" and answers and random.random() < 0.6:  # noqa: PLR2004
            number = answers[min(len(answers) - 1, int(random.expovariate(0.7)))]
            at = soon(times[number - 2], self.plan.until, random)
            topic.acts.append(Act(at, "accept", topic.who, number))

    def _readers(self, times: list[int]) -> None:
        """Some read it, few choose what they hear; and the one who reads everything."""
        topic, random, plan = self.topic, self.random, self.plan
        readers = [(self.draw(), soon(topic.at, plan.until, random, days=20)) for _each in range(random.randrange(5))]
        newest = plan.size.topics - plan.size.read * 10 // 9
        if topic.nth >= newest and plan.area_of(topic.place) is None:
            readers.append((plan.reader, plan.until - DAY // 2))
        for who, at in readers:
            read = sum(1 for time in times if time <= at) if len(times) < 200 else 1  # noqa: PLR2004
            topic.acts.append(Act(at, "read", who, read))
        if random.random() < 0.5:  # noqa: PLR2004
            level = random.choice(("watching", "watching", "watching", "mentions", "muted"))
            topic.acts.append(Act(soon(topic.at, plan.until, random, days=5), "follow", self.draw(), value=level))
