"""What tickets do when something happens to them or below them."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.models import Follow, Level, Post, ReactionKind
from trialogue.hub.conversations.reactions import tell_named
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount as recount_unread
from trialogue.people.notices.telling import tell

from .models import Origin, Ticket
from .waiting import recount, waits_for


@subscribe("post.reacted", "post.unreacted")
def count_who_waits(event: Event) -> None:
    """'Same here' on a topic counts for the tickets it became."""
    if event.new != ReactionKind.SAME:
        return
    for origin in Origin.objects.filter(topic__conversation_id=str(event.conversation_id)).select_related("ticket"):
        recount(origin.ticket)


@subscribe("topic.merged")
def go_with_the_topic(event: Event) -> None:
    """A ticket that came from a merged topic comes from the one it went into."""
    source, target = int(str(event.old)), int(str(event.new))
    origins = Origin.objects.filter(topic=source)
    known = Origin.objects.filter(topic=target).values("ticket")
    ids = list(origins.values_list("ticket_id", flat=True))
    origins.exclude(ticket__in=known).update(topic=target)
    for ticket in Ticket.objects.filter(pk__in=ids):
        recount(ticket)


@subscribe("topic.unmerged")
def go_back_with_the_topic(event: Event) -> None:
    """Whose post it was that became the ticket says where it belongs."""
    source, target = int(str(event.old)), int(str(event.new))
    origins = Origin.objects.filter(topic=target, post__conversation__topic=source)
    ids = list(origins.values_list("ticket_id", flat=True))
    origins.update(topic=source)
    for ticket in Ticket.objects.filter(pk__in=ids):
        recount(ticket)


@subscribe("ticket.opened")
def tell_the_named(event: Event) -> None:
    ticket = Ticket.objects.get(pk=event.object_id)
    tell_named(
        event,
        Post.objects.select_related("conversation", "author").get(conversation_id=ticket.conversation_id, number=1),
        but=event.on_behalf_of_id,  # the quote names who asked; they hear that it is a ticket now
    )


@subscribe("topic.linked")
def tell_the_asker(event: Event) -> None:
    """Who asked hears that it is a ticket now."""
    origin = (
        Origin.objects.filter(topic_id=event.object_id, ticket__number=str(event.new))
        .select_related("ticket__conversation")
        .first()
    )
    if origin is not None and origin.asker_id:
        tell(event, {origin.asker_id: Because.ASKED}, words=event.words, url=origin.ticket.conversation.path)


@subscribe("ticket.invited")
def tell_the_invited(event: Event) -> None:
    """A notice without a letter: what is private is not mailed."""
    ticket = Ticket.objects.select_related("conversation").get(pk=event.object_id)
    tell(event, {int(str(event.new)): Because.MENTIONED}, words=event.words, url=ticket.conversation.path, mail=False)


@subscribe("ticket.assigned")
def tell_who_is_to_take_it(event: Event) -> None:
    ticket = Ticket.objects.select_related("conversation").get(pk=event.object_id)
    if ticket.assignee_id:
        because = {ticket.assignee_id: Because.MENTIONED}
        tell(event, because, words=event.words, url=ticket.conversation.path, mail=False)


@subscribe("ticket.moved", "ticket.planned")
def tell_who_waits(event: Event) -> None:
    """A notice for those who wait or follow. No mail: the release that brings it will write one."""
    ticket = Ticket.objects.select_related("conversation").get(pk=event.object_id)
    followers = Follow.objects.filter(conversation=ticket.conversation, level=Level.WATCHING)
    because: dict[int, str] = dict.fromkeys(followers.values_list("person_id", flat=True), str(Because.WATCHING))
    because |= {wait.person_id: wait.because for wait in waits_for([ticket])}
    tell(event, because, words=event.words, url=ticket.conversation.path, mail=False)


@subscribe("ticket.narrowed", "ticket.widened")
def count_what_is_seen(event: Event) -> None:
    """Notices that left inboxes, or came back, count no more, or again; those on the pages of its topics too."""
    topics = Origin.objects.filter(ticket_id=event.object_id).values_list("topic__conversation_id", flat=True)
    recount_unread(Q(event__conversation_id__in=[event.conversation_id, *topics]))
