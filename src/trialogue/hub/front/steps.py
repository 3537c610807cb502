"""The steps of getting started: ours, until a manager changes one in the site.

What a manager changed stands in `Site.steps`: key → title, text, act (each by language), url, hidden, voices, place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trialogue.core import site
from trialogue.core.words import spoken
from trialogue.people.persons import Voice

EVERYBODY = frozenset(Voice.values)


@dataclass(frozen=True)
class Step:
    """`door` is the mark that going through /start/go/<key>/ leaves on the person; "" where an act is the mark.

    `leads` is False where the step is what one page does, so that no other address can take its place.
    """

    key: str
    title: str | Promise
    text: str | Promise
    act: str | Promise
    voices: frozenset[str] = EVERYBODY
    door: str = ""
    leads: bool = True


STEPS = (
    Step("confirm", _("Confirm your e-mail"), "", "", leads=False),
    Step(
        "voices",
        _("Say what you do"),
        _("It gives your avatar its shape and decides what we show you first."),
        _("Choose"),
        leads=False,
    ),
    Step(
        "download",
        _("Get the newest version"),
        _("With its notes: what is new, and who asked for it."),
        _("To the download"),
        frozenset({Voice.USER, Voice.BUILDER}),
        "downloaded",
    ),
    Step(
        "docs",
        _("Read the first pages of the documentation"),
        _("Ten minutes, and the words everybody here uses."),
        _("Open it"),
        door="read_docs",
    ),
    Step(
        "demo",
        _("Try the demo"),
        _("Everything in it is invented. Nothing you do there can go wrong."),
        _("Open the demo"),
        frozenset({Voice.USER, Voice.STEWARD}),
        "tried_demo",
    ),
    Step(
        "hello",
        _("Say hello, or ask"),
        _("One sentence is plenty: what you do, or what you wonder about."),
        _("Write it"),
    ),
    Step(
        "answer",
        _("Answer somebody who waits"),
        _("You need not know everything; half an answer moves a question on."),
        _("Who waits?"),
        frozenset({Voice.BUILDER, Voice.STEWARD}),
    ),
    Step(
        "give",
        _("Give one small thing"),
        _(
            "Press “have this too” on a question you know, thank somebody, mark the answer that helped, or write a ticket."
        ),
        _("Look around"),
    ),
)
DOORS = {step.key: step.door for step in STEPS if step.door}
WORDS = ("title", "text", "act")


def step_of(key: str) -> Step | None:
    return next((step for step in STEPS if step.key == key), None)


def kept(step: Step) -> dict[str, Any]:
    """What a manager changed of it."""
    changed: dict[str, Any] = site.current().steps.get(step.key, {})
    return changed


def word(step: Step, which: str) -> str:
    """Its title, text or the word of its button in the reader's language: the manager's, else ours."""
    return spoken(kept(step).get(which, {})) or str(getattr(step, which))


def voices_of(step: Step) -> frozenset[str]:
    return frozenset(kept(step).get("voices", step.voices))


def is_hidden(step: Step) -> bool:
    return bool(kept(step).get("hidden"))


def ordered() -> list[Step]:
    """In the order a manager chose, else in ours."""
    ours = {step.key: number for number, step in enumerate(STEPS)}
    return sorted(STEPS, key=lambda step: (kept(step).get("place", ours[step.key]), ours[step.key]))


def moved(key: str, by: int) -> list[str]:
    """The order with this step so many places further."""
    keys = [step.key for step in ordered()]
    place = keys.index(key)
    keys.insert(max(place + by, 0), keys.pop(place))
    return keys


def voice_labels(slugs: Iterable[str]) -> list[str]:
    return [str(label) for slug, label in Voice.choices if slug in slugs]
