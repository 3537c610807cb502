"""The whole import of a source in the neutral format: people, categories, then topic after topic."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.db import DataError, IntegrityError, transaction

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.actions.audience import is_wider
from trialogue.hub.conversations.models import Attachment, ImportKey
from trialogue.hub.front.importing.people import Arrival, People, bring_people
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.importing.shelves import Shelves
from trialogue.hub.front.importing.writing import Arrived, write
from trialogue.hub.front.progress import Progress

from .posts import Written, written
from .records import Broken, CategoryLine, PersonLine, PostLine, TopicLine
from .source import Source

AUDIENCE = {"public": PUBLIC, "members": MEMBERS, "staff": STAFF}


@dataclass
class Survey:
    """What the first look finds. A topic's posts may stand anywhere after it, so only their keys are remembered."""

    people: dict[str, PersonLine] = field(default_factory=dict)
    first_seen: dict[str, datetime] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    topics: int = 0

    def note(self, line: object) -> None:
        if isinstance(line, PersonLine):
            self.people.setdefault(line.key, line)
        elif isinstance(line, CategoryLine):
            self.names.setdefault(line.key, {"name": line.name, "kind": line.kind, "slug": line.slug})
        elif isinstance(line, TopicLine):
            self.topics += 1
            self._saw(line.starter, line.at)
        elif isinstance(line, PostLine):
            self._saw(line.author, line.at)

    def _saw(self, key: str, at: datetime) -> None:
        if key:
            self.first_seen[key] = min(at, self.first_seen.get(key, at))

    def arrivals(self) -> Iterator[Arrival]:
        """Whoever wrote something or is told of; somebody told of only by key is named by it."""
        for key in chain(self.people, self.first_seen.keys() - self.people.keys()):
            told = self.people.get(key, PersonLine(key, key, "", "", None, bot=False))
            at = told.joined_at or self.first_seen.get(key)
            if at is not None:
                yield Arrival(key, told.handle, at, told.name, told.title, is_bot=told.bot)


@dataclass
class Desk:
    """What every topic of one import shares."""

    source: Source
    name: str
    people: People
    shelves: Shelves
    at: datetime
    dry_run: bool


def bring(source: Source, *, name: str, kind: str, at: datetime, progress: Progress, dry_run: bool = False) -> Report:
    """Imports a source and tells what came. Interrupted or run again, it adds what is missing and nothing twice.

    `name` is the short name of where it comes from, `kind` the format it had.
    """
    report, began = Report(dry_run=dry_run), time.monotonic()
    try:
        with activity.origin("import"):
            _bring(source, name, kind, at, report, progress)
    except KeyboardInterrupt:
        report.interrupted = True
    progress.end()
    report.seconds = time.monotonic() - began
    return report


def _bring(source: Source, name: str, kind: str, at: datetime, report: Report, progress: Progress) -> None:
    survey = Survey()
    for _where, line in source.lines(whole=False):
        survey.note(line)
        progress.say("Looking through, topics", survey.topics)
    people = bring_people(survey.arrivals(), kind=f"{kind}:{name}", dry_run=report.dry_run)
    report.came["people"], report.renamed = people.added, people.renamed
    shelves = Shelves(name, survey.names, at, report.dry_run)
    desk = Desk(source, name, people, shelves, at, report.dry_run)
    for done, (topic, posts) in enumerate(_topics(source, report)):
        progress.say("Bringing topics", done, survey.topics)
        _bring_one(topic, posts, desk, report)
    report.came["categories"] = shelves.added
    if not survey.topics and not report.problems:
        report.problem(source.name, "holds no topic")


def _topics(source: Source, report: Report) -> Iterator[tuple[TopicLine, list[PostLine]]]:
    """Each topic with the posts that follow it up to the next; a post elsewhere is told of."""
    topic: TopicLine | None = None
    posts: list[PostLine] = []
    keys: set[str] = set()
    for where, line in source.lines():
        if isinstance(line, Broken):
            report.problem(where, str(line))
        elif isinstance(line, TopicLine):
            if topic:
                yield topic, posts
            topic, posts, keys = line, [], set()
        elif isinstance(line, PostLine):
            if topic is None or line.topic != topic.key:
                report.problem(where, f"does not follow its topic {line.topic}; left out")
            elif line.key in keys:
                report.problem(where, f"is post {line.key} a second time; left out")
            else:
                posts.append(line)
                keys.add(line.key)
    if topic:
        yield topic, posts


def _bring_one(topic: TopicLine, posts: list[PostLine], desk: Desk, report: Report) -> None:
    if not posts:
        report.problem(f"topic {topic.key}", "has no post")
        return
    if ImportKey.objects.filter(source=desk.name, kind="topic", key=topic.key).exists():
        report.here_already += 1
        return
    made: Written | None = None
    try:
        with transaction.atomic():
            made = written(posts, desk.people, desk.source, at=desk.at, dry_run=desk.dry_run)
            if not desk.dry_run:
                _write(topic, made, desk)
    except (DataError, IntegrityError) as wrong:
        report.problem(f"topic {topic.key}", f"the database does not take it ({str(wrong).splitlines()[0][:150]})")
        return
    report.came.update({"topics": 1})
    report.came.update(made.came)
    report.lost.update(made.lost)


def _write(line: TopicLine, made: Written, desk: Desk) -> None:
    shelf = desk.shelves.of(line.category)
    told = AUDIENCE[line.audience]
    audience = shelf.audience_id if is_wider(told, than=shelf.audience_id) else told
    write(
        Arrived(
            source=desk.name, key=line.key, title=line.title, shelf=shelf, kind=line.kind, language=line.language,
            audience_id=audience, starter=desk.people.by_key.get(line.starter) or made.posts[0].author,
            started_at=min(line.at, made.lines[0].at), posts=made.posts, keys=[post.key for post in made.lines],
            accepted=frozenset(number for number, post in enumerate(made.lines, 1) if post.accepted),
            closed_at=line.closed_at, pinned_at=line.pinned_at, addresses=_addresses(line, made),
        )
    )  # fmt: skip
    _hang_files(made)


def _hang_files(made: Written) -> None:
    for post in made.posts:
        files = made.files[post.number]
        Attachment.objects.bulk_create(Attachment(file=stored, post=post) for stored in files)
        StoredFile.objects.filter(pk__in=[stored.pk for stored in files]).update(audience_id=post.audience_id)


def _addresses(line: TopicLine, made: Written) -> list[tuple[str, int]]:
    posts = [(each, number) for number, post in enumerate(made.lines, 1) for each in post.addresses]
    return [*((each, 0) for each in line.addresses), *posts]
