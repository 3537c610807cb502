"""The people of these tests."""

import pytest
from django.utils import translation
from tests import cast


@pytest.fixture(autouse=True)
def _in_english():
    """Whatever language the last page of the test before spoke."""
    with translation.override("en"):
        yield


@pytest.fixture
def product():
    return cast.product()


@pytest.fixture
def shira():
    """Maintains it."""
    return cast.member("Shira Ben-Ami")


@pytest.fixture
def priya():
    """Develops it."""
    return cast.member("Priya Raghavan")


@pytest.fixture
def wanjiru():
    """Uses it, and is here for long enough to ask for a lot."""
    return cast.settled("Wanjiru Kamau")


@pytest.fixture
def tamar():
    """Uses it too."""
    return cast.member("Tamar Levi")


@pytest.fixture
def as_member(client):
    """The browser of this person."""

    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in
