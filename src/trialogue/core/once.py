"""A form sent twice is done once: each form of a member carries a one-use key."""

import uuid
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


class UsedKey(models.Model):
    """One row per key that was used, with where its first use led; written in the same transaction."""

    key = models.CharField(max_length=80)
    person_id = models.BigIntegerField()
    location = models.CharField(max_length=500, blank=True)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person_id", "key"], name="one_use_per_key")]

    def __str__(self) -> str:
        return self.key


def new_key() -> str:
    return uuid.uuid4().hex


def _bound(request: HttpRequest) -> str:
    """The form's key, good for this address alone: another form with it is another act; "" without one."""
    given = request.POST.get("form_key", "")
    return sha256(f"{request.path} {given}".encode("utf-8", "replace")).hexdigest() if given else ""


def _earlier(person_id: int, key: str) -> UsedKey | None:
    return UsedKey.objects.filter(person_id=person_id, key=key).first()


def once(view: View) -> View:
    """For views of members whose POST ends in a redirect; without a key it is an ordinary view.

    The key and the change commit together. A second POST with the key waits for the first (unique
    constraint) and is sent where the first was. What ends without a redirect used up nothing, and keeps what it took
    in: a file that was sent along stands in the form that is shown again.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _bound(request) if request.method == "POST" else ""
        member = getattr(request, "member", None)
        if not key or member is None:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                used = UsedKey.objects.create(key=key, person_id=member.pk)
                response = view(request, *args, **kwargs)
                if response.has_header("Location"):
                    UsedKey.objects.filter(pk=used.pk).update(location=response["Location"])
                else:
                    used.delete()
                return response
        except IntegrityError:
            first = _earlier(member.pk, key)
            if first is None:
                raise
            return redirect(first.location or "/")

    return inner
