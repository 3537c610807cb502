"""What of conversations goes when somebody is cleared away: what they began and wrote, thanks they gave, drafts.

What stands on a page goes by a removal, like anything that is taken away: purging destroys it after 30 days.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from trialogue.core.search import indexing
from trialogue.people.clearing.models import Clearing
from trialogue.people.clearing.sweeps import STEP, Around, Deleted, Rows, nothing_around, sweeps
from trialogue.people.notices.recounting import recount, send_after_all

from .actions.reacting import count_others
from .actions.removing import count_again
from .bookmarks import Bookmark
from .found import index_talks
from .models import DIRECT, Conversation, Draft, Post, Reaction, ReactionKind, Removal
from .polls import Poll, PollOption, PollVote


def _bring_back(clearing: Clearing, field: str, rows: "QuerySet[Removal]") -> list[int]:
    """Deletes the next removals of this clearing; returns what they had taken away."""
    away = list(rows.filter(clearing=clearing, purged_at=None).order_by("pk").values_list("pk", field)[:STEP])
    Removal.objects.filter(pk__in=[pk for pk, _thing in away]).delete()
    return [thing for _pk, thing in away]


def _removal(clearing: Clearing, **what: Any) -> Removal:
    return Removal(by_id=clearing.by_id, at=clearing.at, reason=clearing.reason, clearing=clearing, **what)


def _tell_again(about: Q, change: int) -> None:
    """What was told of it is not counted while it is away; letters that waited go out once it is back."""
    recount(about)
    if change > 0:
        send_after_all(about)


@dataclass(frozen=True)
class Talks:
    """Whole conversations of a kind, whoever replied in them."""

    label: Any
    kind: str
    around: Around = nothing_around

    def waiting(self, person_id: int) -> Rows:
        return Conversation.objects.filter(starter=person_id, kind=self.kind, removal__conversation=None)

    def take(self, clearing: Clearing) -> int:
        talks = list(self.waiting(clearing.person_id).order_by("pk").values_list("pk", flat=True)[:STEP])
        Removal.objects.bulk_create(_removal(clearing, conversation_id=pk) for pk in talks)
        self._settle(talks, -1)
        return len(talks)

    def give_back(self, clearing: Clearing) -> int:
        talks = _bring_back(clearing, "conversation_id", Removal.objects.filter(conversation__kind=self.kind))
        self._settle(talks, 1)
        return len(talks)

    def _settle(self, talks: list[int], change: int) -> None:
        self.around(talks, change)
        Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)
        _tell_again(Q(event__conversation_id__in=talks), change)
        index_talks(talks)


class Replies:
    """Posts in conversations of others. A first post stays: it goes with its conversation or not at all."""

    label = _("replies")

    def waiting(self, person_id: int) -> Rows:
        there = Post.objects.filter(author=person_id, number__gt=1, removal__post=None, conversation__removal=None)
        return there.exclude(conversation__starter=person_id)

    def take(self, clearing: Clearing) -> int:
        posts = list(self.waiting(clearing.person_id).order_by("pk").values_list("pk", flat=True)[:STEP])
        Removal.objects.bulk_create(_removal(clearing, post_id=pk) for pk in posts)
        self._settle(posts, -1)
        return len(posts)

    def give_back(self, clearing: Clearing) -> int:
        posts = _bring_back(clearing, "post_id", Removal.objects.filter(post__isnull=False))
        self._settle(posts, 1)
        return len(posts)

    def _settle(self, posts: list[int], change: int) -> None:
        per_talk = Post.objects.filter(pk__in=posts, waits="").values_list("conversation").annotate(n=Count("pk"))
        for talk, much in per_talk.order_by("conversation"):
            count_again(talk, change * much)
        _tell_again(Q(post_id__in=posts), change)
        indexing.index("post", posts)


def _posts_around(reactions: Collection[Reaction], change: int) -> None:
    for reaction in reactions:
        if reaction.kind == ReactionKind.THANKS:
            Post.objects.filter(pk=reaction.post_id).update(thanks=F("thanks") + change)
        else:
            count_others(reaction.post_id)
    touched = Conversation.objects.filter(posts__in=[each.post_id for each in reactions])
    Conversation.objects.filter(pk__in=touched.values("pk")).update(version=F("version") + 1)


def _reactions(person_id: int) -> Rows:
    """'Same here' apart: the apps above count it."""
    return Reaction.objects.filter(person=person_id).exclude(kind=ReactionKind.SAME)


def _polls_around(votes: Collection[PollVote], change: int) -> None:
    for vote in votes:
        PollOption.objects.filter(pk=vote.option_id).update(votes=F("votes") + change)
    for poll in Poll.objects.filter(options__in=[vote.option_id for vote in votes]).distinct().select_related("post"):
        voters = PollVote.objects.filter(option__poll=poll).values("person").distinct().count()
        Poll.objects.filter(pk=poll.pk).update(voters=voters)
        Conversation.objects.filter(pk=poll.post.conversation_id).update(version=F("version") + 1)


sweeps(25, Talks(_("conversations by message"), DIRECT))
sweeps(40, Replies())
sweeps(50, Deleted(_("reactions"), Reaction, _reactions, _posts_around))
sweeps(55, Deleted(_("votes"), PollVote, lambda who: PollVote.objects.filter(person=who), _polls_around))
sweeps(80, Deleted(_("drafts"), Draft, lambda who: Draft.objects.filter(person=who)))
sweeps(85, Deleted(_("posts kept for later"), Bookmark, lambda who: Bookmark.objects.filter(person=who)))
