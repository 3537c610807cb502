"""Saying that something is wrong with a post."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, limits, site
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Post, Waiting
from trialogue.hub.conversations.review.holding import hold
from trialogue.hub.conversations.review.models import Decision, Reason, Report, Verdict, Why
from trialogue.hub.conversations.review.opening import open_item
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

NOTE_CHARS = 500
WEIGHS = {Reason.PATIENT: 50, Reason.SPAM: 20, Reason.HURTFUL: 20, Reason.OTHER: 10, Reason.OFF_TOPIC: 5}


def _check(post: Post, reason: str, note: str, by: Person) -> None:
    if post.is_direct:
        raise Refused(
            _("Of a direct conversation one chooses what the moderators see. Report it beside the conversation.")
        )
    if by.pk == post.author_id:
        raise Refused(_("This is your own post: you can change it or take it away."))
    if post.is_redacted:
        raise Refused(_("Its text is gone already."))
    if reason not in Reason.values:
        raise Refused(_("Choose what is wrong with it."), field="reason")
    if reason == Reason.OTHER and not note:
        raise Refused(_("Say in a sentence what is wrong with it."), field="note")
    if len(note) > NOTE_CHARS:
        raise Refused(_("Say it in at most 500 letters."), field="note")


@transaction.atomic
def report(post: Post, *, reason: str, by: Person, at: datetime, note: str = "") -> Report:
    """Puts the post before the moderators; reported by enough different members it is hidden until one looked."""
    require(by, "post.report", post)
    note = writable(note).strip()
    _check(post, reason, note, by)
    limits.spend("report", by.pk)
    item = open_item(
        post, why=Why.REPORTED, score=WEIGHS[Reason(reason)], signs=[{"sign": "report", "reason": reason}], at=at
    )
    try:
        with transaction.atomic():
            made = Report.objects.create(post=post, item=item, by=by, reason=reason, note=note, at=at)
    except IntegrityError as twice:
        raise Conflict(_("You have reported this post already. A moderator looks at it.")) from twice
    activity.record(
        "post.reported", by=by, of=post, at=at, audience_id=STAFF, conversation_id=post.conversation_id, new=reason,
        words={"conversation": {"label": post.conversation.title, "url": post.get_absolute_url()}},
    )  # fmt: skip
    if _is_enough(post):
        _hide(post, at=at)
    return made


def _is_enough(post: Post) -> bool:
    """Never twice: what a moderator kept stays until a moderator says otherwise."""
    if post.waits or post.conversation.audience_id not in (PUBLIC, MEMBERS):
        return False
    if Report.objects.filter(post=post, item__decided_at=None).count() < site.current().reports_to_hide:
        return False
    if may(post.author, "review.decide", post):
        return False
    return not Decision.objects.filter(item__post=post, verdict=Verdict.KEPT).exists()


def _hide(post: Post, *, at: datetime) -> None:
    open_item(post, why=Why.REPORTED, score=0, signs=[{"sign": "enough_reports"}], at=at)
    hold(post, waits=Waiting.HIDDEN, at=at)
    activity.record(
        "review.hid", by=None, of=post, at=at, audience_id=post.conversation.audience_id, conversation_id=post.conversation_id,
        on_behalf_of=post.author,
        words={"conversation": {"label": post.conversation.title, "url": post.get_absolute_url()}},
    )  # fmt: skip
