"""What was found, as tables in Markdown, and which budgets it keeps."""

import os
import time
from typing import Any

from .rounds import ASKED, ROUNDS, Found, Run
from .rows import SIZES

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
#: The budgets were set on a machine on which an empty view with the default middleware took this many milliseconds.
REFERENCE = 0.165
CPU_BUDGETS = {"guest, cached": 0.1, "guest, cold": 6.0, "member": 8.0}
MOST_QUERIES, MOST_PACKED, MOST_RATIO = 12, 12_000, 1.2
#: Ratios below are told with a decimal.
FINE = 10
COUNTED = ("guest, cold", "member")


def text_of(run: Run) -> str:
    parts = [*_head(run), *_served(run)]
    for found in run.sites:
        parts += _pages(found, run)
    for database in NAMES:
        parts += _sizes([found for found in run.sites if found.database == database])
    parts += _budgets(run)
    return "\n".join(parts).rstrip()


def _head(run: Run) -> list[str]:
    return [
        f"Measured on {time.strftime('%d %B %Y')} with `make bench`: medians of {ROUNDS} rounds in which everything took its",
        f"turn. {os.cpu_count()} cores, of which {run.load[0]:.1f} were wanted before and {run.load[1]:.1f} after by everything that ran",
        "on the machine.", "",
        f"An empty Django view took {run.empty:.3f} ms of CPU without middleware and {run.default:.3f} ms with that of a new project",
        f"({run.default / REFERENCE:.1f} times the {REFERENCE} ms of the machine on which the budgets were set).", "",
    ]  # fmt: skip


def _served(run: Run) -> list[str]:
    """A cached page through a web server."""
    if not run.plain:
        return []
    lines = [
        "### A cached topic through a web server", "",
        f"CPU of the server's processes a request, {ASKED} requests a round over one kept connection from another process.", "",
        "| server | CPU, ms | × a plain Granian |", "| --- | ---: | ---: |",
    ]  # fmt: skip
    rows = [("Granian, as many bytes and nothing behind", run.plain)]
    rows += [(f"Granian, {_name(found)}", found.served) for found in run.sites]
    rows += [("nginx, a file of as many bytes", run.nginx)] if run.nginx else []
    lines += [f"| {name} | {cost:.3f} | {cost / run.plain:.1f} |" for name, cost in rows]
    return [*lines, "", *([] if run.nginx else ["There is no nginx on this machine.", ""])]


def _name(found: Found) -> str:
    return f"{NAMES[found.database]}, {found.posts:,} posts"


def _pages(found: Found, run: Run) -> list[str]:
    lines = [
        f"### {_name(found)}", "",
        "| page | who | CPU, ms | × an empty view | × with middleware | queries | HTML, kB | gzipped |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    lines += [
        f"| {row['page']} | {row['who']} | {_ms(row['cpu'])} | {_times(row['cpu'] / run.empty)} | "
        f"{_times(row['cpu'] / run.default)} | {row['queries']} | {row['bytes'] / 1000:.0f} | {row['packed'] / 1000:.1f} |"
        for row in found.rows
    ]
    return [*lines, "", *_growth(found)]


def _ms(cost: float) -> str:
    return f"{cost:.3f}" if cost < 1 else f"{cost:.1f}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < FINE else f"{ratio:.0f}"


def _growth(found: Found) -> list[str]:
    if not found.growth:
        return []
    sizes = ", ".join(str(size) for size in SIZES)
    lines = [f"Queries of a member's pages with {sizes} rows:", "", "| page | queries | |", "| --- | ---: | --- |"]
    for row in found.growth:
        queries = row["queries"]
        sound = len(set(queries)) == 1 and max(queries) <= MOST_QUERIES
        told = ", ".join(str(count) for count in queries)
        lines.append(f"| {row['page']} | {told} | {'the same' if sound else 'NOT the same, or too many'} |")
    return [*lines, ""]


def ratios(found: list[Found]) -> list[tuple[str, str, float]]:
    """Of each page and reader what it costs on the largest site against the smallest of the same database."""
    if len(found) < 2:  # noqa: PLR2004 - a ratio takes two
        return []
    small, large = (pick(found, key=lambda one: one.posts) for pick in (min, max))
    before = {(row["page"], row["who"]): row["cpu"] for row in small.rows}
    return [(row["page"], row["who"], row["cpu"] / before[row["page"], row["who"]]) for row in large.rows]


def _sizes(found: list[Found]) -> list[str]:
    rows = ratios(found)
    if not rows:
        return []
    sizes = sorted((one.posts for one in found), reverse=True)
    lines = [f"### {NAMES[found[0].database]}: {sizes[0]:,} posts against {sizes[-1]:,}", ""]
    readers = list(dict.fromkeys(who for _page, who, _ratio in rows))
    lines += ["| page | " + " | ".join(readers) + " |", "| --- |" + " ---: |" * len(readers)]
    for page in dict.fromkeys(page for page, _who, _ratio in rows):
        by_reader = {who: f"{ratio:.2f}" for this, who, ratio in rows if this == page}
        lines.append(f"| {page} | " + " | ".join(by_reader.get(who, "") for who in readers) + " |")
    return [*lines, ""]


def _verdict(what: str, found: list[tuple[float, str]], most: float, unit: str) -> str:
    """One budget: kept by all, or the ones above it, worst first."""
    over = sorted(((value, name) for value, name in found if value > most), reverse=True)
    if not found:
        return f"| {what} | {most:g}{unit} | not measured |"
    if not over:
        worst, name = max(found)
        return f"| {what} | {most:g}{unit} | kept; the dearest is {worst:.3g}{unit} ({name}) |"
    named = "; ".join(f"{value:.3g}{unit} {name}" for value, name in over[:6])
    more = f"; and {len(over) - 6} more" if len(over) > 6 else ""  # noqa: PLR2004 - as many as a line holds
    return f"| {what} | {most:g}{unit} | NOT kept by {len(over)} of {len(found)}: {named}{more} |"


def _budgets(run: Run) -> list[str]:
    slower = run.default / REFERENCE
    lines = ["### The budgets", "", "| what | budget | here |", "| --- | ---: | --- |"]
    for who, most in CPU_BUDGETS.items():
        spent = [(row["cpu"], name) for row, name in _rows(run, who)]
        lines.append(_verdict(f"CPU, {who}", spent, most, " ms"))
        scaled = [(cpu / slower, name) for cpu, name in spent]
        lines.append(_verdict(f"CPU, {who}, by the empty view of the reference machine", scaled, most, " ms"))
    queries = [(float(row["queries"]), name) for row, name in _rows(run, "member")]
    lines.append(_verdict("queries of a member's page", queries, MOST_QUERIES, ""))
    packed = [(row["packed"] / 1000, f"{name}, {who}") for who in COUNTED for row, name in _rows(run, who)]
    lines.append(_verdict("HTML, gzipped", packed, MOST_PACKED / 1000, " kB"))
    grown = [
        (ratio, f"{page}, {who}, {NAMES[database]}")
        for database in NAMES
        for page, who, ratio in ratios([found for found in run.sites if found.database == database])
    ]
    lines.append(_verdict("the large site against the small one", grown, MOST_RATIO, " ×"))
    return [*lines, ""]


def _rows(run: Run, who: str) -> list[tuple[dict[str, Any], str]]:
    """The rows of one reader, each with a name that tells it from the others."""
    return [(row, f"{row['page']}, {_name(found)}") for found in run.sites for row in found.rows if row["who"] == who]
