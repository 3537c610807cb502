"""What a member keeps for later: a post, a note of their own, and when to be reminded."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from trialogue.core.audiences import Viewer, seen_by
from trialogue.people.persons import Person


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    def visible_to(self, member: Viewer | None) -> "BookmarkQuerySet":
        """The member's own, of posts that are there and that they still may read."""
        if member is None:
            return self.none()
        return self.filter(
            seen_by(member, "post__audience_id"),
            seen_by(member, "post__conversation__audience_id"),
            person_id=member.pk,
            post__removal__post=None,
            post__conversation__removal__conversation=None,
        )

    def due(self) -> "BookmarkQuerySet":
        return self.filter(remind_at__isnull=False, reminded_at=None)


class Bookmark(models.Model):
    """One person keeps one post. `reminded_at` says that `remind_at` came and they were told, once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="bookmarks")
    note = models.CharField(max_length=200, blank=True)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "person"], name="one_bookmark_each")]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at", "-id"]),
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False, reminded_at=None), name="bookmark_due"
            ),
        ]

    def __str__(self) -> str:
        return f"bookmark of {self.post_id} by {self.person_id}"
