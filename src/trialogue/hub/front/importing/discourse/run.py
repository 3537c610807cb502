"""The whole import: look through the archive, bring the people, bring the topics, put the links in."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db import DataError, IntegrityError

from trialogue.core import activity
from trialogue.hub.conversations.models import ImportKey
from trialogue.hub.front.importing.people import Arrival, bring_people
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.importing.shelves import Shelves
from trialogue.hub.front.progress import Progress

from . import linking
from .reader import files
from .shapes import Account, ArchivedTopic, Broken, topic_in
from .surroundings import Surroundings
from .topics import Desk, bring_topic


@dataclass
class Survey:
    """What the first look through the archive finds: it is read twice, so that memory holds one topic at a time."""

    accounts: dict[int, Arrival] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    categories: set[int] = field(default_factory=set)
    hosts: Counter[str] = field(default_factory=Counter)

    def note(self, topic: ArchivedTopic) -> None:
        self.topics.add(topic.id)
        self.categories.add(topic.category_id)
        self.hosts.update(topic.hosts)
        for account, at in topic.accounts:
            seen = self.accounts.get(account.id)
            if seen is None or at < seen.at:
                self.accounts[account.id] = replace(seen, at=at) if seen else _arrival(account, at)

    @property
    def host(self) -> str:
        return self.hosts.most_common(1)[0][0] if self.hosts else ""


def _arrival(account: Account, at: datetime) -> Arrival:
    return Arrival(str(account.id), account.username, at, account.name, account.title, is_bot=account.id < 0)


def bring(
    path: Path, *, source: str, at: datetime, progress: Progress, host: str = "",
    names: Mapping[str, Mapping[str, str]] | None = None, dry_run: bool = False,
) -> Report:  # fmt: skip
    """Imports an archive and tells what came. Interrupted or run again, it adds what is missing and nothing twice."""
    report = Report(dry_run=dry_run)
    began = time.monotonic()
    try:
        with activity.origin("import"):
            _bring(path, report, Shelves(source, names or {}, at, dry_run), progress, host)
    except KeyboardInterrupt:
        report.interrupted = True
    progress.end()
    report.seconds = time.monotonic() - began
    return report


def _bring(path: Path, report: Report, shelves: Shelves, progress: Progress, host: str) -> None:
    survey = _survey(path, progress)
    arrivals = survey.accounts.values()
    people = bring_people(arrivals, kind=f"discourse:{shelves.source}", dry_run=shelves.dry_run)
    report.came["people"], report.renamed = people.added, people.renamed
    host = host or survey.host
    addresses = {number: f"/forum/{shelves.of(str(number)).slug}/" for number in sorted(survey.categories)}
    report.came["categories"] = shelves.added
    where = Surroundings(shelves.source, host, people.by_name, survey.topics, addresses)
    desk = Desk(shelves.source, people, shelves, where, shelves.dry_run)
    for topic in _new_topics(path, report, desk, progress):
        _bring_one(topic, desk, report)
    if not survey.topics and not report.problems:
        report.problem(path.name, "holds no topic of a Discourse archive")
    if not shelves.dry_run:
        for done, count in enumerate(linking.link(shelves.source, host)):
            progress.say("Linking topics, posts done", done * linking.CHUNK + count)


def _survey(path: Path, progress: Progress) -> Survey:
    survey = Survey()
    for found in files(path):
        try:
            topic = topic_in(found.data) if not found.problem else None
        except Broken:
            continue  # told when the topics are brought
        if topic:
            survey.note(topic)
            progress.say("Looking through the archive, topics", len(survey.topics))
    return survey


def _new_topics(path: Path, report: Report, desk: Desk, progress: Progress) -> Iterator[ArchivedTopic]:
    """The topics that are not here yet; whatever cannot be read goes into the report."""
    here = set(ImportKey.objects.filter(source=desk.source, kind="topic").values_list("key", flat=True))
    seen: set[int] = set()
    total = len(desk.where.topics)
    for found in files(path):
        if found.problem:
            report.problem(found.name, found.problem)
            continue
        try:
            topic = topic_in(found.data)
        except Broken as why:
            report.problem(found.name, str(why))
            continue
        if topic is None:
            report.lost["JSON files that are no topics"] += 1
            continue
        if topic.id in seen:
            report.problem(found.name, f"is topic {topic.id} a second time; left out")
            continue
        seen.add(topic.id)
        progress.say("Bringing topics", len(seen), total)
        for problem in topic.problems:
            report.problem(found.name, problem)
        if str(topic.id) in here:
            report.here_already += 1
        else:
            yield topic


def _bring_one(topic: ArchivedTopic, desk: Desk, report: Report) -> None:
    try:
        brought = bring_topic(topic, desk)
    except (DataError, IntegrityError) as wrong:
        report.problem(f"topic {topic.id}", f"the database does not take it ({str(wrong).splitlines()[0][:150]})")
        return
    report.came.update(brought.came)
    report.lost.update(brought.lost)
