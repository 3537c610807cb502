"""Using up a challenge of joining."""

from datetime import datetime

from django.db import IntegrityError, transaction

from trialogue.people.knocks import Knock


def knock(nonce: str, *, proved: bool, at: datetime) -> bool:
    """Whether it was used for the first time. No event: nothing is known of who knocks."""
    try:
        with transaction.atomic():
            Knock.objects.create(nonce=nonce, proved=proved, at=at)
    except IntegrityError:
        return False
    return True
