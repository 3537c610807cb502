"""Somebody must stay out for a while."""

import pytest
from django.core import mail
from django.test import Client
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people.actions.suspending import lift_suspension, suspend
from trialogue.people.pruning import let_in_again
from trialogue.people.suspensions import Suspension

pytestmark = pytest.mark.django_db


def test_every_browser_is_signed_out_at_once(as_noa, signed_in):
    wanjiru = cast.member()
    browser = signed_in(wanjiru)
    other = signed_in(cast.member("Karen Whitfield"))
    assert b"Wanjiru" in browser.get("/").content
    as_noa.post("/manage/members/wanjiru/suspend/", {"reason": "Advertising, after two warnings.", "days": "0"})
    assert b">Menu of" not in browser.get("/").content
    assert b">Menu of Karen" in other.get("/").content
    page = as_noa.get("/manage/members/wanjiru/").content.decode()
    assert "Kept out: cannot sign in." in page
    assert "Advertising, after two warnings." in page
    event = Event.objects.get(verb="person.suspended")
    assert (event.object_id, event.reason) == (wanjiru.pk, "Advertising, after two warnings.")


def test_let_in_again_old_browsers_stay_signed_out(as_noa, signed_in):
    wanjiru = cast.member()
    browser = signed_in(wanjiru)
    as_noa.post("/manage/members/wanjiru/suspend/", {"reason": "A mistake.", "days": "0"})
    as_noa.post("/manage/members/wanjiru/let-in/")
    wanjiru.account.refresh_from_db()
    assert wanjiru.account.is_active
    assert b">Menu of" not in browser.get("/").content
    assert b">Menu of" in signed_in(wanjiru).get("/").content
    assert "Let in again:" in as_noa.get("/manage/members/wanjiru/").content.decode()


def test_without_a_reason_nothing_happens(as_noa):
    cast.member()
    page = as_noa.post("/manage/members/wanjiru/suspend/", {"reason": "  "}).content.decode()
    assert "Write why, in a sentence you could say to them." in page
    assert not Suspension.objects.exists()


def test_nobody_keeps_themselves_out(noa):
    with pytest.raises(Refused, match="yourself"):
        suspend(noa, by=noa, at=cast.AT, reason="Tired.")


def test_twice_is_a_conflict(noa):
    wanjiru = cast.member()
    suspend(wanjiru, by=noa, at=cast.AT, reason="Advertising.")
    with pytest.raises(Conflict):
        suspend(wanjiru, by=noa, at=cast.AT, reason="Advertising.")
    lift_suspension(wanjiru, by=noa, at=cast.AT)
    with pytest.raises(Conflict):
        lift_suspension(wanjiru, by=noa, at=cast.AT)


def test_a_manager_cannot_keep_an_operator_out(noa):
    with pytest.raises(NotAllowed):
        suspend(cast.member("Ethan Brooks"), by=noa, at=cast.AT, reason="Dispute.")


def test_a_moderator_may_not(noa):
    with pytest.raises(NotAllowed):
        suspend(cast.member(), by=cast.member("Joseph Otieno"), at=cast.AT, reason="Advertising.")


def test_an_imported_person_cannot_be_kept_out(noa):
    with pytest.raises(Refused, match="Nobody signs in"):
        suspend(cast.unclaimed(), by=noa, at=cast.AT, reason="Advertising.")


def test_it_ends_by_itself(noa, as_noa):
    wanjiru = cast.member()
    suspend(wanjiru, by=noa, at=cast.AT, reason="Advertising.", days=7)
    let_in_again.func()
    wanjiru.account.refresh_from_db()
    assert wanjiru.account.is_active
    event = Event.objects.get(verb="person.let_in")
    assert (event.actor_id, event.object_id) == (None, wanjiru.pk)


def test_until_its_day_it_holds(noa, as_noa):
    wanjiru = cast.member()
    as_noa.post("/manage/members/wanjiru/suspend/", {"reason": "Advertising.", "days": "7"})
    let_in_again.func()
    wanjiru.account.refresh_from_db()
    assert not wanjiru.account.is_active
    assert ", until " in as_noa.get("/manage/members/wanjiru/").content.decode()


def test_for_no_such_time(noa):
    with pytest.raises(Refused, match="for how long"):
        suspend(cast.member(), by=noa, at=cast.AT, reason="Advertising.", days=-1)


def test_at_the_door_they_read_why_by_mail_and_nobody_else_does(noa):
    wanjiru = cast.member()
    suspend(wanjiru, by=noa, at=cast.AT, reason="Advertising, twice.")
    answers = [Client().post("/accounts/login/", {"login": f"{who}@example.org"}) for who in ("wanjiru", "nobody")]
    assert [answer["Location"] for answer in answers] == ["/accounts/login/code/confirm/"] * 2
    kept_out, unknown = mail.outbox
    assert "Advertising, twice." in kept_out.body
    assert "Advertising" not in unknown.body


def test_at_the_door_they_read_why_with_their_password(noa, client):
    wanjiru = cast.member()
    wanjiru.account.set_password("three words here")
    wanjiru.account.save()
    suspend(wanjiru, by=noa, at=cast.AT, reason="Advertising, twice.")
    page = client.post(
        "/accounts/login/?way=password", {"login": "wanjiru@example.org", "password": "three words here"}
    )
    assert page.status_code == 403
    assert "Advertising, twice." in page.content.decode()
    wrong = client.post("/accounts/login/?way=password", {"login": "wanjiru@example.org", "password": "other words"})
    assert "Advertising" not in wrong.content.decode()
