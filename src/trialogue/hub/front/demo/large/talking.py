"""Writes what is said in conversations, for topics and tickets alike: posts, reactions, follows, with their counters."""

from dataclasses import dataclass, field

from trialogue.core.markup import VERSION
from trialogue.hub.conversations.models import Conversation, Follow, Level, Post, Reaction, Revision

from .acts import Act
from .calendar import written
from .events import Events
from .roll import Roll
from .tables import Table, Tables
from .texts import Text, Texts


@dataclass(slots=True)
class Said:
    """One post as it stands after the acts so far."""

    pk: int
    author: int
    text: Text
    at: str
    version: int = 1
    edited_at: str | None = None
    thanks: int = 0


@dataclass(slots=True)
class Talk:
    """One conversation as it stands after the acts so far; people are ids, moments are written."""

    pk: int
    kind: str
    title: str
    said_title: str
    path: str
    said_path: str
    shelf: int
    audience: int
    starter: int
    language: str
    at: str
    version: int = 1
    last_at: str = ""
    last_by: int = 0
    closed_at: str | None = None
    posts: list[Said] = field(default_factory=list)
    # By person: level, last number read, when, and whether they chose the level themselves.
    follows: dict[int, list[str | int | None]] = field(default_factory=dict)

    def follow(self, person: int, level: str, read: int, at: str | None) -> None:
        """As a by-product of another act: a level somebody chose themselves stays."""
        mine = self.follows.get(person)
        if mine is None:
            self.follows[person] = [level, read, at, 0]
        elif int(mine[1] or 0) < read:
            mine[1], mine[2] = read, at


class Talks:
    """The tables of conversations, and what can happen in every one of them."""

    def __init__(self, roll: Roll, texts: Texts, events: Events) -> None:
        self.roll, self.texts, self.events = roll, texts, events
        self.conversations = Table(
            Conversation, "kind", "title", "path", "shelf_id", "audience_id", "starter_id", "language", "started_at",
            "post_count", "last_number", "last_post_at", "last_poster_id", "version", "closed_at",
        )  # fmt: skip
        self.posts = Table(
            Post, "conversation_id", "number", "author_id", "audience_id", "source", "html", "renderer", "version",
            "created_at", "edited_at", "thanks",
        )  # fmt: skip
        self.reactions = Table(Reaction, "post_id", "person_id", "kind", "at")
        self.follows = Table(Follow, "conversation_id", "person_id", "level", "last_read", "read_at", "chosen")
        # By person: the last day on which they read something new, and how many such days there were.
        self.days: dict[int, tuple[str, int]] = {}
        self.revisions = Table(Revision, "post_id", "version", "source", "by_id", "at")
        self.acts = {
            "post": self._post, "thanks": self._thanks, "same": self._same, "edit": self._edit, "follow": self._follow,
            "read": self._read,
        }  # fmt: skip

    def tables(self, *others: Table) -> Tables:
        return Tables(
            self.conversations, self.posts, *others, self.reactions, self.follows, self.revisions, self.events.table
        )

    def begin(self, *, kind: str, title: str, said_title: str, shelf: int, audience: int, starter: int, at: str, language: str) -> Talk:  # fmt: skip
        self.conversations.last += 1
        return Talk(self.conversations.last, kind, title, said_title, "", "", shelf, audience, starter, language, at)

    def add_post(self, talk: Talk, author: int, text: Text, at: str) -> Said:
        self.posts.last += 1
        said = Said(self.posts.last, author, text, at)
        talk.posts.append(said)
        talk.version += 1
        talk.last_at, talk.last_by = at, author
        talk.follow(author, Level.WATCHING.value, len(talk.posts), at)
        return said

    def happen(self, talk: Talk, act: Act) -> None:
        """One act that any conversation knows."""
        self.acts[act.verb](talk, act, self.roll.ids[act.who], written(act.at))

    def _post(self, talk: Talk, act: Act, who: int, at: str) -> None:
        said = self.add_post(talk, who, act.value, at)
        words = f'{{"actor": {self.roll.said[act.who]}, "conversation": {{"label": {talk.said_title}, "url": "{talk.said_path}{act.number}/"}}}}'
        self.events.add("post.written", at, who, "post", said.pk, talk.audience, talk.pk, words)

    def _thanks(self, talk: Talk, act: Act, who: int, at: str) -> None:
        said = talk.posts[act.number - 1]
        said.thanks += 1
        self._react(talk, said, act, who, at)

    def _same(self, talk: Talk, act: Act, who: int, at: str) -> None:
        talk.follow(who, Level.MENTIONS.value, 0, at)
        self._react(talk, talk.posts[0], act, who, at)

    def _react(self, talk: Talk, said: Said, act: Act, who: int, at: str) -> None:
        talk.version += 1
        self.reactions.add(said.pk, who, act.verb, at)
        words = f'{{"actor": {self.roll.said[act.who]}}}'
        self.events.add("post.reacted", at, who, "post", said.pk, talk.audience, talk.pk, words, new=f'"{act.verb}"')

    def _edit(self, talk: Talk, act: Act, who: int, at: str) -> None:
        said = talk.posts[act.number - 1]
        self.revisions.add(said.pk, said.version, self.texts.source(said.text), who, at)
        said.text, said.edited_at = act.value, at
        said.version += 1
        talk.version += 1
        words = f'{{"actor": {self.roll.said[act.who]}}}'
        self.events.add(
            "post.edited", at, who, "post", said.pk, talk.audience, talk.pk, words, old=str(said.version - 1), new=str(said.version)
        )  # fmt: skip

    def _follow(self, talk: Talk, act: Act, who: int, at: str) -> None:
        old = talk.follows.get(who)
        before = old[0] if old else ""
        talk.follows[who] = [act.value, *(old[1:3] if old else (0, None)), 1]
        words = f'{{"actor": {self.roll.said[act.who]}}}'
        self.events.add(
            "conversation.followed", at, who, "conversation", talk.pk, talk.audience, talk.pk, words,
            old=f'"{before}"', new=f'"{act.value}"',
        )  # fmt: skip

    def _read(self, talk: Talk, act: Act, who: int, at: str) -> None:
        talk.follow(who, Level.MENTIONS.value, act.number, at)
        seen_on, days = self.days.get(who, ("", 0))
        if seen_on < at[:10]:
            self.days[who] = (at[:10], days + 1)

    def end(self, talk: Talk) -> None:
        """All acts are done: the rows as they stand."""
        count = len(talk.posts)
        self.conversations.rows.append(
            (
                talk.pk, talk.kind, talk.title, talk.path, talk.shelf, talk.audience, talk.starter, talk.language, talk.at, count,
                count, talk.last_at, talk.last_by, talk.version, talk.closed_at, *self.conversations.defaults,
            )
        )  # fmt: skip
        texts, posts = self.texts, self.posts
        for number, said in enumerate(talk.posts, 1):
            posts.rows.append(
                (
                    said.pk, talk.pk, number, said.author, talk.audience, texts.source(said.text), texts.html(said.text), VERSION,
                    said.version, said.at, said.edited_at, said.thanks, *posts.defaults,
                )
            )  # fmt: skip
        for person, follow in talk.follows.items():
            self.follows.add(talk.pk, person, *follow)
