"""The event log in bulk: the same rows as `activity.record` writes, imported, so nobody is told of them."""

import json
from datetime import datetime

from trialogue.core.activity.models import Event

from .calendar import written
from .plan import Plan
from .tables import Table


def said(value: object) -> str:
    """As the JSON columns keep it."""
    return json.dumps(value)


class Events:
    def __init__(self, plan: Plan, now: datetime) -> None:
        random = plan.random("events")
        self.table = Table(
            Event, "uuid", "recorded_at", "origin", "at", "verb", "actor_id", "object_kind", "object_id", "audience_id",
            "conversation_id", "words", "old", "new", "on_behalf_of_id", "product_id", "reason",
        )  # fmt: skip
        # Ids of version 4 whose end counts: a unique index that only ever grows at its end.
        self.uuid = f"{random.getrandbits(48):012x}4{random.getrandbits(12):03x}8"
        self.recorded_at = written(int(now.timestamp()))

    def add(
        self, verb: str, at: str, actor: int | None, kind: str, thing: int, audience: int, conversation: int | None, words: str,
        *, old: str | None = None, new: str | None = None, behalf: int | None = None, product: int | None = None, reason: str = "",
    ) -> None:  # fmt: skip
        """`words`, `old` and `new` are JSON already; `at` is written."""
        table = self.table
        table.last += 1
        table.rows.append(
            (
                table.last, f"{self.uuid}{table.last:015x}", self.recorded_at, "import", at, verb, actor, kind, thing, audience,
                conversation, words, old, new, behalf, product, reason, *table.defaults,
            )
        )  # fmt: skip
