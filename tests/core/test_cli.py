"""The command line: one tree of processes that answers, heals and ends as a whole."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from trialogue.config.up import _choose_address

CLI = [sys.executable, "-m", "trialogue.config.cli"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run([*CLI, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False)


class Site:
    """A running `trialogue up`."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self.log = log
        self.out = log.open("w")
        self.process = subprocess.Popen(
            [*CLI, "up", "--port", str(self.port)], env=environment, stdout=self.out, stderr=subprocess.STDOUT
        )

    def get(self, path: str, *, seconds: float = 60) -> int:
        """The status of a page, waiting for the site to come up."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                    return answer.status
            except urllib.error.HTTPError as answer:
                return answer.code
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def tree(self) -> set[int]:
        """The ids of every process below this one."""
        found, new = set(), {self.process.pid}
        while new:
            found |= new
            new = {child for parent in new for child in children(parent)} - found
        return found - {self.process.pid}


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def living(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and "State:\tZ" not in status(pid)}


def status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return "State:\tZ"


def wait_until_gone(pids: set[int], *, seconds: float) -> set[int]:
    until = time.monotonic() + seconds
    while living(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return living(pids)


@pytest.fixture
def site(environment, tmp_path) -> Iterator[Site]:
    running = Site(environment, tmp_path / "up.log")
    yield running
    running.process.kill()
    running.process.wait()
    assert wait_until_gone(running.tree(), seconds=5) == set()


@pytest.mark.parametrize("signum", [pytest.param(signal.SIGINT, marks=pytest.mark.slow), signal.SIGTERM])
def test_up_answers_and_a_signal_ends_every_process(site, signum):
    assert site.get("/") == 200
    tree = site.tree()
    assert len(tree) >= 3
    site.process.send_signal(signum)
    assert site.process.wait(timeout=10) == 0
    assert wait_until_gone(tree, seconds=1) == set()


@pytest.mark.slow
def test_nobody_outlives_a_killed_parent(site):
    assert site.get("/") == 200
    tree = site.tree()
    site.process.kill()
    assert wait_until_gone(tree, seconds=8) == set()


@pytest.mark.slow
def test_a_dead_child_is_started_again(site):
    assert site.get("/") == 200
    before = site.tree()
    for pid in children(site.process.pid):
        os.kill(pid, signal.SIGKILL)
    wait_until_gone(before, seconds=5)
    assert site.get("/") == 200
    assert len(re.findall("ended unexpectedly", site.log.read_text())) == 2


def test_a_taken_port_is_said_plainly(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run("up", "--port", str(port), environment=environment)
    assert refused.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in refused.stderr


def test_help_and_misuse_have_their_exit_codes(environment):
    assert run("--help", environment=environment).returncode == 0
    assert run(environment=environment).returncode == 2
    assert run("--nonsense", environment=environment).returncode == 2
    assert run("up", "--port", "x", environment=environment).returncode == 2
    assert run("check", "--data", environment=environment).returncode == 2


@pytest.mark.slow
def test_data_names_where_everything_is_kept(environment, tmp_path):
    environment.pop("DATABASE_URL")
    for given in (["--data", str(tmp_path / "one")], [f"--data={tmp_path / 'two'}"]):
        assert run("manage", "migrate", "-v0", *given, environment=environment).returncode == 0
    assert (tmp_path / "one" / "trialogue.sqlite3").exists()
    assert (tmp_path / "two" / "trialogue.sqlite3").exists()


def test_admin_create_makes_a_manager_and_says_how_to_come_in(environment):
    made = run("admin", "create", "--name", "Dana", "--email", "dana@example.org", environment=environment)
    assert made.returncode == 0, made.stderr
    assert re.search(r"http://127\.0\.0\.1:8000/\S+$", made.stdout.strip())
    assert run("admin", "create", "--name", "Dana", "--email", "nobody", environment=environment).returncode == 1
    assert run("admin", "create", environment=environment).returncode == 2


@pytest.mark.slow
def test_admin_create_leads_to_where_the_site_runs(site, environment):
    assert site.get("/") == 200
    made = run("admin", "create", "--name", "Dana", "--email", "dana@example.org", environment=environment)
    assert f"http://127.0.0.1:{site.port}/accounts/link/" in made.stdout


def test_up_shows_mail_only_to_who_sits_at_the_machine(monkeypatch):
    for host, url, local in [("127.0.0.1", None, "1"), ("0.0.0.0", None, "0"), ("127.0.0.1", "https://x.org", "0")]:
        monkeypatch.delenv("TRIALOGUE_LOCAL", raising=False)
        monkeypatch.delenv("TRIALOGUE_URL", raising=False)
        if url:
            monkeypatch.setenv("TRIALOGUE_URL", url)
        _choose_address(host, 8000)
        assert os.environ["TRIALOGUE_LOCAL"] == local
