"""Reading the files of an archive one after the other, without unpacking anything to the disk.

An archive comes from elsewhere: names, sizes and contents are bounded here, and every refusal is one
plain sentence for the report.
"""

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from trialogue.core.words import writable

FILE_BYTES = 64 * 1024**2
# Text packs 10 to 20 times smaller. What unpacks to 200 times its size was made to fill a machine.
TIMES = 200
ALLOWANCE = 256 * 1024**2
HEADER_BYTES = 64 * 1024
FILES = 2_000_000
_PACKED = b"\x1f\x8b"
_ADDITIONS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_DAMAGE = (tarfile.TarError, EOFError, OSError, zlib.error)


@dataclass(frozen=True)
class Found:
    """A JSON file of the archive, or why it (or the rest of the archive) cannot be read."""

    name: str
    data: bytes = b""
    problem: str = ""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooMuch(Exception):
    """The archive unpacks to far more than an archive of text does."""


class _Unpacked:
    """The unpacked stream, which stops where it becomes too much."""

    def __init__(self, stream: Readable, most: int) -> None:
        self.stream = stream
        self.left = most

    def read(self, size: int) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise TooMuch
        return data


class _Header(tarfile.TarInfo):
    """A header whose own additions (long names and the like) cannot fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Header":
        header = super().frombuf(buf, encoding, errors)
        if header.type in _ADDITIONS and header.size > HEADER_BYTES:
            raise TooMuch
        return header


def files(path: Path) -> Iterator[Found]:
    """Every JSON file below a folder or in a tar archive, in a fixed order."""
    return _of_folder(path) if path.is_dir() else _of_archive(path)


def shown(name: str) -> str:
    """A name as it may stand in a report: no escape codes, no half characters, not endless."""
    return "".join(letter if letter.isprintable() else "?" for letter in writable(name))[:200]


def _of_folder(folder: Path) -> Iterator[Found]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*.json")):
        name = shown(str(path.relative_to(folder)))
        try:
            if not path.resolve().is_relative_to(root):
                yield Found(name, problem="leads out of the folder; left out")
            elif not path.is_file() or path.name.startswith("."):
                continue
            elif path.stat().st_size > FILE_BYTES:
                yield Found(name, problem=_too_big(path.stat().st_size))
            else:
                yield Found(name, path.read_bytes())
        except OSError as unreadable:
            yield Found(name, problem=f"cannot be read: {unreadable.strerror or unreadable}")


def _too_big(size: int) -> str:
    return f"is {size // 1024**2} MB, more than the {FILE_BYTES // 1024**2} MB of a topic; left out"


def _of_archive(path: Path) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            yield from _members(_unpacked(file, path.stat().st_size))
    except TooMuch:
        yield Found(path.name, problem="unpacks to far more than an archive of text; stopped there")
    except _DAMAGE as damage:
        yield Found(path.name, problem=f"breaks off or is no tar archive ({damage}); what came before it counts")


def _unpacked(file: BinaryIO, size: int) -> _Unpacked:
    packed = file.read(2) == _PACKED
    file.seek(0)
    return _Unpacked(gzip.GzipFile(fileobj=file), size * TIMES + ALLOWANCE) if packed else _Unpacked(file, size)


def _members(source: _Unpacked) -> Iterator[Found]:
    with tarfile.open(fileobj=source, mode="r|", tarinfo=_Header) as tar:  # type: ignore[call-overload]
        for _count in range(FILES):
            member = tar.next()
            if member is None:
                return
            tar.members.clear()  # tarfile would remember every one
            if member.name.endswith(".json") and not PurePosixPath(member.name).name.startswith("."):
                yield _member(tar, member)
        yield Found("", problem=f"has more than {FILES} files; the rest is left out")


def _member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Found:
    name = shown(member.name)
    parts = PurePosixPath(member.name).parts
    if ".." in parts or member.name.startswith("/") or not member.isreg():
        return Found(name, problem="leads out of the archive; left out")
    if member.size > FILE_BYTES:
        return Found(name, problem=_too_big(member.size))
    content = tar.extractfile(member)
    data = content.read() if content else b""
    if len(data) < member.size:
        raise EOFError("the last file is cut off")
    return Found(name, data)
