"""A release tells everybody who asked, once, while the processes that tell them die."""

import pytest
from tests.faults.measured import OUT_WITHIN, tell

pytestmark = pytest.mark.slow
ASKERS, KILLS = 100, 4


def test_everybody_is_told_once(tree, postbox):
    made = tree.crowd("askers", str(ASKERS))
    tree.up()
    assert tree.crowd("facts")["drained"]
    told = tell(tree, postbox, made, kills=KILLS, seed=3, pause=0.6)
    waiting = [made["wanjiru"], *made["people"]]
    assert told.addresses == sorted(who["address"] for who in waiting)
    assert told.out < OUT_WITHIN
    assert told.killed == KILLS
    found = tree.crowd("facts")
    assert (found["drained"], found["unsent"], found["wrong"]) == (True, 0, [])
    assert found["told"] == found["notices"] == {who["handle"]: 1 for who in waiting}
