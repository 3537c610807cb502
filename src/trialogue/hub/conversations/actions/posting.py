"""Starting a conversation, writing and editing posts."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.markup import Rendered, mentioned, render
from trialogue.core.words import writable
from trialogue.hub.conversations.direct.rules import check_may_answer
from trialogue.hub.conversations.models import Conversation, Level, Post, Revision
from trialogue.hub.conversations.moved import MovedPost
from trialogue.hub.conversations.screens import screen
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

from .attaching import attach
from .following import follow_quietly
from .limiting import check_post, check_reply
from .wiki import count_editors


def check_source(source: str) -> str:
    """The text to keep; raises Refused for the empty, the too long and the broken."""
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise Refused(_("Write something first."), field="source")
    if limits.too_long(source):
        raise Refused(_("This is too long for one post. Shorten it to 32 kB, or attach a file."), field="source")
    try:
        source.encode()
    except UnicodeEncodeError as broken:
        raise Refused(
            _("This text has characters that cannot be kept. Paste it as plain text."), field="source"
        ) from broken
    return source


def rendered(source: str) -> Rendered:
    """As it will be shown; mentions of people who are not here stay words."""
    handles = mentioned(source)
    known = Person.objects.filter(handle_key__in=handles).values_list("handle_key", flat=True) if handles else []
    return render(source, handles=set(known))


def start(
    *, kind: str, title: str, audience_id: int, by: Person, at: datetime, shelf_id: int = 0, language: str = ""
) -> Conversation:
    """A new, still empty conversation; the caller writes its `path` and first post in the same transaction."""
    return Conversation.objects.create(
        kind=kind, title=title, audience_id=audience_id, starter=by, started_at=at, last_post_at=at,
        last_poster=by, shelf_id=shelf_id, language=language,
    )  # fmt: skip


def _locked(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update().get(pk=conversation.pk)


def next_number(conversation: Conversation) -> int:
    """Numbers of removed posts, and of those that were moved away, are not given again."""
    rows = (Post.objects.filter(conversation=conversation), MovedPost.objects.filter(conversation=conversation))
    return max(each.aggregate(last=Max("number"))["last"] or 0 for each in rows) + 1


def _look_over_first(talk: Conversation, source: str, *, by: Person, at: datetime, reviewed: Review) -> None:
    """The guard's door of every conversation; a first post passes it together with the title."""
    title = {} if talk.last_number else {"title": talk.title}
    look_over(talk.kind, by_id=by.pk, at=at, reviewed=reviewed, **title, source=source)


def add_post(
    conversation: Conversation, *, source: str, by: Person, at: datetime, reply_to: int | None = None, reviewed: Review = False,
) -> Post:  # fmt: skip
    """Writes the row, its number and the counters. For actions that record an event of their own."""
    source = check_source(source)
    talk = _locked(conversation)
    _look_over_first(talk, source, by=by, at=at, reviewed=reviewed)
    if reply_to is not None and not 0 < reply_to <= talk.last_number:
        raise Refused(_("There is no such post to reply to."), field="reply_to")
    shown = rendered(source)
    check_post(shown.html, by=by)
    post = Post.objects.create(
        conversation=talk, number=next_number(talk), author=by, audience_id=talk.audience_id, source=source,
        html=shown.html, renderer=shown.version, reply_to_number=reply_to, created_at=at,
    )  # fmt: skip
    Conversation.objects.filter(pk=talk.pk).update(
        last_number=post.number,
        post_count=F("post_count") + 1,
        last_post_at=at,
        last_poster=by,
        version=F("version") + 1,
    )
    attach(post, source, by=by)
    follow_quietly(talk, by, level=Level.WATCHING, last_read=post.number, at=at)
    screen(post, by=by, at=at)
    conversation.refresh_from_db(fields=["audience", "last_number", "post_count", "last_post_at", "version"])
    return post


@transaction.atomic
def write_post(
    conversation: Conversation, *, source: str, by: Person, at: datetime, reply_to: int | None = None, reviewed: Review = False,
) -> Post:  # fmt: skip
    """A reply. Whoever replies follows from then on, unless they muted it."""
    require(by, "post.write", conversation)
    if conversation.is_direct:
        check_may_answer(conversation, by)
    elif conversation.audience_id not in by.audience_ids():
        raise NotAllowed("post.write")
    if conversation.archived_at is not None:
        raise Refused(_("This conversation is archived. Start a new one and link to it."))
    if conversation.is_closed and not may(by, "conversation.write_closed", conversation):
        raise Refused(_("This conversation is closed. Start a new one and link to it."))
    limits.spend("post", by.pk)
    check_reply(by, at)
    post = add_post(conversation, source=source, by=by, at=at, reply_to=reply_to, reviewed=reviewed)
    activity.record(
        conversation.verb("written"), by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=conversation.pk,
        words={"conversation": {"label": conversation.title, "url": post.get_absolute_url()}},
    )  # fmt: skip
    return post


def _to_edit(post: Post, seen_version: int) -> Post:
    """The post as it is now, locked; it has to be as its editor saw it."""
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    if fresh.is_redacted:
        raise Refused(_("The moderators redacted this post. Write a new one instead."), field="source")
    if fresh.version != seen_version:
        raise Conflict(
            _("Somebody changed this post meanwhile. Look at their version and save yours again."), field="source"
        )
    return fresh


def _keep(fresh: Post, *, by: Person, at: datetime, reason: str) -> None:
    """What it says until now, as a version of its history."""
    Revision.objects.create(
        post=fresh,
        version=fresh.version,
        source=fresh.source,
        source_format=fresh.source_format,
        by=by,
        at=at,
        reason=writable(reason)[:200],
    )


@transaction.atomic
def edit_post(
    post: Post, *, source: str, seen_version: int, by: Person, at: datetime, reason: str = "", reviewed: Review = False,
) -> None:  # fmt: skip
    """Replaces the text and keeps the old one as a revision.

    `seen_version` is the version the editor had before them: if somebody else edited meanwhile, it is a Conflict.
    """
    require(by, post.edit_right, post)
    source = check_source(source)
    fresh = _to_edit(post, seen_version)
    if source == fresh.source:
        return
    limits.spend("edit", by.pk)
    look_over("post", by_id=by.pk, at=at, reviewed=reviewed, before=fresh.source, source=source, reason=reason)
    shown = rendered(source)
    check_post(shown.html, by=by, before=fresh.html)
    _keep(fresh, by=by, at=at, reason=reason)
    Post.objects.filter(pk=post.pk).update(
        source=source,
        source_format="markdown",
        html=shown.html,
        renderer=shown.version,
        version=F("version") + 1,
        edited_at=at,
    )
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)
    attach(fresh, source, by=by)
    if hasattr(post, "wiki"):
        count_editors(post)
    post.refresh_from_db()
    screen(post, by=by, at=at)
    activity.record(
        "post.edited", by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id,
        old=seen_version, new=post.version, reason=reason,
    )  # fmt: skip
