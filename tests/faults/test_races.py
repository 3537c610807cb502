"""The same moment, the same thing: one truth remains, and whoever was slower is told."""

import json
import subprocess
import sys
from collections import Counter
from functools import partial

import pytest
from tests.faults.callers import all_at_once, call, submit
from tests.faults.races import MEMBERS, TICKETS

pytestmark = pytest.mark.slow
EVERYBODY = {"done": MEMBERS}
ONE = {"done": 1, "Conflict": MEMBERS - 1}


def test_through_actions(environment):
    command = [sys.executable, "-m", "tests.faults.races"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True, timeout=120)
    found = json.loads(done.stdout.splitlines()[-1])
    published = found["publish"].pop("heard")
    assert found == {
        "accept": {"heard": ONE, "solutions": 1, "solved": True},
        "vote": {"heard": EVERYBODY, "count": MEMBERS, "one": EVERYBODY, "one_count": 1},
        "thank": {"heard": EVERYBODY, "count": MEMBERS // 2, "rows": MEMBERS // 2},
        "choose": {"heard": EVERYBODY, "votes": MEMBERS, "voters": MEMBERS, "counted": [MEMBERS // 2, MEMBERS // 2]},
        "merge": {"heard": {"done": 1, "Conflict": 19}, "merges": 1, "posts": [1, 2]},
        "move": {"heard": ONE, "moves": 1, "true": True},
        "publish": {"events": 1, "left": 0, "named": True},
        "number": {"heard": {"done": TICKETS}, "gapless": True},
    }
    assert set(published) <= {"done", "Conflict", "Refused"}
    assert published["Conflict"] >= 34


def test_through_the_web(tree):
    """One accepts by the form what the other accepts by a program; a vote is pressed ten times by everybody."""
    made = tree.crowd("make", "12")
    tree.up()
    port, people, shira = tree.port, made["people"], made["shira"]
    votes = [partial(call, port, who, "PUT", f"/topics/{made['topic']}/same") for who in people] * 4
    accepted = [
        partial(call, port, who, "PUT", f"/topics/{who['topic']}/solution", {"post": answer})
        for who in people
        for answer in who["answers"]
    ]
    moved = [
        partial(call, port, shira, "POST", f"/tickets/{made['tickets'][0]}/moves", {"to": "accepted", "seen": "new"})
        for _again in range(8)
    ]
    out = [
        partial(call, port, shira, "PUT", f"/releases/{made['release']}/publication", {}),
        partial(submit, port, shira, made["release_path"], made["release_path"]),
    ] * 3
    done = all_at_once([*votes, *accepted, *moved, *out], clients=12)
    heard = {
        name: Counter(answer.status for answer in part) for name, part in _parts(done, votes, accepted, moved, out)
    }
    assert heard["votes"] == {200: 48}
    assert heard["accepted"] == {200: 12, 409: 12}
    assert heard["moved"] == {200: 1, 409: 7}
    found = tree.crowd("facts")
    assert (found["same"], len(found["solutions"]), found["wrong"], found["drained"]) == (12, 12, [], True)
    assert found["notices"] == {
        who["handle"]: 1 for who in [made["wanjiru"], *people] if who["handle"] in found["told"]
    }


def _parts(done, *parts):
    begin = 0
    for name, part in zip(("votes", "accepted", "moved", "out"), parts, strict=True):
        yield name, done[begin : begin + len(part)]
        begin += len(part)
