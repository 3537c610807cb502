"""Writes topics in bulk: the rows and events that opening, replying, thanking and accepting would write."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from trialogue.hub.forum.actions.topics import slug_of
from trialogue.hub.forum.models import Category, Solution, Topic

from .acts import Act, TopicPlan
from .calendar import written
from .events import said
from .frame import Frame
from .plan import Plan
from .tables import Table
from .talking import Talk, Talks
from .topics import topics


class Asked(NamedTuple):
    """Ids of a topic, its conversation and first post, and how its title and path are said in events."""

    topic: int
    talk: int
    post: int
    title: str
    path: str


class Topics:
    """`asked` keeps what the tickets carried over from a topic have to know of it, by the topic's number in the plan."""

    def __init__(self, plan: Plan, frame: Frame, talks: Talks) -> None:
        self.plan, self.frame, self.talks = plan, frame, talks
        self.topics = Table(
            Topic, "conversation_id", "category_id", "kind", "slug", "product_version_id", "solved", "same_count"
        )
        self.solutions = Table(Solution, "topic_id", "post_id", "by_id", "at", "holds_from_id")
        self.tables = talks.tables(self.topics, self.solutions)
        self.asked: dict[int, Asked] = {}

    def write(self, progress: Callable[[int, int], None]) -> None:
        counts: Counter[int] = Counter()
        for topic in topics(self.plan):
            self._write(topic)
            counts[topic.place] += 1
            self.tables.write_if_full()
            progress(topic.nth + 1, self.plan.size.topics)
        self.tables.write()
        for place, count in counts.items():
            category = Category.objects.get(pk=self.frame.places[place].pk)
            category.topic_count += count
            category.save(update_fields=["topic_count"])

    def _version(self, topic: TopicPlan) -> int | None:
        return None if topic.version is None else self.frame.milestones[topic.version].version_id

    def _write(self, topic: TopicPlan) -> None:
        talks, roll, category = self.talks, self.talks.roll, self.frame.places[topic.place]
        who, at = roll.ids[topic.who], written(topic.at)
        talk = talks.begin(
            kind="topic", title=topic.title, said_title=said(topic.title), shelf=category.pk, audience=category.audience_id,
            starter=who, at=at, language=topic.marked,
        )  # fmt: skip
        self.topics.last += 1
        pk, slug, version = self.topics.last, slug_of(topic.title), self._version(topic)
        talk.path = f"/t/{pk}/{slug}/"
        talk.said_path = said(talk.path)[1:-1]
        first = talks.add_post(talk, who, topic.text, at)
        words = (
            f'{{"actor": {roll.said[topic.who]}, "topic": {{"label": {talk.said_title}, "url": "{talk.said_path}"}}}}'
        )
        talks.events.add(
            "topic.opened", at, who, "topic", pk, talk.audience, talk.pk, words, new=f'"{topic.kind}"',
            product=self.frame.product.pk if version else None,
        )  # fmt: skip
        solved = self._live(topic, talk, pk, version)
        same = sum(1 for act in topic.acts if act.verb == "same")
        self.topics.rows.append(
            (pk, talk.pk, category.pk, topic.kind, slug, version, int(solved), same, *self.topics.defaults)
        )
        talks.end(talk)
        if topic.nth in self.plan.ticket_of_topic:
            self.asked[topic.nth] = Asked(pk, talk.pk, first.pk, talk.said_title, talk.said_path)

    def _live(self, topic: TopicPlan, talk: Talk, pk: int, version: int | None) -> bool:
        """Every act of the topic; returns whether an answer was accepted."""
        solved = False
        for act in topic.acts:
            if act.verb == "accept":
                solved = True
                self._accept(talk, pk, act, version)
            elif act.verb == "close":
                self._close(talk, pk, act)
            else:
                self.talks.happen(talk, act)
        return solved

    def _accept(self, talk: Talk, pk: int, act: Act, version: int | None) -> None:
        roll, at, answer = self.talks.roll, written(act.at), talk.posts[act.number - 1]
        who, author = roll.ids[act.who], roll.said_of(answer.author)
        talk.version += 1
        self.solutions.add(pk, answer.pk, who, at, version)
        words = (
            f'{{"actor": {roll.said[act.who]}, "topic": {{"label": {talk.said_title}, "url": "{talk.said_path}{act.number}/"}}, '
            f'"author": {author}}}'
        )
        self.talks.events.add(
            "topic.solved",
            at,
            who,
            "topic",
            pk,
            talk.audience,
            talk.pk,
            words,
            new=str(act.number),
            behalf=answer.author,
        )

    def _close(self, talk: Talk, pk: int, act: Act) -> None:
        roll, at = self.talks.roll, written(act.at)
        talk.closed_at = at
        talk.version += 1
        words = f'{{"actor": {roll.said[act.who]}, "topic": {{"label": {talk.said_title}, "url": "{talk.said_path}"}}}}'
        self.talks.events.add(
            "topic.closed", at, roll.ids[act.who], "topic", pk, talk.audience, talk.pk, words, reason=act.value
        )
