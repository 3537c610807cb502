"""What a few people write to each other, and what one of them handed to the moderators."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trialogue.core.audiences import Viewer, seen_by
from trialogue.people.persons import Person
from trialogue.people.rights import may

#: The most who write to each other.
MOST_PEOPLE = 10


class DirectQuerySet(models.QuerySet["Direct"]):
    def visible_to(self, member: Viewer | None) -> "DirectQuerySet":
        return self.filter(seen_by(member, "conversation__audience_id"), conversation__removal__conversation=None)

    def of(self, member: Viewer) -> "DirectQuerySet":
        """The same for somebody's list: found from their side, however many others there are."""
        mine = Q(conversation__audience__members__person_id=member.pk, conversation__audience__members__direct=True)
        return self.filter(mine, conversation__removal__conversation=None)

    def with_somebody_like(self, name: str, *, but: Viewer) -> "DirectQuerySet":
        """In which somebody else takes part whose name or handle has these letters."""
        people = Person.objects.filter(Q(name__icontains=name) | Q(handle_key__contains=name.lower())).exclude(
            pk=but.pk
        )
        return self.filter(conversation__audience__in=_audiences(people))


def _audiences(people: models.QuerySet[Person]) -> "models.QuerySet[Person, int]":
    theirs = people.filter(audience_memberships__direct=True)
    return theirs.values_list("audience_memberships__audience_id", flat=True)


class Direct(models.Model):
    """A conversation of 2 to 10 people; its id is the conversation's. Nobody else reads it, those with a role neither.

    Who takes part are the members of the conversation's audience. Somebody invited later to read from then on gets an
    audience with the others, and what was written before keeps the one it had: a post is never seen by more people than
    its conversation, but it may be by fewer.
    """

    conversation = models.OneToOneField(
        "conversations.Conversation", primary_key=True, on_delete=models.CASCADE, related_name="direct"
    )
    # "" = the conversation is called by the names of its people.
    subject = models.CharField(max_length=200, blank=True)

    objects = DirectQuerySet.as_manager()

    def __str__(self) -> str:
        return f"direct {self.pk}"

    @property
    def is_direct(self) -> bool:
        return True


class Outcome(models.TextChoices):
    """What came of a report."""

    NOTHING = "nothing"
    TALKED = "talked"
    KEPT_OUT = "kept_out"


class DirectReportQuerySet(models.QuerySet["DirectReport"]):
    def visible_to(self, member: Person | None) -> "DirectReportQuerySet":
        """For who decides, but for what they reported themselves and what was reported of them."""
        if member is None or not may(member, "direct.decide"):
            return self.none()
        return self.exclude(by=member).exclude(about=member)

    def waiting(self) -> "DirectReportQuerySet":
        return self.filter(decided_at=None)


class DirectReport(models.Model):
    """Somebody handed posts another wrote to them to the moderators; how it was decided stays with it."""

    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, on_delete=models.SET_NULL, related_name="direct_reports"
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    # From then on the copies and the words are gone.
    forgotten_at = models.DateTimeField(null=True)

    objects = DirectReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["at"], condition=Q(decided_at=None), name="direct_report_waiting"),
            models.Index(
                fields=["-decided_at", "-id"], condition=Q(decided_at__isnull=False), name="direct_report_past"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportedPost(models.Model):
    """One post as it was when it was reported: a copy, for nothing else of its conversation becomes visible."""

    report = models.ForeignKey(DirectReport, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    html = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "number"], name="reported_once")]

    def __str__(self) -> str:
        return f"post {self.number} of report {self.report_id}"
