"""One request after another through a WSGI application, and what each took of the process."""

import sys
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def environ(path: str, cookie: str = "", accepts: str = "") -> dict[str, Any]:
    address, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": address.encode().decode("latin-1"), "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie, "HTTP_ACCEPT_ENCODING": accepts,
        "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
        "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip


def ask(application: Application, path: str, cookie: str = "", accepts: str = "") -> tuple[str, bytes]:
    """One request through the whole stack: status and body."""
    return _answer(application, environ(path, cookie, accepts))


def _answer(application: Application, asked: dict[str, Any]) -> tuple[str, bytes]:
    status: list[str] = []
    answer = application(asked, lambda line, _headers, *_rest: status.append(line))
    try:
        return status[0], b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def cpu_of(begin: Callable[[], Application], path: str, cookie: str, times: int) -> list[float]:
    """Milliseconds of CPU (user and system) of each request; what `begin` does before it is not counted.

    It accepts what a browser accepts, so that packing is in the figure where there is something to pack.
    """
    took = []
    for _ in range(times):
        application, asked = begin(), environ(path, cookie, "gzip, deflate, br")
        began = time.process_time_ns()
        _answer(application, asked)
        took.append((time.process_time_ns() - began) / 1e6)
    return took


def queries_of(application: Application, path: str, cookie: str) -> int:
    """Without the site's own row, which a process reads once a second."""
    from django.db import connection

    seen: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        seen.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        ask(application, path, cookie)
    return sum('"core_site"' not in sql for sql in seen)
