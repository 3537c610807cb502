"""What every test may ask for."""

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    """Each test writes its files where no other looks."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _own_cache() -> None:
    """Each test finds the cache empty, also where several processes share one Redis."""
    cache.key_prefix = uuid.uuid4().hex


@pytest.fixture(autouse=True)
def _own_site() -> Iterator[None]:
    """Each test begins with a site nobody named, known without a query until the test changes it; nothing is kept of before."""
    from trialogue.core import site
    from trialogue.core.edge.kept import kept
    from trialogue.core.edge.knowledge import knowledge

    knowledge.forget()
    kept.forget()
    site._kept = (time.monotonic() + 3600, sys.maxsize, site.Site(pk=1))
    yield
    site.forget()


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Each test begins in English, whatever a page before it spoke."""
    with translation.override("en"):
        yield


@pytest.fixture
def run_jobs() -> Callable[..., int]:
    """Do all waiting jobs, and those they ask for, now."""
    from trialogue.core.jobs import run_all

    return run_all


@pytest.fixture
def empty_database(tmp_path) -> Iterator[str]:
    """The address of an empty database of the kind the tests run on, for processes of their own."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    import psycopg

    server, _, _ = given.rpartition("/")
    name = f"trialogue_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def environment(empty_database, tmp_path) -> dict[str, str]:
    """The environment for a process of its own: an empty database and data directory."""
    return {
        **os.environ,
        "DATABASE_URL": empty_database,
        "DJANGO_SETTINGS_MODULE": "trialogue.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TRIALOGUE_DATA": str(tmp_path / "data"),
    }


def pytest_report_header() -> str:
    """Which database this run proves."""
    return f"database: {django_settings.DATABASES['default']['ENGINE']}"
