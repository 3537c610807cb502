"""The one door for all that people write: whatever is to be published passes `look_over` or `look_over_file`."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.errors import HasSecret, NeedsLook, Noticed
from trialogue.core.guard import Finding, Grade, line_of, look, masked
from trialogue.core.guard.files import Trace
from trialogue.core.markup import files_in

from .kinds import label_of
from .models import Outcome
from .review import Review, mark_of, reviewed_of
from .sightings import count

SHOWN = 20


def _where(field: str, line: int) -> str:
    return _("in the title") if field == "title" else _("in line %(line)s") % {"line": line}


def _noticed(field: str, text: str, finding: Finding) -> Noticed:
    return Noticed(
        kind=finding.kind,
        label=label_of(finding.kind),
        where=_where(field, line_of(text, finding)),
        field=field,
        mark=mark_of(finding.kind, text[finding.start : finding.end]),
        excerpt=masked(text, finding),
    )


def _of_file(name: str, key: object, trace: Trace) -> Noticed:
    where = _("in the file “%(name)s”") % {"name": name}
    if trace.line:
        where = _("in the file “%(name)s”, line %(line)s") % {"name": name, "line": trace.line}
    mark = mark_of(trace.kind, f"{key} {trace.line}")
    return Noticed(kind=trace.kind, label=label_of(trace.kind), where=where, field="source", mark=mark)


def _in_files(shown: Collection[UUID], by_id: int, off: Collection[str]) -> list[Noticed]:
    """What was noticed in files that only their writer sees until now."""
    from trialogue.core.files import StoredFile

    mine = StoredFile.objects.filter(pk__in=shown, uploader_id=by_id, audience=None) if shown else []
    return [
        _of_file(file.name, file.pk, Trace(kind, Grade.PATIENT, line))
        for file in mine
        for kind, line in file.noticed
        if kind not in off
    ]


def _decide(
    secrets: list[Noticed], patients: list[Noticed], *, place: str, by_id: int, at: datetime, reviewed: Review
) -> None:
    """Refuses secrets, asks about patients until the writer said yes to all that is there; counts what came of it."""
    said = reviewed_of(reviewed)
    if said.false_alarm:
        count((one.kind for one in secrets or patients), Outcome.FALSE_ALARM, place=place, at=at, person_id=by_id)
    if secrets:
        count((one.kind for one in secrets), Outcome.REFUSED, place=place, at=at)
        raise HasSecret(_secret_said(secrets), noticed=secrets[:SHOWN], field=secrets[0].field)
    open_ones = [one for one in patients if not said.covers([one.mark])]
    kinds: Iterable[str] = (one.kind for one in open_ones or patients)
    count(kinds, Outcome.ASKED if open_ones else Outcome.OVERRULED, place=place, at=at)
    if open_ones:
        # What was said yes to before comes along: a post and its poll are asked about one after the other.
        marks = [*sorted(said.marks), *(one.mark for one in patients)]
        raise NeedsLook(
            _("This may identify a patient. Look at what was noticed, and take it out or say that it may stay."),
            noticed=open_ones[:SHOWN], marks=list(dict.fromkeys(marks)), field=open_ones[0].field,
        )  # fmt: skip


def _secret_said(secrets: list[Noticed]) -> str:
    found = ", ".join(dict.fromkeys(f"{one.label} {one.where}" for one in secrets[:SHOWN]))
    return (
        _("This holds what looks like %(found)s. Take it out. If it is real, revoke it where it was made.")
        % {"found": found}
    )  # fmt: skip


def look_over(
    place: str, *, by_id: int, at: datetime, reviewed: Review = False, before: str = "", **texts: str
) -> None:
    """Looks at what is about to be published at this place: texts by the names of their fields, and the files they show.

    Raises HasSecret, or NeedsLook for what may identify a patient unless the writer has `reviewed` it. What stood in
    `before` already is asked about once only. What jobs carry along and archives bring was not written now.
    """
    if activity.is_import() or activity.is_job():
        return
    off = site.current().guard_off
    secrets: list[Noticed] = []
    patients: list[Noticed] = []
    kept = {mark_of(one.kind, before[one.start : one.end]) for one in look(before, off=off)} if before else set()
    shown: set[UUID] = set()
    for field, text in texts.items():
        for finding in look(text, off=off):
            one = _noticed(field, text, finding)
            if finding.grade == Grade.SECRET:
                secrets.append(one)
            elif one.mark not in kept:
                patients.append(one)
        shown |= files_in(text)
    patients += _in_files(shown, by_id, off)
    if secrets or patients:
        _decide(secrets, patients, place=place, by_id=by_id, at=at, reviewed=reviewed)


def look_over_file(
    traces: Iterable[Trace], *, name: str, by_id: int | None, at: datetime, reviewed: Review | None
) -> list[tuple[str, int]]:
    """The same for a file as it comes in. With `reviewed` None nobody else sees it yet: what may identify a patient is
    returned, to be kept beside the file and asked about when it is posted.
    """
    off = site.current().guard_off
    found = [trace for trace in traces if trace.kind not in off]
    if by_id is None or not found:
        return []
    secrets = [_of_file(name, name, trace) for trace in found if trace.grade == Grade.SECRET]
    patients = [trace for trace in found if trace.grade == Grade.PATIENT]
    asked = [] if reviewed is None else [_of_file(name, name, trace) for trace in patients]
    if secrets or asked:
        _decide(secrets, asked, place="file", by_id=by_id, at=at, reviewed=reviewed or False)
    return [(trace.kind, trace.line) for trace in patients]
