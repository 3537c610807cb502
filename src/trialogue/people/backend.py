"""Who is signed in, found by queries that are compiled once: every page of a member begins with these."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from trialogue.core.prepared import Prepared

from .accounts import Account

_sessions = Prepared(
    lambda _viewer, key, now: Session.objects.filter(session_key=key, expire_date__gt=now).order_by(),
)
_accounts = Prepared(lambda _viewer, pk: Account.objects.filter(pk=pk).order_by())


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: Any) -> Account | None:
        account = next(iter(_accounts(pk=int(user_id))), None)
        return account if account is not None and self.user_can_authenticate(account) else None


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, read with a prepared query."""

    def _get_session_from_db(self) -> Session | None:
        if session := next(iter(_sessions(key=str(self.session_key), now=timezone.now())), None):
            return session
        self._session_key = None
        return None
