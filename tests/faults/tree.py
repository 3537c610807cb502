"""A site as a tree of processes, whose members can be killed one by one."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Self

from tests.core.test_cli import children, free_port, living

CLI = [sys.executable, "-m", "trialogue.config.cli"]


class Tree:
    """`trialogue up` (or other commands of ours) on a data directory of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.port = free_port()
        self.log = Path(environment["TRIALOGUE_DATA"]).with_name("tree.log")
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as out:
            made = subprocess.Popen([*CLI, *command], env=self.environment, stdout=out, stderr=subprocess.STDOUT)
        self.started.append(made)
        return made

    def up(self) -> None:
        """Return when it answers."""
        self.start("up", "--port", str(self.port))
        self.wait_ready()

    def wait_ready(self, *, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while self.status("/readyz") != 200:
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)

    def status(self, path: str) -> int:
        """0 where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            return 0

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def members(self) -> list[int]:
        """The ids of every process below those we started: the web server, its worker process, the worker."""
        found, new = set(), {process.pid for process in self.started}
        while new:
            found |= new
            new = {child for parent in new for child in children(parent)} - found
        return sorted(living(found - {process.pid for process in self.started}))

    def crowd(self, *arguments: str) -> dict[str, Any]:
        """What `tests.faults.crowd` prints, on the same database."""
        command = [sys.executable, "-m", "tests.faults.crowd", *arguments]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, check=True, text=True)
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def memory(self) -> dict[int, float]:
        """Megabytes of each process, the one we started included; what several share is divided among them."""
        ids = [*(process.pid for process in self.started), *self.members()]
        return {pid: _shared_out(pid) for pid in ids}

    def stop(self) -> None:
        for process in self.started:
            process.terminate()
        for process in self.started:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _shared_out(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


class Killer:
    """Kills a process of the tree now and then, while inside `with`; which one is drawn by the seed."""

    def __init__(self, tree: Tree, *, seed: int, kills: int, pause: float) -> None:
        self.tree, self.kills, self.pause = tree, kills, pause
        self.draw = random.Random(seed)
        self.killed = 0
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.thread.join(timeout=120)
        assert not self.thread.is_alive()

    def _run(self) -> None:
        while self.killed < self.kills and not self.enough.wait(self.pause * self.draw.uniform(0.5, 1.5)):
            if members := self.tree.members():
                try:
                    os.kill(self.draw.choice(members), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.killed += 1
