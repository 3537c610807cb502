"""What an action may say instead of doing it. Each carries a sentence for the person who tried."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """This member may not do this to this thing."""


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


class TooMany(Refused):
    """More than the rate allows; `seconds` until the window ends at the latest."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
