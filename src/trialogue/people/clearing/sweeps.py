"""What goes when somebody is cleared away: each app says it of its own rows, and how they come back."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet

from .models import Clearing, Swept

STEP = 500
Rows = QuerySet[Any]
# Sets counters around these rows right: -1 when they have gone, +1 when they are back.
Around = Callable[[Collection[Any], int], None]


class Sweep(Protocol):
    """One kind of thing. `take` and `give_back` move at most 500 rows inside the caller's transaction, and say how many."""

    @property
    def label(self) -> Any: ...
    def waiting(self, person_id: int) -> Rows: ...
    def take(self, clearing: Clearing) -> int: ...
    def give_back(self, clearing: Clearing) -> int: ...


_sweeps: dict[int, Sweep] = {}


def sweeps(order: int, sweep: Sweep) -> None:
    """Registers it; lower numbers go first, and come back last."""
    _sweeps[order] = sweep


def every_sweep() -> list[Sweep]:
    return [_sweeps[order] for order in sorted(_sweeps)]


def _packed(row: models.Model) -> dict[str, Any]:
    values = ((field.attname, field.value_from_object(row)) for field in row._meta.concrete_fields)  # noqa: SLF001 - Django's documented door
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values}


def _unpacked(model: type[models.Model], kept: dict[str, Any]) -> models.Model:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return model(**{field.attname: field.to_python(kept[field.attname]) for field in fields})


def nothing_around(_rows: Collection[Any], _change: int) -> None:
    """Nothing is counted of these."""


@dataclass(frozen=True)
class Deleted:
    """Rows that are deleted, kept aside and made again: `mine` finds those of a person."""

    label: Any
    model: type[models.Model]
    mine: Callable[[int], Rows]
    around: Around = nothing_around
    part: str = ""

    @property
    def kind(self) -> str:
        return f"{self.model._meta.label_lower} {self.part}".strip()  # noqa: SLF001

    def waiting(self, person_id: int) -> Rows:
        return self.mine(person_id)

    def take(self, clearing: Clearing) -> int:
        rows = list(self.mine(clearing.person_id).order_by("pk")[:STEP])
        Swept.objects.bulk_create(Swept(clearing=clearing, kind=self.kind, row=_packed(row)) for row in rows)
        self.model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()  # noqa: SLF001
        self.around(rows, -1)
        return len(rows)

    def give_back(self, clearing: Clearing) -> int:
        """What was made anew meanwhile, or lost what it hung on, stays away."""
        away = list(clearing.swept.filter(kind=self.kind).order_by("pk")[:STEP])
        rows = [_unpacked(self.model, each.row) for each in away]
        before = self.model._default_manager  # noqa: SLF001
        before.bulk_create(rows, ignore_conflicts=True)
        there = set(before.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        Swept.objects.filter(pk__in=[each.pk for each in away]).delete()
        self.around([row for row in rows if row.pk in there], 1)
        return len(away)
