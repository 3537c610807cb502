"""Serving the pages with Granian: a Rust front that slow clients cannot stall, Python threads behind it."""

import logging
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from trialogue.config.supervisor import end_with_parent

THREADS = 4


def serve(*, host: str, port: int, workers: int = 1, patience: int = 10) -> None:
    """Serve until SIGINT or SIGTERM; then open connections have `patience` seconds to end."""
    logging.getLogger("_granian").setLevel(logging.WARNING)
    server = Granian(
        "trialogue.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=patience,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def why_not(host: str, port: int) -> str:
    """Why this address cannot be listened on, or nothing. Two Granians would share a port without a word."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as wrong:
        return wrong.strerror or str(wrong)
    return ""


def _load(parent: int) -> Callable[..., Any]:
    """In each of Granian's processes: die with it, then load the application and its addresses before a visitor comes."""
    end_with_parent(parent, signal.SIGKILL)
    from django.urls import get_resolver

    from trialogue.config.wsgi import application

    get_resolver()._populate()  # noqa: SLF001 - what the first visitor's request would do
    return application
