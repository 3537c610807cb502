"""Bookmarks: keeping a post with a note and a reminder, and the list of what one keeps."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.design.moments import dated
from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.markup import text_of
from trialogue.core.once import once
from trialogue.core.paging import Mark, read_mark
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.bookmarks import Bookmark, BookmarkQuerySet
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address
from trialogue.hub.conversations.writing import sent, words_of
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .posts import one_post, told

PAGE = 30
#: Reminders come in the morning of the day somebody chose.
MORNING = time(8)


class BookmarkForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, help_text=gettext_lazy("Why you keep it. Only you read it.")
    )
    remind_at = forms.DateField(
        label=gettext_lazy("Remind me on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("You get a notice, and a letter if you want mail, in the morning of that day."),
    )


def _morning(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, MORNING)) if day else None


def _page(request: HttpRequest, post: Post, form: BookmarkForm, *, kept: bool) -> HttpResponse:
    context = {
        "post": post,
        "excerpt": text_of(post.html),
        "form": form,
        "kept": kept,
        "back": address(post.conversation, post.number),
    }
    return render(request, "conversations/bookmark.html", context, status=400 if form.errors else 200)


def _keep(request: HttpRequest, post: Post, member: Person, form: BookmarkForm) -> bool:
    """Writes what the form says; what is wrong with it stands at its field."""
    if not form.is_valid():
        return False
    day = _morning(form.cleaned_data["remind_at"])
    try:
        actions.bookmark(post, note=words_of(request, "note"), remind_at=day, by=member, at=timezone.now())
    except Refused as said:
        form.add_error(said.field or None, said.message)
        return False
    except NotAllowed:
        form.add_error(None, _("You may not do this here, or not any more. Nothing was changed."))
        return False
    return True


@sign_in_first
@once
def post_bookmark(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """The button of a post keeps it as it is; the page changes note and reminder, or lets it go."""
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    back = address(post.conversation, number)
    kept = Bookmark.objects.filter(post=post, person=member).first()
    if request.method == "POST" and request.POST.get("on") == "0":
        told(request, lambda: actions.unbookmark(post, by=member))
        return redirect(back)
    if request.method == "POST" and "on" in request.POST:
        if kept is None and told(request, lambda: actions.bookmark(post, by=member, at=timezone.now())):
            messages.success(request, _("Kept under your bookmarks. Press it again for a note or a reminder."))
        return redirect(back)
    if request.method == "POST":
        form = BookmarkForm(sent(request))
        return (
            redirect(back) if _keep(request, post, member, form) else _page(request, post, form, kept=kept is not None)
        )
    initial = {"note": kept.note, "remind_at": _day(kept)} if kept else {}
    return _page(request, post, BookmarkForm(initial=initial), kept=kept is not None)


def _day(kept: Bookmark) -> date | None:
    return timezone.localtime(kept.remind_at).date() if kept.remind_at else None


@dataclass(frozen=True)
class Row:
    post: Post
    url: str
    edit: str
    excerpt: str
    note: str
    remind: SafeString | str
    reminded: bool


def _row(kept: Bookmark) -> Row:
    post = kept.post
    return Row(
        post=post, url=address(post.conversation, post.number), excerpt=text_of(post.html, 200), note=kept.note,
        edit=reverse("post-bookmark", args=[post.conversation_id, post.number]),
        remind=dated(kept.remind_at) if kept.remind_at else "", reminded=kept.reminded_at is not None,
    )  # fmt: skip


def _asked(member: Person, words: str, *, coming: bool) -> BookmarkQuerySet:
    """The member's own, of these words and with a reminder to come."""
    found = Bookmark.objects.visible_to(member)
    if coming:
        found = found.due()
    for word in words.split()[:5]:
        found = found.filter(Q(note__icontains=word) | Q(post__conversation__title__icontains=word))
    return found


def _address(**query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return reverse("bookmarks") + (f"?{urlencode(kept)}" if kept else "")


@sign_in_first
def bookmarks(request: HttpRequest) -> HttpResponse:
    """What one keeps, the latest first."""
    member = cast("MemberRequest", request).member
    words, before = request.GET.get("q", "")[:80].strip(), request.GET.get("before", "")
    show = "coming" if request.GET.get("show") == "coming" else ""
    found = _asked(member, words, coming=bool(show)).order_by("-at", "-pk")
    if mark := read_mark(before):
        found = found.filter(mark.older("at"))
    rows = list(
        found.select_related("post__conversation", "post__author__picture", "post__author__merged_into__picture")[
            : PAGE + 1
        ]
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "rows": [_row(kept) for kept in rows[:PAGE]],
        "words": words,
        "show": show,
        "tabs": [
            (_("All"), _address(q=words), not show),
            (_("With a reminder"), _address(q=words, show="coming"), bool(show)),
        ],
        "older": _address(q=words, show=show, before=str(Mark(last.at, last.pk))) if last else "",
        "newer": _address(q=words, show=show) if before else "",
    }
    return render(request, "conversations/bookmarks.html", context)
