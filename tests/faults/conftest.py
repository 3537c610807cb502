"""Sites that are there to be hurt."""

from collections.abc import Iterator

import pytest
from tests.faults.tree import Tree
from tests.people.smtp import Postbox, post_office


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with post_office() as box:
        yield box


@pytest.fixture
def tree(environment, postbox) -> Iterator[Tree]:
    """Not started yet; its mail goes to `postbox`."""
    made = Tree({**environment, "EMAIL_URL": f"smtp://127.0.0.1:{postbox.port}", "REDIS_URL": ""})
    yield made
    made.stop()
