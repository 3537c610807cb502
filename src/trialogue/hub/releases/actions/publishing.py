"""Publishing: the release is out, its tickets are released, and everybody who asked will be told."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.products.models import Milestone, Version
from trialogue.hub.releases.models import Release
from trialogue.hub.tickets.models import Move, Origin, Ticket
from trialogue.hub.tickets.workflow import OPEN_STATES, State
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .drafting import open_files, record


def _release_tickets(release: Release, *, by: Person, at: datetime) -> list[Ticket]:
    """What landed is released now: one Move each, in three statements."""
    tickets = list(Ticket.objects.filter(milestone=release.milestone, state=State.LANDED).order_by("number"))
    ids = [ticket.pk for ticket in tickets]
    Move.objects.bulk_create(
        Move(ticket=ticket, old=State.LANDED, new=State.RELEASED, by=by, at=at) for ticket in tickets
    )
    Ticket.objects.filter(pk__in=ids).update(state=State.RELEASED, fixed_in=release.version, moved_at=at)
    talks = [ticket.conversation_id for ticket in tickets]
    talks += Origin.objects.filter(ticket_id__in=ids).values_list("topic__conversation_id", flat=True)
    Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)
    return tickets


def _lock(release: Release, rest_to: Milestone | None) -> None:
    """Whoever plans for these versions or moves a ticket of this one waits until it is out, and then sees that it is.

    Raises Refused when what is left cannot go where it is meant to.
    """
    ids = [pk for pk in (release.milestone_id, rest_to.pk if rest_to else None) if pk]
    locked = {each.pk: each for each in Milestone.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    if rest_to is not None and (
        rest_to.pk == release.milestone_id or rest_to.product_id != release.product_id or not locked[rest_to.pk].is_open
    ):
        raise Refused(_("Choose another version of this product that is still to come."), field="rest_to")
    if release.milestone_id:
        list(Ticket.objects.select_for_update().filter(milestone=release.milestone_id).order_by("pk"))


@transaction.atomic
def publish(release: Release, *, by: Person, at: datetime, rest_to: Milestone | None = None) -> None:
    """Lets the release out, once. What of its milestone did not land goes to `rest_to` (None: to no version).

    Only rows change here; notices and mails grow from the event, by jobs.
    """
    require(by, "release.publish", release)
    _lock(release, rest_to)
    if not Release.objects.filter(pk=release.pk, published_at=None).update(published_at=at, published_by=by):
        raise Conflict(_("This release is out already."))
    release.published_at, release.published_by = at, by
    open_files(release)
    change_audience(release.conversation, PUBLIC)
    Version.objects.filter(pk=release.version_id).update(released_at=at)
    tickets = _release_tickets(release, by=by, at=at) if release.milestone_id else []
    if release.milestone is not None:
        Ticket.objects.filter(milestone=release.milestone, state__in=OPEN_STATES).update(milestone=rest_to)
        Milestone.objects.filter(pk=release.milestone.pk).update(reached_at=at)
    record("release.published", release, by=by, at=at, new=[ticket.number for ticket in tickets])
