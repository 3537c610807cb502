"""Parts of pages that are kept: as long as they are so, and no longer."""

import pytest

from trialogue.core.edge.kept import LIFE, Kept, size_of
from trialogue.core.edge.knowledge import Knowledge


class World:
    """A clock, and the touches that were committed."""

    def __init__(self) -> None:
        self.now, self.touches = 100.0, []
        self.known = Knowledge(
            lambda above, also: [row for row in self.touches if row[0] > (above or 0)], lambda: self.now
        )
        self.kept = Kept(known=self.known, clock=lambda: self.now, room=10_000)
        self.made = 0

    def touch(self, talk):
        self.touches.append((len(self.touches) + 1, talk))

    def ask(self, key="part", talk=0):
        def make():
            self.made += 1
            return f"made {self.made}"

        return self.kept.get(key, make, talk=talk)


@pytest.fixture
def world():
    return World()


def test_it_is_made_once(world):
    assert [world.ask(), world.ask()] == ["made 1", "made 1"]


@pytest.mark.parametrize(
    ("talk", "touched", "again"), [(0, None, True), (0, 7, False), (7, 7, True), (7, 8, False), (7, None, True)]
)
def test_a_touch_that_reaches_it_ends_it(world, talk, touched, again):
    world.ask(talk=talk)
    world.touch(touched)

    assert world.ask(talk=talk) == ("made 2" if again else "made 1")


def test_what_depends_on_its_key_alone_outlasts_touches_and_time(world):
    made = []
    for key in ("foot 1", "foot 1", "foot 2"):
        world.kept.lasting(key, lambda key=key: made.append(key) or key)
        world.touch(None)
        world.now += LIFE + 1

    assert made == ["foot 1", "foot 2"]


def test_what_lasts_leaves_when_the_room_is_needed(world):
    world.kept.lasting("foot", lambda: "x" * 6000)
    world.kept.lasting("bar", lambda: "x" * 6000)

    assert world.kept.lasting("foot", lambda: "made again") == "made again"


def test_a_request_hears_once_and_the_next_one_again(world):
    world.known.begin()
    world.ask()
    world.touch(None)
    assert world.ask() == "made 1"

    world.known.begin()

    assert world.ask() == "made 2"


def test_it_does_not_live_longer_than_a_minute(world):
    world.ask()
    world.now += LIFE

    assert world.ask() == "made 2"


def test_the_oldest_go_where_room_is_short(world):
    for number in range(100):
        world.ask(number)

    assert world.kept._size <= 10_000
    assert (world.ask(99), world.ask(0)) == ("made 100", "made 101")


def test_only_what_is_missing_is_made(world):
    world.ask("a")

    found = world.kept.many({"a": 0, "b": 0, "c": 0}, lambda missing: {key: f"new {key}" for key in missing})

    assert found == {"a": "made 1", "b": "new b", "c": "new c"}


def test_sizes_count_texts_wherever_they_are():
    assert size_of(["x" * 1000, {"a": "y" * 500}]) - size_of(["", {"a": ""}]) == 1500
