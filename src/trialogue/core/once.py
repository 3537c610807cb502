"""A form sent twice is done once: each form of a member carries a one-use key."""

import uuid
from collections.abc import Callable
from functools import wraps
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


class _NotDone(Exception):
    """Rolls the key back when the view found something to mend and shows its form again."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def _earlier(person_id: int, key: str) -> UsedKey | None:
    return UsedKey.objects.filter(person_id=person_id, key=key).first()


def once(view: View) -> View:
    """For views of members whose POST ends in a redirect; without a key it is an ordinary view.

    The key and the change commit together. A second POST with the key waits for the first (unique
    constraint) and is sent where the first was. What ends without a redirect used up nothing.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("form_key", "")[:80] if request.method == "POST" else ""
        member = getattr(request, "member", None)
        if not key or member is None:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                used = UsedKey.objects.create(key=key, person_id=member.pk)
                response = view(request, *args, **kwargs)
                if not response.has_header("Location"):
                    raise _NotDone(response)  # noqa: TRY301 - leaving the block is what rolls back
                UsedKey.objects.filter(pk=used.pk).update(location=response["Location"])
                return response
        except _NotDone as not_done:
            return not_done.response
        except IntegrityError:
            first = _earlier(member.pk, key)
            if first is None:
                raise
            return redirect(first.location or "/")

    return inner
