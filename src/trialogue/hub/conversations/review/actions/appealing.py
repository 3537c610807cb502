"""The author of what was taken away asks for a second look."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.keeping import is_over
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.review.models import Appeal, ReviewItem, Why
from trialogue.hub.conversations.review.opening import open_item
from trialogue.hub.conversations.review.whole import removal_of
from trialogue.people.persons import Person
from trialogue.people.rights import require

WEIGHS = 15
WORDS_CHARS = 1000


@transaction.atomic
def appeal(post: Post, *, words: str, by: Person, at: datetime) -> Appeal:
    """Once a post. Another moderator than the one who took it away decides."""
    require(by, "post.appeal", post)
    away = removal_of(post)
    if away is None or away.by_id == by.pk:
        raise Refused(_("No moderator took this away."))
    if post.is_redacted or is_over(away, at=at):
        raise Refused(_("What it said is gone for good; nobody can bring it back."))
    words = writable(words).strip()
    if not words:
        raise Refused(_("Say why it should come back."), field="words")
    if len(words) > WORDS_CHARS:
        raise Refused(_("Say it in at most 1,000 letters."), field="words")
    try:
        with transaction.atomic():
            made = Appeal.objects.create(post=post, by=by, words=words, at=at)
    except IntegrityError as twice:
        raise Conflict(_("You have asked for a second look already. You will hear of it.")) from twice
    item = open_item(post, why=Why.APPEAL, score=WEIGHS, signs=[{"sign": "appeal"}], at=at)
    ReviewItem.objects.filter(pk=item.pk).update(why=Why.APPEAL)
    activity.record("review.appealed", by=by, of=item, at=at, audience_id=STAFF, conversation_id=post.conversation_id)
    return made
