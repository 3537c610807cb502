"""Whatever hue and strength a community chooses, every text can be read: WCAG 2.2 AA over the colour tokens."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

import trialogue.core

TOKENS = Path(trialogue.core.__file__).parent / "css" / "tokens" / "colour.css"
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\((.+?)\), oklch\((.+?)\)\);")

TEXT, SHAPE = 4.5, 3.0
VOICES = ("user", "builder", "steward")
STATES = ("good", "info", "warn", "bad")
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-2", "ink-3", "brand")
        for ground in ("paper", "surface", "sunken", "hover")
    ),
    *((ink, "brand-soft", TEXT) for ink in ("brand", "ink", "ink-2", "ink-3")),
    *(("on-brand", ground, TEXT) for ground in ("brand", "brand-hover")),
    *(("edge", ground, SHAPE) for ground in ("surface", "paper")),
    ("ink", "mark", TEXT),
    *((ink, f"{voice}-soft", TEXT) for ink in ("ink", "ink-2") for voice in VOICES),
    *((voice, ground, TEXT) for voice in VOICES for ground in (f"{voice}-soft", "paper", "surface")),
    *((state, ground, TEXT) for state in STATES for ground in (f"{state}-soft", "paper", "surface", "hover", "sunken")),
    *((ink, f"{state}-soft", TEXT) for ink in ("ink", "ink-2", "ink-3", "brand") for state in STATES),
]


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB (Ottosson 2020)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )


@cache
def _luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance, with the chroma taken back until the colour can be shown."""
    lightness, chroma, hue = colour
    for step in range(61):
        rgb = _linear(lightness, chroma * (1 - step / 60), hue)
        if all(-0.0005 <= part <= 1.0005 for part in rgb):
            break
    red, green, blue = (min(1.0, max(0.0, part)) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _value(written: str, brand: dict[str, float]) -> float:
    """A number, a variable, or `calc()` of one product of the two."""
    factors = written.removeprefix("calc(").removesuffix(")") if written.startswith("calc(") else written
    return math.prod(brand[part[6]] if part.startswith("var(--") else float(part) for part in factors.split("*"))


def _tokens(theme: int, brand: dict[str, float]) -> dict[str, tuple[float, ...]]:
    found = PAIR.findall(TOKENS.read_text(encoding="utf-8"))
    return {name: tuple(_value(part, brand) for part in themes[theme].split()) for name, *themes in found}


def _brands() -> list[dict[str, float]]:
    return [
        {"h": hue, "c": chroma, "p": paper, "t": 1.0}
        for hue in range(0, 360, 15)
        for chroma in (0.02, 0.09, 0.14)
        for paper in (hue, 0, 60, 96, 180, 250, 310)
    ]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_pair_can_be_read_in_every_brand(theme):
    too_faint = set()
    for brand in _brands():
        tokens = _tokens(theme, brand)
        too_faint |= {(on, ground) for on, ground, need in PAIRS if _contrast(tokens[on], tokens[ground]) < need}
    assert too_faint == set()
