"""The words around what was found, and the marks on it."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .asking import Question, Term
from .texts import alike, fold

WIDTH = 210
_TOKEN = re.compile(r"[^\W_]+")
Span = tuple[int, int]


def _folded(text: str) -> str:
    """Folded letter by letter, so that places stay what they are."""
    return text.lower() if text.isascii() else "".join((fold(letter) or letter)[0] for letter in text)


def _literally(text: str, wanted: str) -> Iterator[Span]:
    start = text.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + len(wanted))


def spans(text: str, terms: Iterable[Term]) -> list[Span]:
    """Where the text speaks of these terms, in order and apart."""
    folded, found, words = _folded(text), list[Span](), list[str]()
    for term in terms:
        exactly = list(_literally(folded, _folded(term.text))) if term.exact or term.code else []
        found += exactly
        if not exactly:
            words += term.words
    if words:
        found += [match.span() for match in _TOKEN.finditer(folded) if any(alike(match[0], word) for word in words)]
    apart: list[Span] = []
    for span in sorted(found):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def marked(text: str, terms: Iterable[Term]) -> SafeString:
    return _marked(text, spans(text, terms))


def _marked(text: str, found: Iterable[Span]) -> SafeString:
    parts, last = [], 0
    for start, end in found:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))


def _best(found: list[Span]) -> int:
    """Where the window begins that holds most."""
    return max((start for start, _end in found), key=lambda at: sum(at <= start < at + WIDTH for start, _end in found))


def snippet(body: str, question: Question) -> SafeString:
    """A line of the body around what was asked, marked; its beginning where only the title says it."""
    found = spans(body, question.terms)
    begin = max(0, _best(found) - WIDTH // 4) if found else 0
    if begin:
        begin = body.find(" ", begin, begin + 40) + 1 or begin
    end = min(len(body), begin + WIDTH)
    if end < len(body):
        end = max(body.rfind(" ", begin, end), begin + WIDTH // 2)
    inside = [(start - begin, stop - begin) for start, stop in found if begin <= start and stop <= end]
    before, after = "… " if begin else "", " …" if end < len(body) else ""
    return mark_safe(before + _marked(body[begin:end], inside) + after)
