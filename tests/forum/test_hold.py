"""Accepted answers age with releases, and people say whether they still hold."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.errors import Refused
from trialogue.hub.forum import actions
from trialogue.hub.forum.actions.ageing import age_answers
from trialogue.hub.forum.checks import AnswerAsked, AnswerCheck
from trialogue.hub.forum.models import Solution, Topic
from trialogue.hub.products import actions as products
from trialogue.hub.products.models import Version
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=10)


@pytest.fixture
def here(run_jobs):
    """Wanjiru's question; Claire's answer is accepted for 4.1."""
    here = room()
    here.shira, here.karen = cast.member("Shira Ben-Ami"), cast.member("Karen Whitfield")
    here.product = cast.product()
    cast.released(cast.milestone(here.product, here.shira, "4.1"), here.shira)
    run_jobs()
    actions.accept(here.topic, here.answer, by=here.asker, at=cast.AT, holds_from=Version.objects.get())
    return here


def out(here, name, run_jobs, *, at=LATER):
    cast.released(cast.milestone(here.product, here.shira, name), here.shira, at=at)
    run_jobs()
    return Version.objects.get(name=name)


def door(here):
    return reverse("answer-holds", args=[here.topic.pk, here.topic.slug, 2])


def stale():
    return Solution.objects.get().stale_since, Topic.objects.get().stale_since


def test_a_release_makes_it_doubtful_everywhere(client, here, run_jobs):
    assert "May be out of date" not in text_of(client.get(here.talk.path))
    out(here, "4.2", run_jobs)
    assert stale() == ("4.2", "4.2")
    assert "May be out of date since 4.2." in text_of(client.get(here.talk.path))
    assert "the answer may be out of date since 4.2" in text_of(client.get(reverse("forum")))
    assert "the answer may be out of date" in text_of(client.get(reverse("search"), {"q": "half-known date"}))
    assert client.get(f"/api/v1/topics/{here.topic.pk}").json()["stale_since"] == "4.2"


@pytest.mark.parametrize(
    ("setting", "name", "since"),
    [
        ("minor", "4.1.7", ""), ("minor", "4.2 b1", ""), ("minor", "5.0", "5.0"), ("major", "4.2", ""), ("major", "5.0", "5.0"),
        ("never", "5.0", ""), ("minor", "4.0.9", ""),
    ],
)  # fmt: skip
def test_which_release_does(here, run_jobs, setting, name, since):
    products.edit_product(here.product, by=here.shira, at=cast.AT, answers_age=setting)
    out(here, name, run_jobs)
    assert stale() == (since, since)


def test_the_manager_chooses_which_release_does(client, here):
    address = reverse("manage-product", args=[here.product.slug])
    client.force_login(here.shira.account)
    assert "Which release makes an accepted answer doubtful" in text_of(client.get(address))
    sends(client, here.shira, address, name="OpenCapture", answers_age="major")
    here.product.refresh_from_db()
    assert here.product.answers_age == "major"


def test_an_answer_for_no_version_or_another_product_does_not_age(here, run_jobs):
    other = cast.product("Sampler")
    Solution.objects.update(holds_from=None)
    out(here, "4.2", run_jobs)
    assert stale() == ("", "")
    Solution.objects.update(holds_from=products.version_named(other, "1.0"))
    out(here, "4.3", run_jobs)
    assert stale() == ("", "")


def test_who_asked_and_who_accepted_are_asked_once(here, run_jobs):
    joseph = cast.member("Joseph Otieno")
    Solution.objects.update(by=joseph)
    version = out(here, "4.2", run_jobs)
    age_answers(version, at=LATER)
    run_jobs()
    notices = Notice.objects.filter(verb="answer.asked")
    assert {notice.person for notice in notices} == {here.asker, joseph}
    assert {notice.url for notice in notices} == {door(here)}


def test_nobody_is_asked_twice_a_month(here, run_jobs):
    second = cast.question(here.asker, title="Another")
    actions.accept(second, cast.reply(second, here.helper), by=here.asker, at=cast.AT, holds_from=Version.objects.get())
    out(here, "4.2", run_jobs)
    assert Solution.objects.exclude(stale_since="").count() == 2
    assert AnswerAsked.objects.count() == 1
    Solution.objects.update(stale_since="")
    out(here, "4.3", run_jobs, at=LATER + timedelta(days=9))
    assert AnswerAsked.objects.count() == 1
    Solution.objects.update(stale_since="")
    out(here, "4.4", run_jobs, at=LATER + timedelta(days=40))
    assert AnswerAsked.objects.count() == 2


def test_anybody_says_that_it_still_holds(client, here, run_jobs):
    version = out(here, "4.2", run_jobs)
    client.force_login(here.karen.account)
    assert "Does it still hold?" in text_of(client.get(here.talk.path))
    assert "In which version did you look?" in text_of(client.get(door(here)))
    sends(client, here.karen, door(here), version=version.pk, still="yes")
    assert stale() == ("", "")
    text = text_of(client.get(here.talk.path))
    assert "still true in 4.2" in text
    assert "says that the answer still holds in 4.2." in text
    assert here.karen.name in text_of(client.get(door(here)))


def test_held_in_an_older_version_than_the_newest_it_stays_doubtful(here, run_jobs):
    middle = out(here, "4.2", run_jobs)
    out(here, "4.3", run_jobs, at=LATER + timedelta(days=1))
    actions.check_answer(Solution.objects.get(), version=middle, still="yes", by=here.karen, at=LATER)
    assert stale() == ("4.2", "4.2")


def test_it_changed_leads_to_writing_how_it_is(client, here, run_jobs):
    version = out(here, "4.2", run_jobs)
    response = sends(client, here.asker, door(here), version=version.pk, still="changed")
    assert response["Location"] == f"{here.talk.path}?quote=2#composer"
    assert stale() == ("4.2", "4.2")


def test_somebody_says_that_it_does_not_hold(client, here):
    sends(client, here.karen, door(here), version=Version.objects.get().pk, still="no")
    assert stale() == ("4.1", "4.1")
    sends(client, here.karen, door(here), version=Version.objects.get().pk, still="yes")
    assert stale() == ("", "")
    assert AnswerCheck.objects.count() == 1, "one word a person and version"


@pytest.mark.parametrize(("version", "still"), [("", "yes"), ("999", "yes"), ("4.1", "perhaps")])
def test_what_is_no_answer(client, here, version, still):
    chosen = Version.objects.get().pk if version == "4.1" else version
    sends(client, here.karen, door(here), version=chosen, still=still)
    assert not AnswerCheck.objects.exists()


def test_a_version_that_is_not_out(here):
    version = products.version_named(here.product, "9.0")
    with pytest.raises(Refused, match="that is out"):
        actions.check_answer(Solution.objects.get(), version=version, still="yes", by=here.karen, at=cast.AT)


def test_a_new_answer_is_not_doubtful(here, run_jobs):
    version = out(here, "4.2", run_jobs)
    better = cast.reply(here.topic, here.helper, "Now like this.")
    actions.accept(here.topic, better, by=here.asker, at=LATER, holds_from=version, instead_of=here.answer)
    assert stale() == ("", "")


def test_accepted_today_it_holds_up_to_the_newest_version(here, run_jobs):
    old = Version.objects.get()
    newest = out(here, "4.2", run_jobs)
    actions.unaccept(here.topic, here.answer, by=here.asker, at=LATER)
    actions.accept(here.topic, here.answer, by=here.asker, at=LATER, holds_from=old)
    assert Solution.objects.get().held_in == newest
    age_answers(newest, at=LATER)
    assert stale() == ("", "")


def test_what_is_not_accepted_is_not_asked_of(client, here):
    other = cast.reply(here.topic, here.helper, "Another way.")
    client.force_login(here.karen.account)
    assert client.get(reverse("answer-holds", args=[here.topic.pk, here.topic.slug, other.number])).status_code == 404
