"""The one door through which anything is announced.

`record` writes the event beside the change, in its transaction, tells the caches what it touches, and puts one job
per subscriber into the outbox. Nothing else announces anything. Imported events are recorded and notify nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from trialogue.core import edge
from trialogue.core.words import writable

if TYPE_CHECKING:
    from .models import Event

Reaction = Callable[["Event"], None]

REASON_CHARS = 500  # as much as any form lets one write

_origin: ContextVar[str] = ContextVar("origin", default="page")
_reactions: dict[str, list[str]] = {}
_by_key: dict[str, Reaction] = {}


@contextmanager
def origin(name: str) -> Iterator[None]:
    """Everything recorded inside came this way (page, api, mail, git, import, job, command).

    The door sets it once, so that no action has to carry it along.
    """
    token = _origin.set(name)
    try:
        yield
    finally:
        _origin.reset(token)


def is_import() -> bool:
    return _origin.get() == "import"


def is_job() -> bool:
    return _origin.get() == "job"


def subscribe(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Marks a function as another app's reaction. It runs as a job, at least once: keep it idempotent."""

    def mark(reaction: Reaction) -> Reaction:
        key = f"{reaction.__module__}.{reaction.__qualname__}"
        _by_key[key] = reaction
        for verb in verbs:
            _reactions.setdefault(verb, []).append(key)
        return reaction

    return mark


def reaction_named(key: str) -> Reaction:
    return _by_key[key]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event to be: what `record` takes, for whoever records many at once."""

    verb: str
    by: models.Model | None
    of: models.Model
    at: datetime
    audience_id: int
    conversation_id: int | None = None
    product_id: int | None = None
    on_behalf_of: models.Model | None = None
    old: Any = None
    new: Any = None
    words: Mapping[str, Any] | None = None
    reason: str = ""


def record(
    verb: str,
    *,
    by: models.Model | None,
    of: models.Model,
    at: datetime,
    audience_id: int,
    conversation_id: int | None = None,
    product_id: int | None = None,
    on_behalf_of: models.Model | None = None,
    old: Any = None,
    new: Any = None,
    words: dict[str, Any] | None = None,
    reason: str = "",
) -> "Event":
    """Writes one event. Call it inside the transaction of the change it tells of."""
    happening = Happening(
        verb=verb, by=by, of=of, at=at, audience_id=audience_id, conversation_id=conversation_id, product_id=product_id,
        on_behalf_of=on_behalf_of, old=old, new=new, words=words, reason=reason,
    )  # fmt: skip
    return record_many([happening])[0]


def record_many(happenings: Sequence[Happening]) -> "list[Event]":
    """Writes these events in one go; the same rules as for `record`."""
    from .models import Event
    from .outbox import react

    events = Event.objects.bulk_create([_event(happening) for happening in happenings])
    edge.touched_by(happenings)
    if not is_import():
        for event in events:
            for key in _reactions.get(event.verb, []):
                react.enqueue(event.pk, key)
    return events


def announce_again(events: "Iterable[Event]") -> None:
    """Has all who react do so once more: fewer could see these events when they happened."""
    from .outbox import react

    for event in events:
        for key in _reactions.get(event.verb, []):
            react.enqueue(event.pk, key)


def kind_of(thing: models.Model) -> str:
    """How the log names the kind of a thing: 'topic', 'ticket' …"""
    return str(thing._meta.model_name)  # noqa: SLF001 - Django's documented door


def _event(told: Happening) -> "Event":
    from .models import Event

    return Event(
        verb=told.verb,
        at=told.at,
        actor_id=told.by.pk if told.by else None,
        on_behalf_of_id=told.on_behalf_of.pk if told.on_behalf_of else None,
        object_kind=kind_of(told.of),
        object_id=told.of.pk,
        conversation_id=told.conversation_id,
        product_id=told.product_id,
        audience_id=told.audience_id,
        old=told.old,
        new=told.new,
        words={"actor": str(told.by) if told.by else "", **(told.words or {})},
        reason=writable(told.reason)[:REASON_CHARS],
        origin=_origin.get(),
    )
