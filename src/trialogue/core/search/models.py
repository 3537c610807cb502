"""One row for each thing that can be found. Its index stands beside it (engines)."""

from typing import ClassVar

from django.db import models

from trialogue.core.audiences import Audience, VisibleQuerySet

#: Goes up when documents would be made otherwise, so that those made before are made anew.
MADE = 1


class SearchDocument(models.Model):
    """The words of one thing. A reply carries the title of its conversation in `words`, what begins one in `title`.

    `object_id` is the conversation's for what has one, else the thing's own.
    """

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    place = models.CharField(max_length=14)
    conversation_id = models.BigIntegerField(null=True)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    audience_id: int
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    facets = models.JSONField(default=list, blank=True)
    weight = models.FloatField(default=0)
    url = models.CharField(max_length=320)
    at = models.DateTimeField()
    made = models.PositiveSmallIntegerField(default=MADE)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_a_thing")]
        indexes: ClassVar = [models.Index(fields=["conversation_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def heading(self) -> str:
        return self.title or self.words


class SearchWord(models.Model):
    """A word of public titles, also turned round: where typos are looked up."""

    word = models.CharField(max_length=40, unique=True)
    turned = models.CharField(max_length=40, db_index=True)
    times = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["SearchWord"]] = models.Manager()

    def __str__(self) -> str:
        return self.word


class SearchMark(models.Model):
    """How far the things of a kind were looked through for those without a document."""

    kind = models.CharField(max_length=12, unique=True)
    last_id = models.BigIntegerField(default=0)

    objects: ClassVar[models.Manager["SearchMark"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.kind} to {self.last_id}"
