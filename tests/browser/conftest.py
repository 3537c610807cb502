"""A running site with the demo's cast, and Chromium to look at it."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bin.live_site import LiveSite, chromium, launch
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

expect.set_options(timeout=20_000)  # milliseconds; machines are busy while tests run
Enter = Callable[..., BrowserContext]


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment of a site with a database of its own, of the kind the tests run on."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield {}
        return
    import psycopg

    server, _, _ = given.rpartition("/")
    name = f"trialogue_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"{server}/{name}"}
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running(data: Path, *, demo: bool) -> Iterator[LiveSite]:
    """A site started as anybody starts it, with its worker."""
    if not chromium():
        pytest.skip("Chromium is not installed")
    with own_database() as environment:
        live = LiveSite(data, demo=demo, environment=environment)
        live.start()
        yield live
        live.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[LiveSite]:
    """The demo; one for all tests of this process."""
    with running(tmp_path_factory.mktemp("site"), demo=True) as live:
        yield live


@pytest.fixture
def empty_site(tmp_path) -> Iterator[LiveSite]:
    """Nobody is there yet."""
    with running(tmp_path / "site", demo=False) as live:
        yield live


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, object]:
    """Who has come in already, with their cookies: the door is shut after too many codes."""
    return {}


@pytest.fixture
def enter(site, browser, signed_in) -> Iterator[Enter]:
    """`enter("noa", color_scheme="dark")`: a browser of this member of the demo's cast, of a guest without a name."""
    contexts = []

    def go(handle: str = "", **how: object) -> BrowserContext:
        if handle and handle not in signed_in:
            first = browser.new_context()
            site.sign_in(first.new_page(), f"{handle}@example.org")
            signed_in[handle] = first.storage_state()
            first.close()
        how.setdefault("viewport", {"width": 1440, "height": 1000})
        context = browser.new_context(base_url=site.url, storage_state=signed_in.get(handle), **how)
        contexts.append(context)
        return context

    yield go
    for context in contexts:
        context.close()
