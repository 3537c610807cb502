"""Where the lines come from: a file, packed or not, or a folder that has the posts' files beside it."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from .records import Broken, Line, line_in

LINES = "community.jsonl"
LINE_BYTES = 4 * 1024**2


class Source(Protocol):
    """A community to bring along: its lines, as often as they are asked for, and the files its posts name."""

    @property
    def name(self) -> str: ...

    def lines(self, *, whole: bool = True) -> Iterator[tuple[str, Line | Broken]]:
        """Each with where it stands, for the report; `whole` False: what posts say may be left out."""

    def file(self, path: str) -> Path | None:
        """A file of a post; None where there is none, or its name leads elsewhere."""


@dataclass(frozen=True)
class JsonLines:
    """`path` is `…jsonl`, `…jsonl.gz`, or a folder with `community.jsonl` (or .gz) and a folder `files`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def _file(self) -> Path:
        if not self.path.is_dir():
            return self.path
        packed = self.path / f"{LINES}.gz"
        return packed if packed.exists() else self.path / LINES

    def lines(self, *, whole: bool = True) -> Iterator[tuple[str, Line | Broken]]:
        try:
            with self._file.open("rb") as file:
                yield from _read(gzip.GzipFile(fileobj=file) if self._file.suffix == ".gz" else file)
        except (OSError, EOFError, zlib.error) as damage:
            yield self.name, Broken(f"breaks off or cannot be read ({damage}); what came before it counts")

    def file(self, path: str) -> Path | None:
        if not self.path.is_dir():
            return None
        root = (self.path / "files").resolve()
        found = (root / path).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None


def _read(file: BinaryIO | gzip.GzipFile) -> Iterator[tuple[str, Line | Broken]]:
    number = 0
    while text := file.readline(LINE_BYTES + 1):
        number += 1
        where = f"line {number}"
        if len(text) > LINE_BYTES:
            yield where, Broken(f"is longer than {LINE_BYTES // 1024**2} MB; the rest is left out")
            return
        if not text.strip():
            continue
        try:
            line = line_in(text)
        except Broken as why:
            yield where, why
        else:
            if line is not None:
                yield where, line
