"""What a member wants to hear of a whole category, or of a tag."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trialogue.hub.conversations.listening import Hears
from trialogue.people.persons import Person


class WatchQuerySet(models.QuerySet["Watch"]):
    def of_topic(self, category_id: int, tags: Iterable[int]) -> "WatchQuerySet":
        return self.filter(Q(category=category_id) | Q(tag__in=list(tags)))


class Watch(models.Model):
    """How much one member hears of one category or tag."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="watches")
    category = models.ForeignKey("forum.Category", null=True, on_delete=models.CASCADE, related_name="watches")
    tag = models.ForeignKey("forum.Tag", null=True, on_delete=models.CASCADE, related_name="watches")
    level = models.CharField(max_length=8, choices=Hears.choices)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "category"], name="one_watch_a_category"),
            models.UniqueConstraint(fields=["person", "tag"], name="one_watch_a_tag"),
            models.CheckConstraint(
                condition=Q(category=None, tag__isnull=False) | Q(category__isnull=False, tag=None),
                name="watches_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.level}"


def narrowest(watches: Iterable[Watch]) -> dict[int, str]:
    """What each person hears: a tag comes before the category, and of several tags 'nothing' before anything else."""
    found: dict[int, str] = {}
    for watch in sorted(watches, key=lambda each: (each.tag_id is not None, each.level == Hears.MUTED)):
        found[watch.person_id] = watch.level
    return found
