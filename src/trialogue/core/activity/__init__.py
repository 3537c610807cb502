"""The one door through which anything is announced.

`record` writes the event beside the change, in its transaction, and puts one job per subscriber into
the outbox. Nothing else announces anything. Imported events are recorded and notify nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from .models import Event

Reaction = Callable[["Event"], None]

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


def record(  # noqa: PLR0913 - an event has that many sides
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
    from .models import Event  # noqa: PLC0415 - models load after apps
    from .outbox import react  # noqa: PLC0415

    event = Event.objects.create(
        verb=verb,
        at=at,
        actor_id=by.pk if by else None,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        object_kind=of._meta.model_name,
        object_id=of.pk,
        conversation_id=conversation_id,
        product_id=product_id,
        audience_id=audience_id,
        old=old,
        new=new,
        words={"actor": str(by) if by else "", **(words or {})},
        reason=reason,
        origin=_origin.get(),
    )
    if not is_import():
        for key in _reactions.get(verb, []):
            react.enqueue(event.pk, key)
    return event
