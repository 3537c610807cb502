"""The work was done, but nobody heard of it: who tries again does not do it twice."""

from functools import partial

import pytest
from tests.faults.callers import all_at_once, call, submit
from tests.faults.proxy import Proxy

pytestmark = pytest.mark.slow
PEOPLE, POSTS, SHARE = 10, 20, 0.2


def sent(port, made, number, post):
    who, text = made["people"][number], f"No. {number}.{post}"
    if post % 2:
        return partial(submit, port, who, made["path"], f"/c/{made['talk']}/reply/", source=text)
    return partial(call, port, who, "POST", f"/conversations/{made['talk']}/posts", {"source": text})


def test_two_hundred_posts_are_two_hundred(tree):
    made = tree.crowd("make", str(PEOPLE))
    tree.up()
    with Proxy("127.0.0.1", tree.port, lose=SHARE, seed=5) as line:
        acts = [sent(line.port, made, number, post) for post in range(POSTS) for number in range(PEOPLE)]
        done = all_at_once(acts, clients=4)
    assert [answer.status for answer in done] == [302 if (each // PEOPLE) % 2 else 200 for each in range(len(acts))]
    assert line.lost > len(acts) * SHARE / 2
    found = tree.crowd("facts")
    assert found["posts"] == {f"No. {number}.{post}": 1 for number in range(PEOPLE) for post in range(POSTS)}
    assert (found["wrong"], found["drained"]) == ([], True)


def test_the_second_answer_is_the_first_one(tree):
    """Also where the whole act may happen once only: the retry hears that it worked, not that it is done already."""
    made = tree.crowd("make", "1")
    tree.up()
    shira, path = made["shira"], f"/releases/{made['release']}/publication"
    first = call(tree.port, shira, "PUT", path, {}, key="once")
    again = call(tree.port, shira, "PUT", path, {}, key="once")
    other = call(tree.port, shira, "PUT", path, {}, key="twice")
    assert (first.status, again.status, other.status) == (200, 200, 409)
    assert first.json() == again.json()
