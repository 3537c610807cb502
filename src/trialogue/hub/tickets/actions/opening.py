"""Opening a ticket, from nothing or from what somebody said."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.audiences import MEMBERS, PUBLIC, Audience, AudienceKind
from trialogue.core.errors import Conflict, Refused
from trialogue.core.guarding import Review
from trialogue.core.markup.backwards import markdown_of
from trialogue.core.numbers import allocate
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.actions.audience import is_wider
from trialogue.hub.conversations.actions.limiting import check_start
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum.actions.topics import check_title
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.models import Component, Product, Version
from trialogue.hub.tickets.models import Origin, Priority, Ticket, TicketKind, own_circle
from trialogue.hub.tickets.waiting import recount
from trialogue.people.actions.roles import invite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import require


def private_audience(number: int, *, reporter: Person, at: datetime) -> Audience:
    """Maintainers, the reporter, and whoever is invited."""
    audience = Audience.objects.create(kind=AudienceKind.INVITED, name=own_circle(number), open_to_role=Role.MAINTAINER)
    invite(audience, reporter, by=reporter, at=at)
    return audience


def words_of(ticket: Ticket) -> dict[str, Any]:
    return {"ticket": {"label": f"#{ticket.number} {ticket.title}", "url": ticket.conversation.path}}


def _check_parts(
    kind: str, priority: int, component: Component | None, found_in: Version | None, product: Product
) -> None:
    if kind not in TicketKind.values:
        raise Refused(_("Choose what it is: a fault, an idea, a task."), field="kind")
    if priority not in Priority.values:
        raise Refused(_("Choose how urgent it is: low, normal or high."), field="priority")
    if component is not None and component.product_id != product.pk:
        raise Refused(_("This part belongs to another product."), field="component")
    if found_in is not None and found_in.product_id != product.pk:
        raise Refused(_("This version belongs to another product."), field="found_in")


def _make(
    product: Product, *, title: str, source: str, by: Person, at: datetime, audience_id: int | None,
    kind: str, priority: int, component: Component | None, found_in: Version | None, reviewed: Review,
) -> Ticket:  # fmt: skip
    """The rows of a ticket; `audience_id` None makes it private."""
    title, source = check_title(title), talk.check_source(source)
    _check_parts(kind, priority, component, found_in, product)
    limits.spend("ticket", by.pk)
    check_start(by, at)
    number = allocate("ticket")
    if audience_id is None:
        audience_id = private_audience(number, reporter=by, at=at).pk
    conversation = talk.start(kind="ticket", title=title, audience_id=audience_id, by=by, at=at, shelf_id=product.pk)
    conversation.path = f"/tickets/{number}/"
    Conversation.objects.filter(pk=conversation.pk).update(path=conversation.path)
    ticket = Ticket.objects.create(
        number=number, conversation=conversation, product=product, kind=kind, priority=priority, component=component,
        found_in=found_in, reporter=by, opened_at=at, moved_at=at,
    )  # fmt: skip
    talk.add_post(conversation, source=source, by=by, at=at, reviewed=reviewed)
    return ticket


@transaction.atomic
def open_ticket(
    product: Product, *, title: str, source: str, by: Person, at: datetime, kind: str = TicketKind.BUG,
    priority: int = Priority.NORMAL, component: Component | None = None, found_in: Version | None = None, private: bool = False,
    reviewed: Review = False,
) -> Ticket:  # fmt: skip
    """A ticket of one's own; a security ticket is private whether asked for or not."""
    require(by, "ticket.open", product)
    hidden = private or kind == TicketKind.SECURITY
    ticket = _make(
        product, title=title, source=source, by=by, at=at, audience_id=None if hidden else PUBLIC,
        kind=kind, priority=priority, component=component, found_in=found_in, reviewed=reviewed,
    )  # fmt: skip
    recount(ticket)
    _announce(ticket, by=by, at=at)
    return ticket


def _announce(ticket: Ticket, *, by: Person, at: datetime, on_behalf_of: Person | None = None) -> None:
    activity.record(
        "ticket.opened", by=by, of=ticket, at=at, audience_id=ticket.conversation.audience_id, product_id=ticket.product_id,
        conversation_id=ticket.conversation_id, on_behalf_of=on_behalf_of, new=ticket.state, words=words_of(ticket),
    )  # fmt: skip


