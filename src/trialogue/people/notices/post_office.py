"""Mail out: a letter becomes a message with the headers a mail program needs, and is sent once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from trialogue.core import site
from trialogue.core.jobs import job
from trialogue.core.words import here
from trialogue.people.audiences import readers_among

from .models import Letter
from .reasons import because_of
from .withdrawn import there

STOP_SALT = "trialogue.mail.stop"
MAX_ID = 2**63 - 1
BATCH = 100
# Dropped for this, a letter goes out after all when what it tells of is brought back.
TAKEN_AWAY = "taken away"


@dataclass(frozen=True)
class Stationery:
    """The templates of a verb's letters: `<name>.subject.txt`, `<name>.txt`, `<name>.html`."""

    name: str


_stationery: dict[str, Stationery] = {}


def writes(verb: str, template: str) -> None:
    _stationery[verb] = Stationery(template)


def stop_url(letter: Letter) -> str:
    """The signed address that stops mail: bound to this person, good for ever, shows a button on GET."""
    return f"{settings.BASE_URL}{reverse('mail-stop', args=[signing.dumps(letter.person_id, salt=STOP_SALT)])}"


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _headers(letter: Letter) -> dict[str, str]:
    thread = f"<conversation-{letter.event.conversation_id or letter.event_id}@{host()}>"
    return {
        "Message-ID": f"<letter-{letter.pk}-{letter.event.uuid.hex}@{host()}>",
        "In-Reply-To": thread,
        "References": thread,
        "List-Id": f"{site.current().name} <community.{host()}>".replace("\n", " "),
        "List-Unsubscribe": f"<{stop_url(letter)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _in_language(words: Any) -> Any:
    """The words of a letter with every address in the reader's language."""
    if isinstance(words, dict):
        return {
            name: here(word) if name == "url" and isinstance(word, str) else _in_language(word)
            for name, word in words.items()
        }
    return [_in_language(word) for word in words] if isinstance(words, list) else words


def _context(letter: Letter) -> dict[str, Any]:
    return {
        "person": letter.person,
        "words": _in_language(letter.words),
        "reason": letter.because,
        "link": settings.BASE_URL + here(letter.url),
        "base_url": settings.BASE_URL,
        "base_host": host(),
        "at": letter.event.at,
        "rules_url": settings.BASE_URL + reverse("settings-notices"),
        "because": because_of(letter.because),
        "stop_url": stop_url(letter),
        "site": site.current(),
    }


def message_of(letter: Letter, verb: str) -> EmailMultiAlternatives:
    """The whole message, in the language of its reader."""
    template = _stationery[verb].name
    with translation.override(letter.person.language or settings.LANGUAGE_CODE):
        context = _context(letter)
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string(f"{template}.txt", context),
            to=[letter.person.account.email],
            headers=_headers(letter),
        )
        message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def _drop_reason(letter: Letter) -> str:
    account = getattr(letter.person, "account", None)
    if account is None or not account.is_active:
        return "left"
    if not there(Letter.objects.filter(pk=letter.pk)).exists():
        return TAKEN_AWAY
    if not readers_among([letter.person_id], letter.event.audience_id):
        return "may no longer see it"
    return "" if letter.person.mail_pace == "at_once" else "wants no mail"


def _one_by_one(waiting: QuerySet[Letter]) -> Iterator[Letter]:
    """In whole batches: SQLite refuses to write beside a cursor left open since before somebody else wrote."""
    after = 0
    while batch := list(waiting.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield from batch
        after = batch[-1].pk


@job(retries=10)
def send_letters(event_id: int, verb: str, first: int = 0, last: int = MAX_ID) -> None:
    """Sends what waits for this event, of the letters first to last, so that no two jobs hold the same one.

    Each letter is marked as soon as the server took it. A death in between sends that one letter again,
    with the same Message-ID. When one cannot be sent, the others still go; the job then fails and is
    tried again.
    """
    waiting = Letter.objects.filter(
        event_id=event_id, pk__range=(first, last), sent_at=None, dropped=""
    ).select_related("person__account", "event")
    failed: Exception | None = None
    with get_connection() as connection:
        for letter in _one_by_one(waiting):
            if reason := _drop_reason(letter):
                Letter.objects.filter(pk=letter.pk).update(dropped=reason)
                continue
            try:
                connection.send_messages([message_of(letter, verb)])
            except Exception as error:  # noqa: BLE001 - one letter that cannot be written or sent holds up no other
                failed = error
                continue
            Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    if failed is not None:
        raise failed
