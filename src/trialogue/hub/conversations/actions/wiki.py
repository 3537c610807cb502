"""Giving a post to everybody to edit, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.conversations.wikis import Wiki
from trialogue.people.persons import Person
from trialogue.people.rights import require


def _record(verb: str, post: Post, *, by: Person, at: datetime) -> None:
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)
    activity.record(
        verb, by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id,
        words={"conversation": {"label": post.conversation.title, "url": post.get_absolute_url()}},
    )  # fmt: skip


def count_editors(post: Post) -> None:
    """How many people wrote a version of it; its first one is the author's."""
    editors = post.revisions.exclude(by=post.author_id).values("by").distinct().count()
    Wiki.objects.filter(post=post).update(editors=editors)


@transaction.atomic
def make_wiki(post: Post, *, by: Person, at: datetime) -> None:
    """From now on every member may edit it."""
    require(by, "wiki.make", post)
    if post.is_redacted:
        raise Refused(_("The moderators redacted this post. Write a new one instead."))
    _wiki, made = Wiki.objects.get_or_create(post=post, defaults={"by": by, "at": at})
    if not made:
        raise Conflict(_("Everybody may edit this post already."))
    count_editors(post)
    _record("post.wiki_made", post, by=by, at=at)


@transaction.atomic
def end_wiki(post: Post, *, by: Person, at: datetime) -> None:
    """Its author and moderators alone edit it again; what others wrote stays."""
    require(by, "wiki.make", post)
    if not Wiki.objects.filter(post=post).delete()[0]:
        raise Conflict(_("Only its author edits this post already."))
    _record("post.wiki_ended", post, by=by, at=at)
