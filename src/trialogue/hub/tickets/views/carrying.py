"""From what somebody said to a ticket: a new one, or one there is."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic, TopicKind
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.actions.opening import quoted
from trialogue.hub.tickets.forms import LinkForm, TicketForm
from trialogue.hub.tickets.models import Ticket, TicketKind
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

from .asking import said, ticket_for


def _said(request: MemberRequest, pk: int, number: int) -> tuple[Topic, Post]:
    """The topic and the post, as far as this member may see them; only for who may carry over."""
    topics = Topic.objects.visible_to(request.member).select_related(
        "conversation", "category", "product_version__product"
    )
    topic = get_object_or_404(topics, pk=pk)
    posts = Post.objects.visible_to(request.member).with_authors().select_related("conversation")
    post = get_object_or_404(posts, conversation_id=topic.conversation_id, number=number)
    require(request.member, "ticket.carry_over", topic)
    return topic, post


@sign_in_first
@once
def ticket_from_post(request: MemberRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """The form is filled already: one button makes the ticket. Or the topic joins a ticket there is."""
    topic, post = _said(request, pk, number)
    linking = request.method == "POST" and "number" in request.POST
    link = LinkForm(request.POST if linking else None, prefix=None)
    weighs = may(request.member, "ticket.edit")
    kind = TicketKind.FEATURE if topic.kind == TopicKind.IDEA else TicketKind.BUG
    initial = {
        "kind": kind,
        "title": topic.title,
        "source": quoted(topic, post),
        "priority": 2,
        "found_in": topic.product_version_id,
    }
    form = TicketForm(
        request.POST if request.method == "POST" and not linking else None, initial=initial, weighs=weighs
    )
    if linking and link.is_valid() and (ticket := _linked(link, topic, post, request.member)):
        messages.success(
            request, _("Linked. The people of this topic wait for #%(number)s now.") % {"number": ticket.number}
        )
        return redirect(ticket)
    if not linking and form.is_valid() and (ticket := _carried(form, topic, post, request)):
        messages.success(request, _("It is #%(number)s now, linked both ways.") % {"number": ticket.number})
        return redirect(ticket)
    context = {
        "form": form,
        "link": link,
        "topic": topic,
        "post": post,
        "speaker": post.speaker,
        "people": topic.same_count + 1,
    }
    return render(request, "tickets/from_post.html", context, status=400 if form.errors or link.errors else 200)


def _carried(form: TicketForm, topic: Topic, post: Post, request: MemberRequest) -> Ticket | None:
    made: list[Ticket] = []
    data = form.cleaned_data

    def carry() -> None:
        made.append(
            actions.carry_over(
                topic, post, product=data["product"], title=data["title"], source=data["source"], by=request.member,
                at=timezone.now(), reviewed=review_in(request), **form.known,
            )
        )  # fmt: skip

    return made[0] if attempt(form, carry) else None


def _linked(form: LinkForm, topic: Topic, post: Post, member: Person) -> Ticket | None:
    tickets = Ticket.objects.visible_to(member).select_related("conversation", "product")
    ticket = tickets.filter(number=form.cleaned_data["number"]).first()
    if ticket is None:
        form.add_error("number", _("There is no such ticket. Look for its number in the list."))
        return None
    done = attempt(form, lambda: actions.link_topic(ticket, topic, post=post, by=member, at=timezone.now()))
    return ticket if done else None


@require_POST
@sign_in_first
@once
def ticket_unlink(request: MemberRequest, number: int, pk: int) -> HttpResponse:
    """Takes a link back; asked for on the page that changes the ticket."""
    ticket = ticket_for(request.member, number)
    topic = get_object_or_404(Topic.objects.visible_to(request.member).select_related("conversation"), pk=pk)
    undo = partial(actions.unlink_topic, ticket, topic, by=request.member, at=timezone.now())
    said(request, undo, _("They are not linked any more."))
    return redirect("ticket-edit", ticket.number)
