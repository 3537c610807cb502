"""Setting straight what people were told, after it changed who may still read of it."""

from django.db import transaction
from django.db.models import Q

from trialogue.people.persons import Person

from .models import Letter, Notice
from .post_office import TAKEN_AWAY, send_letters
from .reading import mine
from .telling import CHUNK
from .withdrawn import there


def recount(about: Q) -> None:
    """Counts the unread of everybody who was told of this and has not read it; at most 500 people a transaction."""
    told = Notice.objects.filter(about, read_at=None).order_by("person_id").values_list("person_id", flat=True)
    last = 0
    while ids := list(told.filter(person_id__gt=last).distinct()[:CHUNK]):
        _recount(ids)
        last = ids[-1]


@transaction.atomic
def _recount(ids: list[int]) -> None:
    people = list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for person in people:
        person.unread = mine(person).unread().count()
    Person.objects.bulk_update(people, ["unread"])


def send_after_all(about: Q) -> None:
    """Letters about this that were dropped because it was taken away wait again where it is back."""
    dropped = there(Letter.objects.filter(about, dropped=TAKEN_AWAY, sent_at=None))
    while letters := list(dropped.order_by("pk")[:CHUNK]):
        events = {letter.event_id for letter in letters}
        verbs = Notice.objects.filter(event__in=events).values_list("event_id", "verb").distinct()
        with transaction.atomic():
            Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(dropped="")
            for event_id, verb in verbs:
                send_letters.enqueue(event_id, verb)
