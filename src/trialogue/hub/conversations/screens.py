"""What looks at a post in the transaction that writes or changes it: it may refuse it, or keep it back."""

from datetime import datetime
from typing import Protocol

from trialogue.people.persons import Person

from .models import Post


class Screen(Protocol):
    """Raises Refused for what must not be there. Not called for what is imported."""

    def __call__(self, post: Post, *, by: Person, at: datetime) -> None: ...


_screens: list[Screen] = []


def screens(look: Screen) -> Screen:
    """Marks a function that looks at every post."""
    _screens.append(look)
    return look


def screen(post: Post, *, by: Person, at: datetime) -> None:
    for look in _screens:
        look(post, by=by, at=at)
