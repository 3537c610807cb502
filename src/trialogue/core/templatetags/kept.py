"""`{% load kept %}`: parts of every page that are drawn once for many readers."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from trialogue.core.edge.kept import kept

register = template.Library()


class KeptNode(Node):
    def __init__(
        self, keep: Callable[..., SafeString], name: str, depends_on: list[FilterExpression], inside: NodeList
    ) -> None:
        self.keep, self.name, self.depends_on, self.nodelist = keep, name, depends_on, inside

    def render(self, context: Context) -> SafeString:
        key: tuple[Any, ...] = (self.name, get_language(), *(each.resolve(context) for each in self.depends_on))
        return self.keep(key, lambda: self.nodelist.render(context))


def _parsed(keep: Callable[..., SafeString], parser: Parser, token: Token) -> KeptNode:
    tag, name, *depends_on = token.split_contents()
    inside = parser.parse([f"end{tag}"])
    parser.delete_first_token()
    return KeptNode(keep, name.strip("'\""), [parser.compile_filter(each) for each in depends_on], inside)


@register.tag("kept")
def keep(parser: Parser, token: Token) -> KeptNode:
    """Draw what is inside once for each language and each value of what it depends on, until something happens.

    {% kept "roadmap" alike view %} … {% endkept %}: the name is the part's own; what the part shows of the reader
    must be among the values, and no token or one-use key may be inside.
    """
    return _parsed(kept.get, parser, token)


@register.tag("lasting")
def keep_lasting(parser: Parser, token: Token) -> KeptNode:
    """The same for what depends on nothing else: the frame of a page, which no event changes.

    {% lasting "foot" site.brand_version %} … {% endlasting %}
    """
    return _parsed(kept.lasting, parser, token)
