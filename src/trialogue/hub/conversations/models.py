"""The one engine for everything that is talked about. A topic, ticket or release has a conversation."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import Audience, Viewer, VisibleQuerySet, seen_by
from trialogue.core.files import StoredFile
from trialogue.people.audiences import Scope
from trialogue.people.clearing.models import Clearing
from trialogue.people.persons import Person

from .bookmarks import Bookmark  # noqa: F401 - Django looks for models here
from .direct.models import Direct, DirectReport, ReportedPost  # noqa: F401 - Django looks for models here
from .moved import MovedPost  # noqa: F401 - Django looks for models here
from .polls import Poll, PollOption, PollVote  # noqa: F401 - as above
from .wikis import Wiki  # noqa: F401 - as above

DIRECT = "direct"


class ConversationQuerySet(VisibleQuerySet["Conversation"]):
    def within_reach(self, member: Viewer | None) -> "ConversationQuerySet":
        """Of this member's audiences, removed ones too: for those who may bring them back, or destroy them."""
        return super().visible_to(member)

    def visible_to(self, member: Viewer | None) -> "ConversationQuerySet":
        """Asked by the column that joins: of the removal's own key PostgreSQL believes that no row is without one."""
        return super().visible_to(member).filter(removal__conversation=None, merged_into=None)


class Conversation(models.Model):
    """What is said about one thing. `path` is where it is read, without a language before it.

    The counters, `last_*` and `version` are kept by the actions. `last_*` tell of the last post that is
    there; `version` names a state of what everybody sees (cached bodies, ETags). `shelf_id` is the category or product it stands under.
    One that was merged into another is empty and only leads there; an archived one is read, searched, and in no list.
    """

    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=250)
    path = models.CharField(max_length=300, blank=True)
    shelf_id = models.BigIntegerField(default=0)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    starter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="conversations_started")
    language = models.CharField(max_length=8, blank=True)
    started_at = models.DateTimeField()
    post_count = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField()
    last_poster = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "-last_post_at", "-id"]),
            models.Index(fields=["kind", "shelf_id", "-last_post_at", "-id"]),
            models.Index(fields=["kind", "language", "-last_post_at", "-id"]),
            models.Index(fields=["kind", "-started_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_direct(self) -> bool:
        """Between a few people: no role counts in it (people.rights), nobody else sees it."""
        return self.kind == DIRECT

    def verb(self, done: str) -> str:
        """How the log names what is done with a post of it.

        What is said directly has verbs of its own: whoever counts or tells of posts elsewhere never meets it.
        """
        return f"{DIRECT if self.is_direct else 'post'}.{done}"

    @property
    def stands_in(self) -> tuple[str, int] | None:
        """Where roles for it are given: a topic's category; the product of a ticket or release."""
        scope = Scope.CATEGORY if self.kind == "topic" else Scope.PRODUCT
        return (scope, self.shelf_id) if self.shelf_id else None

    @property
    def reply_count(self) -> int:
        return max(0, self.post_count - 1)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class PostKind(models.TextChoices):
    REGULAR = "regular"
    MODERATOR = "moderator"
    SMALL_ACTION = "small_action"
    REDACTED = "redacted"


class Waiting(models.TextChoices):
    """Why a post is seen by its author and the moderators alone."""

    HELD = "held"
    HIDDEN = "hidden"


class PostQuerySet(VisibleQuerySet["Post"]):
    def within_reach(self, member: Viewer | None) -> "PostQuerySet":
        """Of this member's audiences, removed ones too; a post is never seen by more people than its conversation."""
        return super().visible_to(member).filter(seen_by(member, "conversation__audience_id"))

    def visible_to(self, member: Viewer | None) -> "PostQuerySet":
        return self.within_reach(member).filter(removal__post=None, conversation__removal__conversation=None)

    def with_removed_for(self, member: Viewer | None, *, every: bool) -> "PostQuerySet":
        """As `visible_to`, and what was taken away where the member may bring it back: `every` one, or their own."""
        there = Q(removal=None)
        if member is not None:
            there |= Q(removal__isnull=False) if every else Q(author_id=member.pk, removal__by_id=member.pk)
        found = self.within_reach(member).filter(there)
        return found.select_related("removal") if member is not None else found

    def with_authors(self) -> "PostQuerySet":
        return self.select_related("author__picture", "author__merged_into__picture")


class Post(models.Model):
    """What one person said. Keeps the source and the rendered form with its renderer's version."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=PostKind.choices, default=PostKind.REGULAR)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="posts")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.TextField(blank=True)
    source_format = models.CharField(max_length=8, default="markdown")
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=1)
    reply_to_number = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    thanks = models.PositiveIntegerField(default=0)
    # Thanks that were imported as a number, without the people who gave them.
    imported_thanks = models.PositiveIntegerField(default=0)
    # How many said what else: {"agree": 3}.
    reacted = models.JSONField(default=dict, blank=True)
    extras = models.JSONField(default=dict, blank=True)
    # What its `Hold` says, kept by the actions so that no page asks for it.
    waits = models.CharField(max_length=6, choices=Waiting.choices, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "number"], name="one_post_a_number")]
        indexes: ClassVar = [models.Index(fields=["author", "-created_at"])]

    def __str__(self) -> str:
        return f"post {self.number} of {self.conversation_id}"

    def get_absolute_url(self) -> str:
        return f"{self.conversation.path}{self.number}/" if self.number > 1 else self.conversation.path

    @property
    def stands_in(self) -> tuple[str, int] | None:
        return self.conversation.stands_in

    @property
    def is_direct(self) -> bool:
        return self.conversation.is_direct

    @property
    def speaker(self) -> Person | None:
        """Who it reads as written by: the author, or whom the author was merged into."""
        return self.author and self.author.heir

    @property
    def is_redacted(self) -> bool:
        return self.kind == PostKind.REDACTED

    @property
    def edit_right(self) -> str:
        """Which right it takes to edit it: every member has that of a wiki, while its conversation is open."""
        return "post.edit_wiki" if hasattr(self, "wiki") and not self.conversation.is_closed else "post.edit"

    @property
    def thanks_in_all(self) -> int:
        return self.thanks + self.imported_thanks


class Revision(models.Model):
    """What a post said before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    source = models.TextField(blank=True)
    source_format = models.CharField(max_length=8, default="markdown")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "version"], name="one_revision_a_version")]

    def __str__(self) -> str:
        return f"version {self.version} of {self.post_id}"


