"""Several workers, and jobs that do harm: each job is done once, the bad ones end as failed, the others go on."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Self

import pytest

pytestmark = pytest.mark.slow
ASK = """
import sys
from trialogue.config.database import ensure_database
from tests.faults import bad_jobs as bad
ensure_database()
note = sys.argv[1]
"""
WORK = "from trialogue.core.jobs import loop; loop.HUNG = 1.0; loop.WorkerLoop(sys.argv[1]).run()"
TELL = """
import json
from django_tasks_db.models import DBTaskResult
rows = DBTaskResult.objects.filter(task_path__startswith="tests.").values_list("task_path", "status", "exception_class_path", "worker_ids")
print(json.dumps([[path.rpartition(".")[2], status, wrong.rpartition(".")[2], len(tries)] for path, status, wrong, tries in rows]))
"""


def python(code: str, environment: dict[str, str], *arguments: str, **more: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", f"import sys, django; django.setup()\n{code}", *arguments], env=environment, **more
    )


def ask(environment, note: Path, *lines: str) -> None:
    assert python(ASK + "\n".join(lines), environment, str(note)).wait(timeout=60) == 0


def jobs(environment) -> list[list]:
    telling = python(TELL, environment, stdout=subprocess.PIPE)
    out, _ = telling.communicate(timeout=30)
    return json.loads(out.splitlines()[-1])


def lines(note: Path) -> list[str]:
    return note.read_text(encoding="utf-8").splitlines() if note.exists() else []


class Workers:
    """So many; one that dies is started again under its name, as `trialogue up` does."""

    def __init__(self, environment, count: int) -> None:
        self.environment = environment
        self.running = {f"worker-{number}": self._start(f"worker-{number}") for number in range(count)}
        self.deaths = 0

    def _start(self, name: str) -> subprocess.Popen:
        return python(WORK, self.environment, name)

    def work_until(self, true, *, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until
            for name, process in self.running.items():
                if process.poll() is not None:
                    self.deaths += 1
                    self.running[name] = self._start(name)
            time.sleep(0.2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(timeout=10)


def test_two_workers_do_each_job_once(environment, tmp_path):
    note = tmp_path / "note"
    ask(environment, note, "for number in range(120): bad.good.enqueue(note, number)")
    with Workers(environment, 3) as workers:
        workers.work_until(lambda: len(lines(note)) >= 120, seconds=40)
        time.sleep(0.5)
    assert Counter(lines(note)) == {f"good {number}": 1 for number in range(120)}
    assert {tuple(row[1:]) for row in jobs(environment)} == {("SUCCESSFUL", "", 1)}


def test_bad_jobs_end_and_the_others_go_on(environment, tmp_path):
    note = tmp_path / "note"
    ask(
        environment, note,
        "for bad_one in (bad.kills, bad.is_deaf, bad.dawdles, bad.fails): bad_one.enqueue(note)",
        "for number in range(20): bad.good.enqueue(note, number)",
    )  # fmt: skip
    with Workers(environment, 1) as workers:
        workers.work_until(lambda: Counter(lines(note))["fails"] == 2, seconds=50)
        deaths = workers.deaths
    found = {row[0]: row[1:] for row in jobs(environment) if row[0] != "good"}
    assert found == {
        "kills": ["FAILED", "WorkerDied", 3],
        "is_deaf": ["FAILED", "WorkerDied", 1],
        "dawdles": ["FAILED", "TimeLimitExceeded", 1],
        "fails": ["FAILED", "ValueError", 2],
    }
    assert deaths == 4
    assert Counter(line for line in lines(note) if line.startswith("good")) == {f"good {each}": 1 for each in range(20)}
