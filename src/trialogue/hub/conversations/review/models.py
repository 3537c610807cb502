"""Rows of the review queue. Posts are named by string, so that `conversations.models` may bring these in."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import Audience, audience_ids
from trialogue.core.paging import Mark, read_mark
from trialogue.people.audiences import Role, Scope
from trialogue.people.persons import Person


class Why(models.TextChoices):
    """Why something is in the queue."""

    REPORTED = "reported", _("reported")
    HELD = "held", _("held back")
    WATCHED = "watched", _("has a watched word")
    APPEAL = "appeal", _("appeal")


class Reason(models.TextChoices):
    """What is wrong with it, in the words of who reports."""

    SPAM = "spam", _("It is advertising")
    HURTFUL = "hurtful", _("It hurts somebody")
    PATIENT = "patient", _("It may show a patient")
    OFF_TOPIC = "off_topic", _("It does not belong here")
    OTHER = "other", _("Something else")


class Verdict(models.TextChoices):
    """How the post is from then on. `REOPENED` takes the decision before it back."""

    KEPT = "kept", _("stays")
    REMOVED = "removed", _("taken away")
    REDACTED = "redacted", _("text destroyed")
    REOPENED = "reopened", _("taken back")


class Does(models.TextChoices):
    """What a watched word does to a post that has it."""

    FLAG = "flag", _("shows it, and puts it into the queue")
    HOLD = "hold", _("holds it back until a moderator looked")
    REFUSE = "refuse", _("refuses it")


class LinkDoes(models.TextChoices):
    ALLOW = "allow", _("never counts against a post")
    REFUSE = "refuse", _("refuses the post")


def _places(roles: dict[tuple[str, int], set[str]]) -> Iterable[tuple[str, int]]:
    return (place for place, held in roles.items() if Role.MODERATOR in held)


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    def visible_to(self, member: Person) -> "ReviewItemQuerySet":
        """Of what this member moderates, and sees, or will see once it is let through."""
        seen = audience_ids(member)
        there = Q(post__conversation__audience_id__in=seen) | Q(post__hold__audience_id__in=seen)
        return self.filter(there, self._moderated(member))

    @staticmethod
    def _moderated(member: Person) -> Q:
        """The whole site, or what stands in the categories and products somebody looks after."""
        places = set(_places(member.roles))
        if (Scope.SITE, 0) in places:
            return Q()
        shelf = "post__conversation__shelf_id__in"
        topic = Q(post__conversation__kind="topic")
        categories = [pk for scope, pk in places if scope == Scope.CATEGORY]
        products = [pk for scope, pk in places if scope == Scope.PRODUCT]
        return (topic & Q(**{shelf: categories})) | (~topic & Q(**{shelf: products}))

    def open(self) -> "ReviewItemQuerySet":
        return self.filter(decided_at=None)

    def in_order(self) -> "ReviewItemQuerySet":
        """What weighs most first; of the same weight what waits longest."""
        return self.order_by("-score", "opened_at", "pk")

    def for_list(self) -> "ReviewItemQuerySet":
        return self.select_related("post__conversation", "post__author__merged_into", "claim__by")


class ReviewItem(models.Model):
    """One post to be looked at. `signs` say why, as slugs with what belongs to them; open until `decided_at`."""

    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="review_items")
    why = models.CharField(max_length=10, choices=Why.choices)
    score = models.PositiveSmallIntegerField(default=0)
    signs = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post"], condition=Q(decided_at=None), name="one_open_item_a_post")
        ]
        indexes: ClassVar = [
            models.Index(fields=["-score", "opened_at", "id"], condition=Q(decided_at=None), name="review_queue"),
            models.Index(fields=["-decided_at"], condition=Q(decided_at__isnull=False), name="review_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.post_id}"

    @property
    def stands_in(self) -> tuple[str, int] | None:
        return self.post.stands_in


class ReportQuerySet(models.QuerySet["Report"]):
    def newest_of(self, member: Person, *, before: str = "") -> "ReportQuerySet":
        """What this member reported, newest first, after the row of this mark."""
        mine = self.filter(by=member).select_related("item").order_by("-at", "-pk")
        mark = read_mark(before)
        return mine.filter(mark.older("at")) if mark else mine


class Report(models.Model):
    """A member says that something is wrong with a post: once each."""

    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="reports")
    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "by"], name="one_report_each")]
        indexes: ClassVar = [models.Index(fields=["by", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.reason} by {self.by_id}"

    @property
    def mark(self) -> str:
        """Where the next page begins after this row."""
        return str(Mark(self.at, self.pk))


class Claim(models.Model):
    """A moderator is looking at it. Given back by deleting the row."""

    item = models.OneToOneField(ReviewItem, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by_id} has {self.item_id}"


class Decision(models.Model):
    """What was decided, by whom, why. Taking it back is another row. `waited` is how the post was kept back before."""

    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    waited = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.verdict} {self.item_id}"


class Appeal(models.Model):
    """The author of what was taken away asks for a second look: once a post."""

    post = models.OneToOneField("conversations.Post", on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"appeal for {self.post_id}"


class Circle(models.Model):
    """An author and those who moderate: who sees what is kept back of theirs. Open to the role while something is."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"circle of {self.person_id}"


class Hold(models.Model):
    """A post is kept back: it, or the whole conversation it begins, is seen by its author's circle alone.

    `audience` is where a whole conversation goes on once it is let through; empty for a reply, which follows its conversation.
    """

    post = models.OneToOneField("conversations.Post", on_delete=models.CASCADE, related_name="hold")
    audience = models.ForeignKey(Audience, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hold of {self.post_id}"


class WatchedWord(models.Model):
    """A word, or several, that a post is looked through for, and what follows."""

    word = models.CharField(max_length=80, unique=True)
    does = models.CharField(max_length=6, choices=Does.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["word"]

    def __str__(self) -> str:
        return self.word


class LinkRule(models.Model):
    """A domain, with all below it, that posts may always or never lead to."""

    domain = models.CharField(max_length=120, unique=True)
    does = models.CharField(max_length=6, choices=LinkDoes.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["domain"]

    def __str__(self) -> str:
        return self.domain


class RulesTextQuerySet(models.QuerySet["RulesText"]):
    def in_language(self, language: str | None) -> "RulesTextQuerySet":
        """The newest first."""
        return self.filter(language=language or "").order_by("-pk")


class RulesText(models.Model):
    """The code of conduct in one language, as written then; the newest holds, the others are its history."""

    language = models.CharField(max_length=8)
    source = models.TextField()
    html = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    objects = RulesTextQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["language", "-id"])]

    def __str__(self) -> str:
        return f"rules in {self.language} of {self.at:%Y-%m-%d}"
