"""Letters go out at the first try, however much is written meanwhile."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def test_letters_go_out_while_others_write(environment):
    command = [sys.executable, "-m", "tests.faults.busy_mail"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True, timeout=100)
    assert json.loads(done.stdout.splitlines()[-1]) == {"unsent": 0, "wrong": []}
