"""Tokens for programs: made, shown once, revoked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.people.persons import Person
from trialogue.people.rights import require
from trialogue.people.tokens import Token, TokenScope, digest_of, new_secret

MOST = 20
LONGEST = 365


@transaction.atomic
def make_token(*, name: str, scope: str, days: int, by: Person, at: datetime) -> tuple[Token, str]:
    """The token's row and its secret, which is kept nowhere: whoever calls shows it once."""
    require(by, "token.make", by)
    if not name.strip():
        raise Refused(_("Write what the token is for."), field="name")
    if scope not in TokenScope.values:
        raise Refused(_("A token may read, or read and write."), field="scope")
    if not 1 <= days <= LONGEST:
        raise Refused(_("A token ends after a year at the latest."), field="days")
    if Token.objects.filter(person=by, revoked_at=None, expires_at__gt=at).count() >= MOST:
        raise Refused(_("Twenty tokens are the most. Revoke one first."))
    secret = new_secret()
    made = Token.objects.create(
        person=by,
        name=name.strip()[:80],
        scope=scope,
        digest=digest_of(secret),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    activity.record("token.made", by=by, of=made, at=at, audience_id=STAFF, new=scope, words={"token": made.name})
    return made, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Person, at: datetime) -> None:
    """From now on nobody gets in with it."""
    require(by, "token.revoke", token)
    if not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        raise Conflict(_("This token was revoked already."))
    activity.record("token.revoked", by=by, of=token, at=at, audience_id=STAFF, words={"token": token.name})
