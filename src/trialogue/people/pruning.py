"""What does not stay: addresses nobody confirmed, sessions that ended."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from trialogue.core.jobs import every

from .persons import Person

KEPT = timedelta(days=7)
BATCH = 500


@every(hours=1)
def forget_unconfirmed() -> None:
    """Who did not confirm their address within a week may join anew; nothing of them was ever seen."""
    waiting = Person.objects.filter(
        hidden=True, joined_at__lt=timezone.now() - KEPT, account__emailaddress__verified=False
    )
    ids = [person.pk for person in waiting.distinct()[:BATCH] if person.is_expected]
    Person.objects.filter(pk__in=ids).delete()


@every(hours=6)
def forget_sessions() -> None:
    """Sessions that ended, and what was known about their devices."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    running = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=running).delete()
