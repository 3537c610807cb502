"""Processes of their own for what is measured, told over pipes what to do next; so that all take turns on one machine."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "TRIALOGUE_DATA", "TRIALOGUE_URL", "TRIALOGUE_LOCAL"}
QUIET = {"EMAIL_URL": "dummymail://", "LOG_LEVEL": "ERROR"}


def command(mode: str, *more: str) -> list[str]:
    return [sys.executable, str(ROOT / "bin" / "bench.py"), "--child", mode, *more]


def settings(chosen: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return {**inherited, **QUIET, **chosen, "DJANGO_SETTINGS_MODULE": "trialogue.config.settings"}


class Child:
    """One process; `tell` has it do a thing and returns what it found."""

    def __init__(self, mode: str, **chosen: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            command(mode), env=settings(chosen), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, what: str, **given: Any) -> Any:
        assert self._process.stdin  # noqa: S101 - both are pipes
        assert self._process.stdout  # noqa: S101
        print(json.dumps([what, given]), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"What was to be measured ended by itself ({self._process.wait()}).")
        return json.loads(line)

    def end(self) -> None:
        self._process.communicate()


def obey(things: Mapping[str, Any]) -> None:
    """In the child: does what is asked until the pipe ends. Only answers go to the pipe."""
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        what, given = json.loads(line)
        print(json.dumps(things[what](**given)), file=answers, flush=True)


@contextmanager
def children(*made: Child) -> Iterator[None]:
    try:
        yield
    finally:
        for child in made:
            child.end()


@contextmanager
def postgres() -> Iterator[str]:
    """A database of our own on the PostgreSQL of DATABASE_URL or of loopback; empty where there is none."""
    import psycopg

    server = (os.environ.get("DATABASE_URL") or "postgres://127.0.0.1:5432/postgres").rpartition("/")[0]
    name = f"trialogue_bench_{uuid.uuid4().hex[:8]}"
    try:
        connection = psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.Error:
        yield ""
        return
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
