"""What each figure counts, told with people."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from tests import cast
from tests.releases.scenes import LATER, landed

from trialogue.core import limits
from trialogue.core.audiences import MEMBERS, Audience
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.growth.figures.people import weekly_active, weekly_new
from trialogue.hub.growth.models import Progress
from trialogue.hub.releases import actions as releases
from trialogue.hub.releases.models import Release, Told
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions.claims import merge, unmerge
from trialogue.people.actions.joining import edit_profile
from trialogue.people.actions.roles import revoke
from trialogue.people.audiences import RoleGrant
from trialogue.people.persons import Person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def day(n):
    return cast.AT + timedelta(days=n)


def bot(name="Nightly builds"):
    person = cast.member(name)
    Person.objects.filter(pk=person.pk).update(is_bot=True)
    person.refresh_from_db()
    return person


def test_members_are_people_with_an_account(counted):
    cast.member(), cast.member("Noa Peled"), cast.unclaimed(), bot()
    assert counted(day(1))["members"] == {"members": 2, "with_role": 1}


def test_active_counts_people_once_and_no_programs(counted):
    wanjiru, shira = cast.member(), cast.member("Shira Ben-Ami")
    topic = cast.question(wanjiru)
    for post in range(3):
        cast.reply(topic, shira, f"Answer {post}")
    cast.reply(topic, bot())
    told = counted(day(1))["active"]
    assert (told["active"], told["with_role"]) == (2, 1)
    assert (told["first_day"], told["last_day"]) == ("2026-08-08", "2026-09-04")


def test_who_holds_a_role_is_told_as_of_the_day(counted):
    shira, ethan = cast.member("Shira Ben-Ami"), cast.member("Ethan Brooks")
    cast.question(shira)
    revoke(RoleGrant.objects.get(person=shira), by=ethan, at=day(5))
    assert counted(day(1))["active"]["with_role"] == 1
    assert counted(day(6))["active"]["with_role"] == 0


def test_what_an_archive_brought_counts_for_whom_it_turned_out_to_be(counted, run_jobs):
    """Wanjiru replied to Gerd; Gerd was Wanjiru. Nothing was given, and nobody answered."""
    gerd, wanjiru, noa = cast.unclaimed(), cast.member(), cast.member("Noa Peled")
    cast.reply(cast.question(gerd), wanjiru)
    apart = counted(day(1))
    merge(gerd, into=wanjiru, by=None, at=day(1))
    Progress.objects.update(event_id=10_000)
    run_jobs()
    one = counted(day(1))
    unmerge(gerd, by=noa, at=day(1))
    run_jobs()
    assert [told["active"]["active"] for told in (apart, one, counted(day(1)))] == [2, 1, 2]
    assert [told["giving"]["gave"] for told in (apart, one, counted(day(1)))] == [1, 0, 1]
    assert [told["unanswered"]["waiting"] for told in (apart, one)] == [0, 1]


def test_who_came_and_who_fell_silent(counted):
    """Wanjiru always; Tamar before, not now; Karen long ago and now; Priya for the first time."""
    wanjiru, tamar, karen, priya = map(
        cast.member, ("Wanjiru Kamau", "Tamar Levi", "Karen Whitfield", "Priya Raghavan")
    )
    topic = cast.question(karen, at=day(-100))
    for who, when in ((wanjiru, -30), (tamar, -55), (wanjiru, -1), (karen, -27), (priya, 0)):
        cast.reply(topic, who, f"On day {when}", at=day(when))
    assert counted(cast.AT)["flow"] == {
        "before": 2, "active": 3, "new": 1, "retained": 1, "returned": 1, "lapsed": 1,
    }  # fmt: skip


def test_an_old_act_of_an_imported_profile_makes_nobody_new(counted):
    gerd, wanjiru = cast.unclaimed(), cast.member()
    cast.question(gerd, at=day(-400))
    merge(gerd, into=wanjiru, by=None, at=cast.AT)
    cast.question(wanjiru)
    assert counted(day(1))["flow"] | {"before": 0} == {
        "before": 0, "active": 1, "new": 0, "retained": 0, "returned": 1, "lapsed": 0,
    }  # fmt: skip


def test_weeks_without_anybody_are_told_too(counted):
    wanjiru, tamar = cast.member(), cast.member("Tamar Levi")
    topic = cast.question(wanjiru, at=day(-21))
    cast.reply(topic, tamar, at=day(-8))
    cast.reply(topic, wanjiru, at=day(-7))
    counted(day(4))
    first, last = day(-21).date(), day(0).date()
    assert [n for _monday, n in weekly_active(first, last)] == [1, 0, 2, 0]
    assert [n for _monday, n in weekly_new(first, last)] == [1, 0, 1, 0]


def test_the_line_ends_with_the_last_week_that_is_over(counted):
    """3 September 2026 is a Thursday."""
    wanjiru = cast.member()
    cast.question(wanjiru, at=day(-7))
    cast.question(wanjiru, at=day(0))
    assert counted(day(3))["active"]["weeks"] == [["2026-08-24", 1, 1]]
    assert counted(day(4))["active"]["weeks"] == [["2026-08-24", 1, 1], ["2026-08-31", 1, 0]]


def test_the_first_answer_is_another_humans(counted):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    cast.reply(topic, wanjiru, "Anybody?", at=cast.AT + timedelta(hours=1))
    cast.reply(topic, bot(), "Thank you for asking.", at=cast.AT + timedelta(hours=2))
    cast.reply(topic, noa, at=cast.AT + timedelta(hours=30))
    told = counted(day(9))["first-answers"]
    assert (told["questions"], told["answered"], told["median_hours"]) == (1, 1, 30)
    assert (told["of_24_hours"], told["of_7_days"]) == ([0, 1], [1, 1])


def test_of_few_only_those_asked_long_enough_ago_count(counted):
    """Otherwise today's quick answers would stand beside nobody who still waits today."""
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    cast.question(wanjiru, title="Two days ago", at=day(-2))
    quick = cast.question(wanjiru, title="Today")
    cast.reply(quick, noa)
    cast.question(wanjiru, title="Today too")
    told = counted(cast.AT + timedelta(hours=2))["first-answers"]
    assert (told["of_24_hours"], told["of_7_days"]) == ([0, 1], [0, 0])


