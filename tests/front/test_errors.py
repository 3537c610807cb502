"""What a page says when it cannot be shown."""

import io
import logging

import pytest
from django.test import Client
from tests import cast

pytestmark = pytest.mark.django_db


def test_nothing_here(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()
    assert not answer.cookies


def test_a_right_is_missing(signed_in):
    answer = signed_in(cast.member()).get("/manage/")
    assert answer.status_code == 403
    assert "This needs a right you do not have here" in answer.content.decode()


def test_a_missing_right_is_one_line_of_the_log(signed_in):
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    written, before = io.StringIO(), console.stream
    console.setStream(written)
    try:
        signed_in(cast.member()).get("/manage/")
    finally:
        console.setStream(before)
    assert [line.split(" ", 2)[2] for line in written.getvalue().splitlines()] == [
        "WARNING django.request Forbidden (Permission denied): /manage/"
    ]


def test_a_form_that_has_grown_old(noa):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(noa.account)
    answer = browser.post("/manage/brand/", {"name": "Mine"})
    assert answer.status_code == 403
    assert "This form has grown old" in answer.content.decode()


def test_a_fault_of_ours(signed_in, monkeypatch):
    from trialogue.hub.front.views import home

    def broken(member):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(home, "_for_member", broken)
    browser = signed_in(cast.member())
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "broken on purpose" not in answer.content.decode()
