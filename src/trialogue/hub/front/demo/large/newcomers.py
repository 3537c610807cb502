"""The plan of the crowd: who joins, in order."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from trialogue.people.persons import Voice

from .plan import Plan
from .size import MODERATORS, TEAM
from .words import TONGUES

JOBS = (
    "data manager",
    "trial coordinator",
    "monitor",
    "biostatistician",
    "study nurse",
    "developer",
    "investigator",
    "trainer",
)
SKILLS = (
    "SAS",
    "R",
    "Python",
    "SDTM",
    "ADaM",
    "monitoring",
    "queries",
    "site management",
    "validation",
    "translation",
    "laboratory data",
)


class Newcomer(NamedTuple):
    """Somebody as they join; `voices` in the order of use, build, care."""

    nth: int
    at: int
    name: str
    language: str
    country: str
    zone: str
    languages: list[str]
    voices: list[str]
    says: str
    skills: list[str]


def newcomers(plan: Plan) -> Iterator[Newcomer]:
    random = plan.random("people")
    shares = [tongue.share for tongue in TONGUES]
    for nth, at in enumerate(plan.joined):
        tongue = random.choices(TONGUES, shares)[0]
        country, zone = random.choice(tongue.places)
        yield Newcomer(
            nth=nth, at=at, name=tongue.name(random), language="he" if tongue.code == "he" else "en", country=country, zone=zone,
            languages=list(tongue.spoken), voices=_voices(nth, random),
            says=random.choice(JOBS) if random.random() < 0.7 else "",  # noqa: PLR2004
            skills=random.sample(SKILLS, random.randrange(3)),
        )  # fmt: skip


def _voices(nth: int, random: Random) -> list[str]:
    if nth in TEAM or nth in MODERATORS:
        return [Voice.BUILDER.value] if nth in TEAM else [Voice.STEWARD.value]
    chance = random.random()
    if chance < 0.82:  # noqa: PLR2004
        return [Voice.USER.value]
    return [Voice.USER.value, Voice.BUILDER.value] if chance < 0.94 else [Voice.BUILDER.value]  # noqa: PLR2004
