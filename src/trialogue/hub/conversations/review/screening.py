"""Looking at a post as it is written: refused, held back, put into the queue, or none of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF
from trialogue.core.errors import Refused
from trialogue.hub.conversations.models import Post, Waiting
from trialogue.hub.conversations.screens import screens
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .holding import hold
from .models import Does, Why
from .newcomers import is_new
from .opening import open_item
from .rules import domains_in, lies_in, ruled, watched_in
from .signs import UNSURE, Facts, Said, weigh

#: Shorter texts are said twice by chance.
TELLING = 60
WORD_WEIGHS = 20


@screens
def look_at(post: Post, *, by: Person, at: datetime) -> None:
    """Not at what moderators write. In private rooms no moderator looks, so nothing is held there."""
    if activity.is_import() or may(by, "review.decide", post):
        return
    text = f"{post.conversation.title}\n{post.source}" if post.number == 1 else post.source
    does, word = watched_in(text)
    if does == Does.REFUSE:
        raise Refused(_("“%(word)s” may not be said here. Say it in other words.") % {"word": word}, field="source")
    leads_to = _checked(text)
    if post.conversation.audience_id not in (PUBLIC, MEMBERS) or post.waits:
        return
    score, signs = _unsure(post, leads_to, at) if is_new(by, at=at) else (0, [])
    holds = does == Does.HOLD or score >= UNSURE
    if does:
        score, signs = score + WORD_WEIGHS, [{"sign": "word", "word": word}, *signs]
    if holds:
        _hold_back(post, score, signs, at)
    elif does:
        open_item(post, why=Why.WATCHED, score=score, signs=signs, at=at)


def _hold_back(post: Post, score: int, signs: list[Said], at: datetime) -> None:
    open_item(post, why=Why.HELD, score=score, signs=signs, at=at)
    hold(post, waits=Waiting.HELD, at=at)
    activity.record(
        "post.held", by=None, of=post, at=at, audience_id=STAFF, conversation_id=post.conversation_id, on_behalf_of=post.author,
        words={"author": str(post.author or "")},
    )  # fmt: skip


def _checked(text: str) -> list[str]:
    """The domains the links lead to, without those allowed; Refused where one is refused."""
    if not (found := domains_in(text)):
        return []
    allowed, refused = ruled()
    if wrong := next((host for host in found if lies_in(host, refused)), ""):
        raise Refused(_("Links to %(domain)s are not taken here.") % {"domain": wrong}, field="source")
    return [host for host in found if not lies_in(host, allowed)]


def _unsure(post: Post, leads_to: list[str], at: datetime) -> tuple[int, list[Said]]:
    author = post.author
    if author is None:
        return 0, []
    twice = len(post.source) >= TELLING and (
        Post.objects.filter(author=author, source=post.source).exclude(pk=post.pk).exists()
    )
    return weigh(Facts(links=len(leads_to), said_before=twice, since_joining=at - author.joined_at))
