"""Rates and sizes in one place; one limiter for page, API, mail and import."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from .errors import TooMany

POST_BYTES = 32 * 1024
TITLE_CHARS = 200
FILE_BYTES = 25 * 1024 * 1024
RELEASE_FILE_BYTES = 2 * 1024**3
IMAGE_BYTES = 10 * 1024 * 1024
IMAGE_PIXELS = 25_000_000
IMAGE_FRAMES = 200
ANIMATION_PIXELS = 50_000_000  # of all frames together


@dataclass(frozen=True)
class Rate:
    """At most `times` in `seconds`, by one person or source."""

    times: int
    seconds: int


RATES = {
    "post": Rate(30, 60),
    "edit": Rate(30, 60),
    "topic": Rate(10, 600),
    "ticket": Rate(20, 600),
    "upload": Rate(30, 300),
    "preview": Rate(120, 60),
    "complete": Rate(300, 60),
    "claim": Rate(5, 3600),
    "direct": Rate(10, 600),
    "report": Rate(20, 3600),
    "door": Rate(40, 3600),
}


_lifted: ContextVar[bool] = ContextVar("lifted", default=False)


@contextmanager
def lifted() -> Iterator[None]:
    """No rates inside: for the demo, which tells months in seconds."""
    token = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(token)


def are_lifted() -> bool:
    return _lifted.get()


def spend(what: str, who: object) -> None:
    """Counts one use; raises TooMany beyond the rate. Fixed windows: two bursts may meet at the border."""
    if are_lifted():
        return
    rate = RATES[what]
    key = f"limit:{what}:{who}"
    cache.add(key, 0, timeout=rate.seconds)
    try:
        used = cache.incr(key)
    except ValueError:  # the window ended between the two calls
        return
    if used > rate.times:
        message = _("That was a lot in a short time. Wait a few minutes; your text is kept here.")
        raise TooMany(message, seconds=rate.seconds)


def too_long(text: str, limit: int = POST_BYTES) -> bool:
    """Limits are in bytes of UTF-8, because that is what rendering costs."""
    return len(text.encode("utf-8", "surrogatepass")) > limit
