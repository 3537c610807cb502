"""`trialogue demo --size large` as a process: what is interrupted leaves nothing behind."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def trialogue(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "trialogue.config.cli", *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def people(environment):
    counting = trialogue(environment, "manage", "shell", "-v", "0", "-c", COUNT)
    return int(counting.communicate()[0])


COUNT = "from trialogue.people.persons import Person; print(Person.objects.count())"


def test_interrupted_it_keeps_nothing_and_can_be_begun_again(environment):
    loading = trialogue(environment, "demo", "--size", "large", "--scale", "0.3")
    first = next(line for line in loading.stderr if " of " in line)
    loading.send_signal(signal.SIGINT)
    _out, said = loading.communicate(timeout=60)
    assert first.split(":")[0] in {"People", "Private areas", "Topics"}
    assert "Interrupted: nothing of it is kept. Run the same command again when you like." in said
    assert loading.returncode == 130
    assert people(environment) == 0
    again = trialogue(environment, "demo", "--size", "large", "--scale", "0.0001")
    out, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert "104 people, one story" in out
    assert people(environment) == 104
