"""Words in a picture: each letter in a font that has it, right-to-left where it belongs, broken into lines."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

from PIL import ImageDraw, ImageFont, features

from .colours import RGB
from .sheet import fonts

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
LATIN = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
BEYOND = "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
HEBREW = "noto-sans-hebrew-hebrew-wght-normal.woff2"


@lru_cache(maxsize=32)
def font(name: str, size: int, weight: int) -> Font:
    """One of the site's fonts; Pillow's own where npm's packages are not there."""
    folder = fonts().get(name)
    if folder is None:
        return ImageFont.load_default(size)
    found = ImageFont.truetype(folder / name, size)
    found.set_variation_by_axes([weight])
    return found


def _is_hebrew(letter: str) -> bool:
    return "\u0590" <= letter <= "\u05ff" or "\ufb1d" <= letter <= "\ufb4f"


def is_right_to_left(text: str) -> bool:
    """By its first letter that has a direction."""
    return next((_is_hebrew(letter) for letter in text if letter.isalpha()), False)


def _font_of(letter: str) -> str:
    if _is_hebrew(letter):
        return HEBREW
    return BEYOND if "\u0100" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff" else LATIN


def _strong(letter: str) -> bool | None:
    """Whether it is read from the right; None for what follows its neighbours."""
    if _is_hebrew(letter):
        return True
    return False if letter.isalnum() else None


def _directions(text: str, *, rtl: bool) -> list[bool]:
    """For each letter whether it is read from the right: the core of https://unicode.org/reports/tr9/, enough for a title."""
    strong = [_strong(letter) for letter in text]
    before = list(accumulate(strong, lambda last, now: last if now is None else now, initial=rtl))[1:]
    after = list(accumulate(strong[::-1], lambda last, now: last if now is None else now, initial=rtl))[:0:-1]
    return [one if one == other else rtl for one, other in zip(before, after, strict=True)]


def _from_the_right(run: str) -> list[tuple[str, str]]:
    """The parts of a run that is read from the right, as they stand from the left; signs are turned round."""
    parts = [(name, "".join(part)) for name, part in groupby(run, key=_font_of)]
    return [(name, part if name == HEBREW else part[::-1].translate(MIRRORED)) for name, part in parts[::-1]]


def _runs(text: str, *, rtl: bool) -> list[tuple[str, str]]:
    """Parts of one font and direction in the order they stand in from the left."""
    lettered = zip(_directions(text, rtl=rtl), text, strict=True)
    runs = [
        (right, "".join(letter for _right, letter in run)) for right, run in groupby(lettered, key=lambda each: each[0])
    ]
    found: list[tuple[str, str]] = []
    for right, run in runs[::-1] if rtl else runs:
        found += _from_the_right(run) if right else [(name, "".join(part)) for name, part in groupby(run, key=_font_of)]
    return found


@dataclass(frozen=True)
class Lettering:
    """Letters of one size and weight."""

    size: int
    weight: int

    def _width(self, name: str, run: str) -> float:
        return font(name, self.size, self.weight).getlength(run)

    def width(self, text: str) -> float:
        return sum(self._width(name, run) for name, run in _runs(text, rtl=False))

    def lines(self, text: str, width: int, most: int) -> list[str]:
        """The text in at most so many lines, an ellipsis at the end of what does not fit."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        return [self._cut(line, width) for line in lines]

    def _cut(self, line: str, width: int) -> str:
        """A word longer than a line ends where the line does."""
        if self.width(line) <= width:
            return line
        while len(line) > 1 and self.width(f"{line}…") > width:
            line = line[:-1]
        return f"{line}…"

    def draw(self, on: ImageDraw.ImageDraw, at: tuple[int, int], text: str, fill: RGB, *, rtl: bool = False) -> None:
        """Draws one line; `at` is where it begins, its right end where it is read from the right."""
        x, y = at
        shapes = features.check("raqm")  # else Pillow draws letter by letter, from the left
        left = x - self.width(text) if rtl else float(x)
        for name, run in _runs(text, rtl=rtl):
            drawn = run[::-1] if name == HEBREW and not shapes else run
            direction = ("rtl" if name == HEBREW else "ltr") if shapes else None
            own = font(name, self.size, self.weight)
            on.text((left, y), drawn, font=own, fill=fill, anchor="ls", direction=direction)
            left += self._width(name, run)
