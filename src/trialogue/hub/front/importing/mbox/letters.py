"""The letters of a mail archive (RFC 4155), looked at twice: heads alone first, then one by one in full."""

import email
import email.policy
import gzip
import mailbox
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import cast

from trialogue.core.words import writable

ENDINGS = (".mbox", ".mbx", ".mail", ".txt")
UNPACKED = 8 * 1024**3
_IDS = re.compile(r"<([^<>\s]{1,250})>")
_BY_LIST = re.compile(r"^(.+?) at (\S+\.\S+)(?:\s+\((.*)\))?$")


class TooMuch(Exception):
    """A packed archive that would fill the disk."""


@dataclass(frozen=True)
class Head:
    """What threading needs of a letter; `place` finds it again."""

    place: tuple[int, int]
    id: str
    before: tuple[str, ...]
    subject: str
    address: str
    name: str
    at: datetime
    wants_no_archive: bool


class Letters:
    """The archives of a folder, or one; packed ones are unpacked into `scratch`.

    A letter's place is its archive and its number there (typeshed takes the number for a text).
    """

    def __init__(self, path: Path, scratch: Path) -> None:
        found = sorted(each for each in path.rglob("*") if _is_archive(each)) if path.is_dir() else [path]
        self.paths = [
            _unpacked(each, scratch / str(nth)) if each.suffix == ".gz" else each for nth, each in enumerate(found)
        ]
        self._boxes = [mailbox.mbox(each, factory=None, create=False) for each in self.paths]

    def heads(self) -> Iterator[Head]:
        last = datetime(1970, 1, 1, tzinfo=UTC)
        for box, letters in enumerate(self._boxes):
            for nth in letters.keys():  # noqa: SIM118 - a mailbox's keys are made by this
                with letters.get_file(nth) as file:
                    raw = file.read(256 * 1024).split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
                head = _head((box, int(nth)), email.message_from_bytes(raw), last)
                last = head.at
                yield head

    def letter(self, place: tuple[int, int]) -> EmailMessage:
        found = email.message_from_bytes(
            self._boxes[place[0]].get_bytes(cast("str", place[1])), policy=email.policy.default
        )
        assert isinstance(found, EmailMessage)  # noqa: S101 - what this policy makes
        return found

    def close(self) -> None:
        for box in self._boxes:
            box.close()


@contextmanager
def opened(path: Path) -> Iterator[Letters]:
    """Raises TooMuch and OSError."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        letters = Letters(path, scratch)
        stack.callback(letters.close)
        yield letters


def _is_archive(path: Path) -> bool:
    name = path.name.removesuffix(".gz")
    return path.is_file() and not path.is_symlink() and not name.startswith(".") and name.endswith(ENDINGS)


def _unpacked(path: Path, to: Path) -> Path:
    with gzip.open(path) as packed, to.open("wb") as out:
        try:
            shutil.copyfileobj(_Bounded(packed), out, 1 << 20)
        except (EOFError, zlib.error):
            pass  # what came before the break counts
    return to


class _Bounded:
    def __init__(self, file: gzip.GzipFile) -> None:
        self.file, self.left = file, UNPACKED

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise TooMuch
        return data


def _head(place: tuple[int, int], raw: Message, last: datetime) -> Head:
    name, address = _sender(raw)
    ids = _IDS.findall(str(raw.get("Message-ID", "")))
    before = [*_IDS.findall(str(raw.get("References", ""))), *_IDS.findall(str(raw.get("In-Reply-To", "")))]
    return Head(
        place=place, id=ids[0] if ids else f"without-id-{place[0]}-{place[1]}",
        before=tuple(dict.fromkeys(before))[-50:], subject=said(raw.get("Subject", "")), address=address, name=name,
        at=_moment(raw, last), wants_no_archive=str(raw.get("X-No-Archive", "")).strip().lower() == "yes",
    )  # fmt: skip


def said(value: object) -> str:
    """A header's words on one line, whatever its encoding claims to be."""
    try:
        text = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError):
        text = str(value)
    return " ".join(writable(text).split())


def _sender(raw: Message) -> tuple[str, str]:
    """Name and address; Mailman's archives write 'ada at example.org (Ada Lovelace)'."""
    given = said(raw.get("From", ""))
    if hidden := _BY_LIST.match(given):
        local, host, name = hidden[1].split()[-1], hidden[2], hidden[3] or ""
        return " ".join(name.split()), f"{local}@{host}".lower()
    name, address = parseaddr(given)
    return name.strip("'\" "), address.lower()


def _moment(raw: Message, last: datetime) -> datetime:
    """When it was written; where that cannot be, when the letter before it was."""
    try:
        at = parsedate_to_datetime(str(raw.get("Date", "")))
    except (TypeError, ValueError, IndexError, OverflowError):
        return last
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC) if 1980 < at.year <= datetime.now(UTC).year + 1 else last  # noqa: PLR2004 - before it there was no such mail
