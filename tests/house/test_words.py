"""What no file of the project may say."""

import re
from pathlib import Path

from tests.house.tree import files, name, python

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".woff2", ".gz", ".zip", ".mo", ".sqlite3"}
REGISTRIES = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + "hosted",
            "npm" + r"js\.(?:org|com)",
            "--(?:extra-)?index" + "-url",
            "find" + "-links ",
        ]
    )
)
MACHINES = re.compile(r"(?<![\w.:/])/(?:work|root|home|Users)/[\w.]")
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
ONE_SIDED = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)|float:\s*(?:left|right)|(?<![\w-])(?:left|right):"
)
VAGUE = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|handlers?|misc|common)$")
HIDDEN = re.compile(r"\b(?:pre|post)_(?:save|delete)\b|m2m_changed|\n    def (?:save|delete)\(self")


def said(found: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name(path)}: {match.group().strip()}"
        for path in found
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]


def texts() -> list[Path]:
    return [path for path in files() if path.suffix not in BINARY]


def pages() -> list[Path]:
    """Templates of pages; letters (folders named mail) go where no style sheet follows."""
    return [path for path in files("src/*.html") if "mail" not in path.parts]


def test_no_registrys_address():
    locks = [path for path in texts() if "lock" in path.name or path.suffix in {".toml", ".json", ".txt"}]
    assert said(locks, REGISTRIES) == []
    assert said(files("package-lock.json"), re.compile('"resolved"')) == []


def test_no_path_of_a_machine():
    assert said(texts(), MACHINES) == []


def test_no_inline_style_or_script():
    assert said(pages(), INLINE) == []


def test_style_sheets_know_no_left_and_right():
    assert said(files("src/*.css"), ONE_SIDED) == []


def test_modules_say_what_they_hold():
    assert [name(path) for path in python("src") if VAGUE.search(path.stem)] == []


def test_nothing_happens_behind_a_save():
    assert said(python("src"), HIDDEN) == []