@transaction.atomic
def carry_over(
    topic: Topic, post: Post, *, product: Product, by: Person, at: datetime, title: str = "", source: str = "", kind: str = TicketKind.BUG,
    priority: int = Priority.NORMAL, component: Component | None = None, found_in: Version | None = None, private: bool = False,
    reviewed: Review = False,
) -> Ticket:  # fmt: skip
    """A ticket from what somebody said. It keeps whose words they are and links both ways.

    Who sees the post sees the ticket, unless it is private or a security ticket.
    """
    require(by, "ticket.carry_over", topic)
    if post.conversation_id != topic.conversation_id:
        raise Refused(_("This post stands in another topic."), field="post")
    hidden = private or kind == TicketKind.SECURITY
    ticket = _make(
        product, title=title or topic.title, source=source or quoted(topic, post), by=by, at=at,
        audience_id=None if hidden else _readers_of(topic, post),
        kind=kind, priority=priority, component=component, found_in=found_in or _version_of(topic, product),
        reviewed=reviewed,
    )  # fmt: skip
    _announce(ticket, by=by, at=at, on_behalf_of=post.speaker)
    link_topic(ticket, topic, post=post, by=by, at=at)
    return ticket


def _readers_of(topic: Topic, post: Post) -> int:
    """A post is never seen wider than its conversation, also while it has not followed a narrower one yet."""
    talk = topic.conversation.audience_id
    return talk if is_wider(post.audience_id, than=talk) else post.audience_id


def _version_of(topic: Topic, product: Product) -> Version | None:
    version = topic.product_version
    return version if version and version.product_id == product.pk else None


def quoted(topic: Topic, post: Post) -> str:
    """The post as a quote that names its author and links back; what a ticket begins with."""
    speaker = post.speaker
    name = f"@{speaker.handle}" if speaker else _("Somebody")
    text = markdown_of(post.source, post.source_format)
    lines = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
    if limits.too_long(lines, limits.POST_BYTES - 1024):
        lines = ""  # the link says where it stands
    where = f"[{topic.title}]({post.get_absolute_url()})"
    return _("From %(where)s by %(name)s:") % {"where": where, "name": name} + (f"\n\n{lines}" if lines else "")


@transaction.atomic
def link_topic(ticket: Ticket, topic: Topic, *, by: Person, at: datetime, post: Post | None = None) -> Origin:
    """The people of this topic wait for this ticket from now on."""
    require(by, "ticket.carry_over", topic)
    said = post or topic.conversation.posts.get(number=1)
    origin, made = Origin.objects.get_or_create(
        ticket=ticket, topic=topic, defaults={"post": said, "asker": said.author, "by": by, "at": at}
    )
    if not made:
        raise Conflict(_("This topic is linked to #%(number)s already.") % {"number": ticket.number})
    recount(ticket)
    touch(topic.conversation_id, ticket.conversation_id)
    activity.record(
        "topic.linked", by=by, of=topic, at=at, audience_id=narrower(ticket, topic), conversation_id=topic.conversation_id,
        product_id=ticket.product_id, new=ticket.number,
        words={**words_of(ticket), "topic": {"label": topic.title, "url": topic.conversation.path}, "people": topic.same_count + 1},
    )  # fmt: skip
    return origin


@transaction.atomic
def unlink_topic(ticket: Ticket, topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "ticket.carry_over", topic)
    if not Origin.objects.filter(ticket=ticket, topic=topic).delete()[0]:
        raise Conflict(_("These two are not linked any more."))
    recount(ticket)
    touch(topic.conversation_id, ticket.conversation_id)
    activity.record(
        "topic.unlinked", by=by, of=topic, at=at, audience_id=narrower(ticket, topic), conversation_id=topic.conversation_id,
        old=ticket.number, words=words_of(ticket),
    )  # fmt: skip


def narrower(ticket: Ticket, topic: Topic) -> int:
    """What is said of both is seen by who sees the narrower one; of two narrow ones, who sees the ticket."""
    of_ticket, of_topic = ticket.conversation.audience_id, topic.conversation.audience_id
    return of_topic if of_ticket in (PUBLIC, MEMBERS) and of_topic != PUBLIC else of_ticket


def touch(*conversation_ids: int) -> None:
    """What everybody sees of these conversations changed."""
    Conversation.objects.filter(pk__in=conversation_ids).update(version=F("version") + 1)
