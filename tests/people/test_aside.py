"""Muting and blocking: for the one who does it, and noticed by nobody."""

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.activity.models import Event
from trialogue.core.errors import Refused
from trialogue.people.actions.aside import block, mute, unblock, unmute
from trialogue.people.aside import Block, Mute
from trialogue.people.notices.models import Notice
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db
FOLDED = "A post of somebody you keep away."


@pytest.fixture
def wanjiru():
    return cast.member("Wanjiru Kamau")


@pytest.fixture
def ravi():
    return cast.member("Ravi Kulkarni")


def test_posts_of_somebody_muted_are_folded_for_me_alone(client, wanjiru, ravi):
    topic = cast.question(wanjiru)
    cast.reply(topic, ravi, "Buy my course.")
    client.force_login(wanjiru.account)
    assert FOLDED not in text_of(client.get(topic.get_absolute_url()))
    answer = sends(client, wanjiru, reverse("keep-away", args=["ravi"]), do="mute")
    assert answer["Location"] == "/people/ravi/"
    page = text_of(client.get(topic.get_absolute_url()))
    assert page.count(FOLDED) == 1
    assert "Buy my course." in page
    client.force_login(ravi.account)
    assert FOLDED not in text_of(client.get(topic.get_absolute_url()))
    client.logout()
    assert FOLDED not in text_of(client.get(topic.get_absolute_url()))


def test_what_somebody_muted_does_sends_no_notice(wanjiru, ravi, run_jobs):
    topic = cast.question(wanjiru)
    mute(ravi, by=wanjiru, at=cast.AT)
    cast.reply(topic, ravi, "@wanjiru look here")
    run_jobs()
    assert Notice.objects.count() == 0
    unmute(ravi, by=wanjiru)
    cast.reply(topic, ravi, "And here")
    run_jobs()
    assert Notice.objects.get().person == wanjiru


def test_a_release_is_told_all_the_same(wanjiru, run_jobs):
    shira, product = cast.member("Shira Ben-Ami"), cast.product()
    mute(shira, by=wanjiru, at=cast.AT)
    plan = cast.milestone(product, shira)
    cast.landed(cast.carried(cast.question(wanjiru), shira, product), plan, shira)
    cast.released(plan, shira)
    run_jobs()
    assert [notice.verb for notice in Notice.objects.filter(person=wanjiru)] == ["release.brings"]


def test_nobody_learns_of_it(wanjiru, ravi):
    before = Event.objects.count()
    mute(ravi, by=wanjiru, at=cast.AT)
    block(ravi, by=wanjiru, at=cast.AT)
    unblock(ravi, by=wanjiru)
    assert Event.objects.count() == before


def test_twice_is_once_and_either_keeps_the_list(wanjiru, ravi):
    for _twice in range(2):
        mute(ravi, by=wanjiru, at=cast.AT)
        block(ravi, by=wanjiru, at=cast.AT)
    assert (Mute.objects.count(), Block.objects.count()) == (1, 1)
    unmute(ravi, by=wanjiru)
    assert Person.objects.get(pk=wanjiru.pk).set_aside == [ravi.pk]
    unblock(ravi, by=wanjiru)
    assert Person.objects.get(pk=wanjiru.pk).set_aside == []


def test_one_does_not_keep_oneself_away(client, wanjiru):
    with pytest.raises(Refused, match="This is you"):
        mute(wanjiru, by=wanjiru, at=cast.AT)
    client.force_login(wanjiru.account)
    assert client.get("/people/wanjiru/away/").status_code == 404


def test_the_settings_show_both_lists_and_take_them_back(client, wanjiru, ravi):
    claire = cast.member("Claire Fontaine")
    mute(ravi, by=wanjiru, at=cast.AT)
    block(claire, by=wanjiru, at=cast.AT)
    client.force_login(wanjiru.account)
    page = text_of(client.get("/settings/people/"))
    assert page.index("Claire Fontaine") < page.index("Ravi Kulkarni")
    answer = sends(client, wanjiru, reverse("keep-away", args=["claire"]), do="unblock", settings="1")
    assert answer["Location"] == "/settings/people/"
    assert Block.objects.count() == 0


def test_one_chooses_who_may_write(client, wanjiru):
    sends(client, wanjiru, "/settings/people/", written_by="known")
    wanjiru.refresh_from_db()
    assert wanjiru.written_by == "known"
    assert sends(client, wanjiru, "/settings/people/", written_by="robots").status_code == 400


def test_a_wrong_word_changes_nothing(client, wanjiru, ravi):
    sends(client, wanjiru, reverse("keep-away", args=["ravi"]), do="banish")
    assert Mute.objects.count() == Block.objects.count() == 0
