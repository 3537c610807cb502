"""Jobs are written with the change, tried again when they fail, and given to another worker when theirs dies."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.core import sample_jobs

from trialogue.core.jobs import clock, liveness
from trialogue.core.jobs.declare import SCHEDULES, Schedule
from trialogue.core.jobs.models import CronRun, Worker
from trialogue.core.jobs.prune import prune_jobs
from trialogue.core.jobs.run import attempt, claim, pause_after, run_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_done_yet():
    sample_jobs.done.clear()


def the_job() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_runs_in_order_and_what_jobs_ask_for_too():
    sample_jobs.ask_for_more.enqueue("second")
    sample_jobs.remember.enqueue("first")
    assert run_all() == 3
    assert sample_jobs.done == ["first", "second"]


def test_is_not_asked_for_when_the_change_fails():
    def change_that_fails():
        with transaction.atomic():
            sample_jobs.remember.enqueue("never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    assert run_all() == 0


def test_a_failure_is_tried_again_later_and_its_traceback_is_kept():
    sample_jobs.break_down.enqueue()
    assert run_all(raise_failures=False) == 1
    row = the_job()
    assert row.status == "READY"
    assert "the mail server said no" in row.traceback
    assert row.run_after > timezone.now() + timedelta(seconds=10)
    assert run_all() == 0


def test_the_last_failure_is_the_end():
    sample_jobs.break_down.enqueue()
    for tries in (1, 2):
        later = timezone.now() + timedelta(hours=tries)
        assert run_all(at=later, raise_failures=False) == 1
    row = the_job()
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert run_all(at=timezone.now() + timedelta(days=1)) == 0


def test_tests_see_what_a_job_raises():
    sample_jobs.break_down.enqueue()
    with pytest.raises(ValueError, match="the mail server said no"):
        run_all()


def test_a_job_that_takes_too_long_is_stopped():
    sample_jobs.dawdle.enqueue()
    began = time.monotonic()
    run_all(raise_failures=False)
    assert time.monotonic() - began < 5
    assert the_job().exception_class_path.endswith("TimeLimitExceeded")


def test_the_pauses_double_up_to_an_hour():
    pauses = [pause_after(tries).total_seconds() for tries in range(1, 12)]
    for pause, plain in zip(pauses, [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600], strict=True):
        assert plain * 0.75 <= pause <= plain * 1.25


def test_a_silent_workers_job_is_given_back_and_a_living_ones_is_not():
    sample_jobs.remember.enqueue("once")
    now = timezone.now()
    liveness.enter("first", at=now)
    row = claim("first", at=now)
    assert liveness.reap(at=now + timedelta(seconds=9)) == 0
    assert liveness.reap(at=now + timedelta(seconds=11)) == 1
    assert Worker.objects.count() == 0
    again = claim("second", at=now + timedelta(seconds=12))
    assert again.pk == row.pk
    assert len(again.worker_ids) == 2


def test_what_a_worker_finishes_after_its_job_was_given_away_is_not_written():
    sample_jobs.remember.enqueue("twice")
    now = timezone.now()
    late = claim("first", at=now)
    liveness.give_back(at=now)
    claim("second", at=now + timedelta(seconds=1))
    attempt(late)
    assert the_job().status == "RUNNING"


def test_each_turn_of_the_clock_has_one_winner(monkeypatch):
    monkeypatch.setitem(SCHEDULES, "tick", Schedule(prune_jobs, timedelta(minutes=5)))
    noon = timezone.now().replace(hour=12, minute=0, second=1)
    assert "tick" in clock.enqueue_due(at=noon)
    assert "tick" not in clock.enqueue_due(at=noon + timedelta(minutes=4))
    assert "tick" in clock.enqueue_due(at=noon + timedelta(minutes=5))
    assert CronRun.objects.filter(name="tick").count() == 2


def test_old_jobs_are_forgotten():
    sample_jobs.remember.enqueue("long ago")
    run_all()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=3))
    prune_jobs.call()
    assert DBTaskResult.objects.count() == 0


def python(code: str, environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", f"import django; django.setup()\n{code}"], env=environment)


def wait_for(note: Path, lines: int, *, seconds: float) -> list[str]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if note.exists() and len(found := note.read_text().splitlines()) >= lines:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{note} has not got {lines} lines after {seconds} s")


@pytest.mark.slow
def test_a_job_whose_worker_is_killed_is_done_by_another(environment, tmp_path):
    note = tmp_path / "note"
    ask = f"from tests.core.sample_jobs import write_line; write_line.enqueue({str(note)!r})"
    work = "from trialogue.core.jobs.loop import WorkerLoop; WorkerLoop().run()"
    migrate = "from trialogue.config.database import ensure_database; ensure_database()"
    assert python(f"{migrate}\n{ask}", environment).wait(timeout=60) == 0
    first = python(work, environment)
    wait_for(note, 1, seconds=30)
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=5)
    second = python(work, environment)
    try:
        found = wait_for(note, 2, seconds=30)
    finally:
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=10) == 0
    assert found == [f"started {first.pid}", f"finished {second.pid}"]
