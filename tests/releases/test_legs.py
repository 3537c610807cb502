"""The last two stations of a topic's loop."""

from datetime import date, timedelta

import pytest
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core import limits
from trialogue.core.design.loop import Station, spaced
from trialogue.hub.forum import actions as forum
from trialogue.hub.releases.legs import legs
from trialogue.hub.tickets import actions as tickets

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return landed()


def stations(scene: Scene, member=None) -> list[Station]:
    found = legs([scene.topic], member).get(scene.topic.pk)
    return found.stations if found else []


def test_ahead_it_says_what_is_likely(scene):
    scene.plan.due_date = date(2027, 4, 14)
    scene.plan.save(update_fields=["due_date"])
    released, told = stations(scene)
    assert (released.kind, released.status, released.what) == ("released", "next", "4.2")
    assert released.expected == "likely April 2027"
    assert released.url == "/roadmap/4-2/"
    assert (told.kind, told.status) == ("told", "next")


def test_without_a_date_it_says_how_near(scene):
    assert stations(scene)[0].expected == "Later"


def test_released_and_told(scene, run_jobs):
    for number in range(12):
        forum.same_here(scene.topic, by=cast.member(f"Member{number} Number"), at=cast.AT)
    scene.release()
    run_jobs()
    released, told = stations(scene)
    assert (released.status, released.what, released.at) == ("done", "OpenCapture 4.2", LATER)
    assert released.url == "/releases/opencapture/4.2/"
    assert released.who == scene.shira
    assert (told.status, told.what, told.at) == ("done", "Wanjiru Kamau and 13 others", LATER)


def test_the_loop_on_the_topic_counts_the_days(client, scene, run_jobs):
    scene.release()
    run_jobs()
    text = client.get(scene.topic.conversation.path).content.decode()
    assert "From question to release in 41 days." in text
    assert "Wanjiru Kamau and 1 other" in text


def test_without_a_ticket_there_is_nothing(scene):
    topic = cast.question(scene.tamar, title="Something else")
    assert legs([topic], None) == {}


def test_a_draft_is_not_a_release(scene):
    scene.draft()
    assert stations(scene)[0].status == "next"


def test_a_private_ticket_shows_nothing_to_others(scene, run_jobs):
    tickets.narrow(scene.ticket, by=scene.shira, at=cast.AT)
    scene.release()
    run_jobs()
    assert stations(scene) == []
    assert stations(scene, scene.tamar) == []
    assert stations(scene, scene.shira)[0].status == "done"


@pytest.mark.parametrize("count", [1, 3, pytest.param(40, marks=pytest.mark.slow)])
def test_many_topics_cost_two_queries(scene, run_jobs, django_assert_num_queries, count):
    topics = [scene.topic]
    with limits.lifted():
        for number in range(count - 1):
            topics.append(cast.question(scene.wanjiru, title=f"Question {number}"))
            cast.landed(cast.carried(topics[-1], scene.shira, scene.product), scene.plan, scene.shira)
    scene.release()
    run_jobs()
    with django_assert_num_queries(2):
        found = legs(topics, None)
    assert len(found) == count


def test_days_between_stations_come_from_their_dates():
    day = cast.AT
    found = spaced([
        Station("asked", "done", at=day),
        Station("ticket", "done"),
        Station("change", "done", at=(day + timedelta(days=3)).date()),
        Station("released", "done", at=day + timedelta(days=4), days_since_previous=9),
        Station("told", "next"),
    ])  # fmt: skip
    assert [station.days_since_previous for station in found] == [None, None, 3, 9, None]
