"""What may stand in a post. Nothing of the page's own machinery passes: no id, data-, hx-, form, SVG."""

import re

import nh3

TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "var",
}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {
    "a": {"mention", "ref", "quoted", "footnote-backref"},
    "figure": {"code"},
    "li": {"task"},
    "ol": {"footnotes-list"},
    "section": {"footnotes"},
    "span": {"tok-k", "tok-s", "tok-c", "tok-n"},
    "sup": {"footnote-ref"},
}
AUTO = {tag: {"dir": "auto"} for tag in ("p", "li", "h3", "h4", "h5", "h6", "td", "th", "blockquote")}
_FOOTNOTE = re.compile(r"fn(ref)?-[0-9a-f]{8}-\d+(:\d+)?\Z")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if _FOOTNOTE.match(value) else None
    if tag == "img" and name == "src":
        return value if value.startswith("/files/") else None
    return value


def clean(html: str) -> str:
    """HTML by an allow-list; foreign pictures lose their address, links say nofollow."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        set_tag_attribute_values={**AUTO, "img": {"loading": "lazy"}, "pre": {"tabindex": "0"}},
    )
