"""The bulk path makes the rows that the actions make."""

import pytest
from tests.front.large.conftest import NOW, TINY
from tests.front.large.replay import replay

from trialogue.hub.front.demo.large.calendar import midnight
from trialogue.hub.front.demo.large.plan import Plan

pytestmark = pytest.mark.slow


def test_the_bulk_path_writes_what_the_actions_write(held_after, mass, reader):
    plan = Plan(TINY, seed=7, until=midnight(NOW))
    bulk = held_after(mass)
    acted = held_after(lambda: replay(plan, reader))
    assert [table for table in bulk if bulk[table] != acted[table]] == []
    assert bulk == acted
    assert len(bulk["core_event"]) > 1000


def test_the_same_seed_makes_the_same(held_after, mass):
    first, second, other = held_after(mass), held_after(mass), held_after(lambda: mass(seed=8))
    assert first == second
    assert first["conversations_conversation"] != other["conversations_conversation"]
