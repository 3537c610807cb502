"""The audit log: what those with a right have done, read from the event log."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.activity.models import Event
from trialogue.core.activity.sentences import read, sentence_of, told_verbs
from trialogue.core.design.icons import icon
from trialogue.core.design.moments import moment
from trialogue.core.paging import Mark
from trialogue.people.persons import Person

AUDITED = (
    "role.", "claim.", "category.", "group.", "representative.", "product.", "component.", "milestone.", "site.", "guard.", "account.", "token.", "person.merged", "person.unmerged",
    "trust.", "person.cleared", "person.uncleared", "person.silenced", "person.unsilenced", "person.suspended", "person.let_in", "ticket.narrowed", "ticket.widened", "topic.closed",
    "topic.reopened", "topic.removed", "topic.restored", "post.removed", "post.restored", "post.redacted", "conversation.redacted", "release.drafted", "release.published",
    "release.file_removed", "direct.begun", "direct.reported", "direct.decided", "review.hid", "review.claimed", "review.given_back", "review.decided", "review.undone", "review.appealed",
    "review.threshold", "post.reported", "post.held", "word.", "link.", "rules.",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    icon: SafeString
    sentence: SafeString
    when: SafeString
    verb: str
    origin: str
    changes: list[tuple[str, str, str]]
    reason: str


def audited_verbs() -> list[str]:
    """Every verb that can stand in the log."""
    return sorted(verb for verb in told_verbs() if verb.startswith(AUDITED))


def events(*, verb: str = "", person: Person | None = None, before: Mark | None = None) -> QuerySet[Event]:
    """Newest first. Not narrowed by audience: that something was done to a hidden thing must be seen; `line` hides what it was."""
    verbs = [name for name in audited_verbs() if name.startswith(verb)] if verb else audited_verbs()
    found = Event.objects.filter(verb__in=verbs)
    if person is not None:
        about = Q(object_kind="person", object_id=person.pk)
        found = found.filter(Q(actor_id=person.pk) | Q(on_behalf_of_id=person.pk) | about)
    if before is not None:
        found = found.filter(before.older("at"))
    return found.order_by("-at", "-pk")


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_said(part) for part in value)
    return "" if value is None else str(value)


def _changes(event: Event) -> list[tuple[str, str, str]]:
    """What it was and is, name by name: (name, old, new)."""
    old, new = event.old, event.new
    if isinstance(old, dict) or isinstance(new, dict):
        was, now = (value if isinstance(value, dict) else {} for value in (old, new))
        names = list(dict.fromkeys([*was, *now]))
        return [(name, _said(was.get(name)), _said(now.get(name))) for name in names if was.get(name) != now.get(name)]
    return [("", _said(old), _said(new))] if old is not None and new is not None else []


def line(event: Event, member: Person) -> Line:
    """The event as a line. What the reader may not see keeps who, when and the verb, nothing else."""
    sentence = sentence_of(event.verb)
    seen = event.audience_id in member.audience_ids()
    words = event.words if seen else dict.fromkeys(event.words, "…")
    words = {**words, "actor": event.words.get("actor") or _("The installation")}
    return Line(
        icon=icon(sentence.icon if sentence else "dot"),
        sentence=read(event.verb, words),
        when=moment(event.at),
        verb=event.verb,
        origin=event.origin,
        changes=_changes(event) if seen else [],
        reason=event.reason if seen else "",
    )


def latest(member: Person, *, most: int) -> list[Line]:
    return [line(event, member) for event in events()[:most]]
