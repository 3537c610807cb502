"""What tests of the front rooms share."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast

from trialogue.core import site
from trialogue.hub.front.actions import finish_set_up
from trialogue.people.persons import Person


@pytest.fixture(autouse=True)
def _fresh_site() -> Iterator[None]:
    """No test sees what another wrote of the site."""
    site.forget()
    yield
    site.forget()


@pytest.fixture
def signed_in(db) -> Callable[[Person], Client]:
    """A browser of this person."""

    def open_browser(person: Person) -> Client:
        client = Client()
        client.force_login(person.account)
        return client

    return open_browser


@pytest.fixture
def noa(db) -> Person:
    """The community manager of a site that is set up."""
    finish_set_up(by=None, at=cast.AT)
    return cast.member("Noa Peled")


@pytest.fixture
def as_noa(noa, signed_in) -> Client:
    return signed_in(noa)


@pytest.fixture
def queries(db) -> Callable[..., int]:
    """How many queries a page takes; the site's own row is read once a second, whoever comes."""

    def count(browser: Client, path: str, before: Callable[[], object] = lambda: None) -> int:
        browser.get(path)
        before()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(path).status_code == 200
        return sum('FROM "core_site"' not in query["sql"] for query in seen.captured_queries)

    return count
