"""The main story: Wanjiru asks, Noa carries it over, Priya builds it, Shira releases it, everybody who waited is told."""

from datetime import datetime, timedelta

from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.releases import actions as releases
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets import actions as tickets

from .stage import Stage
from .talk import Talk

WANJIRU, KAREN, CLAIRE, NOA = "Wanjiru Kamau", "Karen Whitfield", "Claire Fontaine", "Noa Peled"
PRIYA, SHIRA = "Priya Raghavan", "Shira Ben-Ami"
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
INTO_4_2 = "It goes into 4.2 if the checks compare ranges and not a guessed day. Yosef offered to write the test cases from a statistician’s view, which is worth more than the code."
ON_IT = "I am on it. @claire, could you check my reading of the SDTM rule for an unknown month with a known day? I refuse it for now, because ISO 8601 has no clean way to write it."
CLOSED = "Updated this morning. The 23 queries are closed, with the dates the patients actually gave us. Asante sana, all three of you."


def partial_dates(stage: Stage) -> None:
    """The story of the home page, from day 81 to day 39 before today."""
    people = stage.people

    def have_it_too(at: datetime) -> None:
        for person in stage.others(12, {WANJIRU, NOA}):
            forum.same_here(stage.topics[TITLE], by=person, at=at)

    def take_it_up(at: datetime) -> None:
        ticket, shira = stage.tickets["dates"], people[SHIRA]
        tickets.plan(ticket, milestone=stage.milestones["4.2"], by=shira, at=at)
        tickets.edit_ticket(ticket, by=shira, at=at, assignee=people[PRIYA])
        talk.write_post(ticket.conversation, source=INTO_4_2, by=shira, at=at + timedelta(minutes=12))

    def answer(at: datetime) -> None:
        post = stage.say(TITLE, CLAIRE, ANSWERED, at, thanks=15)
        forum.accept(
            stage.topics[TITLE], post, by=people[WANJIRU], at=at + timedelta(hours=1), holds_from=stage.version("4.2")
        )
        for kind, count in (("helped", 4), ("celebrate", 2)):
            for person in stage.others(count, {CLAIRE}):
                talk.react(post, kind=kind, by=person, at=at + timedelta(hours=5))
        talk.bookmark(post, note="For the training in March", by=people[KAREN], at=at + timedelta(hours=6))

    tags = ("partial dates", "adverse events", "SDTM")
    stage.tell(Talk("forms", "question", 81, WANJIRU, TITLE, ASKED, version="4.1", tags=tags))
    stage.at(80.7, lambda at: stage.say(TITLE, KAREN, WARNED, at, thanks=8))
    stage.at(80.5, have_it_too)
    stage.at(
        79, stage.carry("dates", "Accept partial dates and carry them into SDTM", TITLE, NOA, DONE_WHEN, priority=3)
    )
    stage.at(75, take_it_up)
    stage.at(60, stage.move("dates", PRIYA, "doing"))
    stage.at(59.8, lambda at: stage.say(TITLE, PRIYA, ON_IT, at, thanks=6))
    stage.at(47, stage.move("dates", PRIYA, "review"))
    stage.at(45, stage.move("dates", SHIRA, "landed"))
    stage.at(41, answer)
    stage.at(39, lambda at: stage.say(TITLE, WANJIRU, CLOSED, at, thanks=11))


def epilogue(stage: Stage) -> None:
    """What can only be said once the jobs have told everybody: that it helped."""
    for name, ago, words in (
        (WANJIRU, 39, "The 23 queries are closed."),
        ("Daniel Reyes", 13, "Upgraded in nine minutes."),
    ):
        person = stage.people[name]
        for told in Told.objects.filter(person=person).select_related(
            "release__version", "topic__conversation", "ticket"
        ):
            releases.answer(told, helped=True, by=person, at=stage.now - timedelta(days=ago), words=words)