def test_a_reply_that_was_taken_away_is_no_answer(counted):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    post = cast.reply(topic, noa)
    assert counted(day(1))["unanswered"]["waiting"] == 0
    talk.remove_post(post, by=noa, at=day(1))
    assert counted(day(1))["unanswered"] == {"waiting": 1, "by_age": [0, 1, 0, 0], "oldest_days": 1}


def test_discussions_are_no_questions(counted):
    cast.question(cast.member(), kind="discussion")
    told = counted(day(1))
    assert (told["first-answers"]["questions"], told["unanswered"]["waiting"]) == (0, 0)


def test_those_still_waiting_pull_the_curve_down(counted):
    """Twenty were answered after an hour, twenty wait since three days."""
    noa, wanjiru = cast.member("Noa Peled"), cast.member()
    shelf = cast.category()
    with limits.lifted():
        for nth in range(40):
            topic = cast.question(wanjiru, on=shelf, title=f"Question {nth}")
            if nth % 2:
                cast.reply(topic, noa, at=cast.AT + timedelta(hours=1))
    told = counted(day(3))["first-answers"]
    share, low, high = told["within_24_hours"]
    assert (share, told["median_hours"]) == (0.5, 1)
    assert 0.34 < low < 0.37
    assert 0.64 < high < 0.67
    assert told["curve"][0] == [0, 0.0, None, None]
    assert told["curve"][-1][0] == 168


def test_who_waits_now_by_age(counted):
    wanjiru = cast.member()
    for days in (0, 3, 20, 40, 400):
        cast.question(wanjiru, title=f"Since {days} days", at=day(-days))
    solved = cast.question(wanjiru, title="Found it myself")
    forum.accept(solved, cast.reply(solved, wanjiru), by=wanjiru, at=cast.AT)
    closed = cast.question(wanjiru, title="No longer wanted")
    forum.close(closed, by=cast.member("Noa Peled"), at=cast.AT, reason="")
    told = counted(cast.AT + timedelta(hours=1))["unanswered"]
    assert told == {"waiting": 5, "by_age": [1, 1, 1, 2], "oldest_days": 400}


