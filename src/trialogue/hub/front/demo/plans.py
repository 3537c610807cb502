"""Milestones, the tickets that began on their own, and three releases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from trialogue.hub.products import actions as products
from trialogue.hub.releases import actions as releases
from trialogue.hub.tickets import actions as tickets

from .stage import Stage, Step
from .story import SHIRA

STAND_IN = "This file stands in for the program in the demo of Trialogue. There is nothing to install.\n"


@dataclass(frozen=True)
class Plan:
    version: str
    goal: str
    horizon: str
    days_ago: float
    due_in: int | None = None


@dataclass(frozen=True)
class Wish:
    """A ticket: `reached` is the state it has come to, `affected` how many said 'affects me too'."""

    key: str
    title: str
    version: str
    who: str
    kind: str
    days_ago: float
    reached: str
    builder: str = ""
    affected: int = 0


@dataclass(frozen=True)
class Carried:
    key: str
    title: str
    topic: str
    who: str
    kind: str
    version: str
    days_ago: float


PLANS = (
    Plan("4.1", "The matrix one sees at a glance", "now", 150),
    Plan("4.2", "Dates as people really know them", "now", 110),
    Plan("4.2.1", "Repairs, all asked for by members", "now", 40),
    Plan("4.3", "Sites see what is late", "now", 39, 63),
    Plan("4.4", "Offline and signatures", "next", 38.5, 150),
    Plan("5.0", "ODM 2 throughout", "later", 37),
)
WISHES = (
    Wish("matrix", "One glyph a cell in the subject matrix", "4.1", "Tamar Levi", "feature", 148, "landed", "Mathieu Lacombe", 5),
    Wish("zones", "Visit windows respect the site’s time zone", "4.1", "Arjun Mehta", "bug", 140, "landed", "Arjun Mehta", 3),
    Wish("reminders", "Reminder mails went out twice after a restart", "4.2.1", "Joseph Otieno", "bug", 30, "landed", "Ethan Brooks", 2),
    Wish("sorting", "The site list forgets its sorting when one comes back to it", "4.2.1", "Karen Whitfield", "bug", 29, "landed", "Arjun Mehta", 1),
    Wish("ranges", "Lab normal ranges by age and sex", "4.3", "Arjun Mehta", "feature", 34, "review", "Lakshmi Iyer", 12),
    Wish("windows", "Show visit windows in the subject matrix", "4.3", "Karen Whitfield", "feature", 22, "doing", "Arjun Mehta", 7),
    Wish("hebrew", "Hebrew and Hindi data entry", "4.3", "Tamar Levi", "feature", 31, "landed", "Ethan Brooks", 9),
    Wish("query-zone", "The query export leaves out the time zone", "4.3", "Joseph Otieno", "bug", 8, "planned", "", 4),
    Wish("signing", "Sign many casebooks at once", "4.4", "Sophie Marchand", "feature", 36, "planned", "", 9),
    Wish("coding", "Medical coding beside the form", "4.4", "Claire Fontaine", "feature", 35, "planned", "", 6),
    Wish("fhir", "Read from hospital records by FHIR", "5.0", "Ravi Kulkarni", "feature", 33, "planned", "", 13),
    Wish("remote", "Verify source documents from afar", "5.0", "Karen Whitfield", "feature", 20, "planned", "", 8),
    Wish("docs", "Describe the repeating group in the handbook", "", "Amina Odhiambo", "documentation", 4, "new", "", 1),
    Wish("units", "Blinded unit conversions", "", "Yosef Adler", "feature", 2, "accepted", "", 5),
)  # fmt: skip
CARRIED = (
    Carried("upgrade", "Upgrade from 4.1 stops at migration 0093 on PostgreSQL 13",
            "Upgrade from 4.1 to 4.2 stops at migration 0093 on PostgreSQL 13", "Joseph Otieno", "bug", "4.2.1", 17),
    Carried("labels", "The SAS export cuts off labels with an accent at 40 bytes",
            "The SAS export cuts off labels with an accent", "Joseph Otieno", "bug", "4.2.1", 24),
    Carried("ageing", "Query ageing on the site dashboard", "Show query ageing on the site dashboard", "Noa Peled", "feature", "4.3", 38),
    Carried("offline", "Work without a connection on tablets", "Work without a connection on tablets", "Noa Peled", "feature", "4.4", 36),
    Carried("warn", "Warn when two people enter one visit",
            "Can two nurses enter the same visit at once without overwriting each other?", "Joseph Otieno", "feature", "4.3", 0.5),
)  # fmt: skip
RELEASES = (
    ("4.1", 112, "One glyph a cell, keyboard all the way, 400 subjects on one page."),
    ("4.2", 40, "Partial dates from the form into SDTM, a faster subject matrix, edit checks in plain words."),
    ("4.2.1", 14, "Repairs, all asked for by members. The one most people waited for: upgrading no longer stops half-way on PostgreSQL 13."),
)  # fmt: skip
WAY = {"accepted": ("accepted",), "doing": ("doing",), "review": ("doing", "review"), "landed": ("doing", "landed")}


def plans(stage: Stage) -> None:
    for plan in PLANS:
        stage.at(plan.days_ago, _planned(stage, plan))
    for wish in WISHES:
        stage.at(wish.days_ago, _opened(stage, wish))
    for thing in CARRIED:
        stage.at(thing.days_ago, stage.carry(thing.key, thing.title, thing.topic, thing.who, kind=thing.kind))
        stage.at(thing.days_ago - 0.2, _into(stage, thing.key, thing.version))
    stage.at(16, stage.move("upgrade", "Lakshmi Iyer", "doing", "landed"))
    stage.at(20, stage.move("labels", "Priya Raghavan", "doing", "landed"))
    stage.at(12, stage.move("ageing", "Mathieu Lacombe", "doing"))
    for version, days_ago, summary in RELEASES:
        stage.at(days_ago, _published(stage, version, summary))


def _planned(stage: Stage, plan: Plan) -> Step:
    def go(at: datetime) -> None:
        due = (stage.now + timedelta(days=plan.due_in)).date() if plan.due_in else None
        stage.milestones[plan.version] = products.plan_milestone(
            stage.the_product, version=plan.version, by=stage.people[SHIRA], at=at, goal=plan.goal,
            horizon=plan.horizon, start_date=at.date(), due_date=due,
        )  # fmt: skip

    return go


def _into(stage: Stage, key: str, version: str) -> Step:
    def go(at: datetime) -> None:
        tickets.plan(stage.tickets[key], milestone=stage.milestones[version], by=stage.people[SHIRA], at=at)

    return go


def _opened(stage: Stage, wish: Wish) -> Step:
    def go(at: datetime) -> None:
        who, shira = stage.people[wish.who], stage.people[SHIRA]
        source = f"{wish.title}. Said as {who.says}: this costs us time every week."
        ticket = tickets.open_ticket(stage.the_product, title=wish.title, source=source, by=who, at=at, kind=wish.kind)
        stage.tickets[wish.key] = ticket
        for person in stage.others(wish.affected, {wish.who}):
            tickets.affect(ticket, by=person, at=at + timedelta(hours=5))
        if wish.version:
            tickets.plan(ticket, milestone=stage.milestones[wish.version], by=shira, at=at + timedelta(hours=6))
        if wish.builder:
            tickets.edit_ticket(ticket, by=shira, at=at + timedelta(hours=7), assignee=stage.people[wish.builder])
        for step, state in enumerate(WAY.get(wish.reached, ()), 1):
            tickets.move(ticket, to=state, by=shira, at=at + timedelta(days=step * min(4, wish.days_ago / 4)))

    return go


def _published(stage: Stage, version: str, summary: str) -> Step:
    def go(at: datetime) -> None:
        shira, before = stage.people[SHIRA], at - timedelta(hours=1)
        release = releases.draft_release(stage.milestones[version], by=shira, at=before)
        releases.edit_release(
            release, summary=summary, notes=release.notes, seen_revision=release.revision, by=shira, at=before
        )
        for label in ("linux-x86_64.tar.gz", "windows.zip"):
            file = ContentFile(f"OpenCapture {version}. {STAND_IN}".encode())
            releases.attach_file(release, file, name=f"opencapture-{version}-{label}", by=shira, at=before)
        releases.publish(release, by=shira, at=at)

    return go
