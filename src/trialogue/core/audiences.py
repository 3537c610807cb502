"""Who may see a thing. An audience is an id and a kind; who belongs to it is kept in `people`."""

from collections.abc import Collection
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

PUBLIC, MEMBERS, STAFF = 1, 2, 3
SEARCHED_DIRECT = 2000


class Viewer(Protocol):
    """What `visible_to` needs to know of a member."""

    pk: Any

    def audience_ids(self) -> Collection[int]: ...


class AudienceKind(models.TextChoices):
    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members")
    STAFF = "staff", _("staff")
    GROUP = "group", _("a group")
    INVITED = "invited", _("invited people")
    DIRECT = "direct", _("people who write to each other")


class Audience(models.Model):
    """The three standing audiences have the ids 1 to 3; the others are made by whoever needs one."""

    kind = models.CharField(max_length=12, choices=AudienceKind.choices)
    name = models.CharField(max_length=120, blank=True)
    # Holders of this role belong to it without being invited one by one ("" = nobody does).
    open_to_role = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["open_to_role"])]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    @property
    def is_public(self) -> bool:
        return self.pk == PUBLIC


def ensure_standing(**_kwargs: object) -> None:
    """Makes the three standing audiences; runs after every migrate and test flush."""
    standing = [(PUBLIC, "public", ""), (MEMBERS, "members", ""), (STAFF, "staff", "moderator")]
    if Audience.objects.filter(pk__lte=STAFF).count() < len(standing):
        Audience.objects.bulk_create(
            [Audience(pk=pk, kind=kind, open_to_role=role) for pk, kind, role in standing],
            ignore_conflicts=True,
        )
        _count_on()


def _count_on() -> None:
    """Where ids come from a sequence (PostgreSQL), it goes on above those given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Audience]):
            cursor.execute(statement)


def audience_ids(member: Viewer | None) -> Collection[int]:
    """The ids of every audience this member (None = a guest) belongs to."""
    return member.audience_ids() if member else (PUBLIC,)


def seen_by(member: Viewer | None, audience: str = "audience_id") -> Q:
    """Of the member's audiences, or of a direct conversation they take part in.

    One may have thousands of direct conversations. So they are looked up for the rows at hand, where every page knows
    the other audiences beforehand; and what is drawn for everybody alike is drawn without them.
    """
    seen = Q(**{f"{audience}__in": audience_ids(member)})
    if member is None:
        return seen
    direct = Audience.objects.filter(pk=OuterRef(audience), members__person_id=member.pk, members__direct=True)
    return seen | Q(Exists(direct))


def direct_audiences(member: Viewer | None) -> list[int]:
    """Of the direct conversations they take part in, the newest: for search, whose index asks for ids."""
    if member is None:
        return []
    theirs = Audience.objects.filter(members__person_id=member.pk, members__direct=True)
    return list(theirs.order_by("-pk").values_list("pk", flat=True)[:SEARCHED_DIRECT])


M = TypeVar("M", bound=models.Model)


class VisibleQuerySet(models.QuerySet[M]):
    """For models that carry `audience`: a foreign key without an index.

    Nearly every row is everybody's, so that the index helps nothing; SQLite, which thinks all audiences equally large,
    would take it all the same and sort a hundred thousand rows for a list of thirty.
    """

    def visible_to(self, member: Viewer | None) -> Self:
        return self.filter(seen_by(member))
