"""When somebody was here: so that lists can say what is new since their last visit."""

from datetime import datetime, timedelta

from trialogue.people.persons import Person

#: Noted at most so often; a pause longer than the other ends a visit.
NOTED, PAUSE = timedelta(minutes=5), timedelta(minutes=30)


def note_visit(*, by: Person, at: datetime) -> None:
    """They are here. No event: nobody watches who comes when."""
    if by.seen_at is not None and at - by.seen_at < NOTED:
        return
    began = by.seen_at is None or at - by.seen_at > PAUSE
    by.new_since = (by.seen_at or by.joined_at) if began else by.new_since
    by.seen_at = at
    Person.objects.filter(pk=by.pk).update(seen_at=at, new_since=by.new_since)
