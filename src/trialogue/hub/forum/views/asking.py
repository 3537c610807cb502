"""Beginning a topic. What was typed survives every error, a closed browser and another device."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trialogue.core import limits
from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations.actions import discard_draft, save_draft
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.poll_forms import PollForm
from trialogue.hub.conversations.writing import draft_of, post_with_poll, previewed, refuse, sent, text_sent
from trialogue.hub.forum import actions
from trialogue.hub.forum.forms import AskForm, shelves_for, versions
from trialogue.hub.forum.rows import KIND_ICONS
from trialogue.hub.forum.similar import alike
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

KEY = "topic"


def _form(member: Person, *data: Any, **more: Any) -> AskForm:
    announces = may(member, "topic.announce")
    return AskForm(*data, shelves=shelves_for(member), seen_in=versions(), announces=announces, **more)


def _page(
    request: HttpRequest, form: AskForm, *, poll: PollForm | None = None, version: object = "", **more: Any
) -> HttpResponse:
    kinds = [(radio, KIND_ICONS[str(radio.data["value"])][0]) for radio in form["kind"]]
    poll = poll or PollForm()
    context = {
        "form": form,
        "poll": poll,
        "kinds": kinds,
        "version": version,
        "key": KEY,
        "back": reverse("forum"),
    } | more
    return render(request, "forum/ask.html", context, status=400 if form.errors or poll.errors else 200)


def _begun(request: HttpRequest, member: Person) -> HttpResponse:
    """The form as it was left, or fresh: on the shelf one came from, with its template."""
    draft = draft_of(member, KEY)
    if draft is not None:
        return _page(
            request,
            _form(member, initial=draft.fields),
            version=draft.version,
            drafted=True,
            poll=PollForm.kept(draft.fields),
        )
    asked_for = {"title": request.GET.get("title", "")[: limits.TITLE_CHARS], "tags": request.GET.get("tags", "")[:40]}
    form = _form(member, initial=asked_for)
    asked = next((each for each in form.shelves.values() if each.slug == request.GET.get("category")), None)
    if asked is not None:
        form.initial.update(category=str(asked.pk), source=asked.template)
        form.initial["kind"] = {"ideas": "idea", "questions": "question", "discussion": "discussion"}.get(
            asked.kind, "question"
        )
    return _page(request, form)


@require_safe
@sign_in_first
def similar(request: HttpRequest) -> HttpResponse:
    """A part of the page above: what was asked before in nearly these words."""
    member = cast("MemberRequest", request).member
    near = alike(request.GET.get("title", "")[: limits.TITLE_CHARS], member, at=timezone.now())
    return render(request, "forum/similar.html", {"alike": near})


@sign_in_first
@once
def ask(request: HttpRequest) -> HttpResponse:
    """Asks, shows the preview, keeps the draft, or says what is wrong."""
    member = cast("MemberRequest", request).member
    if request.method != "POST":
        require(member, "topic.ask")
        return _begun(request, member)
    form = _form(member, sent(request))
    form.full_clean()
    source = text_sent(request, member, timezone.now(), form)
    if "forget" in request.POST:
        discard_draft(key=KEY, by=member)
        return redirect("topic-ask")
    poll = PollForm(form.data)
    try:
        return _done(request, form, poll, source, member)
    except Refused as said:
        refuse(form, poll, said)
    except NotAllowed as said:
        form.add_error("category", said.message or _("You may not begin a topic there any more. Choose another place."))
    return _page(request, form, poll=poll)


def _done(request: HttpRequest, form: AskForm, poll: PollForm, source: str, member: Person) -> HttpResponse:
    if "keep" in request.POST:
        save_draft(key=KEY, fields=cast("QueryDict", form.data).dict(), by=member, at=timezone.now())
        messages.success(request, _("Kept. You find it here again under 'Ask or tell'."))
        return redirect("forum")
    if "preview" in request.POST:
        near = alike(str(form.data.get("title", "")), member, at=timezone.now())
        return _page(request, form, poll=poll, preview=previewed(source, member), alike=near)
    if form.errors or poll.is_wrong:
        return _page(request, form, poll=poll)
    first = post_with_poll(
        lambda: _opened(request, form, source, member), poll, by=member, at=timezone.now(), reviewed=review_in(request)
    )
    discard_draft(key=KEY, by=member)
    return redirect(here(first.conversation.path))


def _opened(request: HttpRequest, form: AskForm, source: str, by: Person) -> Post:
    """The first post of the new topic."""
    topic = actions.open_topic(
        form.category_chosen,
        title=form.cleaned_data["title"],
        source=source,
        kind=form.cleaned_data["kind"],
        product_version=form.version_chosen,
        tags=form.tags_chosen,
        by=by,
        at=timezone.now(),
        language=get_language() or "",
        reviewed=review_in(request),
    )
    return topic.conversation.posts.select_related("conversation").get(number=1)
