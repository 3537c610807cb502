"""What a person is told, once per event and channel."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from trialogue.core.activity.models import Event
from trialogue.core.audiences import Audience, Viewer, VisibleQuerySet

from .withdrawn import there


class Because(models.TextChoices):
    """Why somebody is told; the page says it in words."""

    ASKED = "asked"
    SAME = "same"
    MENTIONED = "mentioned"
    QUOTED = "quoted"
    WATCHING = "watching"
    YOURS = "yours"
    STAFF = "staff"
    REMEMBERED = "remembered"
    LEADING = "leading"
    INVITED = "invited"
    REPORTED = "reported"
    DIRECT = "direct"
    YOU = "you"


class NoticeQuerySet(VisibleQuerySet["Notice"]):
    def visible_to(self, member: Viewer | None) -> "NoticeQuerySet":
        """Of what this member may see and what was not taken away."""
        return there(super().visible_to(member))

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """A line in somebody's inbox. `words` feeds the sentence of its verb; `url` is where it leads.

    `post_id` is the post whose words it carries, where it does.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    verb = models.CharField(max_length=40)
    because = models.CharField(max_length=12, choices=Because.choices)
    actor = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(max_length=300)
    post_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "person"], name="one_notice_an_event")]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at", "-id"]),
            models.Index(fields=["post_id"], condition=models.Q(post_id__isnull=False), name="notice_post"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} to {self.person_id}"


class Letter(models.Model):
    """One mail to one person about one event: written with the notice, sent by a job, marked when gone.

    The row's id makes its Message-ID, so a mail sent twice by a dying process is one mail to its reader.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="letters")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="letters")
    because = models.CharField(max_length=12, choices=Because.choices)
    words = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(max_length=300)
    post_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # Why it was not sent after all (left, may no longer see it, wants no mail, taken away, redacted).
    dropped = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "person"], name="one_letter_an_event")]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(sent_at=None, dropped=""), name="letter_waiting"),
            models.Index(fields=["post_id"], condition=models.Q(post_id__isnull=False), name="letter_post"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
