"""What does not stay: addresses nobody confirmed, sessions that ended, suspensions whose time came."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from trialogue.core.jobs import every

from .actions.suspending import lift_suspension
from .knocks import Knock
from .persons import Person
from .suspensions import Suspension

KEPT = timedelta(days=7)
BATCH = 500


@every(hours=1)
def forget_unconfirmed() -> None:
    """Who did not confirm their address within a week may join anew; nothing of them was ever seen."""
    waiting = Person.objects.filter(
        hidden=True, joined_at__lt=timezone.now() - KEPT, account__is_active=True, account__emailaddress__verified=False
    )
    ids = [person.pk for person in waiting.distinct()[:BATCH] if person.is_expected]
    Person.objects.filter(pk__in=ids).delete()


@every(hours=1)
def forget_knocks() -> None:
    """A challenge older than a day is too old to be used, whoever had it."""
    Knock.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


@every(hours=6)
def forget_sessions() -> None:
    """Sessions that ended, and what was known about their devices."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    running = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=running).delete()


@every(minutes=10)
def let_in_again() -> None:
    """Whose time is over signs in again."""
    now = timezone.now()
    for over in Suspension.objects.over(at=now).select_related("person")[:BATCH]:
        lift_suspension(over.person, by=None, at=now)
