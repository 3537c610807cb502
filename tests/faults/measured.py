"""What is measured, and what is proved at a smaller size: a release told through deaths, posts by many at once."""

import time
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from typing import Any

from tests.faults.callers import all_at_once, call
from tests.faults.tree import Killer, Tree
from tests.people.smtp import Postbox

OUT_WITHIN = 60.0  # seconds


@dataclass
class Telling:
    """How a release was told: seconds of the publishing answer, seconds until the last letter was out."""

    published: float
    out: float
    killed: int
    letters: int = 0
    addresses: list[str] = field(default_factory=list)


def letters_of(postbox: Postbox) -> dict[str, str]:
    """Message-ID → address of every letter about the release; one sent twice by a dying process is one letter."""
    return {mail["Message-ID"]: str(mail["To"]) for mail in list(postbox.taken) if "4.2" in mail["Subject"]}


def tell(tree: Tree, postbox: Postbox, made: dict[str, Any], *, kills: int, seed: int, pause: float) -> Telling:
    """Publish, then kill processes by the seed until as many are dead, and wait for the last letter."""
    wanted = len(made["people"]) + 1
    began = time.monotonic()
    answer = call(tree.port, made["shira"], "PUT", f"/releases/{made['release']}/publication", {})
    assert answer.status == 200, answer.body
    out = 0.0
    with Killer(tree, seed=seed, kills=kills, pause=pause) as killer:
        while len(letters_of(postbox)) < wanted and time.monotonic() - began < 2 * OUT_WITHIN:
            time.sleep(0.1)
        out = time.monotonic() - began
    letters = letters_of(postbox)
    sent = sum("4.2" in mail["Subject"] for mail in postbox.taken)
    return Telling(answer.seconds, out, killer.killed, sent, sorted(letters.values()))


def post_many(port: int, made: dict[str, Any], *, posts: int, clients: int) -> list[float]:
    """Each member in turn writes to the topic they asked or to the common one; seconds of each answer, in order of size."""
    places = cycle([made["talk"], *(who["talk"] for who in made["people"])])
    who = cycle(made["people"])
    acts = [
        partial(call, port, member, "POST", f"/conversations/{place}/posts", {"source": f"No. {number}"})
        for number, member, place in zip(range(posts), who, islice(places, posts), strict=False)
    ]
    done = all_at_once(acts, clients=clients)
    assert {answer.status for answer in done} == {200}
    return sorted(answer.seconds for answer in done)
