"""Splitting posts off, merging topics, and undoing that."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.forms import say
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations.reading import number_asked
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.conversations.writing import sent
from trialogue.hub.forum import actions
from trialogue.hub.forum.care_forms import MergeForm, SplitForm
from trialogue.hub.forum.choosing import PAGE, choices, numbers_in
from trialogue.hub.forum.forms import shelves_for
from trialogue.hub.forum.merges import Merge
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.similar import alike
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .topics import found


def _split_page(request: HttpRequest, topic: Topic, form: SplitForm, chosen: set[int]) -> HttpResponse:
    """The posts from the first chosen one on; those before it that are chosen stay so as numbers."""
    member = cast("MemberRequest", request).member
    first = number_asked(request.GET.get("from"))
    after = number_asked(request.GET.get("after")) or max(0, first - 1)
    rows = choices(topic.conversation, member, after=after, chosen=chosen or {first})
    context = {
        "topic": topic, "form": form, "rows": rows[:PAGE], "back": here(topic.conversation.path),
        "later": f"?after={rows[PAGE - 1].number}" if len(rows) > PAGE else "",
        "earlier": "?after=0" if after else "",
    }  # fmt: skip
    return render(request, "forum/split.html", context, status=400 if form.errors else 200)


def _ticked(request: HttpRequest) -> set[int]:
    return {number for each in request.POST.getlist("post") if (number := number_asked(each))}


@sign_in_first
@once
def topic_split(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.split", topic)
    shelves = shelves_for(member)
    if request.method != "POST":
        return _split_page(request, topic, SplitForm.of(topic, shelves=shelves), set())
    form = SplitForm.of(topic, sent(request), shelves=shelves)
    ticked = _ticked(request)
    if form.is_valid():
        try:
            return redirect(here(_split(topic, form, ticked, request).conversation.path))
        except Refused as said:
            say(form, said)
    return _split_page(request, topic, form, ticked)


def _split(topic: Topic, form: SplitForm, ticked: set[int], request: HttpRequest) -> Topic:
    by = cast("MemberRequest", request).member
    return actions.split_topic(
        topic, ticked | numbers_in(form.cleaned_data["numbers"]), category=form.category_chosen,
        title=form.cleaned_data["title"], kind=form.cleaned_data["kind"], reason=form.reason_given, by=by, at=timezone.now(),
        reviewed=review_in(request),
    )  # fmt: skip


def _merge_page(request: HttpRequest, topic: Topic, form: MergeForm) -> HttpResponse:
    member = cast("MemberRequest", request).member
    merges = Merge.objects.filter(target=topic, undone_at=None).select_related("source__conversation", "by")
    near = [each for each in alike(topic.title, member, at=timezone.now()) if f"/t/{topic.pk}/" not in each.url]
    context: dict[str, Any] = {
        "topic": topic, "form": form, "merges": merges.order_by("-at"), "alike": near, "back": here(topic.conversation.path),
    }  # fmt: skip
    return render(request, "forum/merge.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def topic_merge(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Asks into which topic; shows what was merged into this one, each with its way back."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    require(member, "topic.merge", topic)
    if request.method != "POST":
        return _merge_page(request, topic, MergeForm())
    form = MergeForm(sent(request))
    if form.is_valid():
        try:
            return _merged(request, topic, form, member)
        except Http404:
            form.add_error("into", _("There is no such topic."))
        except NotAllowed:
            form.add_error("into", _("You may not change that topic."))
        except Refused as said:
            form.add_error("into", said.message)
    return _merge_page(request, topic, form)


def _merged(request: HttpRequest, topic: Topic, form: MergeForm, by: Person) -> HttpResponse:
    target = found(by, form.cleaned_data["into"])
    actions.merge_topics(
        topic, target, by=by, at=timezone.now(), in_time=form.cleaned_data["in_time"], reason=form.reason_given
    )
    messages.success(request, _("Merged. It can be undone under 'Merge' in the menu of this topic."))
    return redirect(here(target.conversation.path))


@sign_in_first
@require_POST
@once
def topic_unmerge(request: HttpRequest, pk: int, slug: str, merge: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    done = Merge.objects.filter(pk=merge, target=topic).select_related("source__conversation", "target__conversation")
    if (row := done.first()) is None:
        raise Http404
    require(member, "topic.merge", topic)
    if told(request, lambda: actions.unmerge_topics(row, by=member, at=timezone.now())):
        return redirect(here(row.source.conversation.path))
    return redirect(here(topic.conversation.path))
