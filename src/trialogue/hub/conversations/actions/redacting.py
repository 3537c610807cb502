"""Redacting: what a post or a title says is destroyed at once, everywhere. Nobody brings it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.forgetting import forget
from trialogue.hub.conversations.models import Conversation, Post, PostKind, Redaction
from trialogue.hub.conversations.titles import has_words
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .retitling import forget_title


def check_reason(reason: str) -> str:
    reason = " ".join(writable(reason).split())
    if not reason:
        raise Refused(_("Say why. It stands where the text stood, and in the audit log."), field="reason")
    if len(reason) > 300:  # noqa: PLR2004 - the column's width
        raise Refused(_("Say it in one or two sentences."), field="reason")
    return reason


@transaction.atomic
def redact(post: Post, *, by: Person, at: datetime, reason: str) -> Redaction:
    """Destroys the text with its versions, files, drafts, notices and waiting letters. Author, number and time stay.

    Holds for what was taken away too. Sent letters and backups are out of reach.
    """
    require(by, "post.redact", post)
    reason = check_reason(reason)
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    if fresh.is_redacted:
        raise Conflict(_("This post was redacted already."))
    forget(fresh)
    made = Redaction.objects.create(post=fresh, by=by, at=at, reason=reason)
    Post.objects.filter(pk=post.pk).update(kind=PostKind.REDACTED, version=F("version") + 1)
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)
    activity.record(
        "post.redacted", by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id,
        on_behalf_of=fresh.speaker, reason=reason, words={"author": fresh.speaker.name if fresh.speaker else ""},
    )  # fmt: skip
    return made


def _check_title(title: str, conversation: Conversation) -> str:
    title = " ".join(writable(title).split()) or _("Title redacted by the moderators")
    if len(title) > limits.TITLE_CHARS:
        raise Refused(_("Keep the title under 200 letters; the rest goes below."), field="title")
    if title == conversation.title:
        raise Refused(_("This is the title it has. Write another one, or none."), field="title")
    return title


@transaction.atomic
def redact_title(conversation: Conversation, *, by: Person, at: datetime, reason: str, title: str = "") -> None:
    """Destroys the title and every earlier one, in addresses, log, notices, letters and what carried it over.

    `title` is what it is called from now on.
    """
    require(by, "title.redact", conversation)
    reason = check_reason(reason)
    talk = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if not has_words(talk):
        raise Refused(_("The title of this is not something people wrote."))
    forget_title(talk, _check_title(title, talk))
    conversation.refresh_from_db(fields=["title", "path", "version"])
    activity.record(
        "conversation.redacted", by=by, of=talk, at=at, audience_id=talk.audience_id, conversation_id=talk.pk,
        reason=reason, words={"conversation": {"label": talk.title, "url": talk.path}},
    )  # fmt: skip
