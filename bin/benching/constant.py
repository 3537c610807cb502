"""The least a WSGI application can do: the same bytes for everybody."""

import os
from collections.abc import Callable, Iterable
from typing import Any

LENGTH = int(os.environ.get("BENCH_LENGTH", "0"))
BODY = b"x" * LENGTH
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(LENGTH))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
