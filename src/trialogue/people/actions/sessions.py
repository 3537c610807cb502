"""Ending sessions: on one device, or everywhere."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict
from trialogue.people.persons import Person
from trialogue.people.rights import require


def end_sessions(person: Person, *, at: datetime, keep: str = "") -> int:
    """Ends every running session of the account but `keep` (a session's key); returns how many.

    Sessions do not say whose they are without being read; this act is rare enough to read them all.
    """
    account_id = str(person.account.pk)
    running = Session.objects.filter(expire_date__gt=at).exclude(pk=keep).iterator(chunk_size=500)
    theirs = [session.pk for session in running if session.get_decoded().get("_auth_user_id") == account_id]
    UserSession.objects.filter(user=person.account).exclude(session_key=keep).delete()
    return Session.objects.filter(pk__in=theirs).delete()[0]


@transaction.atomic
def sign_out_elsewhere(person: Person, *, keep: str, by: Person, at: datetime) -> int:
    """Ends all sessions but the one whose key is `keep`; returns how many."""
    require(by, "profile.edit", person)
    ended = end_sessions(person, at=at, keep=keep)
    activity.record("account.signed_out", by=by, of=person, at=at, audience_id=STAFF, new=ended)
    return ended


@transaction.atomic
def sign_out_device(person: Person, *, device_id: int, by: Person, at: datetime) -> None:
    """Ends one session of one's own."""
    require(by, "profile.edit", person)
    device = UserSession.objects.filter(user=person.account, pk=device_id).first()
    if device is None:
        raise Conflict(_("This device is signed out already."))
    Session.objects.filter(pk=device.session_key).delete()
    device.delete()
    activity.record("account.signed_out", by=by, of=person, at=at, audience_id=STAFF, new=1)
