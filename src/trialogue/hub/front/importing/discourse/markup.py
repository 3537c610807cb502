"""The cooked HTML of a Discourse post as clean HTML of ours."""

from html import escape

from trialogue.core.markup.clean import clean

from . import embeds, speech
from .bbcode import unbracketed
from .shaping import paragraphs
from .surroundings import Surroundings
from .tree import Node, TooTangled, grown, written
from .turning import turned, unlinked

RULES_FROM = (embeds, speech)  # importing them is what names their rules
KEPT_AS_TEXT = 200_000


def ours(cooked: str, where: Surroundings) -> str:
    try:
        root = grown(cooked)
    except TooTangled:
        where.lost["posts with more markup than a person writes, kept as text"] += 1
        return clean(f"<pre><code>{escape(cooked[:KEPT_AS_TEXT])}</code></pre>")
    return clean(written(unbracketed(paragraphs(turned(root.children, where)), where)))


def words_of(html: str) -> str:
    """The words alone, emoji as characters."""
    try:
        root = grown(html[:5000])
    except TooTangled:
        return ""
    return Node("", {}, unlinked(turned(root.children, Surroundings("")))).line[:500]
