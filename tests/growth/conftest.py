"""What tests of the figures share: a set-up site, browsers, and the clock of the counting."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast

from trialogue.core import site
from trialogue.hub.front.actions import finish_set_up
from trialogue.hub.growth.counting import count_all
from trialogue.hub.growth.models import Reading
from trialogue.people.persons import Person


@pytest.fixture(autouse=True)
def _fresh_site():
    site.forget()
    yield
    site.forget()


@pytest.fixture
def noa(db) -> Person:
    finish_set_up(by=None, at=cast.AT)
    return cast.member("Noa Peled")


@pytest.fixture
def signed_in(db) -> Callable[[Person], Client]:
    def open_browser(person: Person) -> Client:
        client = Client()
        client.force_login(person.account)
        return client

    return open_browser


@pytest.fixture
def as_noa(noa, signed_in) -> Client:
    return signed_in(noa)


@pytest.fixture
def counted(db) -> Callable[..., dict]:
    """Counts everything as of a moment and gives the values of each figure."""

    def count(at):
        count_all(at=at)
        return {reading.name: reading.values for reading in Reading.objects.all()}

    return count


@pytest.fixture
def queries(db) -> Callable[[Client, str], int]:
    """How many queries a page takes; the site's own row is read once a second, whoever comes."""

    def count(browser: Client, path: str) -> int:
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(path).status_code == 200
        return sum('FROM "core_site"' not in query["sql"] for query in seen.captured_queries)

    return count
