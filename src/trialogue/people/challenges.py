"""What a browser does before it joins: a little work, which costs one person nothing and a machine that joins a
thousand times a lot. Hashcash: find a number whose SHA-256 together with the nonce begins with so many zero bits.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.core import signing

from .knocks import Knock
from .trust.numbers import number

SALT = "trialogue.people.challenges"
LIVES = timedelta(hours=2)
# Faster than this nobody reads two labels, types a name and an address, and ticks.
LEAST = timedelta(seconds=2)
HOUR = timedelta(hours=1)
# Up to this many who join in an hour it is the usual work; then a bit more each time their number doubles.
USUAL = 10
MOST_MORE = 4
_PROOF = re.compile(r"[0-9]{1,15}")


class Verdict(Enum):
    """What the door makes of a form."""

    PERSON = "person"
    MACHINE = "machine"
    STALE = "stale"
    FULL = "full"


@dataclass(frozen=True)
class Challenge:
    nonce: str
    bits: int
    at: datetime

    @property
    def token(self) -> str:
        return signing.dumps([self.nonce, self.bits, self.at.isoformat()], salt=SALT)

    def is_solved_by(self, proof: str) -> bool:
        if not _PROOF.fullmatch(proof):
            return False
        digest = hashlib.sha256(f"{self.nonce}:{proof}".encode()).digest()
        return int.from_bytes(digest[:4]) >> (32 - self.bits) == 0


def new_challenge(*, at: datetime) -> Challenge:
    """With the work of now: more while many join."""
    lately = Knock.objects.filter(at__gt=at - HOUR).count()
    more = min(MOST_MORE, (lately // USUAL).bit_length())
    return Challenge(secrets.token_hex(12), number("join_work") + more, at)


def read_challenge(token: str) -> Challenge | None:
    """What we signed; None for anything else."""
    try:
        nonce, bits, at = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Challenge(nonce, bits, datetime.fromisoformat(at))


def is_stale(challenge: Challenge, *, at: datetime) -> bool:
    """Stood open too long, or was used."""
    return at - challenge.at > LIVES or Knock.objects.filter(nonce=challenge.nonce).exists()


def full_until(*, at: datetime) -> datetime | None:
    """Until when nobody more joins without the work done; None while somebody may."""
    most = number("join_unproved")
    lately = Knock.objects.filter(proved=False, at__gt=at - HOUR).order_by("-at").values_list("at", flat=True)
    counted = list(lately[: max(1, most)])
    if len(counted) < most:
        return None
    return (counted[-1] if counted else at) + HOUR


def judge(token: str, *, proof: str, pot: str, at: datetime) -> Verdict:
    """Of a form as it was sent: `pot` is the field no person sees, `proof` is empty where no JavaScript ran."""
    challenge = read_challenge(token)
    if pot or challenge is None or at - challenge.at < LEAST:
        return Verdict.MACHINE
    if is_stale(challenge, at=at):
        return Verdict.STALE
    if proof:
        return Verdict.PERSON if challenge.is_solved_by(proof) else Verdict.MACHINE
    return Verdict.FULL if full_until(at=at) else Verdict.PERSON
