"""The main story: Wanjiru asks, Noa carries it over, Priya builds it, Shira releases it, fifteen people are told."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.products import actions as products
from trialogue.hub.releases import actions as releases
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets import actions as tickets
from trialogue.hub.tickets.models import Ticket

from .stage import Stage
from .talk import Talk

TITLE = "The adverse events form refuses a date when only the month is known"
ASKED = """We run a hypertension study at four sites. Patients often remember that a headache started “some time in August”, so the source says `UN-AUG-2026`. The form only takes a full date. My sites now invent the first of the month, and our monitor rightly raises a query each time: 23 so far.

Is there a way to record what we really know, and still get a usable `AESTDTC` in the export?"""
WARNED = """> My sites now invent the first of the month

As the person who raises those queries: please do not invent a day. An imputed date in the source data cannot be told from a real one later. Until there is something better, a text item with a check is the lesser evil."""
ANSWERED = """**From version 4.2:** give the item the type `partial_date` and say which parts may be unknown. The export writes the ISO 8601 form that SDTM expects, so August without a day becomes `2026-08`. Nothing is imputed.

```yaml forms/adverse_events.yaml
- item: AESTDTC
  label: Start date
  type: partial_date
  unknown: [day, month]        # the year is always required
  check:
    rule: latest(AESTDTC) >= informed_consent
    say: Is this event before consent? Please confirm.
```

**On 4.1 or earlier:** use a text item with the pattern below and convert it when you export.

```
^(UN|0[1-9]|[12]\\d|3[01])-(UNK|JAN|FEB|MAR|…|DEC)-(19|20)\\d{2}$
```"""
DONE_WHEN = """Sites often know only the month, or only the year, of an event. Today the form insists on a full date and people invent one. We want the form to take what is known and the export to say exactly that.

### Done when

