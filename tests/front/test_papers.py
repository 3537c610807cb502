"""The foot of every page leads to the short papers."""

import pytest

from trialogue.core import site

pytestmark = pytest.mark.django_db

PAPERS = ["/rules/", "/privacy/", "/accessibility/"]


@pytest.mark.parametrize("path", PAPERS)
def test_a_guest_reads_it_without_a_cookie(client, path):
    assert f'href="{path}"' in client.get("/").content.decode()
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_address_to_write_to_stands_there(client):
    assert "See who they are" in client.get("/rules/").content.decode()
    site.change(contact="hello@example.org")
    assert "mailto:hello@example.org" in client.get("/rules/").content.decode()


def test_an_unchanged_brand_is_not_sent_again(client):
    first = client.get("/brand.css")
    again = client.get("/brand.css", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
