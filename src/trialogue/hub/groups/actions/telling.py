"""What each event of a group says."""

from datetime import datetime
from typing import Any

from trialogue.core import activity
from trialogue.hub.groups.models import Group
from trialogue.people.persons import Person


def record(
    verb: str, group: Group, *, by: Person, at: datetime, person: Person | None = None, audience_id: int | None = None,
    words: dict[str, Any] | None = None, **more: Any,
) -> None:  # fmt: skip
    """One event of the group, told to those who see the group unless said otherwise; `person` is whom it befalls."""
    said = {"group": {"label": group.name, "url": group.path}, "person": person.name if person else ""}
    activity.record(
        f"group.{verb}", by=by, of=group, at=at, on_behalf_of=person, words={**said, **(words or {})},
        audience_id=group.told_to if audience_id is None else audience_id, **more,
    )  # fmt: skip
