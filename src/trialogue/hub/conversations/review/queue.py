"""The queue as its page shows it: what waits, and one case with all that helps to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.icons import icon
from trialogue.core.design.moments import moment
from trialogue.core.paging import Mark, number_in, read_mark
from trialogue.hub.conversations.models import Post, Removal
from trialogue.hub.conversations.reading import address
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Appeal, Decision, Report, ReviewItem, ReviewItemQuerySet, Verdict, Why
from .signs import in_words
from .whole import can_go, removal_of

PAGE = 30
AROUND = 2
LATELY = 3
ICONS = {Why.REPORTED: "flag", Why.HELD: "hourglass", Why.WATCHED: "eye", Why.APPEAL: "scale"}


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    pk: int
    url: str
    icon: SafeString
    title: str
    said: str
    when: SafeString
    taken: str
    current: bool


@dataclass(frozen=True)
class Choice:
    """One thing one may decide; `key` is pressed for it."""

    verdict: str
    title: str
    text: str
    label: str
    icon: str
    css: str
    key: str


@dataclass(frozen=True)
class Case:
    """One post with everything that helps to decide about it."""

    item: ReviewItem
    post: Post
    url: str
    prose: SafeString
    signs: list[str]
    reports: Sequence[Report]
    before: Sequence[Post]
    after: Sequence[Post]
    history: list[str]
    appeal: Appeal | None
    removal: Removal | None
    decisions: Sequence[Decision]
    choices: list[Choice]


def _after(mark: str) -> Q:
    """What stands after the row of this mark in the order of the queue."""
    score, _sep, rest = mark.partition("_")
    found = read_mark(rest)
    if found is None:
        return Q()
    weight = number_in(score)
    return Q(score__lt=weight) | (Q(score=weight) & found.younger("opened_at"))


def mark_of(item: ReviewItem) -> str:
    return f"{item.score}_{Mark(item.opened_at, item.pk)}"


def waiting(member: Person, after: str = "") -> ReviewItemQuerySet:
    return ReviewItem.objects.visible_to(member).open().filter(_after(after)).for_list().in_order()


def lately(member: Person) -> Sequence[ReviewItem]:
    """What this member decided last, to take it back."""
    mine = ReviewItem.objects.visible_to(member).filter(decided_at__isnull=False, decisions__by=member)
    return list(mine.for_list().distinct().order_by("-decided_at", "-pk")[:LATELY])


def row(item: ReviewItem, current: int) -> Row:
    taken = item.claim.by if hasattr(item, "claim") else None
    said = in_words(item.signs) or [str(Why(item.why).label)]
    return Row(
        pk=item.pk, url=reverse("review-item", args=[item.pk]), icon=icon(ICONS[Why(item.why)]),
        title=item.post.conversation.title, said=" ".join(said), when=moment(item.opened_at, short=True),
        taken=_("%(name)s is on it") % {"name": taken.name} if taken else "", current=item.pk == current,
    )  # fmt: skip


def _history(author: Person | None) -> list[str]:
    """The author in numbers."""
    if author is None:
        return []
    counted = Post.objects.filter(author=author).aggregate(
        posts=Count("pk"), removed=Count("pk", filter=Q(removal__isnull=False) & ~Q(removal__by=author))
    )
    topics = Removal.objects.filter(conversation__starter=author).exclude(by=author).count()
    reported = ReviewItem.objects.filter(post__author=author, why=Why.REPORTED).count()
    posts, removed = counted["posts"], counted["removed"] + topics
    return [
        ngettext("%(n)d post", "%(n)d posts", posts) % {"n": posts},
        ngettext("%(n)d taken away by moderators", "%(n)d taken away by moderators", removed) % {"n": removed},
        ngettext("%(n)d reported", "%(n)d reported", reported) % {"n": reported},
    ]


def _around(post: Post, member: Person) -> tuple[Sequence[Post], Sequence[Post]]:
    """What stands before and after it in its conversation."""
    there = Post.objects.visible_to(member).with_authors().filter(conversation=post.conversation_id)
    before = list(there.filter(number__lt=post.number).order_by("-number")[:AROUND])
    return before[::-1], list(there.filter(number__gt=post.number).order_by("number")[:1])


def _kept(item: ReviewItem, removal: Removal | None) -> Choice:
    if removal is not None:
        return Choice(
            Verdict.KEPT, _("It may come back"), _("It is brought back where it stood, and its author is told."),
            _("Bring it back"), "undo-2", "primary", "1",
        )  # fmt: skip
    if item.post.waits:
        return Choice(
            Verdict.KEPT, _("Nothing is wrong here"),
            _("Everybody sees it; who would have heard of it hears now. Its author and who reported it are told."),
            _("Show it"), "check", "primary", "1",
        )  # fmt: skip
    return Choice(
        Verdict.KEPT, _("Nothing is wrong here"), _("It stays as it is, and who reported it is told."),
        _("Leave it"), "check", "primary", "1",
    )  # fmt: skip


def _choices(item: ReviewItem, removal: Removal | None, member: Person) -> list[Choice]:
    post = item.post
    found = [_kept(item, removal)]
    if removal is not None:
        found.append(Choice(
            Verdict.REMOVED, _("It stays away"), _("Nothing changes; its author reads why."),
            _("Keep it away"), "trash-2", "danger", "2",
        ))  # fmt: skip
    elif can_go(post):
        text = _(
            "The whole topic goes with it. You can bring it back for 30 days; its author reads why, and may appeal."
        )
        alone = _("You can bring it back for 30 days; its author reads why, and may appeal.")
        found.append(Choice(
            Verdict.REMOVED, _("It has to go"), text if post.number == 1 else alone, _("Take it away"), "trash-2", "danger", "2",
        ))  # fmt: skip
    if not post.is_redacted and may(member, "post.redact", post):
        found.append(Choice(
            Verdict.REDACTED, _("Its text must not exist"),
            _("For a patient's data or a password: the text is destroyed at once, everywhere. Nothing brings it back."),
            _("Destroy its text"), "eraser", "danger", "3",
        ))  # fmt: skip
    return found


def case(item: ReviewItem, member: Person) -> Case:
    """A fixed number of queries, however much was reported or said."""
    post = item.post
    removal = removal_of(post)
    before, after = _around(post, member)
    decided = list(item.decisions.select_related("by").order_by("-pk")[:PAGE])
    return Case(
        item=item, post=post, url=address(post.conversation, post.number), prose=mark_safe(post.html),
        signs=in_words(item.signs), before=before, after=after,
        reports=list(Report.objects.filter(item=item).select_related("by__picture").order_by("at")[:PAGE]),
        history=_history(post.speaker), appeal=Appeal.objects.filter(post=post).select_related("by").first(),
        removal=removal, decisions=decided, choices=[] if item.decided_at else _choices(item, removal, member),
    )  # fmt: skip
