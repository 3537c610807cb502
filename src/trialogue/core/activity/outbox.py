"""The outbox: reactions as jobs, written in the transaction of the change."""

from trialogue.core.jobs import job

from . import origin, reaction_named
from .models import Event


@job(retries=8)
def react(event_id: int, key: str) -> None:
    """Runs one subscriber for one event; safe to run again."""
    with origin("job"):
        reaction_named(key)(Event.objects.get(pk=event_id))
