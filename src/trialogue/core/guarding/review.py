"""The second, deliberate yes: what a writer says of what was noticed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def mark_of(kind: str, said: str) -> str:
    """Stands for one thing that was noticed, and tells nothing of it."""
    return salted_hmac("guard", f"{kind} {said}").hexdigest()[:12]


@dataclass(frozen=True)
class Reviewed:
    """They looked at what these marks stand for, or at everything; and whether they call it a false alarm."""

    marks: frozenset[str] = frozenset()
    everything: bool = False
    false_alarm: bool = False

    def covers(self, marks: Iterable[str]) -> bool:
        return self.everything or self.marks.issuperset(marks)


Review = Reviewed | bool


def reviewed_of(said: Review) -> Reviewed:
    """Actions take True for everything."""
    return said if isinstance(said, Reviewed) else Reviewed(everything=said)


def review_in(request: HttpRequest) -> Reviewed:
    """What was ticked in the form that `{% second_look form %}` is part of."""
    marks: Collection[str] = request.POST.get("reviewed", "").split()
    return Reviewed(frozenset(marks), false_alarm=bool(request.POST.get("false_alarm")))
