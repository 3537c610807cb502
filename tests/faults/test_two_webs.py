"""Two web processes: what one of them takes away, the other has not either, within a second."""

import time

import pytest
from tests.faults.callers import ask_once, call
from tests.faults.tree import Tree

pytestmark = pytest.mark.slow
WITHIN = 1.0
CANARY = "canary-of-the-first-post"


@pytest.fixture
def webs(tree):
    """The ports of both; the second serves the same data and nothing else."""
    tree.up()
    other = Tree(tree.environment)
    other.start("web", "--port", str(other.port))
    other.wait_ready()
    yield tree.port, other.port
    other.stop()


def read(port, path, who=None):
    return ask_once(port, "GET", path, headers={"Cookie": who["session"]} if who else {})


def gone(port, path, word, who=None):
    """How long this process goes on showing the word, in seconds."""
    began = time.monotonic()
    while word in (answer := read(port, path, who)).body:
        assert answer.status == 200
        assert time.monotonic() - began < 5 * WITHIN, "it is still there"
        time.sleep(0.02)
    return time.monotonic() - began


def test_what_is_taken_away_or_private_is_gone_from_both(tree, webs):
    made = tree.crowd("make", "2")
    here, there = webs
    wanjiru, shira, reader = made["wanjiru"], made["shira"], made["people"][0]
    post = call(here, wanjiru, "POST", f"/conversations/{made['talk']}/posts", {"source": CANARY}).json()
    ticket = f"/tickets/{made['tickets'][0]}/"
    title = call(here, shira, "GET", ticket.removesuffix("/")).json()["title"]
    for port in webs:
        for who in (None, None, reader):
            assert CANARY in read(port, made["path"], who).body
            assert title in read(port, ticket, who).body
            assert title in read(port, "/tickets/", who).body

    assert call(here, wanjiru, "DELETE", f"/posts/{post['id']}").status == 200
    for port in webs:
        assert gone(port, made["path"], CANARY, reader) < WITHIN
        assert gone(port, made["path"], CANARY) < WITHIN

    assert call(there, shira, "PUT", f"{ticket}privacy", {"reason": ""}).status == 200
    for port in webs:
        for who in (None, reader):
            assert gone(port, "/tickets/", title, who) < WITHIN
            assert gone(port, ticket, title, who) < WITHIN
