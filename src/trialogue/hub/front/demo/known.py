"""How far the people of the demo are known: what months of reading and helping would have made of them."""

from datetime import datetime

from trialogue.people.actions.trusting import let_grow, set_level
from trialogue.people.trust.levels import Level

from .stage import Stage

KNOWN = ("Wanjiru Kamau", "Karen Whitfield", "Yosef Adler", "Sophie Marchand")
WHY = "Here since before there were levels."


def known(stage: Stage) -> None:
    """A leader, some who are known, and nobody who is new but the latest."""
    noa = stage.people["Noa Peled"]

    def lead(at: datetime) -> None:
        why = "Answers most of what is asked about statistics, and keeps the group of statisticians together."
        set_level(stage.people["Claire Fontaine"], level=Level.LEADER, by=noa, at=at, reason=why)

    def settle(at: datetime) -> None:
        for name, person in stage.people.items():
            if not person.roles and name != "Claire Fontaine":
                level = Level.KNOWN if name in KNOWN else Level.ARRIVED
                set_level(person, level=level, by=None, at=at, reason=WHY)
                let_grow(person, by=noa, at=at)

    stage.at(60, settle)
    stage.at(45, lead)
