"""Reading what was done with a right."""

from datetime import timedelta

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.hub.front.audit import AUDITED, audited_verbs
from trialogue.hub.tickets.actions import narrow
from trialogue.people.actions.roles import grant
from trialogue.people.actions.tokens import make_token, revoke_token

pytestmark = pytest.mark.django_db


def test_who_did_what_when_and_why(as_noa, noa):
    wanjiru = cast.member()
    as_noa.post(f"/manage/members/{wanjiru.handle}/suspend/", {"reason": "Advertising.", "days": "0"})
    page = as_noa.get("/manage/audit/").content.decode()
    assert "<b><bdi>Noa Peled</bdi></b> kept" in page
    assert "Why: <bdi>Advertising.</bdi>" in page


def test_by_verb_and_by_person(as_noa, noa):
    wanjiru, karen = cast.member(), cast.member("Karen Whitfield")
    grant(wanjiru, role="developer", by=noa, at=cast.AT)
    grant(karen, role="moderator", by=noa, at=cast.AT)
    page = as_noa.get("/manage/audit/", {"verb": "role.granted", "person": "@karen"}).content.decode()
    assert "Karen Whitfield" in page
    assert "made Wanjiru Kamau" not in page
    assert "Nothing like this has happened" in as_noa.get("/manage/audit/?verb=claim.").content.decode()


def test_an_unknown_handle_is_said(as_noa):
    page = as_noa.get("/manage/audit/?person=zzz").content.decode()
    assert "Nobody has this handle." in page
    assert 'value="zzz"' in page


def test_older_pages_go_on_where_the_first_ended(as_noa, noa):
    people = [cast.member(f"Person {n}") for n in range(60)]
    for n, person in enumerate(people):
        grant(person, role="developer", by=noa, at=cast.AT + timedelta(days=1, minutes=n))
    first = as_noa.get("/manage/audit/?verb=role.granted")
    older = first.context["older"]
    second = as_noa.get(older)
    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 60 + 1 - 50)
    assert second.context["older"] == ""


def test_a_mark_that_cannot_be_read_is_the_first_page(as_noa):
    assert as_noa.get("/manage/audit/?before=rubbish_x").status_code == 200


def test_what_the_reader_may_not_see_keeps_who_and_when_only(as_noa, noa, signed_in):
    shira = cast.member("Shira Ben-Ami")
    ticket = cast.ticket(cast.product(), shira, title="A hole in the wall")
    narrow(ticket, by=shira, at=cast.AT, reason="It shows passwords.")
    page = as_noa.get("/manage/audit/?verb=ticket.").content.decode()
    assert "<b><bdi>Shira Ben-Ami</bdi></b> made … private." in page
    assert "A hole in the wall" not in page
    assert "It shows passwords." not in page


def test_what_the_installation_did_says_so(as_noa):
    assert (
        "<b><bdi>The installation</bdi></b> made Noa Peled" in as_noa.get("/manage/audit/?verb=role.").content.decode()
    )


def test_tokens_stand_in_it_and_never_what_they_open_with(as_noa):
    wanjiru = cast.member()
    token, secret = make_token(name="release script", scope="write", days=30, by=wanjiru, at=cast.AT)
    revoke_token(token, by=wanjiru, at=cast.AT)
    page = as_noa.get("/manage/audit/?verb=token.").content.decode()
    assert "<b><bdi>Wanjiru Kamau</bdi></b> made the token release script." in page
    assert "<b><bdi>Wanjiru Kamau</bdi></b> revoked the token release script." in page
    assert secret not in page
    assert token.digest not in page


def test_every_prefix_of_the_log_has_a_verb(db):
    verbs = audited_verbs()
    assert [prefix for prefix in AUDITED if not any(verb.startswith(prefix) for verb in verbs)] == []


def test_moderators_do_not_read_it(signed_in):
    assert signed_in(cast.member("Joseph Otieno")).get("/manage/audit/").status_code == 403
    assert Event.objects.exists()