def test_told_and_asked_whether_it_helped(counted, run_jobs):
    scene = landed()
    assert counted(LATER)["untold"] == {"people": 0, "tickets": 0}
    scene.release()
    assert counted(LATER)["untold"] == {"people": 1, "tickets": 1}
    run_jobs()
    told = counted(LATER)
    assert (told["untold"], told["unsaid"]) == ({"people": 0, "tickets": 0}, {"people": 1, "told": 1})
    releases.answer(Told.objects.get(person=scene.wanjiru), helped=True, by=scene.wanjiru, at=LATER)
    assert counted(LATER)["unsaid"] == {"people": 0, "told": 1}


def test_nobody_who_cannot_be_told_counts_as_untold(counted):
    """Who has no account; who released it; who may not see the ticket any more."""
    shira, product = cast.member("Shira Ben-Ami"), cast.product()
    plan = cast.milestone(product, shira)
    wanjiru = cast.member()
    for asker in (cast.unclaimed(), shira, wanjiru):
        ticket = cast.carried(cast.question(asker, title=f"Of {asker.name}"), shira, product)
        cast.landed(ticket, plan, shira)
    tickets.narrow(ticket, by=shira, at=cast.AT, reason="")
    cast.released(plan, shira, at=LATER)
    before = counted(LATER)["untold"]
    tickets.invite_to(ticket, wanjiru, by=shira, at=cast.AT)
    assert (before["people"], counted(LATER)["untold"]["people"]) == (0, 1)


def test_a_release_nobody_published_by_name_leaves_askers_untold_too(counted):
    scene = landed()
    scene.release()
    Release.objects.update(published_by=None)
    assert counted(LATER)["untold"] == {"people": 1, "tickets": 1}


def test_who_opened_a_ticket_without_a_topic_asked_too(counted):
    wanjiru, shira, product = cast.member(), cast.member("Shira Ben-Ami"), cast.product()
    plan = cast.milestone(product, shira)
    cast.landed(cast.ticket(product, wanjiru), plan, shira)
    cast.released(plan, shira, at=LATER)
    assert counted(LATER)["untold"] == {"people": 1, "tickets": 1}


def test_asking_and_giving(counted):
    names = ("Wanjiru Kamau", "Tamar Levi", "Noa Peled", "Karen Whitfield")
    wanjiru, tamar, noa, karen = map(cast.member, names)
    topic, other = cast.question(wanjiru), cast.question(tamar, title="Another")
    cast.reply(topic, noa)
    cast.reply(topic, tamar)
    forum.same_here(other, by=karen, at=cast.AT)
    told = counted(day(1))["giving"]
    share = told.pop("share")
    assert told == {"only_asked": 1, "both": 1, "only_gave": 1, "neither": 1, "gave": 2}
    assert [round(value, 3) for value in share] == [0.5, 0.15, 0.85]


def test_countries_as_members_show_them(counted):
    for nth, (country, shown) in enumerate(
        [("KE", "public"), ("KE", "members"), ("IL", "public"), ("FR", "nobody"), ("", "public")]
    ):
        person = cast.member(f"Person {nth}")
        edit_profile(person, by=person, at=cast.AT, country=country, shown={"country": shown})
    silent = cast.member("Wanjiru Kamau")
    edit_profile(silent, by=silent, at=cast.AT, country="KE")
    told = counted(day(1))["countries"]
    assert told == {"cells": [["KE", 3], ["IL", 1]], "members": 6, "as_many_as": 1.8}


def test_downloads_of_28_days_by_release(counted):
    release = landed().release()
    file = release.files.get()
    for days in (-30, 0, 0, 3):
        releases.note_download(file, at=LATER + timedelta(days=days))
    other = releases.attach_file(
        landed_again(release), ContentFile(b"x"), name="b.zip", by=release.published_by, at=LATER
    )
    releases.note_download(other, at=LATER)
    told = counted(LATER + timedelta(days=3))["downloads"]
    assert told == {"downloads": 3, "releases": [["OpenCapture 4.2", 3]]}


def landed_again(release):
    """A draft of the next version: what is not published is no figure."""
    plan = cast.milestone(release.product, release.published_by, version="4.3")
    return releases.draft_release(plan, by=release.published_by, at=LATER)


def test_a_private_area_counts_and_is_only_shown_to_who_may_see_it(counted):
    """The number is the community's; the list is the reader's (tests/growth/test_behind.py)."""
    shelf = cast.category("For members", audience=Audience.objects.get(pk=MEMBERS))
    cast.question(cast.member(), on=shelf)
    assert counted(day(1))["unanswered"]["waiting"] == 1
