"""A whole site of its own, started as anybody starts it, and the browser that looks at it: for pictures and tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
SETTINGS = {"DJANGO_SETTINGS_MODULE": "trialogue.config.settings"}
NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "TRIALOGUE_DATA", "TRIALOGUE_LOCAL", "TRIALOGUE_URL"}
BETWEEN = b"\n" + b"-" * 79 + b"\n"
CODE = re.compile(r"\b\d{3}-\d{3}\b")


def chromium() -> str:
    """Debian's Chromium; nothing where it is not installed."""
    return shutil.which("chromium") or ""


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class LiveSite:
    """`trialogue up` in a data directory of its own, with real jobs and mail kept in files."""

    def __init__(self, data: Path, *, demo: bool = True, environment: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.demo = demo
        self.log = data / "up.log"
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self.environment = {**inherited, **SETTINGS, **(environment or {})}

    def start(self, *, patience: float = 120) -> None:
        """Return when the first page answers. `patience`: seconds to wait for it."""
        self.data.mkdir(parents=True, exist_ok=True)
        command = ["up", "--port", str(self.port), "--data", str(self.data), *(["--demo"] if self.demo else [])]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "trialogue.config.cli", *command],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + patience
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"The site did not start:\n{self.said()}")
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def run(self, *command: str) -> str:
        """What another command of `trialogue` prints, on the same data."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "trialogue.config.cli", *command, "--data", str(self.data)],
            env={**self.environment, "TRIALOGUE_URL": self.url},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def said(self) -> str:
        """What `trialogue up` has printed."""
        return self.log.read_text(encoding="utf-8")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):  # noqa: S310 - always http
                return True
        except (urllib.error.URLError, OSError):
            return False

    def mail_to(self, address: str) -> list[EmailMessage]:
        """What was mailed to this address, oldest first."""
        files = sorted((self.data / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        pieces = [piece for path in files for piece in path.read_bytes().split(BETWEEN) if piece.strip()]
        mails = [message_from_bytes(piece, policy=policy.default) for piece in pieces]
        return [mail for mail in mails if address in str(mail["To"])]

    def code_for(self, address: str, *, after: int = 0, patience: float = 10) -> str:
        """The figures last mailed to this address, beyond the first `after` mails."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            for mail in reversed(self.mail_to(address)[after:]):
                if found := CODE.search(words_of(mail)):
                    return found.group()
            time.sleep(0.05)
        raise LookupError(f"No code came to {address}.")

    def sign_in(self, page: Page, address: str) -> None:
        """Through the door, by the code in the mail."""
        before = len(self.mail_to(address))
        page.goto(f"{self.url}/accounts/login/")
        page.get_by_role("textbox").first.fill(address)
        page.locator("main button").first.click()
        page.wait_for_url("**/code/**")
        page.get_by_role("textbox").first.fill(self.code_for(address, after=before))
        page.locator("main form button").first.click()
        page.wait_for_url(lambda url: "/accounts/" not in url)


def words_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""
