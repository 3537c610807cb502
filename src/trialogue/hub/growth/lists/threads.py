"""Topics, tickets and releases behind a figure."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext as _

from trialogue.core.design.moments import dated
from trialogue.core.paging import Mark
from trialogue.core.words import here
from trialogue.hub.forum.models import Topic
from trialogue.hub.growth.figures.answers import HOUR, cohort, waiting, with_first_answer
from trialogue.hub.growth.figures.downloads import with_downloads
from trialogue.hub.growth.figures.telling import unsaid, untold_origins, untold_tickets
from trialogue.hub.growth.saying import time_words
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets.models import Ticket

from .shapes import Asked, Row

M = TypeVar("M", bound=Model)
ASKER = ("conversation__starter__picture", "conversation__starter__merged_into__picture")


def _keys(found: QuerySet[Any], asked: Asked) -> list[int]:
    """Which rows: sorted by their keys alone, because wide rows cost more to sort than all the rest."""
    return list(found.values_list("pk", flat=True)[: asked.most])


def _in_order(found: QuerySet[M], keys: list[int]) -> list[M]:
    rows = {row.pk: row for row in found.filter(pk__in=keys)}
    return [rows[key] for key in keys if key in rows]


def unanswered(asked: Asked) -> list[Row]:
    """As of now, who has waited longest first."""
    topics = waiting(asked.now).visible_to(asked.viewer)
    found = topics.filter(asked.after.younger("conversation__started_at")) if asked.after else topics
    keys = _keys(found.order_by("conversation__started_at", "pk"), asked)
    rows = _in_order(Topic.objects.select_related(*ASKER), keys)
    return [_topic(topic, _("no answer for %(time)s") % {"time": _since(topic, asked.now)}) for topic in rows]


def first_answers(asked: Asked) -> list[Row]:
    """The questions that were counted, the newest first."""
    topics = cohort(asked.counted_at).visible_to(asked.viewer)
    found = topics.filter(asked.after.older("conversation__started_at")) if asked.after else topics
    keys = _keys(found.order_by("-conversation__started_at", "-pk"), asked)
    rows = _in_order(with_first_answer(Topic.objects.select_related(*ASKER), asked.counted_at), keys)
    return [_topic(topic, _waited(topic)) for topic in rows]


def _since(topic: Topic, now: datetime) -> str:
    return time_words((now - topic.conversation.started_at).total_seconds() / HOUR)


def _waited(topic: Topic) -> str:
    answered: datetime | None = topic.answered_at  # type: ignore[attr-defined] # by `with_first_answer`
    if answered is None:
        return _("no answer yet")
    return _("first answer after %(time)s") % {"time": _since(topic, answered)}


def _topic(topic: Topic, meta: str) -> Row:
    talk = topic.conversation
    asked_by = topic.asker.name if topic.asker else _("Somebody who has left")
    return Row(
        talk.title, here(talk.path), Mark(talk.started_at, topic.pk), f"{asked_by}, {meta}", dated(talk.started_at, short=True),
        topic.asker,
    )  # fmt: skip


def untold(asked: Asked) -> list[Row]:
    """Shipped tickets with who asked and was not told, as of now; those moved last first."""
    askers = untold_origins().visible_to(asked.viewer).select_related("asker__merged_into")
    tickets = untold_tickets().visible_to(asked.viewer)
    found = tickets.filter(asked.after.older("moved_at")) if asked.after else tickets
    related = found.select_related("conversation", "reporter__merged_into", "fixed_in").prefetch_related(
        Prefetch("origins", askers, to_attr="untold")
    )
    return [_shipped(ticket) for ticket in related.order_by("-moved_at", "-pk")[: asked.most]]


def _shipped(ticket: Ticket) -> Row:
    askers = [origin.asker for origin in ticket.untold]  # type: ignore[attr-defined] # the prefetched ones
    people = [person.merged_into or person for person in askers or [ticket.reporter] if person]
    names = ", ".join(dict.fromkeys(person.name for person in people))
    meta = _("in %(version)s, asked by %(names)s") % {"version": ticket.fixed_in, "names": names}
    title = f"{ticket} {ticket.title}"
    return Row(
        title, ticket.get_absolute_url(), Mark(ticket.moved_at, ticket.pk), meta, dated(ticket.moved_at, short=True)
    )


def silent(asked: Asked) -> list[Row]:
    """Who was told and did not say whether it helped, as of now; those told last first."""
    told = unsaid().visible_to(asked.viewer)
    found = told.filter(asked.after.older("at")) if asked.after else told
    related = ("person__picture", "ticket__conversation", "release__product", "release__version")
    keys = _keys(found.order_by("-at", "-pk"), asked)
    return [
        Row(
            f"{row.ticket} {row.ticket.title}", row.ticket.get_absolute_url(), Mark(row.at, row.pk),
            _("%(name)s was told of %(release)s") % {"name": row.person.name, "release": row.release},
            dated(row.at, short=True), row.person,
        )
        for row in _in_order(Told.objects.select_related(*related), keys)
    ]  # fmt: skip


def downloads(asked: Asked) -> list[Row]:
    """Published releases, the newest first, with the fetches that were counted."""
    releases = with_downloads(asked.counted_at).visible_to(asked.viewer)
    found = releases.filter(asked.after.older("published_at")) if asked.after else releases
    rows = found.select_related("product", "version").order_by("-published_at", "-pk")[: asked.most]
    return [
        Row(
            str(row), row.get_absolute_url(), Mark(row.published_at, row.pk),
            _("%(n)d in 28 days") % {"n": row.lately},  # type: ignore[attr-defined] # by `with_downloads`
            dated(row.published_at, short=True),
        )
        for row in rows
        if row.published_at
    ]  # fmt: skip
