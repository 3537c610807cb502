"""One post: editing it, what it said before, taking it away, saying thanks."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.forms import say
from trialogue.core.guarding import review_in
from trialogue.core.markup.backwards import markdown_of
from trialogue.core.once import once
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.history import versions_of
from trialogue.hub.conversations.models import Conversation, Post, ReactionKind
from trialogue.hub.conversations.reading import address, number_asked
from trialogue.hub.conversations.writing import draft_of, previewed, sent, text_sent, words_of
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require


class EditForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Stands in the history of the post."),
    )


def one_post(member: Person, conversation_id: int, number: int, *, removed: bool = False) -> Post:
    """The post as this member sees it, else 404; `removed` finds what they may bring back too."""
    posts = Post.objects.visible_to(member)
    if removed:
        talk = Conversation.objects.visible_to(member).filter(pk=conversation_id).first()
        posts = Post.objects.with_removed_for(member, every=may(member, "conversation.close", talk))
    found = posts.with_authors().select_related("conversation", "wiki")
    post = found.filter(conversation_id=conversation_id, number=number, conversation__removal=None).first()
    if post is None:
        raise Http404
    return post


def told(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Does it. What the action says instead stands on the next page."""
    try:
        act()
    except NotAllowed as said:
        messages.warning(request, said.message or _("You may not do this here, or not any more. Nothing was changed."))
    except Refused as said:
        messages.warning(request, said.message)
    else:
        return True
    return False


def _edit_page(request: HttpRequest, post: Post, form: EditForm, **more: Any) -> HttpResponse:
    context = {
        "post": post,
        "form": form,
        "back": address(post.conversation, post.number),
        "key": f"edit:{post.pk}",
        "seen": post.version,
    }
    return render(request, "conversations/edit.html", context | more, status=400 if form.errors else 200)


@sign_in_first
@once
def post_edit(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    if request.method == "POST":
        return _save_edit(request, post, member)
    require(member, post.edit_right, post)
    draft = draft_of(member, f"edit:{post.pk}")
    text = draft.fields.get("source", "") if draft else ""
    kept = markdown_of(post.source, post.source_format)
    form = EditForm(initial={"source": text or kept})
    return _edit_page(request, post, form, drafted=bool(text) and text != kept, version=draft.version if draft else "")


def _save_edit(request: HttpRequest, post: Post, member: Person) -> HttpResponse:
    """Saves, or shows the page again; on a conflict with their text beside it, so that saving again is a choice."""
    form = EditForm(sent(request))
    form.full_clean()
    source = text_sent(request, member, timezone.now(), form)
    try:
        if form.errors or "preview" in request.POST:
            return _edit_page(request, post, form, preview=previewed(source, member))
        seen = number_asked(request.POST.get("seen_version"))
        actions.edit_post(
            post,
            source=source,
            seen_version=seen,
            by=member,
            at=timezone.now(),
            reason=words_of(request, "reason"),
            reviewed=review_in(request),
        )
    except Conflict as said:
        form.add_error("source", said.message)
        return _edit_page(request, post, form, theirs=markdown_of(post.source, post.source_format))
    except Refused as said:
        say(form, said, otherwise="source")
    except NotAllowed as said:
        form.add_error(
            "source", said.message or _("You may not change this post any more. Copy your text if you still need it.")
        )
    else:
        actions.discard_draft(key=f"edit:{post.pk}", by=member)
        return redirect(address(post.conversation, post.number))
    return _edit_page(request, post, form)


@sign_in_first
def post_history(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    before = number_asked(request.GET.get("before"))
    versions, older = versions_of(post, before=before)
    context = {
        "post": post,
        "versions": versions,
        "back": address(post.conversation, number),
        "newer": request.path if before else "",
        "older": f"?before={older}" if older else "",
    }
    return render(request, "conversations/history.html", context)


@sign_in_first
@require_POST
def post_thanks(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    act = actions.unreact if request.POST.get("on") == "0" else actions.react
    told(request, lambda: act(post, kind=ReactionKind.THANKS, by=member, at=timezone.now()))
    return redirect(address(post.conversation, number))


@sign_in_first
@once
def post_remove(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """Asks once, with the reason; what was taken away can be brought back."""
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    back = address(post.conversation, number)
    if request.method != "POST":
        require(member, "post.remove", post)
        return render(request, "conversations/remove.html", {"post": post, "back": back})
    if told(
        request, lambda: actions.remove_post(post, by=member, at=timezone.now(), reason=words_of(request, "reason"))
    ):
        messages.success(request, _("The post is taken away. You can bring it back where it stood."))
    return redirect(back)


@sign_in_first
@require_POST
def post_restore(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number, removed=True)
    told(request, lambda: actions.restore_post(post, by=member, at=timezone.now()))
    return redirect(address(post.conversation, number))


@sign_in_first
@require_POST
def follow(request: HttpRequest, conversation_id: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    conversation = Conversation.objects.visible_to(member).filter(pk=conversation_id).first()
    if conversation is None:
        raise Http404
    told(
        request, lambda: actions.follow(conversation, level=request.POST.get("level", ""), by=member, at=timezone.now())
    )
    return redirect(address(conversation))
