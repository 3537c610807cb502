"""Categories, topics and solutions."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import Audience, Viewer, VisibleQuerySet, audience_ids
from trialogue.core.paging import Mark, read_mark
from trialogue.core.words import spoken
from trialogue.hub.conversations.listening import Hears
from trialogue.hub.conversations.models import Conversation, Level, Post
from trialogue.hub.products.models import Version
from trialogue.people.audiences import Scope
from trialogue.people.persons import Person

from .checks import AnswerAsked, AnswerCheck  # noqa: F401 - Django looks for models here
from .closings import PlannedClosing  # noqa: F401 - as above
from .merges import Merge  # noqa: F401 - as above
from .ranking import Ranking  # noqa: F401 - as above
from .tags import Tag, Tagging  # noqa: F401 - as above
from .watching import Watch


class CategoryKind(models.TextChoices):
    DISCUSSION = "discussion", _("discussion")
    QUESTIONS = "questions", _("questions")
    IDEAS = "ideas", _("ideas")
    ANNOUNCEMENTS = "announcements", _("announcements")


class Category(models.Model):
    """A shelf of the forum: who sees it, who may begin topics, and what a topic here usually is."""

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=14, choices=CategoryKind.choices, default=CategoryKind.DISCUSSION)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    hue = models.PositiveSmallIntegerField(default=166)
    order = models.PositiveSmallIntegerField(default=0)
    template = models.TextField(blank=True)
    topic_count = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names) or self.slug

    @property
    def description(self) -> str:
        return spoken(self.descriptions)

    @property
    def stands_in(self) -> tuple[str, int]:
        return (Scope.CATEGORY, self.pk)

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])


class TopicKind(models.TextChoices):
    DISCUSSION = "discussion", _("discussion")
    QUESTION = "question", _("question")
    IDEA = "idea", _("idea")
    ANNOUNCEMENT = "announcement", _("announcement")


class TopicQuerySet(models.QuerySet["Topic"]):
    def within_reach(self, member: Viewer | None) -> "TopicQuerySet":
        """Of this member's audiences, removed ones too: for those who may bring them back."""
        return self.filter(conversation__audience_id__in=audience_ids(member), conversation__merged_into=None)

    def visible_to(self, member: Viewer | None) -> "TopicQuerySet":
        return self.within_reach(member).filter(conversation__removal__conversation=None)

    def questions(self) -> "TopicQuerySet":
        return self.filter(kind=TopicKind.QUESTION)

    def unanswered(self) -> "TopicQuerySet":
        """Questions nobody replied to."""
        return self.questions().filter(conversation__post_count__lte=1, solved=False, conversation__closed_at=None)

    def newest_reply_first(self) -> "TopicQuerySet":
        """What is archived is in no list. The kind is said for the index of conversations, which goes by it."""
        return self.filter(conversation__kind="topic", conversation__archived_at=None).order_by(
            "-conversation__last_post_at", "-conversation_id"
        )

    def before(self, mark: str) -> "TopicQuerySet":
        """Keyset paging: what stands after the row of this mark (`Topic.mark`) in `latest` order."""
        found = read_mark(mark)
        return self.filter(found.older("conversation__last_post_at", "conversation_id")) if found else self

    def read_by(self, member: Viewer) -> "TopicQuerySet":
        """With how far this member has read (`read_to`, None = never opened), what they hear of it (`level`), and whether they unpinned it."""
        mine = FilteredRelation("conversation__follows", condition=Q(conversation__follows__person_id=member.pk))
        return self.annotate(
            mine=mine, read_to=F("mine__last_read"), level=F("mine__level"), unpinned=F("mine__unpinned")
        )

    def unread(self, since: datetime) -> "TopicQuerySet":
        """After `read_by`: with posts written after this moment that the member did not open, and not muted."""
        news = Q(read_to=None) | Q(conversation__last_number__gt=F("read_to"))
        heard = Q(level=None) | ~Q(level=Level.MUTED)
        return self.filter(news, heard, conversation__last_post_at__gt=since)

    def heard_by(self, member: Viewer) -> "TopicQuerySet":
        """After `read_by`: without what this member mutes, by the narrowest choice: topic, then tags, then category."""
        mine = Watch.objects.filter(person_id=member.pk)
        on_it, muted = mine.filter(tag__taggings__topic=OuterRef("pk")), Q(level=Hears.MUTED)
        shelf = mine.filter(muted, category=OuterRef("category_id"))
        by_tag = ~Exists(on_it.filter(muted)) & (Exists(on_it.exclude(muted)) | ~Exists(shelf))
        return self.filter(Q(level=Level.WATCHING) | by_tag, Q(level=None) | ~Q(level=Level.MUTED))

    def pinned(self, shelf: int | None) -> "TopicQuerySet":
        """What stands first on this shelf, or (None) in the list of everything."""
        here = Q(pinned_everywhere=True) | (Q(category=shelf) if shelf is not None else Q(pk__in=[]))
        return self.filter(here, pinned_at__isnull=False)

    def for_page(self, member: Viewer | None, shelf: int | None = None) -> "TopicQuerySet":
        """What a list needs of the newest topics this member sees, everywhere or on one shelf."""
        topics = self.visible_to(member).select_related("category", "conversation").newest_reply_first()
        if shelf is not None:
            topics = topics.filter(conversation__shelf_id=shelf)
        return topics.read_by(member) if member is not None else topics

    def for_list(self) -> "TopicQuerySet":
        return self.select_related(
            "category",
            "conversation__starter__picture",
            "conversation__starter__merged_into__picture",
            "conversation__last_poster__picture",
            "conversation__last_poster__merged_into__picture",
        )


