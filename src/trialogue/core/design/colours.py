"""OKLCH colours as the numbers a picture takes. After https://bottosson.github.io/posts/oklab/."""

from math import cos, radians, sin

#: Below this a channel of sRGB is linear.
DARK = 0.0031308
RGB = tuple[int, int, int]
_LMS = ((0.3963377774, 0.2158037573), (-0.1055613458, -0.0638541728), (-0.0894841775, -1.2914855480))
_LINEAR = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def _encoded(part: float) -> int:
    part = min(1.0, max(0.0, part))
    part = 12.92 * part if part <= DARK else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * part)


def rgb(lightness: float, chroma: float, hue: float) -> RGB:
    """The sRGB bytes of a colour; hue in degrees. What lies outside of sRGB is cut off."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    cones = [(lightness + by_a * a + by_b * b) ** 3 for by_a, by_b in _LMS]
    red, green, blue = (_encoded(sum(f * cone for f, cone in zip(row, cones, strict=True))) for row in _LINEAR)
    return red, green, blue
