"""Personal access tokens for the API: shown once, kept as a hash, with scopes and an end."""

import hashlib
import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .persons import Person


class TokenScope(models.TextChoices):
    READ = "read", _("read")
    WRITE = "write", _("read and write")


class Token(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=8, choices=TokenScope.choices, default=TokenScope.READ)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name


def digest_of(secret: str) -> str:
    """Tokens have 256 bits of chance, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    return f"tri_{secrets.token_urlsafe(32)}"


def holder_of(secret: str, *, at: datetime) -> Token | None:
    """The valid token behind this secret, with its person; None for anything else."""
    found = Token.objects.select_related("person__account").filter(
        digest=digest_of(secret), revoked_at=None, expires_at__gt=at, person__account__is_active=True
    )
    return found.first()
