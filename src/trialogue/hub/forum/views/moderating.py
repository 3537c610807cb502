"""The topic as a whole: its title and version, taking it away and bringing it back."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.design.moments import dated
from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.forms import say
from trialogue.core.guarding import Review, review_in
from trialogue.core.once import once
from trialogue.core.words import here, spoken
from trialogue.hub.conversations.keeping import is_over, kept_until
from trialogue.hub.conversations.models import Post, Removal
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.conversations.writing import sent, words_of
from trialogue.hub.forum import actions
from trialogue.hub.forum.forms import EditForm, versions
from trialogue.hub.forum.models import Topic
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

from .topics import found

DOORS = 200


def _edit_form(topic: Topic, *data: Any) -> EditForm:
    seen_in = versions()
    seen_in += [topic.product_version] if topic.product_version and topic.product_version not in seen_in else []
    now = {
        "title": topic.title,
        "product_version": str(topic.product_version_id or ""),
        "tags": ", ".join(spoken(names) for _slug, names in topic.labels),
    }
    return EditForm(*data, seen_in=seen_in, initial=now)


@sign_in_first
@once
def topic_edit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    if request.method != "POST":
        require(member, "topic.edit", topic)
        return _edit_page(request, topic, _edit_form(topic))
    form = _edit_form(topic, sent(request))
    if form.is_valid():
        try:
            _save(topic, form, member, review_in(request))
            return redirect(here(topic.conversation.path))
        except Refused as said:
            say(form, said, otherwise="title")
        except NotAllowed:
            form.add_error("title", _("You may not change this topic any more."))
    return _edit_page(request, topic, form)


@transaction.atomic
def _save(topic: Topic, form: EditForm, member: Person, reviewed: Review) -> None:
    now = timezone.now()
    actions.edit_topic(
        topic,
        title=form.cleaned_data["title"],
        product_version=form.version_chosen,
        reviewed=reviewed,
        by=member,
        at=now,
    )
    actions.tag_topic(topic, form.tags_chosen, by=member, at=now)


def _edit_page(request: HttpRequest, topic: Topic, form: EditForm) -> HttpResponse:
    context = {"topic": topic, "form": form, "back": here(topic.conversation.path)}
    return render(request, "forum/edit.html", context, status=400 if form.errors else 200)


def _said_in(topic: Topic, member: Person) -> list[tuple[str, Post | None]]:
    """Doors to destroying what a removed topic says, for those who may: of its title, and of each post that has a text."""
    if not may(member, "post.redact", topic):
        return []
    posts = Post.objects.filter(conversation=topic.conversation_id).exclude(source="", html="").with_authors()
    doors: list[tuple[str, Post | None]] = [(reverse("title-redact", args=[topic.conversation_id]), None)]
    found = posts.order_by("number")[:DOORS]
    return doors + [(reverse("post-redact", args=[post.conversation_id, post.number]), post) for post in found]


def _kept(gone: Removal | None) -> dict[str, Any]:
    """Until when it can be brought back, and whether that is over."""
    return {"until": dated(kept_until(gone)), "over": is_over(gone, at=timezone.now())} if gone else {}


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
        said = _said_in(topic, member) if gone else []
        context = {"topic": topic, "gone": gone, "back": back, "said": said, **_kept(gone)}
        return render(request, "forum/remove.html", context)
    now = timezone.now()
    if "restore" in request.POST:
        told(request, lambda: actions.restore_topic(topic, by=member, at=now))
        return redirect(here(topic.conversation.path))
    if told(request, lambda: actions.remove_topic(topic, by=member, at=now, reason=words_of(request, "reason"))):
        messages.success(request, _("The topic is taken away. This page brings it back."))
    return redirect(request.path)
