"""A question with answers to choose from, in a post."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from trialogue.people.persons import Person


class Results(models.TextChoices):
    """When one sees how others chose."""

    ALWAYS = "always", _("always")
    AFTER_VOTE = "after_vote", _("once one has chosen")
    AFTER_CLOSE = "after_close", _("when it has ended")


class Poll(models.Model):
    """One may choose up to `most` of its options. `voters` and the options' `votes` are kept by the actions.

    It ends at `closes_at` by itself, or when somebody ends it; `closed_at` says that it did.
    """

    post = models.OneToOneField("conversations.Post", on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(max_length=200)
    most = models.PositiveSmallIntegerField(default=1)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    results = models.CharField(max_length=12, choices=Results.choices, default=Results.ALWAYS)
    shows_who = models.BooleanField(default=False)
    voters = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["closes_at"], condition=models.Q(closed_at=None, closes_at__isnull=False), name="poll_to_end"
            )
        ]

    def __str__(self) -> str:
        return self.question

    def is_over(self, *, at: datetime) -> bool:
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= at)

    def shows_results(self, *, voted: bool, at: datetime) -> bool:
        return self.is_over(at=at) or self.results == Results.ALWAYS or (self.results == Results.AFTER_VOTE and voted)


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=120)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["poll", "position"], name="one_option_a_position")]

    def __str__(self) -> str:
        return self.words


#: Of a page of who chose what.
VOTES = 100


class PollVote(models.Model):
    """One person chose one option. Who it was is shown where the poll says so; else only counted."""

    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="choices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="poll_votes")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["option", "person"], name="one_vote_an_option")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.option_id}"


def votes_shown(poll: Poll, member: Person, *, after: int, at: datetime) -> list[PollVote]:
    """A page of who chose what and one more row, in the order of choosing; none where this member may not know."""
    votes = PollVote.objects.filter(option__poll=poll)
    voted = votes.filter(person=member).exists()
    if not (poll.shows_who and poll.shows_results(voted=voted, at=at)):
        return []
    people = ("person__picture", "person__merged_into__picture")
    return list(votes.filter(pk__gt=after).select_related("option", *people).order_by("pk")[: VOTES + 1])