class Topic(models.Model):
    """A question, an idea, a discussion. Its title, times and counts are its conversation's."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="topic")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(max_length=12, choices=TopicKind.choices, default=TopicKind.DISCUSSION)
    slug = models.SlugField(max_length=80, allow_unicode=True)
    product_version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="topics"
    )
    solved = models.BooleanField(default=False)
    # The version with which its answer became doubtful: kept by the actions, so that no list asks for it.
    stale_since = models.CharField(max_length=40, blank=True)
    same_count = models.PositiveIntegerField(default=0)
    pinned_at = models.DateTimeField(null=True)
    pinned_until = models.DateTimeField(null=True)
    pinned_everywhere = models.BooleanField(default=False)
    # Its tags as lists say them, [slug, names] each: kept by the actions, so that no list asks for them.
    labels = models.JSONField(default=list, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["category", "-conversation"]),
            models.Index(fields=["category"], condition=Q(pinned_at__isnull=False), name="topic_pinned"),
        ]

    def __str__(self) -> str:
        return self.conversation.title

    @property
    def title(self) -> str:
        return self.conversation.title

    @property
    def asker(self) -> Person | None:
        starter = self.conversation.starter
        return starter and starter.heir

    @property
    def mark(self) -> str:
        """Where the next page begins after this row, in the order of the latest reply."""
        return str(Mark(self.conversation.last_post_at, self.conversation_id))

    @property
    def is_question(self) -> bool:
        return self.kind == TopicKind.QUESTION

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.pk, self.slug])


class SolutionQuerySet(models.QuerySet["Solution"]):
    def older_than(self, version: Version) -> "SolutionQuerySet":
        """Given for an earlier line of this version's product, and not said to hold in its line."""
        held = Q(held_in=None) | Q(held_in__sort_key__lt=version.line)
        return self.filter(held, holds_from__product=version.product_id, holds_from__sort_key__lt=version.line)


class Solution(models.Model):
    """The post that answered the question: who chose it, when, and for which version it holds.

    One a topic; an imported archive may bring several, and so may a merge.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="solutions")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="solution")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    holds_from = models.ForeignKey(Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The newest version somebody said it holds in, and the one with which it became doubtful.
    held_in = models.ForeignKey(Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stale_since = models.CharField(max_length=40, blank=True)
    imported = models.BooleanField(default=False)
    # Where its topic was merged into one that had an answer: both are kept.
    came_with = models.ForeignKey("forum.Merge", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SolutionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(imported=False, came_with=None), name="one_solution_a_topic"
            )
        ]

    def __str__(self) -> str:
        return f"solution of {self.topic_id}"
