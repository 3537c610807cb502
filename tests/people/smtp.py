"""A mail server for tests: takes what it is given, may refuse somebody, may end the process that sends."""

import email
import email.policy
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """What arrived, in order. `victim` dies at message `kill_at`: before it is taken, or (`after`) just after."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.senders: list[str | None] = []
        self.refused: set[str] = set()
        self.victim = 0
        self.kill_at = 0
        self.after = False
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        last = self.victim and len(self.taken) + 1 == self.kill_at
        if last and not self.after:
            self._kill()
            return "451 too late"
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]
        self.senders.append(envelope.mail_from)
        if last:
            self._kill()
        return "250 OK"

    def _kill(self) -> None:
        os.kill(self.victim, signal.SIGKILL)
        self.victim = 0


@contextmanager
def post_office() -> Iterator[Postbox]:
    """The server, running while inside."""
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
