"""Two groups: statisticians, whom everybody finds, and a private one that translates; and three representatives."""

from datetime import datetime, timedelta

from trialogue.hub.forum import actions as forum
from trialogue.hub.groups import actions as groups
from trialogue.people.actions.representing import appoint_representative

from .stage import Stage
from .story import CLAIRE, NOA

SOPHIE, TAMAR, YOSEF = "Sophie Marchand", "Tamar Levi", "Yosef Adler"
ROUNDING = """Our SAP says “round half away from zero”, `round()` in R rounds half to even. Three tables of the last report differ in the last digit.

How do you keep both sides of a double programming together?"""
BOTH_SIDES = """We agreed on one function, `round_half_up()`, validated once, and forbade the other by a check in the pipeline. It reads `x * 10^n + 0.5` and nothing clever. I can share the validation document."""
TERMS = """Proposal for the next version: **נבדק** for *subject* and **משתתף** for *participant*, never mixed in one form. Objections?"""


def _statisticians(stage: Stage, at: datetime) -> None:
    noa, claire = stage.people[NOA], stage.people[CLAIRE]
    circle = groups.found_group(
        names={"en": "Statisticians", "he": "סטטיסטיקאים"}, slug="statisticians", joining="request", by=noa, at=at,
        descriptions={
            "en": "For those who turn data into tables: R, SAS, ADaM, and everything a SAP leaves open.",
            "he": "למי שהופכים נתונים לטבלאות: R, SAS, ADaM וכל מה שתוכנית הניתוח משאירה פתוח.",
        },
    )  # fmt: skip
    groups.invite_to_group(circle, claire, by=noa, at=at)
    groups.join_group(circle, by=claire, at=at + timedelta(hours=2))
    groups.appoint_leader(circle, claire, by=noa, at=at + timedelta(hours=3))
    groups.leave_group(circle, by=noa, at=at + timedelta(hours=4))
    claire.forget_standing()
    shelf = groups.add_area(
        circle, names={"en": "Tables and models", "he": "טבלאות ומודלים"}, readers="public", kind="questions", by=claire,
        slug="tables-and-models", at=at + timedelta(days=1),
    )  # fmt: skip
    for nth, name in enumerate((YOSEF, "Lukas Weber", "Sanjay Gupta"), 2):
        asked = groups.ask_to_join(circle, words="", by=stage.people[name], at=at + timedelta(days=nth))
        groups.decide_request(asked, admitted=True, by=claire, at=at + timedelta(days=nth, hours=5))
    groups.ask_to_join(
        circle, words="I program tables in SAS since 2011 and learn R.", by=stage.people["Hélène Roux"], at=stage.now
    )
    title = "Rounding half up in R and SAS: how do you keep double programming together?"
    stage.topics[title] = forum.open_topic(
        shelf,
        title=title,
        source=ROUNDING,
        by=stage.people[YOSEF],
        at=at + timedelta(days=9),
        kind="question",
        language="en",
    )
    stage.say(title, CLAIRE, BOTH_SIDES, at + timedelta(days=9, hours=6), thanks=4)


def _translators(stage: Stage, at: datetime) -> None:
    noa = stage.people[NOA]
    circle = groups.found_group(
        names={"en": "Hebrew translation", "he": "תרגום לעברית"}, slug="hebrew-translation", seen_by="private",
        joining="invitation", by=noa, at=at, descriptions={"en": "Who words the Hebrew of the next version."},
    )  # fmt: skip
    for name in (TAMAR, SOPHIE):
        groups.invite_to_group(circle, stage.people[name], by=noa, at=at)
    groups.join_group(circle, by=stage.people[TAMAR], at=at + timedelta(hours=1))
    noa.forget_standing()
    shelf = groups.add_area(
        circle, names={"en": "Terms", "he": "מונחים"}, slug="hebrew-terms", by=noa, at=at + timedelta(hours=2)
    )
    stage.topics["Terms"] = forum.open_topic(
        shelf, title="Subject or participant", source=TERMS, by=stage.people[TAMAR], at=at + timedelta(days=1),
        kind="discussion", language="en",
    )  # fmt: skip


def _representatives(stage: Stage, at: datetime) -> None:
    for name, country in (("Joseph Otieno", "KE"), (SOPHIE, "FR"), (TAMAR, "IL")):
        appoint_representative(stage.people[name], country=country, by=stage.people[NOA], at=at)


def circles(stage: Stage) -> None:
    stage.at(120, lambda at: _representatives(stage, at))
    stage.at(64, lambda at: _statisticians(stage, at))
    stage.at(12, lambda at: _translators(stage, at))
