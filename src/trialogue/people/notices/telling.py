"""Telling people: notices and letters grow from an event, by idempotent jobs, checked against rights again."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F

from trialogue.core.activity.models import Event
from trialogue.people.aside import deaf_to
from trialogue.people.audiences import readers_among
from trialogue.people.persons import MailPace, Person

from .models import Letter, Notice
from .post_office import send_letters
from .withdrawn import there

CHUNK = 500
Words = Mapping[str, Any]
Each = Callable[[int], Any]


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def heirs(person_ids: Iterable[int]) -> dict[int, int]:
    """Who stands for whom now: {person id: id of the person they were merged into, or their own}."""
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "merged_into_id")
    return {pk: into or pk for pk, into in rows}


def _new_recipients(event: Event, chunk: list[int], *, official: bool) -> list[Person]:
    """Active members of the chunk who may see the event, want to hear of its actor and were not told of it yet."""
    told = set(Notice.objects.filter(event=event, person_id__in=chunk).values_list("person_id", flat=True))
    deaf = set() if official else deaf_to(event.actor_id, among=chunk)
    may_see = readers_among(chunk, event.audience_id) - told - deaf - {event.actor_id}
    return list(Person.objects.members().filter(pk__in=may_see))


def tell(
    event: Event,
    because: Mapping[int, str],
    *,
    words: Words | Each,
    url: str | Each,
    verb: str = "",
    mail: bool = True,
    post_id: int | None = None,
    official: bool = False,
) -> list[int]:
    """One notice, and one letter for those who want mail, to each of these people (id → why).

    At most 500 people a transaction. Run twice it tells nobody twice. The actor is never told of
    their own act; unclaimed people are never told; who muted the actor is not, but of an `official` act (a release, what
    a moderator decided). `words` and `url` may be functions of the person's
    id; `post_id` is the post whose words are carried. Returns the ids of those told in this run.
    """
    done: list[int] = []
    for chunk in _chunks(because):
        with transaction.atomic():
            people = _new_recipients(event, chunk, official=official)
            _write(event, people, because, words=words, url=url, verb=verb or event.verb, mail=mail, post_id=post_id)
            done += [person.pk for person in people]
    return done


def _write(
    event: Event,
    people: list[Person],
    because: Mapping[int, str],
    *,
    words: Words | Each,
    url: str | Each,
    verb: str,
    mail: bool,
    post_id: int | None,
) -> None:
    def about(person: Person) -> dict[str, Any]:
        said = words(person.pk) if callable(words) else words
        where = url(person.pk) if callable(url) else url
        return {
            "event": event, "person": person, "because": because[person.pk], "words": said, "url": where, "at": event.at,
            "post_id": post_id,
        }  # fmt: skip

    told = [about(person) for person in people]
    own = {"verb": verb, "actor_id": event.actor_id, "audience_id": event.audience_id}
    Notice.objects.bulk_create(Notice(**own, **each) for each in told)
    if there(Notice.objects.filter(event=event)).exists():  # else what it tells of was taken away meanwhile
        Person.objects.filter(pk__in=[person.pk for person in people]).update(unread=F("unread") + 1)
    mailed = [each for each in told if mail and each["person"].mail_pace == MailPace.AT_ONCE]
    if mailed:
        letters = Letter.objects.bulk_create(Letter(**each) for each in mailed)
        send_letters.enqueue(event.pk, verb, letters[0].pk, letters[-1].pk)
