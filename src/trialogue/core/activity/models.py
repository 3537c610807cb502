"""The event log: one row drives timelines, notices, mail, audit and every figure of growth."""

import uuid
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from trialogue.core.activity import kind_of
from trialogue.core.audiences import Audience, VisibleQuerySet


class Origin(models.TextChoices):
    PAGE = "page"
    API = "api"
    MAIL = "mail"
    GIT = "git"
    IMPORT = "import"
    JOB = "job"
    COMMAND = "command"


class EventQuerySet(VisibleQuerySet["Event"]):
    def of(self, thing: models.Model) -> "EventQuerySet":
        return self.filter(object_kind=kind_of(thing), object_id=thing.pk)


class Event(models.Model):
    """Somebody did something to something. Append-only; what it points at is a kind and an id.

    `words` holds what a sentence about it needs (labels and addresses as they were then).
    No reader may assume that the order of ids is the order of commits.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    conversation_id = models.BigIntegerField(null=True)
    product_id = models.BigIntegerField(null=True)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    old = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    words = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_kind", "object_id", "at"]),
            models.Index(
                fields=["conversation_id", "verb", "at"],
                condition=models.Q(conversation_id__isnull=False),
                name="event_conversation",
            ),
            models.Index(fields=["actor_id", "at"]),
            models.Index(fields=["verb", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind} {self.object_id}"
