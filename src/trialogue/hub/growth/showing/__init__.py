"""The cockpit, ready to be drawn from what was last counted."""

from trialogue.core.design.moments import moment
from trialogue.hub.growth.figures import FIGURES
from trialogue.hub.growth.models import Reading

from .panels import countries, downloads, first_answers, giving
from .shapes import Cockpit, how
from .verdict import flow_terms, headline, lede, needs, retained, weeks

NAMES = [figure.name for figure in FIGURES]
# What stands still does not say that something happens.
STANDING = ("members", "countries")
PANELS = (first_answers, giving, downloads, countries)


def cockpit() -> Cockpit | None:
    """One query; None where nothing was counted yet."""
    read = {reading.name: reading for reading in Reading.objects.filter(name__in=NAMES)}
    if not read:
        return None
    if not any(reading.n for name, reading in read.items() if name not in STANDING):
        return Cockpit(members=how(read["members"]), as_of=moment(read["members"].at))
    return Cockpit(
        members=how(read["members"]),
        as_of=moment(read["members"].at),
        headline=headline(read),
        lede=lede(read),
        weeks=weeks(read["active"]),
        terms=flow_terms(read["flow"]),
        retained=retained(read["flow"]),
        flow=how(read["flow"]),
        needs=needs(read),
        panels=[panel(read) for panel in PANELS],
    )
