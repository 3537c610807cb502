"""What came and what was lost, for people and as JSON."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

LINES = 200


@dataclass
class Report:
    came: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    here_already: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    interrupted: bool = False

    def problem(self, name: str, why: str) -> None:
        """A file, or part of one, that could not be taken. Many are counted, the first ones told."""
        if len(self.problems) < LINES:
            self.problems.append(f"{name}: {why}")
        else:
            self.more_problems += 1

    @property
    def is_whole(self) -> bool:
        return not self.problems and not self.interrupted

    def as_json(self) -> dict[str, Any]:
        return {
            "came": _said(self.came),
            "here_already": {"topics": self.here_already},
            "lost_or_changed": _said(self.lost),
            "renamed": [{"username": old, "handle": new} for old, new in self.renamed],
            "problems": self.problems,
            "more_problems": self.more_problems,
            "whole": self.is_whole,
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 1),
        }

    def lines(self) -> list[str]:
        posts = sum(self.came[kind] for kind in ("posts", "posts of moderators", "small actions"))
        pace = f" ({posts / self.seconds:.0f} posts a second)" if posts and self.seconds else ""
        told = ["", f"{'Would come' if self.dry_run else 'Came'}, in {self.seconds:.0f} seconds{pace}:"]
        told += _table(self.came) or ["  nothing new"]
        if self.here_already:
            told.append(f"Here already: {self.here_already} topics, left as they are.")
        if any(self.lost.values()):
            told += ["Lost or changed:", *_table(self.lost)]
        if self.renamed:
            told += ["Handles that had to change:", *(f"  {old} is now {new}" for old, new in self.renamed[:LINES])]
        if self.problems:
            told += ["Could not be taken:", *(f"  {line}" for line in self.problems)]
        if self.more_problems:
            told.append(f"  ... and {self.more_problems} more")
        if self.interrupted:
            told.append("Interrupted. Run the same command again: it goes on where it stopped.")
        return told


def _said(counts: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count}


def _table(counts: Counter[str]) -> list[str]:
    rows = sorted(((count, name) for name, count in counts.items() if count), reverse=True)
    return [f"  {count:>9,}  {name}" for count, name in rows]
