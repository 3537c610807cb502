"""What the clock asks for: closing and unpinning what somebody wanted so by now."""

from django.utils import timezone

from trialogue.core.jobs import every

from .actions.closing import close_due
from .actions.placing import unpin_due
from .models import Topic


@every(minutes=5)
def end_what_is_due() -> None:
    now = timezone.now()
    close_due(at=now)
    unpin_due(Topic.objects.all(), at=now)
