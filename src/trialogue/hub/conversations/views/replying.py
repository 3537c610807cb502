"""Writing a reply: the door of every conversation."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.poll_forms import PollForm
from trialogue.hub.conversations.reading import address, number_asked
from trialogue.hub.conversations.writing import Composer, ReplyForm, post_with_poll, previewed, refuse, sent, text_sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest


def _lost(request: HttpRequest) -> HttpResponse:
    """The conversation is not there (any more) for this member: what they wrote is given back to them."""
    return render(request, "conversations/lost.html", {"source": request.POST.get("source", "")}, status=404)


def _page(request: HttpRequest, conversation: Conversation, made: Composer, *, status: int = 200) -> HttpResponse:
    context = {"conversation": conversation, "composer": made, "back": address(conversation)}
    return render(request, "conversations/reply.html", context, status=status)


@sign_in_first
@once
def reply(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Posts, or shows the preview, or says what is wrong; the text stays in the form."""
    member = cast("MemberRequest", request).member
    conversation = Conversation.objects.visible_to(member).filter(pk=conversation_id).first()
    if conversation is None:
        return _lost(request)
    if request.method != "POST":
        return redirect(f"{address(conversation)}#composer")
    form = ReplyForm(sent(request))
    form.full_clean()
    made = Composer(
        reverse("reply", args=[conversation.pk]), form=form, key=f"reply:{conversation.pk}", talk=conversation.pk
    )
    made.reply_to = number_asked(request.POST.get("reply_to"))
    poll = made.poll = PollForm(form.data)
    now = timezone.now()
    try:
        source = text_sent(request, member, now, form)
        if form.errors or poll.is_wrong or "preview" in request.POST:
            made.preview = previewed(source, member)
            return _page(request, conversation, made, status=400 if form.errors or poll.is_wrong else 200)
        post = post_with_poll(
            lambda: actions.write_post(conversation, source=source, by=member, at=now, reply_to=made.reply_to or None,
                reviewed=review_in(request),
            ),
            poll, by=member, at=now,
            reviewed=review_in(request),
        )  # fmt: skip
    except Refused as said:
        refuse(form, poll, said)
    except NotAllowed as said:
        form.add_error(
            "source", said.message or _("You cannot write here any more. Copy your text if you still need it.")
        )
    else:
        actions.discard_draft(key=made.key, by=member)
        messages.success(request, _("Your reply waits for a moderator.") if post.waits else _("Your reply is there."))
        return redirect(address(conversation, post.number))
    return _page(request, conversation, made, status=400)
