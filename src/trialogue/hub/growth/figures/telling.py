"""Askers whose loop is not closed: what they asked for is out, and they were not told, or did not say whether it helped."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from trialogue.core.audiences import MEMBERS, PUBLIC
from trialogue.hub.releases.models import Told, ToldQuerySet
from trialogue.hub.tickets.models import Origin, OriginQuerySet, Ticket, TicketQuerySet
from trialogue.people.audiences import AudienceMember
from trialogue.people.notices.models import Because
from trialogue.people.persons import Person

from .shapes import Counted

SHIPPED = "fixed_in__release__published_at"


def _untold(ticket: str, asker: str) -> Q:
    """The asker is a member who sees the ticket, did not publish it themselves, and has no row of being told of it."""
    release = f"{ticket}fixed_in__release"
    audience = f"{ticket}conversation__audience_id"
    told = Told.objects.filter(
        release_id=OuterRef(f"{release}__pk"), ticket_id=OuterRef(f"{ticket}pk"), person_id=OuterRef("who")
    )
    invited = AudienceMember.objects.filter(audience_id=OuterRef(audience), person_id=OuterRef("who"))
    sees = Q(**{f"{audience}__in": [PUBLIC, MEMBERS]}) | Q(Exists(invited))
    here = Exists(Person.objects.members().filter(pk=OuterRef("who")))
    others = Q(**{f"{release}__published_by": None}) | ~Q(who=F(f"{release}__published_by_id"))
    return sees & others & Q(here) & ~Q(Exists(told)) & Q(**{f"{asker}__isnull": False})


def untold_origins() -> OriginQuerySet:
    """Links from a topic whose asker was not told, with `who`."""
    shipped = Origin.objects.filter(**{f"ticket__{SHIPPED}__isnull": False, "ticket__conversation__removal": None})
    asker = Coalesce("asker__merged_into_id", "asker_id")
    return shipped.annotate(who=asker).filter(_untold("ticket__", "asker"))


def untold_reports() -> TicketQuerySet:
    """Tickets without a topic whose reporter was not told, with `who`."""
    shipped = Ticket.objects.filter(**{f"{SHIPPED}__isnull": False, "origins": None, "conversation__removal": None})
    reporter = Coalesce("reporter__merged_into_id", "reporter_id")
    return shipped.annotate(who=reporter).filter(_untold("", "reporter"))


def untold_tickets() -> TicketQuerySet:
    """Shipped tickets somebody of whose askers was not told."""
    linked = untold_origins().filter(ticket_id=OuterRef("pk"))
    return Ticket.objects.filter(Q(Exists(linked)) | Q(pk__in=untold_reports().values("pk")))


def unsaid() -> ToldQuerySet:
    """Askers who were told and have not said yet whether it helped."""
    return Told.objects.filter(
        because=Because.ASKED, helped=None, answered_at=None, person__hidden=False, person__account__is_active=True
    )


def count_untold(at: datetime) -> Counted:
    people = {row.who for row in untold_origins()} | {row.who for row in untold_reports()}  # type: ignore[attr-defined]
    return Counted(len(people), {"people": len(people), "tickets": untold_tickets().count()})


def count_unsaid(at: datetime) -> Counted:
    asked = Told.objects.filter(because=Because.ASKED).values("person").distinct().count()
    people = unsaid().values("person").distinct().count()
    return Counted(asked, {"people": people, "told": asked})
