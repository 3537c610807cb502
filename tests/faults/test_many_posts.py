"""Many write at the same time: none is lost, none is doubled. How quick it is, `bin/faults.py` measures."""

import pytest
from tests.faults.measured import post_many

pytestmark = pytest.mark.slow
POSTS = 160


def test_by_eight_clients_at_once(tree):
    made = tree.crowd("make", "16")
    tree.up()
    post_many(tree.port, made, posts=POSTS, clients=8)
    found = tree.crowd("facts")
    assert found["posts"] == {f"No. {number}": 1 for number in range(POSTS)}
    assert (found["wrong"], found["drained"]) == ([], True)
