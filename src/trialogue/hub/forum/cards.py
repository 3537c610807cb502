"""The picture that stands for a topic where somebody links to it elsewhere: 1200 by 630, in the community's colours."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from trialogue.core.design.colours import RGB, rgb
from trialogue.core.design.lettering import Lettering, is_right_to_left
from trialogue.core.site import Site

from .models import Topic
from .rows import KIND_ICONS

SIZE, EDGE = (1200, 630), 80
TITLE, NAME, NOTE = Lettering(68, 680), Lettering(36, 620), Lettering(34, 500)
LEADING, LINES = 84, 4
USER, STEWARD, BUILDER = rgb(0.48, 0.12, 252), rgb(0.49, 0.14, 4), rgb(0.5, 0.105, 66)


@dataclass(frozen=True)
class Colours:
    """The light theme's, as the brand turns them."""

    paper: RGB
    ink: RGB
    brand: RGB


def _colours(site: Site) -> Colours:
    hue, chroma = float(site.hue), float(site.chroma)
    return Colours(rgb(0.986, 0.005, site.paper), rgb(0.235, 0.022, hue), rgb(0.435, chroma, hue))


def state_of(topic: Topic) -> str:
    """How far it is, in two or three words."""
    if not topic.is_question:
        return str(KIND_ICONS[topic.kind][1])
    if topic.solved:
        return _("Answered")
    return _("Question with replies") if topic.conversation.reply_count else _("No answer yet")


def _mark(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """The three of Trialogue: circle, arch and square."""
    pen.ellipse((x, y, x + 26, y + 26), fill=USER)
    pen.pieslice((x + 31, y, x + 57, y + 26), 180, 360, fill=STEWARD)
    pen.rectangle((x + 31, y + 13, x + 57, y + 26), fill=STEWARD)
    pen.rounded_rectangle((x + 15, y + 32, x + 42, y + 59), 6, fill=BUILDER)


def _logo(picture: Image.Image, site: Site, x: int, y: int) -> bool:
    """The community's own, where it has one."""
    if site.logo is None or not site.logo.path.exists():
        return False
    with Image.open(site.logo.path) as opened:
        logo = opened.convert("RGBA")
        logo.thumbnail((60, 60))
        picture.paste(logo, (x, y), logo)
    return True


def draw_card(topic: Topic, site: Site) -> bytes:
    """The picture as PNG."""
    colours = _colours(site)
    picture = Image.new("RGB", SIZE, colours.paper)
    pen = ImageDraw.Draw(picture)
    right = is_right_to_left(topic.title)
    begin = SIZE[0] - EDGE if right else EDGE
    pen.rectangle((0, 0, SIZE[0], 14), fill=colours.brand)
    if not _logo(picture, site, EDGE, 64):
        _mark(pen, EDGE, 64)
    NAME.draw(pen, (EDGE + 84, 106), NAME.lines(site.name, 900, 1)[0].removesuffix(" …"), colours.ink)
    for nth, line in enumerate(TITLE.lines(topic.title, SIZE[0] - 2 * EDGE, LINES)):
        TITLE.draw(pen, (begin, 236 + nth * LEADING), line, colours.ink, rtl=right)
    note = f"{state_of(topic)} · {topic.category.name}"
    NOTE.draw(pen, (begin, 566), NOTE.lines(note, SIZE[0] - 2 * EDGE, 1)[0], colours.brand, rtl=right)
    kept = BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()
