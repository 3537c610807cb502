"""Getting started: a few steps by voice, and which of them somebody has taken already."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from trialogue.core.audiences import Viewer
from trialogue.core.design.icons import glyph
from trialogue.core.prepared import Prepared
from trialogue.core.words import here
from trialogue.hub.conversations.models import DIRECT, Post, Reaction
from trialogue.hub.forum.models import Solution
from trialogue.hub.products.models import Product
from trialogue.hub.tickets.models import Affected, Ticket
from trialogue.people.persons import Person, Voice

from .steps import STEPS, Step, is_hidden, kept, ordered, voices_of, word


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


MINE = ("hello", "answer", "give")


def _acts(viewer: Viewer) -> "QuerySet[Person, tuple[bool, bool, bool]]":
    mine = Post.objects.filter(author=OuterRef("pk")).exclude(conversation__kind=DIRECT)
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
    done = dict(zip(MINE, (Exists(mine), Exists(elsewhere), gave), strict=True))
    return Person.objects.filter(pk=viewer.pk).annotate(**done).values_list(*MINE)


_done = Prepared(_acts)


def _acts_of(member: Person) -> dict[str, bool]:
    """What the person has done, in one query."""
    return dict(zip(MINE, _done(member)[0], strict=True))


def places(product: Product | None = None) -> dict[str, str]:
    """Where the steps lead; "" where this community has no such place. `product` is the default one, where it is known."""
    product = product or Product.objects.filter(is_default=True).first()
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
    own = {step.key: here(str(kept(step).get("url", ""))) for step in STEPS}
    return {key: own[key] or url for key, url in usual.items()}


def _is_offered(step: Step, member: Person, url: str) -> bool:
    voices = set(member.voices) or {Voice.USER.value}
    return not is_hidden(step) and bool(voices_of(step) & voices) and bool(url or not step.door)


def _shown(step: Step, url: str, status: str) -> Shown:
    address = reverse("start-go", args=[step.key]) if step.door else url
    return Shown(step.key, word(step, "title"), word(step, "text"), word(step, "act"), address, status)


def checklist_of(member: Person, *, product: Product | None = None) -> Checklist:
    """The steps of this member's voices in order; the first open one is 'now'."""
    acts, urls = _acts_of(member), places(product)
    shown: list[Shown] = []
    for step in ordered():
        if not _is_offered(step, member, urls[step.key]):
            continue
        done = step.key == "confirm" or (step.door or step.key) in member.started or acts.get(step.key, False)
        first = all(other.status == "done" for other in shown)
        shown.append(_shown(step, urls[step.key], "done" if done else "now" if first else "later"))
    return Checklist(shown)
