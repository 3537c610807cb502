"""Who came, stayed, came back and fell silent between two windows of the same length."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

P = TypeVar("P")


@dataclass(frozen=True)
class Flow(Generic[P]):
    """The people of each kind. Always: active = before + new + returned − lapsed (CHAOSS: New, Inactive Contributors)."""

    before: AbstractSet[P]
    active: AbstractSet[P]
    new: AbstractSet[P]

    @property
    def retained(self) -> AbstractSet[P]:
        return self.active & self.before

    @property
    def returned(self) -> AbstractSet[P]:
        return self.active - self.before - self.new

    @property
    def lapsed(self) -> AbstractSet[P]:
        return self.before - self.active


def flow(before: AbstractSet[P], active: AbstractSet[P], acted_earlier: AbstractSet[P]) -> Flow[P]:
    """`acted_earlier`: of the active, those with an act before their window began (more may be named)."""
    return Flow(before, active, active - acted_earlier - before)
