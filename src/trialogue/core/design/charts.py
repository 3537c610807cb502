"""Charts as SVG: numbers in, drawing out. Colours come from classes, so both themes and the content policy hold.

Each says its numbers in words to those who do not see it; the page puts them into a table beneath.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Tick = tuple[float, str]
GRID = 4  # lines at most


@dataclass(frozen=True)
class Frame:
    """The drawing's size and margins, and the largest value of each axis; both begin at 0."""

    width: int
    height: int
    left: int
    right: int
    x_most: float
    y_most: float
    top: int = 14
    bottom: int = 30

    def x(self, value: float) -> float:
        return self.left + (self.width - self.left - self.right) * (value / self.x_most if self.x_most else 1)

    def y(self, value: float) -> float:
        return self.top + (self.height - self.top - self.bottom) * (1 - value / self.y_most)

    @property
    def foot(self) -> int:
        return self.height - self.bottom


def scale(most: float) -> list[int]:
    """0 and at most four round numbers above it, the last not below `most`."""
    step = 1
    while step * GRID < most:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, step * GRID + 1, step))[: max(2, -(-int(most) // step) + 1)]


def line(counts: Sequence[int], *, ticks: Sequence[Tick], end: str, label: str) -> SafeString:
    """Counts over time: a line with a dot and words at its end; points alone where they are too few for a line."""
    grid = scale(max(counts, default=0))
    frame = Frame(640, 300, 52, 120, max(len(counts) - 1, 0), grid[-1], bottom=36)
    points = [(frame.x(nth), frame.y(count)) for nth, count in enumerate(counts)]
    few = len(points) < 8  # noqa: PLR2004 - two months of weeks
    shape = "".join(_dot(*point, 3) for point in points[:-1]) if few else f'<path class="line" d="{_path(points)}"/>'
    x, y = points[-1]
    last = f'{_dot(x, y, 4)}<text class="lb strong" x="{x + 14:.1f}" y="{y + 4:.1f}">{escape(end)}</text>'
    return _drawn(frame, label, _axes(frame, [(value, str(value)) for value in grid], ticks) + shape + last)


def steps(
    points: Sequence[tuple[float, float, float | None, float | None]], *, ticks: Sequence[Tick], label: str
) -> SafeString:
    """A curve of shares (0 to 1) that changes in steps: (x, share, low, high), with the band between low and high."""
    frame = Frame(560, 240, 64, 44, points[-1][0], 1, bottom=36)
    low = _stairs([(frame.x(x), frame.y(p if low is None else low)) for x, p, low, _high in points])
    high = _stairs([(frame.x(x), frame.y(p if high is None else high)) for x, p, _low, high in points])
    grid = [(value / 100, f"{value} %") for value in (0, 25, 50, 75, 100)]
    curve = _stairs([(frame.x(x), frame.y(p)) for x, p, _low, _high in points])
    band = f'<path class="band-95" d="{_path([*high, *reversed(low)])}Z"/>'
    return _drawn(frame, label, f'{_axes(frame, grid, ticks)}{band}<path class="line" d="{_path(curve)}"/>')


def mix(parts: Sequence[tuple[str, int]], *, label: str) -> SafeString:
    """One bar of parts (class, count), in per cents of all, so that no style attribute is needed."""
    total, begun, drawn = sum(count for _class, count in parts), 0.0, ""
    for kind, count in parts:
        share = 100 * count / total if total else 0
        drawn += f'<rect class="{kind}" x="{begun:.2f}%" width="{share:.2f}%" height="100%"/>'
        begun += share
    return mark_safe(f'<svg class="mix" role="img" aria-label="{escape(label)}">{drawn}</svg>')


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _stairs(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Each value holds until the next begins."""
    out = list(points[:1])
    for (_x, before), (x, y) in pairwise(points):
        out += [(x, before), (x, y)] if y != before else [(x, y)]
    return out


def _dot(x: float, y: float, r: int) -> str:
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'


def _axes(frame: Frame, grid: Sequence[Tick], ticks: Sequence[Tick]) -> str:
    end = frame.width - frame.right
    drawn = ""
    for value, words in grid:
        y = frame.y(value)
        drawn += f'<path class="{"grid" if value else "axis"}" d="M{frame.left} {y:.1f}H{end}"/>'
        drawn += f'<text class="ax" x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(words)}</text>'
    for value, words in ticks:
        x = frame.x(value)
        drawn += f'<path class="tick" d="M{x:.1f} {frame.foot}v5"/>'
        drawn += f'<text class="ax" x="{x:.1f}" y="{frame.height - 8}" text-anchor="middle">{escape(words)}</text>'
    return drawn


def _drawn(frame: Frame, label: str, inside: str) -> SafeString:
    box = f'viewBox="0 0 {frame.width} {frame.height}"'
    return mark_safe(f'<svg class="chart" {box} role="img" aria-label="{escape(label)}">{inside}</svg>')
