"""The cooked HTML of a Discourse post as clean HTML of ours."""

from html import escape

from trialogue.core.markup.clean import clean
from trialogue.core.markup.tree import Node, TooTangled, grown, written

from . import embeds, speech
from .bbcode import unbracketed
from .shaping import paragraphs
from .surroundings import Surroundings
from .turning import HEADINGS, turned, unlinked

RULES_FROM = (embeds, speech)  # importing them is what names their rules
KEPT_AS_TEXT = 200_000


def ours(cooked: str, where: Surroundings) -> str:
    try:
        root = grown(cooked)
    except TooTangled:
        where.lost["posts with more markup than a person writes, kept as text"] += 1
        return clean(f"<pre><code>{escape(cooked[:KEPT_AS_TEXT])}</code></pre>")
    made = Node("", {}, turned(root.children, where))
    _lower_headings(made)
    return clean(written(unbracketed(paragraphs(made.children), where)))


def _lower_headings(root: Node) -> None:
    """The page has its h1 and h2: the largest heading of a post becomes h3, the next h4."""
    headings = [node for node in root.inside() if node.tag in HEADINGS]
    ranks = {tag: f"h{min(6, 3 + rank)}" for rank, tag in enumerate(sorted({node.tag for node in headings}))}
    for node in headings:
        node.tag = ranks[node.tag]


def words_of(html: str) -> str:
    """The words alone, emoji as characters."""
    try:
        root = grown(html[:5000])
    except TooTangled:
        return ""
    return Node("", {}, unlinked(turned(root.children, Surroundings("")))).line[:500]
