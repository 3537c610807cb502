"""The stage of the demo: who and what is there so far, and the script as steps in time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.products.models import Milestone, Product, Version
from trialogue.hub.tickets import actions as tickets
from trialogue.hub.tickets.models import Ticket
from trialogue.people.persons import Person

from .talk import Said, Talk

Step = Callable[[datetime], object]


@dataclass
class Stage:
    now: datetime
    random: Random
    people: dict[str, Person] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    steps: list[tuple[float, int, Step]] = field(default_factory=list)

    def at(self, days_ago: float, step: Step) -> None:
        """Something that happens this many days before now."""
        self.steps.append((-days_ago, len(self.steps), step))

    def play(self, progress: Callable[[int, int], None]) -> None:
        """Everything in the order of time."""
        for done, (when, _order, step) in enumerate(sorted(self.steps, key=lambda entry: entry[:2]), 1):
            step(self.now + timedelta(days=when))
            progress(done, len(self.steps))

    @property
    def the_product(self) -> Product:
        return Product.objects.get(is_default=True)

    def version(self, name: str) -> Version | None:
        return Version.objects.filter(product=self.the_product, name=name).first() if name else None

    def others(self, count: int, but: set[str]) -> list[Person]:
        """Some of the cast, the same for the same seed."""
        names = sorted(set(self.people) - but)
        return [self.people[name] for name in self.random.sample(names, min(count, len(names)))]

    def tell(self, said: Talk) -> None:
        """A topic with its replies, 'same here' and thanks, at their times."""

        def open_it(at: datetime) -> None:
            self.topics[said.title] = forum.open_topic(
                self.categories[said.category], title=said.title, source=said.text, by=self.people[said.who], at=at,
                kind=said.kind, product_version=self.version(said.version), language="en", tags=said.tags,
            )  # fmt: skip

        self.at(said.days_ago, open_it)
        when = said.days_ago
        for reply in said.replies:
            when = max(0.01, when - reply.hours / 24)
            self.at(when, self._reply(said, reply))
        self.at(when * 0.9, lambda at: self._same(said, at))

    def say(self, title: str, who: str, text: str, at: datetime, *, thanks: int = 0) -> Post:
        """A reply in this topic, and some who thank for it."""
        post = talk.write_post(self.topics[title].conversation, source=text, by=self.people[who], at=at)
        for person in self.others(thanks, {who}):
            talk.react(post, kind="thanks", by=person, at=at + timedelta(hours=2))
        return post

    def _reply(self, said: Talk, reply: Said) -> Step:
        def write(at: datetime) -> None:
            post = self.say(said.title, reply.who, reply.text, at, thanks=reply.thanks)
            if reply.accepted:
                asker, chosen = self.people[said.who], self.version(said.version)
                forum.accept(self.topics[said.title], post, by=asker, at=at + timedelta(minutes=50), holds_from=chosen)

        return write

    def _same(self, said: Talk, at: datetime) -> None:
        for person in self.others(said.same, {said.who}):
            forum.same_here(self.topics[said.title], by=person, at=at)

    def carry(
        self, key: str, title: str, topic: str, who: str, source: str = "", *, kind: str = "feature", priority: int = 2
    ) -> Step:
        """The topic becomes a ticket."""

        def go(at: datetime) -> None:
            asked = self.topics[topic]
            self.tickets[key] = tickets.carry_over(
                asked, asked.conversation.posts.get(number=1), product=self.the_product, by=self.people[who], at=at,
                title=title, source=source, kind=kind, priority=priority,
            )  # fmt: skip

        return go

    def move(self, key: str, who: str, *states: str) -> Step:
        """Moves a ticket through these states."""

        def go(at: datetime) -> None:
            for state in states:
                tickets.move(self.tickets[key], to=state, by=self.people[who], at=at)

        return go
