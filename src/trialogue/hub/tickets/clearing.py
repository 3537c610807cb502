"""What of tickets goes when somebody is cleared away: those they opened, that they are affected, that they have it too."""

from collections.abc import Collection

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from trialogue.hub.conversations.clearing import Talks
from trialogue.hub.conversations.models import Conversation, Reaction, ReactionKind
from trialogue.hub.forum.models import Topic
from trialogue.people.clearing.sweeps import Deleted, Rows, sweeps

from .models import Affected, Ticket
from .waiting import recount


def _count_who_waits(tickets: Q) -> None:
    for ticket in Ticket.objects.filter(tickets).distinct():
        recount(ticket)
        Conversation.objects.filter(pk=ticket.conversation_id).update(version=F("version") + 1)


def _affected_around(rows: Collection[Affected], _change: int) -> None:
    _count_who_waits(Q(pk__in=[row.ticket_id for row in rows]))


def _same_around(reactions: Collection[Reaction], _change: int) -> None:
    """How many have it too stands on the topic, and counts among those who wait for its tickets."""
    topics = Topic.objects.filter(conversation__posts__in=[each.post_id for each in reactions])
    found = list(topics.values_list("pk", "conversation"))
    ids, talks = [pk for pk, _talk in found], [talk for _pk, talk in found]
    same = Reaction.objects.filter(
        post__conversation=OuterRef("conversation"), post__number=1, kind=ReactionKind.SAME
    ).order_by()
    counted = Subquery(same.values("kind").annotate(n=Count("pk")).values("n"))
    Topic.objects.filter(pk__in=ids).update(same_count=Coalesce(counted, 0))
    Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)
    _count_who_waits(Q(origins__topic__in=ids))


def _same(person_id: int) -> Rows:
    return Reaction.objects.filter(person=person_id, kind=ReactionKind.SAME)


sweeps(20, Talks(_("tickets"), "ticket"))
sweeps(60, Deleted(_("“affects me too”"), Affected, lambda who: Affected.objects.filter(person=who), _affected_around))
sweeps(
    70,
    Deleted(_("“have this too”"), Reaction, _same, _same_around, part=ReactionKind.SAME),
)
