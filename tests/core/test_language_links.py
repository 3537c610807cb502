"""The other language of a page is the same page, with what was asked of it."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_filter_stays(client):
    page = client.get("/roadmap/?view=versions").content.decode()
    assert 'href="/he/roadmap/?view=versions"' in page
