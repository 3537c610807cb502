"""Outgoing mail kept in files, read back: for trying the site on one machine."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

BETWEEN = b"\n" + b"-" * 79 + b"\n"
NAME = re.compile(r"[\w.-]+\.log\Z")
MOST = 200


@dataclass(frozen=True)
class Mail:
    """One message: which file, which in it."""

    file: str
    number: int
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def date(self) -> str:
        return str(self.message["Date"] or "")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    def part(self, kind: str) -> str:
        """The text of the 'plain' or 'html' part; empty where there is none."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body is not None else ""


def folder() -> Path | None:
    """Where mail is kept; None when it goes out for real."""
    path = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(path) if settings.LOCAL and path else None


def _messages(path: Path) -> list[EmailMessage]:
    pieces = [piece for piece in path.read_bytes().split(BETWEEN) if piece.strip()]
    return [message_from_bytes(piece, policy=policy.default) for piece in pieces]


def _newest_first() -> Iterator[Mail]:
    where = folder()
    if where is None or not where.is_dir():
        return
    for path in sorted(where.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True):
        found = list(enumerate(_messages(path)))
        yield from (Mail(path.name, number, message) for number, message in reversed(found))


def latest() -> list[Mail]:
    """The newest messages, newest first."""
    return [mail for mail, _n in zip(_newest_first(), range(MOST), strict=False)]


def find(file: str, number: int) -> Mail | None:
    """One message, None for whatever is not there."""
    where = folder()
    if where is None or not NAME.match(file) or not (where / file).is_file():
        return None
    messages = _messages(where / file)
    return Mail(file, number, messages[number]) if number < len(messages) else None


def throw_away(letter_ids: Collection[int]) -> None:
    """Takes these letters out of the files; the others stay. Mail that went out for real is out of reach."""
    where = folder()
    if where is None or not where.is_dir():
        return
    gone = tuple(f"Message-ID: <letter-{pk}-".encode() for pk in letter_ids)
    for path in where.glob("*.log"):
        pieces = path.read_bytes().split(BETWEEN)
        kept = [piece for piece in pieces if not any(mark in piece for mark in gone)]
        if kept != pieces:
            path.write_bytes(BETWEEN.join(kept))
