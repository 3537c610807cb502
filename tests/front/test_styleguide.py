"""The component sheet is for those who look after the site."""

import pytest
from tests import cast

from trialogue.hub.front.actions import finish_set_up

pytestmark = pytest.mark.django_db


def test_who_manages_sees_every_component(client):
    client.force_login(cast.member("Noa Peled").account)
    answer = client.get("/styleguide/")
    assert answer.status_code == 200
    assert b"The loop in small" in answer.content


@pytest.mark.parametrize("name", ["Wanjiru Kamau", "Priya Raghavan"])
def test_for_others_there_is_nothing_here(client, name):
    client.force_login(cast.member(name).account)
    assert client.get("/styleguide/").status_code == 404


def test_for_guests_there_is_nothing_here_and_no_cookie(client):
    answer = client.get("/styleguide/")
    assert answer.status_code == 404
    assert not answer.cookies


def test_managers_find_it_among_their_rooms(client):
    client.force_login(cast.member("Noa Peled").account)
    finish_set_up(by=None, at=cast.AT)
    assert 'href="/styleguide/"' in client.get("/manage/").content.decode()


@pytest.mark.parametrize("local", [True, False])
def test_outgoing_mail_is_a_room_only_where_it_stays_here(client, settings, local):
    settings.LOCAL = local
    client.force_login(cast.member("Noa Peled").account)
    finish_set_up(by=None, at=cast.AT)
    assert ('href="/dev/mail/"' in client.get("/manage/").content.decode()) == local
