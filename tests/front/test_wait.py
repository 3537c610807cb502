"""What waits for a member on the first page."""

from datetime import timedelta

import pytest
from tests import cast

from trialogue.hub.releases.actions import answer
from trialogue.hub.releases.models import Told

pytestmark = pytest.mark.django_db


def shipped(wanjiru, run_jobs, *, version="4.2", title="The form refuses a half-known date"):
    shira = cast.Person.objects.filter(name="Shira Ben-Ami").first() or cast.member("Shira Ben-Ami")
    product = cast.Product.objects.first() or cast.product()
    topic = cast.question(wanjiru, title=title)
    plan = cast.milestone(product, shira, version)
    cast.landed(cast.carried(topic, shira, product), plan, shira)
    cast.released(plan, shira, at=cast.AT + timedelta(days=3))
    run_jobs()
    return topic


def test_a_new_member_is_taught(signed_in):
    page = signed_in(cast.member()).get("/").content.decode()
    assert "Wanjiru, nothing waits for you" in page
    assert "You have not asked for anything yet" in page


def test_told_asked_and_followed_stand_there(signed_in, run_jobs):
    wanjiru = cast.member()
    topic = shipped(wanjiru, run_jobs)
    cast.reply(topic, cast.member("Karen Whitfield"), "Thank you!")
    run_jobs()
    page = signed_in(wanjiru).get("/").content.decode()
    assert "Did OpenCapture 4.2 help?" in page
    assert "You were told" in page
    assert "1 new post" in page
    assert "Has come as far as: Told" in page


def test_who_has_answered_is_not_asked_again(signed_in, run_jobs):
    wanjiru = cast.member()
    shipped(wanjiru, run_jobs)
    answer(Told.objects.get(person=wanjiru), helped=True, by=wanjiru, at=cast.AT)
    assert "Did OpenCapture" not in signed_in(wanjiru).get("/").content.decode()


def test_it_takes_twelve_queries_with_one_row_and_with_three(signed_in, run_jobs, queries):
    wanjiru = cast.member()
    karen = cast.member("Karen Whitfield")
    browser = signed_in(wanjiru)
    cast.reply(shipped(wanjiru, run_jobs), karen)
    run_jobs()
    once = queries(browser, "/")
    for n in range(3):
        cast.reply(shipped(wanjiru, run_jobs, version=f"4.{n + 3}", title=f"Question {n}"), karen)
    run_jobs()
    assert queries(browser, "/") == once <= 12


def test_a_manager_of_a_new_site_is_led_to_the_first_run(signed_in):
    assert signed_in(cast.member("Noa Peled")).get("/").headers["Location"] == "/manage/first-run/"


def test_a_member_of_a_new_site_is_not(signed_in):
    assert signed_in(cast.member()).get("/").status_code == 200
