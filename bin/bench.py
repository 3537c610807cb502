"""`make bench`: what a page costs, in CPU, queries and bytes, beside an empty Django view in the same run.

On communities made by the large demo at each size of `--posts` (1,000,000 takes half an hour to make), and on those
that `--site` names, on SQLite and, where one answers, on PostgreSQL. Made ones are thrown away; a named one only gains
a session. Each is a process of its own, and all take turns. The CPU of the database server is not in the figures.
`--write` puts the tables into docs/benchmarks.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bin.benching.asking import ask, cpu_of, queries_of  # noqa: E402 - the scripts are no package of the environment
from bin.benching.processes import NOT_INHERITED, command, obey, postgres, settings  # noqa: E402
from bin.benching.site import pages, session_of  # noqa: E402

__all__ = ["NOT_INHERITED", "REPORT", "ask", "pages", "postgres", "queries_of", "session_of"]

REPORT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
SMALL = 10_000


def child(mode: str, rest: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    from bin.benching import served, site
    from bin.benching.empty import empty_view

    one_shot: dict[str, Callable[..., Any]] = {
        "make": lambda posts: site.make(int(posts)),
        "serve": lambda port: site.serve(int(port)),
        "plain": lambda port, length: served.constant(int(length), int(port)),
    }
    if mode in one_shot:
        one_shot[mode](*rest)
    elif mode == "site":
        one = site.Site()
        obey({"facts": one.facts, "weigh": one.weigh, "cpu": one.cpu, "growth": one.growth})
    else:
        view = empty_view(middleware=mode == "default")
        obey({"cpu": lambda times: cpu_of(lambda: view, "/", "", times)})


def measured(posts: list[int], named: list[str]) -> str:
    """The report of all sites: those that are named, else those made for it on both databases."""
    from bin.benching.report import text_of
    from bin.benching.rounds import Place, measure

    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = [_named(site, scratch) for site in named]
        own = []
        for size in posts:
            own.append(Place(str(scratch / f"sqlite-{size}")))
            if address := stack.enter_context(postgres()):
                own.append(Place(str(scratch / f"postgresql-{size}"), address))
        for size, place in zip([size for size in posts for _ in range(len(own) // len(posts))], own, strict=True):
            Path(place.data).mkdir()
            subprocess.run(command("make", str(size)), env=settings(place.chosen), check=True)  # noqa: S603 - ourselves
        return text_of(measure([*places, *own], [False] * len(places) + [True] * len(own), scratch))


def _named(site: str, scratch: Path) -> Any:
    """`sqlite:DIR` is a data directory; anything else the address of a database, whose files are not needed."""
    from bin.benching.rounds import Place

    if site.startswith("sqlite:"):
        return Place(str(Path(site.removeprefix("sqlite:")).resolve()))
    data = scratch / f"named-{abs(hash(site))}"
    (data / "static").mkdir(parents=True)
    return Place(str(data), site)


def write(text: str) -> None:
    page = REPORT.read_text(encoding="utf-8")
    start, _, rest = page.partition(BEGIN)
    REPORT.write_text(f"{start}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="*", help=f"sizes of the communities to make ({SMALL})")
    parser.add_argument(
        "--site", action="append", default=[], metavar="sqlite:DIR|DATABASE_URL", help="one that exists"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], options.child[1:])
        return 0
    sizes = options.posts if options.posts is not None else ([] if options.site else [SMALL])
    text = measured(sizes, options.site)
    print(text)
    if options.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
