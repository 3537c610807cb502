"""A mail archive as a source of the neutral format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from trialogue.core.files import clean_name
from trialogue.core.limits import FILE_BYTES
from trialogue.hub.front.importing.neutral.records import (
    Broken,
    CategoryLine,
    FileLine,
    Line,
    PersonLine,
    PostLine,
    TopicLine,
)  # fmt: skip

from .bodies import html_of, nothing_said
from .letters import Head, Letters
from .threads import Thread, threads

FILES = 20
_NOT_IN_A_HANDLE = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass
class Archive:
    """The letters of one list, as lines. `files` is an empty folder for the attachments of the thread at hand."""

    letters: Letters
    files: Path
    name: str
    category: str
    kept_out: int = 0
    again: int = 0
    _threads: list[Thread] = field(default_factory=list)
    _senders: dict[str, Head] = field(default_factory=dict)

    def survey(self) -> None:
        """Reads all heads; what was asked to be kept out of archives, or is here twice, is counted and left."""
        found: dict[str, Head] = {}
        for head in self.letters.heads():
            self.kept_out += head.wants_no_archive
            self.again += head.id in found
            if not head.wants_no_archive:
                found.setdefault(head.id, head)
        self._threads = threads(found.values())
        for head in found.values():
            if head.address and not (head.address in self._senders and self._senders[head.address].name):
                self._senders[head.address] = head

    def lines(self, *, whole: bool = True) -> Iterator[tuple[str, Line | Broken]]:
        if not self._threads:
            self.survey()
        yield self.name, CategoryLine("list", self.category, "discussion", "")
        for address, head in self._senders.items():
            handle = _NOT_IN_A_HANDLE.sub("", head.name.replace(" ", "-")) or address.partition("@")[0]
            name = head.name or address.partition("@")[0]
            yield address, PersonLine(_key(address), handle, name, "", None, bot=False)
        for thread in self._threads:
            yield from self._lines_of(thread, whole=whole)

    def _lines_of(self, thread: Thread, *, whole: bool) -> Iterator[tuple[str, Line | Broken]]:
        first = thread.letters[0]
        yield first.id, TopicLine(
            key=_key(first.id), title=thread.title or "(no subject)", category="list", starter=_key(first.address),
            at=first.at, kind="", language="", audience="public", closed_at=None, pinned_at=None, addresses=(),
        )  # fmt: skip
        for before in self.files.iterdir():  # those of the thread before, which is written by now
            before.unlink()
        for head in thread.letters:
            letter = self.letters.letter(head.place) if whole else None
            yield head.id, PostLine(
                key=_key(head.id), topic=_key(first.id), author=_key(head.address), author_name=head.name, at=head.at,
                edited_at=None, format="html", body=self._body(letter) if letter else "", addresses=(),
                reply_to=_key(thread.parents.get(head.id, "")), thanks=0, accepted=False,
                files=tuple(self._attached(head, letter)) if letter else (),
            )  # fmt: skip

    def _body(self, letter: EmailMessage) -> str:
        return html_of(letter, self._senders.__contains__) or nothing_said()

    def _attached(self, head: Head, letter: EmailMessage) -> Iterator[FileLine]:
        """Writes the attachments where `file` finds them."""
        for nth, part in enumerate(letter.iter_attachments()):
            data = part.get_payload(decode=True)
            if nth < FILES and isinstance(data, bytes) and 0 < len(data) <= FILE_BYTES:
                path = f"{head.place[0]}-{head.place[1]}-{nth}"
                (self.files / path).write_bytes(data)
                yield FileLine(clean_name(part.get_filename() or f"part-{nth + 1}"), path)

    def file(self, path: str) -> Path | None:
        found = self.files / path
        return found if found.is_file() else None


def _key(text: str) -> str:
    return text[-110:]
