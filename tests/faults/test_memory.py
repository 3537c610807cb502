"""What an idle site takes of the machine's memory."""

import sys
import time

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")]
MOST = 350  # megabytes


def test_an_idle_site_is_small(tree):
    tree.up()
    assert tree.status("/") == 200
    time.sleep(3)
    assert sum(tree.memory().values()) < MOST
