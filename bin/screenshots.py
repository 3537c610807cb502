"""Pictures of the main pages: light and dark, phone and desk, and in Hebrew; with a contact sheet of them all.

    python bin/screenshots.py [FOLDER]

The demo is started in a temporary directory; FOLDER is var/screenshots unless named.
"""

import html
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from live_site import LiveSite, chromium, launch
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MEMBER, MANAGER = "wanjiru@example.org", "noa@example.org"
PHONE, DESK = 390, 1440
HEIGHTS = {PHONE: 844, DESK: 1000}
TILE, GAP, CAPTION = 360, 16, 20
TALLEST = 2.0  # of a picture on the contact sheet, in its own widths


@dataclass(frozen=True)
class Subject:
    """A page and who looks at it; no address: a guest."""

    name: str
    path: str
    who: str = ""


SUBJECTS = (
    Subject("home-guest", "/"),
    Subject("home-member", "/", MEMBER),
    Subject("forum", "/forum/"),
    Subject("topic", "/t/1/"),
    Subject("ask", "/forum/ask/", MEMBER),
    Subject("tickets", "/tickets/"),
    Subject("ticket", "/tickets/3/"),
    Subject("roadmap", "/roadmap/"),
    Subject("roadmap-versions", "/roadmap/?view=versions"),
    Subject("releases", "/releases/"),
    Subject("release", "/releases/latest/"),
    Subject("people", "/people/"),
    Subject("profile", "/people/claire/"),
    Subject("start", "/start/", MEMBER),
    Subject("inbox", "/inbox/", MEMBER),
    Subject("join", "/accounts/signup/"),
    Subject("sign-in", "/accounts/login/"),
    Subject("manage", "/manage/", MANAGER),
    Subject("brand", "/manage/brand/", MANAGER),
    Subject("audit", "/manage/audit/", MANAGER),
)


@dataclass(frozen=True)
class Way:
    """How a page is looked at."""

    language: str
    scheme: Literal["dark", "light"]
    width: int

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.width}"


WAYS = (
    Way("en", "light", PHONE),
    Way("en", "dark", PHONE),
    Way("en", "light", DESK),
    Way("en", "dark", DESK),
    Way("he", "light", DESK),
)


def known(site: LiveSite, browser: Browser) -> dict[str, StorageState | None]:
    """Everybody who looks, with the cookies of one sign-in: the door hands out few codes a minute."""
    cookies: dict[str, StorageState | None] = {"": None}
    for who in (MEMBER, MANAGER):
        context = browser.new_context()
        site.sign_in(context.new_page(), who)
        cookies[who] = context.storage_state()
        context.close()
    return cookies


def taken(
    url: str, browser: Browser, way: Way, cookies: dict[str, StorageState | None], folder: Path
) -> Iterator[Path]:
    """Every page looked at in this way; one browser context for each who looks."""
    for who, state in cookies.items():
        context = browser.new_context(
            viewport={"width": way.width, "height": HEIGHTS[way.width]},
            color_scheme=way.scheme,
            reduced_motion="reduce",
            storage_state=state,
        )
        page = context.new_page()
        for subject in SUBJECTS:
            if subject.who == who:
                yield take(page, url, subject, way, folder)
        context.close()


def take(page: Page, url: str, subject: Subject, way: Way, folder: Path) -> Path:
    prefix = "" if way.language == "en" else f"/{way.language}"
    answer = page.goto(f"{url}{prefix}{subject.path}", wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{prefix}{subject.path} answered {answer.status if answer else 'nothing'}.")
    path = folder / f"{subject.name}-{way}.png"
    page.screenshot(path=path, full_page=True)
    return path


def tile(path: Path) -> Image.Image:
    """A picture made small, cut where it is very long."""
    with Image.open(path) as picture:
        width, height = picture.size
        cut = picture.crop((0, 0, width, min(height, int(width * TALLEST)))).convert("RGB")
    return cut.resize((TILE, max(1, cut.height * TILE // width)), Image.Resampling.LANCZOS)


def contact_sheet(folder: Path) -> Path:
    """One picture with a row for each page and a column for each way."""
    rows = [[tile(folder / f"{subject.name}-{way}.png") for way in WAYS] for subject in SUBJECTS]
    heights = [max(picture.height for picture in row) + GAP + CAPTION for row in rows]
    sheet = Image.new("RGB", ((TILE + GAP) * len(WAYS) + GAP, sum(heights) + GAP), "#8a8a8a")
    draw, top = ImageDraw.Draw(sheet), GAP
    for subject, row, height in zip(SUBJECTS, rows, heights, strict=True):
        for column, (way, picture) in enumerate(zip(WAYS, row, strict=True)):
            left = GAP + column * (TILE + GAP)
            draw.text((left, top), f"{subject.name} {way}", fill="white")
            sheet.paste(picture, (left, top + CAPTION))
        top += height
    path = folder / "contact-sheet.png"
    sheet.save(path)
    return path


def contact_page(folder: Path) -> Path:
    """The same as a page, each picture a link to itself."""
    cells = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" width="{TILE}" loading="lazy" alt=""></a>'
        f"<figcaption>{html.escape(name)}</figcaption></figure>"
        for subject in SUBJECTS
        for name in [f"{subject.name}-{way}.png" for way in WAYS]
    )
    path = folder / "index.html"
    path.write_text(f"<!doctype html>\n<meta charset=utf-8>\n<title>Trialogue</title>\n{cells}\n", encoding="utf-8")
    return path


def main(folder: Path) -> int:
    if not chromium():
        print("Chromium is not installed: no pictures.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="trialogue-pictures-") as data, sync_playwright() as playwright:
        site = LiveSite(Path(data))
        site.start()
        try:
            browser = launch(playwright)
            cookies = known(site, browser)
            for way in WAYS:
                print(f"{way}: {len(list(taken(site.url, browser, way, cookies, folder)))} pages", flush=True)
            browser.close()
        finally:
            site.stop()
    print(f"{contact_sheet(folder)}\n{contact_page(folder)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "screenshots"))
