"""A moderator takes a thing on, or gives it back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict
from trialogue.hub.conversations.review.models import Claim, ReviewItem
from trialogue.people.persons import Person
from trialogue.people.rights import require


def _record(verb: str, item: ReviewItem, *, by: Person, at: datetime) -> None:
    author = item.post.speaker
    activity.record(
        verb, by=by, of=item, at=at, audience_id=STAFF, conversation_id=item.post.conversation_id,
        words={"author": author.name if author else ""},
    )  # fmt: skip


@transaction.atomic
def claim(item: ReviewItem, *, by: Person, at: datetime) -> Claim:
    """Tells the others that somebody is looking; it keeps nobody from deciding."""
    require(by, "review.decide", item)
    if item.decided_at is not None:
        raise Conflict(_("Somebody has decided this already."))
    try:
        with transaction.atomic():
            made = Claim.objects.create(item=item, by=by, at=at)
    except IntegrityError as taken:
        raise Conflict(_("Somebody is looking at this already.")) from taken
    _record("review.claimed", item, by=by, at=at)
    return made


@transaction.atomic
def give_back(item: ReviewItem, *, by: Person, at: datetime) -> None:
    """Anybody who moderates may: whoever took it may have gone home."""
    require(by, "review.decide", item)
    if not Claim.objects.filter(item=item).delete()[0]:
        raise Conflict(_("Nobody is looking at this now."))
    _record("review.given_back", item, by=by, at=at)
