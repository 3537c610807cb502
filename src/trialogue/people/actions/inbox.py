"""Reading one's notices."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from trialogue.people.notices.reading import mine
from trialogue.people.persons import Person


@transaction.atomic
def mark_read(
    person: Person, *, at: datetime, notice_ids: Collection[int] | None = None, url: str = "", until: int | None = None,
    talk: int | None = None,
) -> int:  # fmt: skip
    """Marks these notices of one's own (None = all of them) as read; returns how many were not before.

    `url` keeps to those that lead there, `until` to those not newer than this one, `talk` to those
    of one conversation (its id). The count of the
    unread is kept on the person, so no page has to count.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    unread = mine(person).unread()
    chosen = unread
    if notice_ids is not None:
        chosen = chosen.filter(pk__in=notice_ids)
    if url:
        chosen = chosen.filter(url=url)
    if until is not None:
        chosen = chosen.filter(pk__lte=until)
    if talk is not None:
        chosen = chosen.filter(event__conversation_id=talk)
    changed = chosen.update(read_at=at)
    locked.unread = person.unread = unread.count() if changed else locked.unread
    locked.save(update_fields=["unread"])
    return changed
