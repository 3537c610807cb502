"""The topic as a whole: title and place, closing, taking it away and bringing it back."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.conversations.writing import sent, words_of
from trialogue.hub.forum import actions
from trialogue.hub.forum.forms import TopicForm, shelves_for, versions
from trialogue.hub.forum.models import Topic
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

from .topics import found


def _edit_form(topic: Topic, member: Person, *data: Any) -> TopicForm:
    shelves = shelves_for(member) if may(member, "topic.move", topic) else []
    shelves += [topic.category] if topic.category not in shelves else []
    seen_in = versions()
    seen_in += [topic.product_version] if topic.product_version and topic.product_version not in seen_in else []
    now = {
        "title": topic.title,
        "category": str(topic.category_id),
        "product_version": str(topic.product_version_id or ""),
    }
    return TopicForm(*data, shelves=shelves, seen_in=seen_in, initial=now)


@sign_in_first
@once
def topic_edit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    if request.method != "POST":
        require(member, "topic.edit", topic)
        return _edit_page(request, topic, _edit_form(topic, member))
    form = _edit_form(topic, member, sent(request))
    if form.is_valid():
        try:
            actions.edit_topic(
                topic,
                title=form.cleaned_data["title"],
                category=form.category_chosen,
                product_version=form.version_chosen,
                by=member,
                at=timezone.now(),
            )
            return redirect(here(topic.conversation.path))
        except Refused as said:
            form.add_error(said.field if said.field in form.fields else "title", said.message)
        except NotAllowed:
            form.add_error("title", _("You may not change this topic any more."))
    return _edit_page(request, topic, form)


def _edit_page(request: HttpRequest, topic: Topic, form: TopicForm) -> HttpResponse:
    context = {"topic": topic, "form": form, "back": here(topic.conversation.path)}
    return render(request, "forum/edit.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def topic_close(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Closes an open topic, opens a closed one; the form says which of the two was meant."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    back = here(topic.conversation.path)
    if request.method != "POST":
        require(member, "topic.close", topic)
        return render(request, "forum/close.html", {"topic": topic, "back": back})
    now = timezone.now()
    if "open" in request.POST:
        told(request, lambda: actions.reopen(topic, by=member, at=now))
    else:
        told(request, lambda: actions.close(topic, by=member, at=now, reason=words_of(request, "reason")))
    return redirect(back)


@sign_in_first
@once
def topic_remove(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Takes it away; the same page brings it back, for those who have the right. For others it is not there."""
    member = cast("MemberRequest", request).member
    reach = Topic.objects.within_reach(member).select_related("category", "conversation__removal__by")
    topic = reach.filter(pk=pk).first()
    if topic is None or not may(member, "topic.remove", topic):
        raise Http404
    gone = getattr(topic.conversation, "removal", None)
    if request.method != "POST":
        back = here(topic.category.get_absolute_url() if gone else topic.conversation.path)
        return render(request, "forum/remove.html", {"topic": topic, "gone": gone, "back": back})
    now = timezone.now()
    if "restore" in request.POST:
        told(request, lambda: actions.restore_topic(topic, by=member, at=now))
        return redirect(here(topic.conversation.path))
    if told(request, lambda: actions.remove_topic(topic, by=member, at=now, reason=words_of(request, "reason"))):
        messages.success(request, _("The topic is taken away. This page brings it back."))
    return redirect(request.path)