class Attachment(models.Model):
    """A file that a post shows, or showed before an edit. It is seen as long as one of its posts is."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="attachments")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "post"], name="attached_once")]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.post_id}"


class ReactionKind(models.TextChoices):
    THANKS = "thanks", _("thanks")
    SAME = "same", _("have this too")
    AGREE = "agree"
    HELPED = "helped"
    CELEBRATE = "celebrate"
    CURIOUS = "curious"


class Reaction(models.Model):
    """What one person says to a post with one press; 'same' on the first post of a topic. One of each kind."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=12, choices=ReactionKind.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "person", "kind"], name="one_reaction_each")]
        indexes: ClassVar = [models.Index(fields=["person", "kind"]), models.Index(fields=["post", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person_id}"


class Level(models.TextChoices):
    WATCHING = "watching", _("every reply")
    MENTIONS = "mentions", _("only when I am named")
    MUTED = "muted", _("nothing")


class Follow(models.Model):
    """What one member hears of a conversation, and how far they have read."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.MENTIONS)
    # Whether they said so themselves: then it comes before what they chose for a category or tag.
    chosen = models.BooleanField(default=False)
    last_read = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    # A pinned topic that this member wants among the others.
    unpinned = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "person"], name="one_follow_each")]
        indexes: ClassVar = [
            models.Index(fields=["conversation"], condition=Q(level="watching"), name="follow_watching"),
            # Who reads much has a row for each thing read; what they follow is little.
            models.Index(fields=["person"], condition=Q(level="watching"), name="follow_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.conversation_id}"


class Draft(models.Model):
    """What somebody is writing. `key` says where: 'reply:12', 'topic', 'ticket'; `version` tells devices apart."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_a_place")]

    def __str__(self) -> str:
        return f"draft {self.key} of {self.person_id}"


class Removal(models.Model):
    """A post or a whole conversation taken away: who, when, why. Undo is to delete the row.

    From `purged_at` on there is nothing left to bring back: text, versions and files are gone.
    """

    conversation = models.OneToOneField(Conversation, null=True, on_delete=models.CASCADE, related_name="removal")
    post = models.OneToOneField(Post, null=True, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    purged_at = models.DateTimeField(null=True)
    # Where it went because everything of its author was cleared away.
    clearing = models.ForeignKey(Clearing, null=True, on_delete=models.SET_NULL, related_name="removals")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], condition=Q(purged_at=None), name="removal_not_purged")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(conversation=None, post__isnull=False) | Q(conversation__isnull=False, post=None),
                name="removes_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"removal of {self.post_id or self.conversation_id}"


class Redaction(models.Model):
    """The text of a post was destroyed: by whom, when, why. Nothing undoes it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="redaction")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="redacted_for_a_reason")]

    def __str__(self) -> str:
        return f"redaction of {self.post_id}"


class ImportKey(models.Model):
    """Where an imported thing came from; makes a second run add nothing, and drives redirects."""

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    object_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "kind", "key"], name="one_import_a_key")]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.key}"


class OldAddress(models.Model):
    """Where something was read before it came here (a path with its query): leads to this post for good."""

    address = models.CharField(max_length=400, unique=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.address


from .review import models as review_models  # noqa: E402, F401 - the rows of the review queue are of this app
