"""Releases, their files, and who was told."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import Viewer, audience_ids
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.models import Milestone, Product, Version
from trialogue.hub.tickets.models import Ticket
from trialogue.people.notices.models import Because
from trialogue.people.persons import Person


class Channel(models.TextChoices):
    STABLE = "stable", _("Stable")
    PREVIEW = "preview", _("Preview")
    LONG_TERM = "long-term", _("Long-term")


def _higher() -> "models.QuerySet[Release]":
    """Published releases of the same product and channel with a higher version."""
    return Release.objects.published().filter(
        product_id=OuterRef("product_id"),
        channel=OuterRef("channel"),
        version__sort_key__gt=OuterRef("version__sort_key"),
    )


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, member: Viewer | None) -> "ReleaseQuerySet":
        """Published ones for everybody; a draft is seen by staff and maintainers (its audience)."""
        return self.filter(conversation__audience_id__in=audience_ids(member), conversation__removal__conversation=None)

    def published(self) -> "ReleaseQuerySet":
        return self.filter(published_at__isnull=False)

    def newest_first(self) -> "ReleaseQuerySet":
        return self.order_by("-published_at", "-pk")

    def latest_of(self, product: Product, channel: str = Channel.STABLE) -> "Release | None":
        return self.published().filter(product=product, channel=channel).order_by("-version__sort_key").first()

    def with_newest(self) -> "ReleaseQuerySet":
        """Marks by `is_newest` the highest published version of each product and channel."""
        return self.annotate(is_newest=~Exists(_higher()))

    def newest_of_channels(self) -> "ReleaseQuerySet":
        return self.filter(~Exists(_higher()))

    def for_list(self) -> "ReleaseQuerySet":
        return self.select_related("version", "product", "conversation", "milestone")


class Release(models.Model):
    """A version that came out, or the draft of one. Published once; `published_by` did it."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="releases")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="release")
    milestone = models.OneToOneField(Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="release")
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="release")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.STABLE)
    summary = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    notes_html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    told_count = models.PositiveIntegerField(default=0)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-published_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.product.name} {self.version.name}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.product.slug, self.version.name])


class ReleaseFile(models.Model):
    """A file of a release; downloads are counted, not people."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="release_file")
    label = models.CharField(max_length=120, blank=True)
    downloads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name


class DownloadDay(models.Model):
    """How often a file was fetched on one day (UTC)."""

    file = models.ForeignKey(ReleaseFile, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    fetched = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "day"], name="one_row_a_file_and_day")]

    def __str__(self) -> str:
        return f"{self.file_id} on {self.day}"


class ToldQuerySet(models.QuerySet["Told"]):
    def visible_to(self, member: Viewer | None) -> "ToldQuerySet":
        """Who was told of a ticket is known to whom the ticket is, and the topic they asked in."""
        seen = audience_ids(member)
        ticket = Q(ticket__conversation__audience_id__in=seen, ticket__conversation__removal__conversation=None)
        topic = Q(topic__conversation__audience_id__in=seen, topic__conversation__removal__conversation=None)
        return self.filter(ticket, Q(topic=None) | topic, person__hidden=False)

    def for_answer(self) -> "ToldQuerySet":
        """Without the release's notes, which nobody reads here and every row would carry."""
        return self.select_related(
            "release__version", "release__product", "topic__conversation", "ticket__conversation"
        ).defer("release__notes", "release__notes_html")


class Told(models.Model):
    """This person was told of this release, once, and why: for which ticket, asked in which topic.

    `helped` is their answer to 'Did it help?'.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="told_of")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="told")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="told")
    because = models.CharField(max_length=12, choices=Because.choices)
    at = models.DateTimeField()
    helped = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "person", "ticket"], name="told_once_a_ticket")
        ]
        indexes: ClassVar = [models.Index(fields=["topic", "at"])]

    def __str__(self) -> str:
        return f"{self.person_id} told of {self.release_id}"
