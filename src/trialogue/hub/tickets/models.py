"""Tickets: what is asked of the product, on its way to a version."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import PUBLIC, AudienceKind, Viewer, audience_ids
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.models import Component, Milestone, Product, Version
from trialogue.people.persons import Person

from .workflow import OPEN_STATES, State


class TicketKind(models.TextChoices):
    BUG = "bug", _("Fault")
    FEATURE = "feature", _("Idea")
    TASK = "task", _("Task")
    DOCUMENTATION = "documentation", _("Documentation")
    SECURITY = "security", _("Security")


class Priority(models.IntegerChoices):
    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")


def own_circle(number: int) -> str:
    """What the audience of a private ticket is called. No other is: a category's invited people bear its address."""
    return f"#{number}"


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, member: Viewer | None) -> "TicketQuerySet":
        return self.filter(conversation__audience_id__in=audience_ids(member), conversation__removal__conversation=None)

    def open(self) -> "TicketQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def newest_first(self) -> "TicketQuerySet":
        return self.order_by("-number")

    def for_list(self) -> "TicketQuerySet":
        return self.select_related(
            "conversation__audience",
            "component",
            "milestone__version",
            "assignee__picture",
            "reporter",
            "product",
            "fixed_in",
        )

    def for_rows(self) -> "TicketQuerySet":
        """Only what a row of a list says; people come by `people.faces`. Wide rows cost more than all the rest of a page."""
        return self.select_related("conversation__audience", "component", "milestone__version", "fixed_in").only(
            "number",
            "state",
            "need_count",
            "assignee",
            "reporter",
            "conversation__title",
            "conversation__audience__kind",
            "conversation__audience__name",
            "component__name",
            "milestone__version__name",
            "fixed_in__name",
        )


class Ticket(models.Model):
    """One thing to do, with who asked for it. Title and discussion are its conversation's.

    `need_count` is the number of people who wait for it, kept by the actions.
    """

    number = models.PositiveIntegerField(unique=True)
    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="ticket")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="tickets")
    kind = models.CharField(max_length=14, choices=TicketKind.choices, default=TicketKind.BUG)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    component = models.ForeignKey(Component, null=True, blank=True, on_delete=models.SET_NULL, related_name="tickets")
    found_in = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="tickets_found"
    )
    fixed_in = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="tickets_fixed"
    )
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.SET_NULL, related_name="tickets")
    assignee = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="tickets_taken")
    reporter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="tickets_reported")
    need_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = TicketQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-number"]),
            models.Index(fields=["milestone", "state"]),
            models.Index(fields=["-need_count", "-number"]),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def title(self) -> str:
        return self.conversation.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_public(self) -> bool:
        return self.conversation.audience_id == PUBLIC

    @property
    def is_private(self) -> bool:
        """Only for the maintainers and the invited (not: for members, a group, or who reads the category it comes from)."""
        audience = self.conversation.audience
        return audience.kind == AudienceKind.INVITED and audience.name == own_circle(self.number)

    @property
    def seen_by(self) -> str:
        """Who sees it, in a word; empty for everybody."""
        if self.is_public:
            return ""
        return str(_("private")) if self.is_private else str(self.conversation.audience)

    def get_absolute_url(self) -> str:
        return reverse("ticket", args=[self.number])


class Move(models.Model):
    """One step of a ticket: from where to where, who, when, why."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="moves")
    old = models.CharField(max_length=10, choices=State.choices)
    new = models.CharField(max_length=10, choices=State.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["ticket", "at"])]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class OriginQuerySet(models.QuerySet["Origin"]):
    def visible_to(self, member: Viewer | None) -> "OriginQuerySet":
        """Whose topic this member may see."""
        return self.filter(
            topic__conversation__audience_id__in=audience_ids(member), topic__conversation__removal__conversation=None
        )

    def leading_to(self, member: Viewer | None) -> "OriginQuerySet":
        """Whose ticket this member may see. Joined: of a subquery SQLite makes a list of all tickets there are."""
        return self.filter(
            ticket__conversation__audience_id__in=audience_ids(member), ticket__conversation__removal__conversation=None
        )


class Origin(models.Model):
    """Where a ticket comes from: the topic and post, whose words they are, who carried it over."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="origins")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="origins")
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="origins")
    asker = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    objects = OriginQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "topic"], name="one_origin_a_topic")]

    def __str__(self) -> str:
        return f"{self.ticket_id} from {self.topic_id}"


class Affected(models.Model):
    """'Affects me too': said on the ticket itself."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="affected")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affected_by")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "person"], name="affected_once")]

    def __str__(self) -> str:
        return f"{self.person_id} affected by {self.ticket_id}"
