"""What a careful visitor sees: every page there is to reach, and what is wrong with one."""

import re
from collections import deque
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LINKS = re.compile(r'<a\s[^>]*?href="([^"#]+)')
OF_A_KIND, FILTERED = 2, 1  # pages of one address pattern that are looked at, and of each kind of question to it
VIOLATIONS = """
async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
    found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 200)} | ${node.failureSummary.slice(0, 300)}`))
"""
NOT_PAGES = {"file", "release-file", "dev-mail-html", "settings-sign-out", "start-go"}


def every_page(context: BrowserContext, *starts: str, language: str = "") -> list[str]:
    """Addresses reached by following links from these, some of each kind; `language`: only below that prefix."""
    waiting, seen, found = deque(starts), set(starts), {}
    while waiting:
        path = waiting.popleft()
        kind = _kind(path.removeprefix(language))
        if kind in NOT_PAGES or len(found.get(kind, ())) >= (FILTERED if "?" in kind else OF_A_KIND):
            continue
        answer = context.request.get(path, max_redirects=0)
        assert answer.status < 400, f"{path} answered {answer.status}"
        if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
            found.setdefault(kind, []).append(path)
            links = {unescape(link) for link in LINKS.findall(answer.text())} - seen
            seen |= links
            waiting.extend(sorted(link for link in links if _prefix(link) == language))
    return sorted(path for paths in found.values() for path in paths)


def _prefix(link: str) -> str:
    """The language's part of an address; None where it leads away."""
    return ("/he" if link.startswith("/he/") else "") if link.startswith("/") else None


def _kind(path: str) -> str:
    """The address pattern's name, with the names of what is asked for."""
    url = urlsplit(path)
    asked = "&".join(sorted(parse_qs(url.query)))
    try:
        name = resolve(url.path).url_name or url.path
    except Resolver404:
        name = url.path
    return f"{name}?{asked}" if asked else name


class Watch:
    """Looks at one page after the other and notes what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("requestfailed", lambda request: self.note(f"failed {request.url} {request.failure}"))

    def _said(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.note(f"console: {message.text}")

    def note(self, what: str) -> None:
        self.wrong.append(f"{urlsplit(self.page.url).path} {what}")

    def look(self, path: str) -> None:
        self.page.goto(path)

    def accessible(self) -> None:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        for spot in self.page.evaluate(VIOLATIONS):
            self.note(spot)

    def fits(self, *widths: int) -> None:
        """Nothing stands out beyond the window at these widths."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 844})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.note(f"is {wide} wide in a window of {width}")
