"""The colours of letters. Mail programs know neither our style sheet nor OKLCH, so the tokens become hex here."""

import math
from functools import lru_cache

Oklch = tuple[float, float, float]

LINEAR_BELOW = 0.0031308  # where sRGB's curve begins


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


def _gamma(part: float) -> int:
    part = min(1.0, max(0.0, part))
    curved = 12.92 * part if part <= LINEAR_BELOW else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * curved)


def hex_of(colour: Oklch) -> str:
    return "#" + "".join(f"{_gamma(part):02x}" for part in _linear(*colour))


@lru_cache(maxsize=8)
def palette(hue: int, chroma: float, paper: int, *, dark: bool) -> dict[str, str]:
    """The tokens of `core/css/tokens/colour.css` a letter needs, by name."""
    light: dict[str, Oklch] = {
        "paper": (0.986, 0.005, paper), "surface": (1, 0, 0), "line": (0.902, 0.010, paper),
        "ink": (0.235, 0.022, hue), "ink-2": (0.420, 0.020, hue), "ink-3": (0.515, 0.018, hue),
        "brand": (0.435, chroma, hue), "on-brand": (1, 0, 0),
        "user": (0.480, 0.120, 252), "user-soft": (0.928, 0.034, 252),
        "builder": (0.500, 0.105, 66), "builder-soft": (0.932, 0.048, 80),
        "steward": (0.490, 0.140, 4), "steward-soft": (0.932, 0.034, 4),
    }  # fmt: skip
    night: dict[str, Oklch] = {
        "paper": (0.190, 0.006, paper), "surface": (0.226, 0.007, paper), "line": (0.315, 0.013, paper),
        "ink": (0.945, 0.006, hue), "ink-2": (0.790, 0.010, hue), "ink-3": (0.690, 0.012, hue),
        "brand": (0.800, chroma * 1.15, hue), "on-brand": (0.185, 0.02, hue),
        "user": (0.790, 0.095, 252), "user-soft": (0.330, 0.062, 252),
        "builder": (0.810, 0.105, 74), "builder-soft": (0.345, 0.055, 70),
        "steward": (0.790, 0.105, 4), "steward-soft": (0.340, 0.070, 4),
    }  # fmt: skip
    return {name: hex_of(colour) for name, colour in (night if dark else light).items()}


@lru_cache(maxsize=8)
def dark_rules(hue: int, chroma: float, paper: int) -> str:
    """The dark set: ink (.f-), ground (.b-) and edge (.l-) classes, once for each way mail programs ask for it."""
    rules = []
    for name, colour in palette(hue, chroma, paper, dark=True).items():
        rules += [
            f".f-{name}{{color:{colour}!important}}",
            f".b-{name}{{background-color:{colour}!important}}",
            f".l-{name}{{border-color:{colour}!important}}",
        ]
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}" + "".join(f"[data-ogsc] {rule}" for rule in rules)
