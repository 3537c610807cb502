"""What an action may say instead of doing it. Each carries a sentence for the person who tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """This member may not do this to this thing; `message` is there where it can say more than that."""

    def __init__(self, verb: str, message: str = "") -> None:
        super().__init__(verb)
        self.message = message

    def __str__(self) -> str:
        """What the page of 403 shows."""
        return self.message


class Refused(Exception):
    """The input cannot be taken as it is; `message` says what to write instead."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = str(message)
        self.field = field


class Conflict(Refused):
    """Somebody was faster, or it is done already; nothing was changed."""


class NoRoom(Refused):
    """The disk under the files is full; nothing was kept."""


@dataclass(frozen=True)
class Noticed:
    """One thing the guard noticed, for the eyes of whoever wrote it; `mark` stands for it and tells nothing.

    The masked `excerpt` is no part of its repr, so that no log gets it.
    """

    kind: str
    label: str
    where: str
    field: str
    mark: str
    excerpt: str = dataclass_field(default="", repr=False)


class Guarded(Refused):
    """The guard noticed something (`noticed`) in what was written."""

    def __init__(self, message: str, *, noticed: Sequence[Noticed], field: str = "") -> None:
        super().__init__(message, field=field)
        self.noticed = noticed


class HasSecret(Guarded):
    """A key, a token or a password: nothing was kept."""


class NeedsLook(Guarded):
    """It may identify a patient; `marks` is what the writer has to have looked at for it to pass."""

    def __init__(self, message: str, *, noticed: Sequence[Noticed], marks: Sequence[str], field: str = "") -> None:
        super().__init__(message, noticed=noticed, field=field)
        self.marks = marks


class TooMany(Refused):
    """More than the rate allows; `seconds` until the window ends at the latest."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
