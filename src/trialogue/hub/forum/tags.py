"""Tags: the words members sort topics by, across all categories."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.urls import reverse

from trialogue.core.words import spoken
from trialogue.people.persons import Person

#: Up to so many topics are found from the tag; of a more frequent one every page of a list holds some.
RARE = 1000


class TagQuerySet(models.QuerySet["Tag"]):
    def in_use(self) -> "TagQuerySet":
        """Without those that were merged into others."""
        return self.filter(merged_into=None)

    def by_use(self) -> "TagQuerySet":
        return self.in_use().order_by(F("topic_count").desc(), "slug")


class Tag(models.Model):
    """A word topics are found by. Everybody sees it, whoever sees the topics it stands on.

    `topic_count` counts what everybody sees.
    """

    slug = models.SlugField(max_length=40, unique=True, allow_unicode=True)
    names = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    topic_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")

    objects = TagQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-topic_count", "slug"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names) or self.slug

    @property
    def description(self) -> str:
        return spoken(self.descriptions)

    @property
    def is_rare(self) -> bool:
        return self.topic_count < RARE

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])


class Tagging(models.Model):
    """A tag on a topic."""

    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "tag"], name="tagged_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.topic_id}"
