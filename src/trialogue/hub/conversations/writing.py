"""What a page needs for somebody to write: the form, the draft, the quote, what was sent wrongly."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core import limits
from trialogue.core.audiences import Viewer
from trialogue.core.errors import Guarded, Refused
from trialogue.core.files import StoredFile, store
from trialogue.core.forms import say
from trialogue.core.guarding import Review
from trialogue.core.markup.backwards import markdown_of
from trialogue.core.prepared import Prepared
from trialogue.core.words import writable
from trialogue.people.persons import Person
from trialogue.people.rights import may, require
from trialogue.people.silences import silence_words

from . import actions
from .actions.limiting import check_file
from .citing import titles_in, with_titles
from .models import Conversation, Draft, Post
from .parts import quote_head
from .poll_forms import PollForm
from .reading import address, number_asked

QUOTED_CHARS = 1200
CARRIED = {
    "position": gettext_lazy("where it was taken"),
    "author": gettext_lazy("an author"),
    "comment": gettext_lazy("a comment"),
}
PLACEHOLDER = gettext_lazy("Add what you know. Leave out anything that could identify a patient.")


class ReplyForm(forms.Form):
    """The rules of the text are the action's; the form only carries it."""

    source = forms.CharField(
        label=gettext_lazy("Your reply"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": PLACEHOLDER}),
    )


@dataclass
class Composer:
    """What composer.html draws. `form` None: this member (or guest) cannot write here, and `why` says so."""

    url: str
    form: ReplyForm | None = None
    why: str = ""
    key: str = ""
    version: str = ""
    talk: int = 0
    reply_to: int = 0
    preview: SafeString = field(default_factory=SafeString)
    # What was sent of a poll; the empty one is the same for everybody.
    poll: PollForm | None = None
    no_poll: type[PollForm] = PollForm


_drafts = Prepared(lambda viewer, key: Draft.objects.filter(person_id=viewer.pk, key=key))


def draft_of(member: Person, key: str) -> Draft | None:
    return next(iter(_drafts(member, key=key)), None)


def has_draft(member: Viewer, conversation: str) -> Exists:
    """Whether a reply was begun, as annotation of a query that finds the conversation at `conversation` (an id)."""
    key = Concat(Value("reply:"), Cast(OuterRef(conversation), CharField()))
    return Exists(Draft.objects.filter(person_id=member.pk, key=key))


def quoted_post(request: HttpRequest, conversation: Conversation, member: Person | None) -> Post | None:
    """The post whose number the address asks to quote; no query where it asks for none."""
    number = number_asked(request.GET.get("quote"))
    if not number or member is None:
        return None
    return Post.objects.visible_to(member).with_authors().filter(conversation=conversation, number=number).first()


def quotation(post: Post) -> str:
    """The post as a Markdown quote that says who wrote it and leads there; nothing of a redacted one."""
    if post.is_redacted:
        return ""
    text = markdown_of(post.source, post.source_format)
    if len(text) > QUOTED_CHARS:
        text = text[:QUOTED_CHARS].rsplit(" ", 1)[0] + " …"
    lines = [quote_head(post, post.conversation.path), "", *text.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def composer(
    conversation: Conversation, member: Person | None, *, quoted: Post | None = None, drafted: bool = True
) -> Composer:
    """For the page of a conversation: with the member's draft and, at its end, the quote asked for.

    One query, none where the page knows that nothing was begun (`drafted`).
    """
    made = Composer(reverse("reply", args=[conversation.pk]), talk=conversation.pk)
    if conversation.archived_at is not None:
        made.why = _("This conversation is archived: it can be read and found, and nobody writes in it.")
        return made
    if conversation.is_closed and not may(member, "conversation.write_closed", conversation):
        made.why = _("This conversation is closed. If something is new about it, begin a new one and link to this one.")
        return made
    if member is None:
        made.url = address(conversation)
        return made
    if member.is_silenced:
        made.why = silence_words(member)
        return made
    made.key = f"reply:{conversation.pk}"
    draft = draft_of(member, made.key) if drafted else None
    text = str(draft.fields.get("source", "")) if draft else ""
    made.version = str(draft.version) if draft else ""
    if quoted is not None:
        made.reply_to = quoted.number
        text = f"{text.rstrip()}\n\n{quotation(quoted)}".lstrip() if quotation(quoted) not in text else text
    made.form = ReplyForm(initial={"source": text})
    return made


def previewed(source: str, member: Person) -> SafeString:
    """How this text will look to who writes it; raises Refused as posting it would."""
    html = actions.rendered(actions.check_source(source)).html
    return mark_safe(with_titles(html, titles_in([html], member)))


@transaction.atomic
def post_with_poll(
    write: Callable[[], Post], poll: PollForm, *, by: Person, at: datetime, reviewed: Review = False
) -> Post:
    """Writes the post and the poll that was begun with it, both or none."""
    post = write()
    if poll.is_meant:
        actions.put_poll(post, poll.plan, by=by, at=at, reviewed=reviewed)
    return post


def refuse(form: forms.Form, poll: PollForm, said: Refused) -> None:
    """What an action said stands beside its field: of the poll, of the form, else beside the text."""
    if poll.is_meant and said.field in poll.fields and not isinstance(said, Guarded):
        poll.add_error(said.field, said.message)
    else:
        say(form, said, otherwise="source")


def markdown_for(stored: StoredFile) -> str:
    name = stored.name.replace("[", "(").replace("]", ")")
    return f"{'!' if stored.is_image else ''}[{name}]({stored.get_absolute_url()})"


def keep_file(upload: "UploadedFile[Any] | None", member: Person, at: datetime) -> StoredFile:
    """Takes one file of somebody who writes; only they see it until it is posted."""
    if upload is None:
        raise Refused(_("Choose a file."))
    require(member, "file.upload")
    limits.spend("upload", member.pk)
    check_file(member, at)
    return store(upload, name=upload.name or "file", uploader_id=member.pk, at=at)


def said_of(stored: StoredFile) -> str:
    """What its writer has to know of a file that was just taken in; "" where there is nothing to say."""
    said = []
    if stored.left_out:
        carried = ", ".join(str(CARRIED[name]) for name in stored.left_out)
        said.append(_("The picture carried %(what)s; that is left out.") % {"what": carried})
    if stored.noticed:
        said.append(
            _("“%(name)s” may identify a patient: you are asked again before it is posted.") % {"name": stored.name}
        )
    return " ".join(said)


def sent(request: HttpRequest) -> QueryDict:
    """What was typed, without what no database keeps (NUL, half characters)."""
    data = request.POST.copy()
    for name in data:
        data.setlist(name, [writable(value) for value in request.POST.getlist(name)])
    return data


def text_sent(request: HttpRequest, member: Person, at: datetime, form: forms.Form) -> str:
    """The text of a form, with the files that came along appended. What is wrong with a file stands at the text.

    The form shows what came of it: a file is not asked for twice.
    """
    text = str(form.data.get("source", ""))
    for upload in request.FILES.getlist("file")[:5]:
        try:
            stored = keep_file(upload, member, at)
        except Refused as refused:
            say(form, refused, otherwise="source")
        else:
            text = f"{text.rstrip()}\n\n{markdown_for(stored)}\n".lstrip()
            if said := said_of(stored):
                messages.info(request, said)
    data = cast("QueryDict", form.data).copy()
    data["source"] = text
    form.data = data
    return text


def words_of(request: HttpRequest, name: str) -> str:
    """A short field of a form on one line."""
    return " ".join(writable(request.POST.get(name, "")).split())