- [x] An item can say which parts of a date may be unknown
- [x] Entry by keyboard works as `UN-AUG-2026`, and by picker
- [x] The export writes `2026-08`, never an imputed date
- [x] Edit checks compare the earliest and latest possible day
- [x] The audit trail shows the parts, not a made-up date"""
CHECKSUMS = "This file stands in for the program in the demo of Trialogue. There is nothing to install.\n"


def _carry(
    stage: Stage,
    key: str,
    title: str,
    topic_title: str,
    who: str,
    *,
    source: str = "",
    kind: str = "feature",
    priority: int = 2,
) -> None:
    assert stage.product is not None
    topic = stage.topics[topic_title]
    stage.tickets[key] = tickets.carry_over(
        topic, topic.conversation.posts.get(number=1), product=stage.product, by=stage.people[who], at=stage_time(stage, topic),
        title=title, source=source, kind=kind, priority=priority,
    )  # fmt: skip


def stage_time(stage: Stage, topic: object) -> datetime:
    """Two days after the topic began, never in the future."""
    started: datetime = topic.conversation.started_at  # type: ignore[attr-defined]
    return min(started + timedelta(days=2), stage.now - timedelta(minutes=20))


def partial_dates(stage: Stage) -> None:
    """The story of the home page, from day 81 to day 39 before today."""
    people = stage.people
    stage.tell(Talk("forms", "question", 81, "Wanjiru Kamau", TITLE, ASKED, (), 0, "4.1"))
    stage.at(80.7, lambda at: _say(stage, "Karen Whitfield", WARNED, at, thanks=8))
    stage.at(
        80.5,
        lambda at: (
            [
                forum.same_here(stage.topics[TITLE], by=p, at=at)
                for p in stage.others(12, {"Wanjiru Kamau", "Noa Peled"})
            ]
            and None
        ),
    )
    stage.at(
        79,
        lambda at: _carry(
            stage,
            "dates",
            "Accept partial dates and carry them into SDTM",
            TITLE,
            "Noa Peled",
            source=DONE_WHEN,
            priority=3,
        ),
    )
    stage.at(
        75,
        lambda at: tickets.plan(
            stage.tickets["dates"], milestone=stage.milestones["4.2"], by=people["Shira Ben-Ami"], at=at
        ),
    )
    stage.at(
        75,
        lambda at: tickets.edit_ticket(
            stage.tickets["dates"], by=people["Shira Ben-Ami"], at=at, assignee=people["Priya Raghavan"]
        ),
    )
    stage.at(
        74.8,
        lambda at: _comment(
            stage,
            "dates",
            "Shira Ben-Ami",
            "It goes into 4.2 if the checks compare ranges and not a guessed day. Yosef offered to write the test cases from a statistician’s view, which is worth more than the code.",
            at,
        ),
    )
    stage.at(60, stage.move("dates", "Priya Raghavan", "doing"))
    stage.at(
        59.8,
        lambda at: _say(
            stage,
            "Priya Raghavan",
            "I am on it. @claire, could you check my reading of the SDTM rule for an unknown month with a known day? I refuse it for now, because ISO 8601 has no clean way to write it.",
            at,
            thanks=6,
        ),
    )
    stage.at(47, stage.move("dates", "Priya Raghavan", "review"))
    stage.at(45, stage.move("dates", "Shira Ben-Ami", "landed"))
    stage.at(41, lambda at: _answer(stage, at))
    stage.at(
        39,
        lambda at: _say(
            stage,
            "Wanjiru Kamau",
            "Updated this morning. The 23 queries are closed, with the dates the patients actually gave us. Asante sana, all three of you.",
            at,
            thanks=11,
        ),
    )
    stage.at(39, lambda at: _helped(stage, at))


def _say(stage: Stage, who: str, text: str, at: datetime, *, thanks: int = 0) -> None:
    post = talk.write_post(stage.topics[TITLE].conversation, source=text, by=stage.people[who], at=at)
    for person in stage.others(thanks, {who}):
        talk.react(post, kind="thanks", by=person, at=at + timedelta(hours=2))


def _comment(stage: Stage, key: str, who: str, text: str, at: datetime) -> None:
    talk.write_post(stage.tickets[key].conversation, source=text, by=stage.people[who], at=at)


def _answer(stage: Stage, at: datetime) -> None:
    topic, people = stage.topics[TITLE], stage.people
    post = talk.write_post(topic.conversation, source=ANSWERED, by=people["Claire Fontaine"], at=at)
    forum.accept(topic, post, by=people["Wanjiru Kamau"], at=at + timedelta(hours=1), holds_from=stage.version("4.2"))
    for person in stage.others(15, {"Claire Fontaine"}):
        talk.react(post, kind="thanks", by=person, at=at + timedelta(hours=3))


def _helped(stage: Stage, at: datetime) -> None:
    """Wanjiru answers 'Did it help?' once the jobs have told her; in the demo they have not run yet."""
    for told in Told.objects.filter(person=stage.people["Wanjiru Kamau"]):
        releases.answer(told, helped=True, by=stage.people["Wanjiru Kamau"], at=at, words="The 23 queries are closed.")


MILESTONES = (
    ("4.1", "The matrix one sees at a glance", "now", 150, None),
    ("4.2", "Dates as people really know them", "now", 110, None),
    ("4.2.1", "Six repairs, all asked for by members", "now", 40, None),
    ("4.3", "Sites see what is late", "now", 39, 63),
    ("4.4", "Offline and signatures", "next", 38, 150),
    ("5.0", "ODM 2 throughout", "later", 37, None),
)
# key, title, version, who opens it, kind, days ago, state reached, who works on it, how many are affected
TICKETS = (
    (
        "matrix",
        "One glyph a cell in the subject matrix",
        "4.1",
        "Tamar Levi",
        "feature",
        148,
        "landed",
        "Mathieu Lacombe",
        5,
    ),
    (
        "zones",
        "Visit windows respect the site’s time zone",
        "4.1",
        "Arjun Mehta",
        "bug",
        140,
        "landed",
        "Arjun Mehta",
        3,
    ),
    (
        "reminders",
        "Reminder mails went out twice after a restart",
        "4.2.1",
        "Joseph Otieno",
        "bug",
        30,
        "landed",
        "Ethan Brooks",
        2,
    ),
    (
        "sorting",
        "The site list forgets its sorting when one comes back to it",
        "4.2.1",
        "Karen Whitfield",
        "bug",
        29,
        "landed",
        "Arjun Mehta",
        1,
    ),
    ("ranges", "Lab normal ranges by age and sex", "4.3", "Arjun Mehta", "feature", 34, "review", "Lakshmi Iyer", 12),
    (
        "windows",
        "Show visit windows in the subject matrix",
        "4.3",
        "Karen Whitfield",
        "feature",
        22,
        "doing",
        "Arjun Mehta",
        7,
    ),
    ("hebrew", "Hebrew and Hindi data entry", "4.3", "Tamar Levi", "feature", 31, "landed", "Ethan Brooks", 9),
    ("export-zone", "The query export leaves out the time zone", "4.3", "Joseph Otieno", "bug", 8, "planned", "", 4),
    ("signing", "Sign many casebooks at once", "4.4", "Sophie Marchand", "feature", 36, "planned", "", 9),
    ("coding", "Medical coding beside the form", "4.4", "Claire Fontaine", "feature", 35, "planned", "", 6),
    ("fhir", "Read from hospital records by FHIR", "5.0", "Ravi Kulkarni", "feature", 33, "planned", "", 13),
    ("remote", "Verify source documents from afar", "5.0", "Karen Whitfield", "feature", 20, "planned", "", 8),
    ("docs", "Describe the repeating group in the handbook", "", "Amina Odhiambo", "documentation", 4, "new", "", 1),
    ("units", "Blinded unit conversions", "", "Yosef Adler", "feature", 2, "accepted", "", 5),
)
WAY = {
    "new": (),
    "accepted": ("accepted",),
    "planned": (),
    "doing": ("doing",),
    "review": ("doing", "review"),
    "landed": ("doing", "landed"),
}


def plans(stage: Stage) -> None:
    """Milestones, the tickets that began on their own, and the three releases."""
    for version, goal, horizon, ago, due_in in MILESTONES:
        stage.at(ago, _planned(stage, version, goal, horizon, due_in))
    for row in TICKETS:
        stage.at(row[5], _opened(stage, row))
    for key, title, source, who, plan, days in (
        (
            "upgrade",
            "Upgrade from 4.1 stops at migration 0093 on PostgreSQL 13",
            "Upgrade from 4.1 to 4.2 stops at migration 0093 on PostgreSQL 13",
            "Joseph Otieno",
            "4.2.1",
            17,
        ),
        (
            "labels",
            "The SAS export cuts off labels with an accent at 40 bytes",
            "The SAS export cuts off labels with an accent",
            "Joseph Otieno",
            "4.2.1",
            24,
        ),
        (
            "ageing",
            "Query ageing on the site dashboard",
            "Show query ageing on the site dashboard",
            "Noa Peled",
            "4.3",
            38,
        ),
        (
            "offline",
            "Work without a connection on tablets",
            "Work without a connection on tablets",
            "Noa Peled",
            "4.4",
            36,
        ),
    ):
        kind = "bug" if plan == "4.2.1" else "feature"
        stage.at(days, lambda at, k=key, t=title, s=source, w=who, n=kind: _carry(stage, k, t, s, w, kind=n))
        stage.at(
            days - 0.5,
            lambda at, k=key, v=plan: tickets.plan(
                stage.tickets[k], milestone=stage.milestones[v], by=stage.people["Shira Ben-Ami"], at=at
            ),
        )
    stage.at(16, stage.move("upgrade", "Lakshmi Iyer", "doing", "landed"))
    stage.at(20, stage.move("labels", "Priya Raghavan", "doing", "landed"))
    stage.at(12, stage.move("ageing", "Mathieu Lacombe", "doing"))
    stage.at(
        0.8,
        lambda at: _carry(
            stage,
            "warn",
            "Warn when two people enter one visit",
            "Can two nurses enter the same visit at once without overwriting each other?",
            "Joseph Otieno",
        ),
    )
    stage.at(
        0.7,
        lambda at: tickets.plan(
            stage.tickets["warn"], milestone=stage.milestones["4.3"], by=stage.people["Shira Ben-Ami"], at=at
        ),
    )
    for version, days, summary in (
        ("4.1", 112, "One glyph a cell, keyboard all the way, 400 subjects on one page."),
        ("4.2", 40, "Partial dates from the form into SDTM, a faster subject matrix, edit checks in plain words."),
        (
            "4.2.1",
            14,
            "Repairs, all asked for by members. The one most people waited for: upgrading no longer stops half-way on PostgreSQL 13.",
        ),
    ):
        stage.at(days, lambda at, v=version, s=summary: _publish(stage, v, s, at))


def _planned(stage: Stage, version: str, goal: str, horizon: str, due_in: int | None):  # type: ignore[no-untyped-def]
    def go(at: datetime) -> None:
        assert stage.product is not None
        due = (stage.now + timedelta(days=due_in)).date() if due_in else None
        stage.milestones[version] = products.plan_milestone(
            stage.product, version=version, by=stage.people["Shira Ben-Ami"], at=at, goal=goal, horizon=horizon,
            start_date=at.date(), due_date=due,
        )  # fmt: skip

    return go


def _opened(stage: Stage, row: tuple[str, str, str, str, str, int, str, str, int]):  # type: ignore[no-untyped-def]
    key, title, version, who, kind, ago, reached, builder, affected = row

    def go(at: datetime) -> None:
        assert stage.product is not None
        shira = stage.people["Shira Ben-Ami"]
        source = f"{title}. {stage.people[who].says} speaking: this costs us time every week."
        ticket: Ticket = tickets.open_ticket(
            stage.product, title=title, source=source, by=stage.people[who], at=at, kind=kind
        )
        stage.tickets[key] = ticket
        for person in stage.others(affected, {who}):
            tickets.affect(ticket, by=person, at=at + timedelta(hours=5))
        if version:
            tickets.plan(ticket, milestone=stage.milestones[version], by=shira, at=at + timedelta(hours=6))
        if builder:
            tickets.edit_ticket(ticket, by=shira, at=at + timedelta(hours=7), assignee=stage.people[builder])
        for step, state in enumerate(WAY[reached], 1):
            tickets.move(ticket, to=state, by=shira, at=at + timedelta(days=step * min(4, ago / 4)))

    return go


def _publish(stage: Stage, version: str, summary: str, at: datetime) -> None:
    shira = stage.people["Shira Ben-Ami"]
    release = releases.draft_release(stage.milestones[version], by=shira, at=at - timedelta(hours=3))
    releases.edit_release(
        release,
        summary=summary,
        notes=release.notes,
        seen_revision=release.revision,
        by=shira,
        at=at - timedelta(hours=1),
    )
    for label in ("linux-x86_64.tar.gz", "windows.zip"):
        upload = ContentFile(f"OpenCapture {version}. {CHECKSUMS}".encode())
        releases.attach_file(
            release, upload, name=f"opencapture-{version}-{label}", by=shira, at=at - timedelta(hours=1)
        )
    releases.publish(release, by=shira, at=at)
