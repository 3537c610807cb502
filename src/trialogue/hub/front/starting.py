"""Getting started: a few steps by voice, and which of them somebody has taken already.

The words are ours until a manager writes others (`Site.steps`: step → title, text, url, hidden).
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from trialogue.core import site
from trialogue.core.design.icons import glyph
from trialogue.core.words import spoken
from trialogue.hub.conversations.models import Post, Reaction
from trialogue.hub.forum.models import Solution
from trialogue.hub.products.models import Product
from trialogue.hub.tickets.models import Affected, Ticket
from trialogue.people.persons import Person, Voice

EVERYBODY = frozenset(Voice.values)


@dataclass(frozen=True)
class Step:
    """`door` is the mark that going through /start/go/<key>/ leaves on the person; "" where an act is the mark."""

    key: str
    title: str | Promise
    text: str | Promise
    act: str | Promise
    voices: frozenset[str] = EVERYBODY
    door: str = ""


STEPS = (
    Step("confirm", _("Confirm your e-mail"), "", ""),
    Step(
        "voices",
        _("Say what you do"),
        _("It gives your avatar its shape and decides what we show you first."),
        _("Choose"),
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


@dataclass(frozen=True)
class Shown:
    """A step as one member sees it; `status` is done, now or later."""

    key: str
    title: str
    text: str
    act: str
    url: str
    status: str

    @property
    def tick(self) -> SafeString:
        return glyph("disc" if self.status == "done" else "ring")


@dataclass(frozen=True)
class Checklist:
    steps: list[Shown]

    @property
    def done(self) -> int:
        return sum(step.status == "done" for step in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def _acts_of(member: Person) -> dict[str, bool]:
    """What the person has done, in one query."""
    mine = Post.objects.filter(author=OuterRef("pk"))
    elsewhere = mine.filter(conversation__kind="topic").exclude(conversation__starter=OuterRef("pk"))
    gifts = [
        Reaction.objects.filter(person=OuterRef("pk")),
        Affected.objects.filter(person=OuterRef("pk")),
        Solution.objects.filter(by=OuterRef("pk")),
        Ticket.objects.filter(reporter=OuterRef("pk")),
    ]
    gave = Q(Exists(gifts[0]))
    for gift in gifts[1:]:
        gave |= Q(Exists(gift))
    mine_too = {"hello": Exists(mine), "answer": Exists(elsewhere), "give": gave}
    found = Person.objects.filter(pk=member.pk).annotate(**mine_too).values_list(*mine_too).get()
    return dict(zip(mine_too, found, strict=True))


def places(product: Product | None = None) -> dict[str, str]:
    """Where the steps lead; "" where this community has no such place. `product` is the default one, where it is known."""
    product = product or Product.objects.filter(is_default=True).first()
    own: dict[str, Any] = site.current().steps
    usual = {
        "confirm": "",
        "voices": reverse("start-voices"),
        "download": reverse("release-default-latest"),
        "docs": product.docs_url if product else "",
        "demo": product.demo_url if product else "",
        "hello": reverse("topic-ask"),
        "answer": f"{reverse('forum')}?view=unanswered",
        "give": reverse("forum"),
    }
    return {key: str(own.get(key, {}).get("url", "")) or url for key, url in usual.items()}


def _is_offered(step: Step, member: Person, url: str) -> bool:
    hidden = bool(site.current().steps.get(step.key, {}).get("hidden"))
    voices = set(member.voices) or {Voice.USER.value}
    return not hidden and bool(step.voices & voices) and bool(url or not step.door)


def _shown(step: Step, url: str, status: str) -> Shown:
    words: dict[str, Any] = site.current().steps.get(step.key, {})
    title, text = spoken(words.get("title", {})) or str(step.title), spoken(words.get("text", {})) or str(step.text)
    return Shown(
        step.key, title, text, str(step.act), reverse("start-go", args=[step.key]) if step.door else url, status
    )


def checklist_of(member: Person, *, product: Product | None = None) -> Checklist:
    """The steps of this member's voices in order; the first open one is 'now'."""
    acts, urls = _acts_of(member), places(product)
    shown: list[Shown] = []
    for step in STEPS:
        if not _is_offered(step, member, urls[step.key]):
            continue
        done = step.key == "confirm" or (step.door or step.key) in member.started or acts.get(step.key, False)
        first = all(other.status == "done" for other in shown)
        shown.append(_shown(step, urls[step.key], "done" if done else "now" if first else "later"))
    return Checklist(shown)
