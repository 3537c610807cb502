"""The edge cache: whole pages for guests, before Django, sessions and authentication run.

A WSGI application around another. It keeps what says that it may be kept: HTML that answered 200, sets no cookie and
does not forbid it. A page is served while nothing that reaches it was heard of (see `knowledge`) and for a minute at
most, for pages say how long ago things were. Whoever comes while another thread makes a page anew gets the old one.
"""

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import brotli
from django.db import Error, connection

from . import ONLY
from .knowledge import Knowledge, knowledge

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

LISTENED = 0.25
LIFE = 60.0
OLD_ONE_SERVED = 0.5
ROOM = 32 * 1024 * 1024
LONGEST_ADDRESS = 400
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=3, lgwin=17),  # a page is made more often than one thinks
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
REFUSED = re.compile(r"q=0(\.0*)?")
FORBIDS = ("no-store", "private", "no-cache")
SIGNED_IN = "sessionid"


@dataclass
class Page:
    """An answer and when it was made; `packed` holds its body as each encoding was asked for."""

    headers: Headers
    body: bytes
    talk: int | None
    serial: int
    made_at: float
    etag: str
    packed: dict[str, bytes] = field(default_factory=dict)
    outdated_at: float | None = None

    @property
    def size(self) -> int:
        """About as many bytes as it takes; packed, a page is a quarter."""
        return 2 * len(self.body) + 1000

    def body_as(self, encoding: str) -> bytes:
        if encoding and encoding not in self.packed:
            self.packed[encoding] = ENCODERS[encoding](self.body)
        return self.packed.get(encoding, self.body)


def key_of(environ: Environ) -> tuple[str, ...] | None:
    """What a guest asks for; None for whoever is signed in, sends something, or asks for too much."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return None
    if SIGNED_IN in environ.get("HTTP_COOKIE", ""):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST_ADDRESS:
        return None
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "") + environ["wsgi.url_scheme"]
    return (environ.get("HTTP_HOST", ""), scheme, path, query)


def may_be_kept(status: str, headers: Headers) -> bool:
    """Whether this answer is the same for every guest."""
    told = {name.lower(): value for name, value in headers}
    if not status.startswith("200") or not told.get("content-type", "").startswith("text/html"):
        return False
    forbidden = any(word in told.get("cache-control", "") for word in FORBIDS)
    return not forbidden and "set-cookie" not in told


def encoding_asked(environ: Environ) -> str:
    """The best of ours that the client takes; "" for none. `q=0` says that it does not (RFC 9110, 12.4.2)."""
    asked = (part.partition(";") for part in environ.get("HTTP_ACCEPT_ENCODING", "").split(","))
    taken = {name.strip() for name, _, weight in asked if not REFUSED.fullmatch(weight.strip())}
    return next((name for name in ENCODERS if name in taken), "")


class EdgeCache:
    """Keeps up to `room` bytes of pages for each process, those asked for last."""

    def __init__(
        self,
        application: Application,
        *,
        known: Knowledge = knowledge,
        clock: Callable[[], float] = time.monotonic,
        room: int = ROOM,
    ) -> None:
        self._application, self._known, self._clock, self._room = application, known, clock, room
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._filling: set[tuple[str, ...]] = set()
        self._size = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        key = key_of(environ)
        serial = None if key is None else self._listened()
        if key is None or serial is None:
            return self._application(environ, start_response)
        page = self._kept(key)
        if page is not None:
            return _served(page, environ, start_response, "hit")
        try:
            return self._filled(key, serial, environ, start_response)
        finally:
            self._filling.discard(key)

    def _listened(self) -> int | None:
        """The serial; None while the database does not answer: then nothing that is kept is believed."""
        try:
            return self._known.listen(at_most=LISTENED)
        except Error:
            connection.close()
            return None

    def _kept(self, key: tuple[str, ...]) -> Page | None:
        """The page to serve; None for the one thread that has to make it."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            now = self._clock()
            if now - page.made_at < LIFE and self._known.holds(page.serial, page.talk):
                self._pages.move_to_end(key)
                return page
            page.outdated_at = page.outdated_at or now
            if key in self._filling and now - page.outdated_at < OLD_ONE_SERVED:
                return page
            self._filling.add(key)
            return None

    def _filled(self, key: tuple[str, ...], serial: int, environ: Environ, start_response: Start) -> Iterable[bytes]:
        told: list[Any] = []
        answer = self._application(environ, lambda *said: told.extend(said[:2]))
        status, headers = told
        if environ["REQUEST_METHOD"] == "HEAD" or not may_be_kept(status, headers):
            start_response(status, headers)
            return answer
        body = b"".join(_read(answer))
        page = Page(_lasting(headers), body, environ.get(ONLY), serial, self._clock(), _etag(body))
        answered = _served(page, environ, start_response, "fwd=miss; stored")
        self._keep(key, page)
        return answered

    def _keep(self, key: tuple[str, ...], page: Page) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._size += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._size > self._room:
                self._size -= self._pages.popitem(last=False)[1].size


def _read(answer: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from answer
    finally:
        if hasattr(answer, "close"):
            answer.close()


def _etag(body: bytes) -> str:
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def _lasting(headers: Headers) -> Headers:
    """Without what each answer says anew; caches on the way must ask again each time, and tell members apart."""
    dropped = {"content-length", "cache-control", "vary", "etag"}
    kept = [(name, value) for name, value in headers if name.lower() not in dropped]
    return [*kept, ("Cache-Control", "public, no-cache"), ("Vary", "Accept-Encoding, Cookie")]


def _served(page: Page, environ: Environ, start_response: Start, how: str) -> Iterable[bytes]:
    """The page, or 304 for who has it; `Cache-Status` is RFC 9211's."""
    headers = [*page.headers, ("ETag", page.etag), ("Cache-Status", f"trialogue; {how}")]
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [each for each in headers if each[0] != "Content-Type"])
        return []
    encoding = encoding_asked(environ)
    body = page.body_as(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
