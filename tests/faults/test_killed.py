"""Processes die at any moment while people act; nothing acknowledged is lost, nothing is done twice."""

import random
from collections import Counter
from functools import partial

import pytest
from tests.faults.callers import all_at_once, call, submit
from tests.faults.tree import Killer

pytestmark = pytest.mark.slow
PEOPLE, POSTS = 16, 4
WAY = ("accepted", "doing", "landed")


def posts(port, made):
    """Each member writes so many, by turns as a program and as a person with a form."""
    path = made["path"]
    for number, who in enumerate(made["people"]):
        for post in range(POSTS):
            text = f"No. {number}.{post}"
            if post % 2:
                yield partial(submit, port, who, path, f"/c/{made['talk']}/reply/", source=text)
            else:
                yield partial(call, port, who, "POST", f"/conversations/{made['talk']}/posts", {"source": text})


def votes(port, made):
    for who in made["people"]:
        yield partial(call, port, who, "PUT", f"/topics/{made['topic']}/same")
        yield partial(call, port, who, "PUT", f"/tickets/{made['ticket']}/affected")


def answers(port, made):
    """Who asked accepts an answer, and then the other one instead."""
    for who in made["people"]:
        first, second = who["answers"]
        yield partial(_accept, port, who, first, second)


def _accept(port, who, first, second):
    path = f"/topics/{who['topic']}/solution"
    call(port, who, "PUT", path, {"post": first})
    return call(port, who, "PUT", path, {"post": second, "instead_of": first})


def moves(port, made):
    for number in made["tickets"]:
        yield partial(_move, port, made["shira"], number)


def _move(port, shira, number):
    return [call(port, shira, "POST", f"/tickets/{number}/moves", {"to": state}) for state in WAY][-1]


def everything(port, made, *, seed):
    acts = [*posts(port, made), *votes(port, made), *answers(port, made), *moves(port, made)]
    random.Random(seed).shuffle(acts)
    return acts


@pytest.mark.parametrize("seed", [1])
def test_everything_acknowledged_is_there_once(tree, postbox, seed):
    made = tree.crowd("make", str(PEOPLE))
    tree.up()
    with Killer(tree, seed=seed, kills=5, pause=1.0) as killer:
        done = all_at_once(everything(tree.port, made, seed=seed), clients=8)
        out = call(tree.port, made["shira"], "PUT", f"/releases/{made['release']}/publication", {})
    assert Counter(answer.status for answer in done) == {200: len(done) - PEOPLE * POSTS // 2, 302: PEOPLE * POSTS // 2}
    assert (out.status, killer.killed) == (200, 5)
    tree.wait_ready()
    found = tree.crowd("facts")
    assert found["drained"], tree.said()
    assert found["jobs"].keys() == {"SUCCESSFUL"}
    assert found["wrong"] == []
    assert found["posts"] == {f"No. {number}.{post}": 1 for number in range(PEOPLE) for post in range(POSTS)}
    assert (found["same"], found["affected"]) == (PEOPLE, PEOPLE)
    assert found["solutions"] == sorted([who["topic"], who["answers"][1]] for who in made["people"])
    for number in made["tickets"]:
        assert [new for ticket, new in found["moves"] if ticket == number] == list(WAY)
    told_once(found, postbox, made)


def told_once(found, postbox, made):
    waiting = [made["wanjiru"], *made["people"]]
    each_once = {who["handle"]: 1 for who in waiting}
    assert (found["told"], found["notices"]) == (each_once, each_once)
    assert found["unsent"] == 0
    letters = {mail["Message-ID"]: mail["To"] for mail in postbox.taken if "4.2" in mail["Subject"]}
    assert sorted(letters.values()) == sorted(who["address"] for who in waiting)
