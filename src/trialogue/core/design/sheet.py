"""Two finders of static files: the one style sheet, joined from its parts, and the fonts in use."""

import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

LAYERS = ("reset", "tokens", "base", "layout", "components", "screens", "utilities", "print")
PARTS = Path(__file__).parent.parent / "css"
SHEET = "css/site.css"

_NEXT = "atkinson-hyperlegible-next"
_MONO = "atkinson-hyperlegible-mono"
#: (npm package, file): only what the style sheet names.
FONTS = (
    (_NEXT, f"{_NEXT}-latin-wght-normal.woff2"),
    (_NEXT, f"{_NEXT}-latin-ext-wght-normal.woff2"),
    (_NEXT, f"{_NEXT}-latin-wght-italic.woff2"),
    (_MONO, f"{_MONO}-latin-wght-normal.woff2"),
    ("noto-sans-hebrew", "noto-sans-hebrew-hebrew-wght-normal.woff2"),
)

_FACE = re.compile(r"@font-face \{[^}]*?fonts/([\w-]+\.woff2)[^}]*\}\n")


def _font_folder(package: str) -> Path:
    return Path(settings.ROOT) / "node_modules/@fontsource-variable" / package / "files"


def fonts() -> dict[str, Path]:
    """Return the folder of each font that is there; without npm's packages pages use the device's own fonts."""
    named = ((name, _font_folder(package)) for package, name in FONTS)
    return {name: folder for name, folder in named if (folder / name).exists()}


def parts() -> list[Path]:
    """Return the files of the style sheet in order: layer by layer, by name within one."""
    return [part for layer in LAYERS for part in sorted((PARTS / layer).glob("*.css"))]


def _text(part: Path) -> str:
    """Return the part, without the faces of fonts that are not there."""
    there = fonts()
    return _FACE.sub(lambda face: face[0] if face[1] in there else "", part.read_text(encoding="utf-8"))


def join() -> str:
    """Return the style sheet: each part wrapped in the layer whose folder it stands in."""
    wrapped = [f"@layer {part.parent.name} {{\n{_text(part)}}}\n" for part in parts()]
    return f"@layer {', '.join(LAYERS)};\n" + "".join(wrapped)


def fresh(target: Path) -> bool:
    """Return whether the joined file is younger than every part, every font and this module."""
    if not target.exists():
        return False
    sources = [Path(__file__), PARTS, *PARTS.iterdir(), *parts(), *set(fonts().values())]
    return all(source.stat().st_mtime <= target.stat().st_mtime for source in sources)


def build() -> Path:
    """Write the style sheet under the data directory when a part is newer; return its folder."""
    root = Path(settings.DATA) / "sheet"
    target = root / SHEET
    if not fresh(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(f".{uuid.uuid4().hex}")
        half.write_text(join(), encoding="utf-8")
        half.replace(target)
    return root


class _Folder(FileSystemStorage):
    """A folder whose files appear under a prefix."""

    def __init__(self, location: Path, prefix: str = "") -> None:
        super().__init__(location=location)
        self.prefix = prefix


class _Listed(BaseFinder):
    """Finds only the files it names."""

    def named(self) -> Iterator[tuple[str, _Folder]]:
        """Yield each file's name within its folder."""
        raise NotImplementedError

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's shape
        """Return where the file is, or a list when all are asked for."""
        paths = [folder.path(name) for name, folder in self.named() if str(Path(folder.prefix, name)) == path]
        return paths if find_all else next(iter(paths), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every file with its storage."""
        yield from self.named()


class SheetFinder(_Listed):
    """Finds css/site.css."""

    def named(self) -> Iterator[tuple[str, _Folder]]:
        """Yield the style sheet, joined anew when a part has changed."""
        yield SHEET, _Folder(build())


class FontFinder(_Listed):
    """Finds fonts/*.woff2 in the npm packages."""

    def named(self) -> Iterator[tuple[str, _Folder]]:
        """Yield the fonts the style sheet names."""
        for name, folder in fonts().items():
            yield name, _Folder(folder, "fonts")
