"""Reading one's notices."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from trialogue.people.notices.models import Notice
from trialogue.people.persons import Person


@transaction.atomic
def mark_read(person: Person, *, at: datetime, notice_ids: Collection[int] | None = None, url: str = "") -> int:
    """Marks these notices of one's own (None = all of them) as read; returns how many were not before.

    The count of the unread is kept on the person, so no page has to count.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    mine = Notice.objects.filter(person=person, read_at=None)
    if notice_ids is not None:
        mine = mine.filter(pk__in=notice_ids)
    if url:
        mine = mine.filter(url=url)
    changed = mine.update(read_at=at)
    locked.unread = person.unread = Notice.objects.filter(person=person, read_at=None).count() if changed else locked.unread
    locked.save(update_fields=["unread"])
    return changed
