"""What needs a decision, and what was decided lately."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.jobs.failed import failed
from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.hub.forum.models import Topic
from trialogue.hub.front.audit import latest
from trialogue.hub.front.figures import FEW, in_words
from trialogue.hub.tickets.models import Ticket
from trialogue.hub.tickets.workflow import State
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Claim, Person
from trialogue.people.rights import may

from .rooms import room


@dataclass(frozen=True)
class Decision:
    """Something waits: how many, what follows, where it is decided."""

    count: int
    title: str
    text: str
    url: str
    label: str


def _claims(member: Person) -> Decision | None:
    if not may(member, "claim.decide"):
        return None
    n = Claim.objects.filter(decided_at=None).count()
    title = ngettext(
        "%(n)s person says an imported profile is theirs", "%(n)s people say an imported profile is theirs", n
    )
    text = _("Once you confirm, everything written under that name is theirs. You can take it back.")
    return Decision(
        n, title % {"n": in_words(n, start=True, most=FEW)}, text, reverse("manage-claims"), _("Look at them")
    )


def _tickets(member: Person) -> Decision:
    n = Ticket.objects.visible_to(member).filter(state=State.NEW).count()
    title = ngettext("%(n)s new ticket", "%(n)s new tickets", n) % {"n": in_words(n, start=True, most=FEW)}
    text = _("Nobody has said yet whether they are accepted, planned, or not to be done.")
    return Decision(n, title, text, reverse("tickets") + "?state=new", _("Look through them"))


def _reviews(member: Person) -> Decision:
    waiting = ReviewItem.objects.visible_to(member).open()
    n = waiting.count()
    title = ngettext("%(n)s post to look at", "%(n)s posts to look at", n) % {"n": in_words(n, start=True, most=FEW)}
    text = _("Reported by members, held back, or taken away and appealed. Some are hidden until you decide.")
    return Decision(n, title, text, reverse("review"), _("Look at them"))


def _work(member: Person) -> Decision | None:
    if not may(member, "job.retry"):
        return None
    n = failed().count()
    title = ngettext("%(n)s piece of work failed", "%(n)s pieces of work failed", n)
    text = _("A mail, a notice or a count behind the pages. Once its cause is gone, have it tried again.")
    return Decision(n, title % {"n": in_words(n, start=True, most=FEW)}, text, reverse("manage-work"), _("Look at it"))


def _questions(member: Person) -> Decision:
    found = (
        Topic.objects.visible_to(member).unanswered().aggregate(n=Count("pk"), oldest=Min("conversation__started_at"))
    )
    n, oldest = found["n"], found["oldest"]
    title = ngettext("%(n)s question without an answer", "%(n)s questions without an answer", n) % {
        "n": in_words(n, start=True, most=FEW)
    }
    days = (timezone.now() - oldest).days if oldest else 0
    text = ngettext("The oldest has waited for %(n)d day.", "The oldest has waited for %(n)d days.", days) % {"n": days}
    return Decision(n, title, text, reverse("forum") + "?view=unanswered", _("Read them"))


@needs("site.manage")
def overview(request: MemberRequest) -> HttpResponse:
    asked = (_reviews, _claims, _work, _tickets, _questions)
    found = [ask(request.member) for ask in asked]
    decisions = [decision for decision in found if decision and decision.count]
    members = Person.objects.members().filter(merged_into=None)
    context = {
        "headline": _headline(len(decisions)),
        "decisions": decisions,
        "lines": latest(request.member, most=5) if may(request.member, "audit.read") else [],
        "newest": members.select_related("picture").order_by("-joined_at", "-pk")[:5],
    }
    return room(request, "overview.html", context, here="manage")


def _headline(n: int) -> str:
    if not n:
        return _("Nothing needs a decision")
    return ngettext("%(n)s thing wants a look", "%(n)s things want a look", n) % {
        "n": in_words(n, start=True, most=FEW)
    }
