"""The clock of a machine is set back: what was in order stays in order, and nothing waits for the wrong time to come again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import cast
from tests.core import sample_jobs

from trialogue.core.jobs import clock, liveness
from trialogue.core.jobs.declare import SCHEDULES, Schedule
from trialogue.core.jobs.models import CronRun, Worker
from trialogue.core.jobs.prune import prune_jobs
from trialogue.core.jobs.run import claim, pause_after_death, run_all
from trialogue.hub.tickets import actions as tickets
from trialogue.hub.tickets.models import Ticket

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def numbers_shown(client, topic) -> list[int]:
    found, after = [], 0
    while after is not None:
        answer = client.get(f"/api/v1/conversations/{topic.conversation_id}/posts?limit=2&after={after}").json()
        found += [post["number"] for post in answer["items"]]
        after = answer["next"]
    return found


def test_posts_keep_the_order_they_were_written_in(client):
    wanjiru, karen = cast.member(), cast.member("Karen Whitfield")
    topic = cast.question(wanjiru, at=cast.AT)
    for back in range(1, 6):
        cast.reply(topic, karen, f"Reply {back}", at=cast.AT - back * HOUR)
    assert numbers_shown(client, topic) == [1, 2, 3, 4, 5, 6]
    topic.conversation.refresh_from_db()
    assert (topic.conversation.last_number, topic.conversation.post_count) == (6, 6)


def test_a_list_read_page_by_page_shows_each_topic_once(client):
    wanjiru = cast.settled()
    made = [cast.question(wanjiru, title=f"Question {back}", at=cast.AT - (back % 3) * HOUR).pk for back in range(7)]
    found, after = [], ""
    while after is not None:
        answer = client.get("/api/v1/topics", {"limit": 2, "after": after}).json()
        found += [topic["id"] for topic in answer["items"]]
        after = answer["next"]
    assert sorted(found) == sorted(made)


def test_numbers_of_tickets_go_on():
    shira, product = cast.member("Shira Ben-Ami"), cast.product()
    for back in range(3):
        tickets.open_ticket(product, title="Again", source="And again.", by=shira, at=cast.AT - back * HOUR)
    opened = Ticket.objects.order_by("-opened_at").values_list("number", flat=True)
    assert list(opened) == [1, 2, 3]


def test_notices_read_page_by_page_are_each_shown_once(client, run_jobs):
    wanjiru, karen = cast.member(), cast.member("Karen Whitfield")
    topic = cast.question(wanjiru, at=cast.AT)
    for back in (0, 2, 1):
        cast.reply(topic, karen, f"Reply {back}", at=cast.AT - back * HOUR)
    run_jobs()
    client.force_login(wanjiru.account)
    found, after = [], ""
    while after is not None:
        answer = client.get("/api/v1/notices", {"limit": 1, "after": after} if after else {"limit": 1}).json()
        found += [notice["id"] for notice in answer["items"]]
        after = answer["next"]
    assert len(found) == len(set(found)) == 3


def test_a_job_for_now_does_not_wait_until_then():
    now = timezone.now()
    sample_jobs.done.clear()
    sample_jobs.remember.enqueue("asked for before")
    assert run_all(at=now - HOUR) == 1
    sample_jobs.break_down.enqueue()
    assert run_all(at=now - HOUR, raise_failures=False) == 1
    assert run_all(at=now - HOUR + timedelta(minutes=1), raise_failures=False) == 1


def test_what_the_clock_asks_for_goes_on(monkeypatch):
    """A machine that once believed it was next year must not rest its clock for a year."""
    monkeypatch.setitem(SCHEDULES, "tick", Schedule(prune_jobs, timedelta(minutes=5)))
    noon = timezone.now().replace(hour=12, minute=0, second=1)
    assert "tick" in clock.enqueue_due(at=noon + timedelta(days=365))
    assert "tick" in clock.enqueue_due(at=noon)
    assert "tick" not in clock.enqueue_due(at=noon + timedelta(minutes=4))
    assert "tick" in clock.enqueue_due(at=noon + timedelta(minutes=5))
    assert "tick" not in clock.enqueue_due(at=noon)
    assert CronRun.objects.filter(name="tick").count() == 3


def test_a_dead_worker_does_not_live_on_until_then():
    sample_jobs.remember.enqueue("held by the dead")
    now = timezone.now()
    liveness.enter("dead", at=now + HOUR)
    claim("dead", at=now + HOUR)
    assert liveness.reap(at=now) == 0
    assert liveness.reap(at=now + timedelta(seconds=9)) == 0
    assert liveness.reap(at=now + timedelta(seconds=11)) == 1
    assert Worker.objects.count() == 0


def test_a_living_worker_has_time_to_say_so():
    sample_jobs.remember.enqueue("held by the living")
    now = timezone.now()
    liveness.enter("living", at=now + HOUR)
    claim("living", at=now + HOUR)
    assert liveness.reap(at=now) == 0
    liveness.beat("living", at=now + timedelta(seconds=2))
    assert liveness.reap(at=now + timedelta(seconds=11)) == 0


def test_a_job_that_outlives_its_workers_lets_others_go_first():
    waits = [pause_after_death(tries).total_seconds() for tries in range(1, 7)]
    assert waits == [0, 1, 3, 7, 15, 31]
    assert pause_after_death(30) == HOUR
