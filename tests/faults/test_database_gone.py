"""The database goes away and comes back: people are told to wait, nothing acknowledged is lost, all recovers by itself."""

import json
import os
import sqlite3
import threading
import time
from functools import partial
from urllib.parse import urlsplit

import pytest
from tests.faults.callers import all_at_once, ask_once, call
from tests.faults.proxy import Proxy
from tests.faults.tree import Tree

pytestmark = pytest.mark.slow
on_postgres = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="a file does not go away"
)
on_sqlite = pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="only SQLite has one writer"
)
POSTS = 40


@pytest.fixture
def line(environment):
    """What the site's connections to PostgreSQL go through."""
    server = urlsplit(environment["DATABASE_URL"])
    with Proxy(server.hostname or "127.0.0.1", server.port or 5432) as made:
        yield made


@pytest.fixture
def far_tree(tree, line):
    """A site whose database is at the other end of the line."""
    server = urlsplit(tree.environment["DATABASE_URL"])
    user = f"{server.username}{':' + server.password if server.password else ''}"
    behind = server._replace(netloc=f"{user}@127.0.0.1:{line.port}").geturl()
    made = Tree({**tree.environment, "DATABASE_URL": behind})
    yield made
    made.stop()


def wait_until(true, *, seconds):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


@on_postgres
def test_cut_off_and_back(far_tree, line):
    made = far_tree.crowd("make", "4")
    far_tree.up()
    acts = [
        partial(call, far_tree.port, who, "POST", f"/conversations/{made['talk']}/posts", {"source": f"No. {each}"})
        for each in range(POSTS // 4)
        for who in made["people"]
    ]
    holes = threading.Thread(target=_cut_three_times, args=(line,))
    holes.start()
    done = all_at_once((partial(_slowly, act) for act in acts), clients=4)
    holes.join()
    assert {answer.status for answer in done} == {200}
    line.cut()
    page = ask_once(far_tree.port, "GET", made["path"] + "?x=cold")
    assert (page.status, "One moment, please" in page.body) == (503, True)
    assert ask_once(far_tree.port, "GET", "/api/v1/topics").json()["title"] == "not now"
    assert (far_tree.status("/healthz"), far_tree.status("/readyz")) == (200, 503)
    line.mend()
    wait_until(lambda: far_tree.status("/readyz") == far_tree.status(made["path"]) == 200, seconds=10)
    found = far_tree.crowd("facts")
    assert found["drained"], far_tree.said()
    assert (found["jobs"].keys(), found["wrong"]) == ({"SUCCESSFUL"}, [])
    assert found["posts"] == {f"No. {each}": 4 for each in range(POSTS // 4)}


def _slowly(act):
    time.sleep(0.3)
    return act()


def _cut_three_times(line):
    for _hole in range(3):
        time.sleep(0.7)
        line.cut()
        time.sleep(0.7)
        line.mend()


@on_sqlite
def test_somebody_holds_the_file(tree):
    """Reading goes on; who writes waits, and where it takes too long they are told; then it goes on by itself."""
    tree.environment["DATABASE_URL"] += "?timeout=2"
    made = tree.crowd("make", "2")
    tree.up()
    assert tree.crowd("facts")["drained"]
    file = tree.environment["DATABASE_URL"].removeprefix("sqlite:///").partition("?")[0]
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    assert tree.status(made["path"]) == 200
    too_long = write(tree.port, made, "No. 1")
    assert (too_long.status, too_long.json()["title"]) == (503, "not now")
    threading.Timer(1.0, holder.rollback).start()
    assert write(tree.port, made, "No. 1").status == 200
    found = tree.crowd("facts")
    assert (found["posts"], found["wrong"], found["drained"]) == ({"No. 1": 1}, [], True)


def write(port, made, text):
    """Asked once, by a program."""
    headers = {"Authorization": f"Bearer {made['people'][0]['token']}", "Content-Type": "application/json"}
    return ask_once(port, "POST", f"/api/v1/conversations/{made['talk']}/posts", json.dumps({"source": text}), headers)
