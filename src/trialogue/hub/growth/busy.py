"""What counts as doing something here, for pages that show who is active."""

from datetime import datetime

from django.db.models import QuerySet

from trialogue.core.activity.models import Event
from trialogue.people.world import knows_who_is_active

from .acts import VERBS


@knows_who_is_active
def busy_since(at: datetime) -> "QuerySet[Event, int | None]":
    return Event.objects.filter(verb__in=VERBS, at__gte=at, actor_id__isnull=False).values_list("actor_id", flat=True)
