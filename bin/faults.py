"""What faults cost: a release to a thousand askers through ten deaths, a thousand posts by eight clients, memory at rest.

The figures of docs/benchmarks.md (`--write`), on SQLite and on the PostgreSQL of DATABASE_URL or of loopback. What has to
be true whatever it costs is proved by tests/faults.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bin.bench import NOT_INHERITED, REPORT, postgres  # noqa: E402 - the scripts are no package of the environment
from tests.faults.measured import post_many, tell  # noqa: E402
from tests.faults.tree import Tree  # noqa: E402
from tests.people.smtp import Postbox, post_office  # noqa: E402

BEGIN, END = "<!-- faults -->", "<!-- /faults -->"
ASKERS, KILLS = 1000, 10
POSTS, WRITERS, CLIENTS = 1000, 40, 8
AT_REST = 10.0  # seconds without a visitor before memory is read


@contextmanager
def site(database: str, postbox: Postbox) -> Iterator[Tree]:
    with tempfile.TemporaryDirectory() as scratch:
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        chosen = {
            "TRIALOGUE_DATA": str(Path(scratch) / "data"),
            "DATABASE_URL": database or f"sqlite:///{scratch}/site.sqlite3",
            "DJANGO_SETTINGS_MODULE": "trialogue.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "EMAIL_URL": f"smtp://127.0.0.1:{postbox.port}",
        }
        made = Tree({**inherited, **chosen})
        try:
            yield made
        finally:
            made.stop()


def settled(tree: Tree) -> dict[str, Any]:
    """What is true once the queue has drained; counters and rows are read one after the other, so not before."""
    while not (found := tree.crowd("facts"))["drained"]:
        time.sleep(1)
    return found


def measure_telling(database: str) -> str:
    with post_office() as postbox, site(database, postbox) as tree:
        made = tree.crowd("askers", str(ASKERS))
        tree.up()
        settled(tree)
        told = tell(tree, postbox, made, kills=KILLS, seed=7, pause=1.5)
        found = settled(tree)
    once = set(found["told"].values()) == {1} and len(told.addresses) == len(set(told.addresses)) == ASKERS + 1
    sound = once and found["drained"] and not found["wrong"]
    return (
        f"- A release with {ASKERS} askers: publishing answered in {told.published * 1000:.0f} ms; the last of {ASKERS + 1} letters was "
        f"out after {told.out:.0f} s, through {told.killed} `kill -9`; {told.letters - len(told.addresses)} letters went out twice with "
        f"the same Message-ID; {'each was told once' if sound else 'NOT everybody was told once'}."
    )


def measure_posts(database: str) -> str:
    with post_office() as postbox, site(database, postbox) as tree:
        made = tree.crowd("make", str(WRITERS))
        tree.up()
        tree.crowd("facts")
        began = time.monotonic()
        took = post_many(tree.port, made, posts=POSTS, clients=CLIENTS)
        seconds = time.monotonic() - began
        found = settled(tree)
    sound = found["posts"] == {f"No. {number}": 1 for number in range(POSTS)} and not found["wrong"]
    p95 = took[int(len(took) * 0.95)]
    return (
        f"- {POSTS} posts by {CLIENTS} clients at once took {seconds:.0f} s: an answer {median(took) * 1000:.0f} ms in the middle, "
        f"{p95 * 1000:.0f} ms at 95 %, {took[-1] * 1000:.0f} ms at most; {'none lost, none doubled' if sound else 'some are LOST or DOUBLED'}."
    )


def measure_memory(database: str) -> str:
    with post_office() as postbox, site(database, postbox) as tree:
        tree.up()
        tree.status("/")
        time.sleep(AT_REST)
        took = sorted(tree.memory().values(), reverse=True)
    parts = " + ".join(f"{each:.0f}" for each in took)
    return f"- `trialogue up` at rest: {sum(took):.0f} MB ({parts}; what processes share is divided among them)."


MEASURES = (measure_memory, measure_posts, measure_telling)


def part(kind: str) -> list[str]:
    """Each measure on a database of its own."""
    lines = [f"### {kind}, through faults", ""]
    for measure in MEASURES:
        with postgres() if kind == "PostgreSQL" else nullcontext("") as address:
            if kind == "PostgreSQL" and not address:
                return [*lines, "None answers on loopback.", ""]
            lines.append(measure(address))
            print(lines[-1], file=sys.stderr, flush=True)
    return [*lines, ""]


def report() -> str:
    load, cores = os.getloadavg()[0], os.cpu_count()
    head = f"Measured on {time.strftime('%d %B %Y')} with `bin/faults.py`; the load of the {cores} cores was {load:.1f} before."
    return "\n".join([head, "", *part("SQLite"), *part("PostgreSQL")])


def write(text: str) -> None:
    page = REPORT.read_text(encoding="utf-8")
    start, _, rest = page.partition(BEGIN)
    REPORT.write_text(f"{start}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    options = parser.parse_args()
    text = report()
    print(text)
    if options.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
