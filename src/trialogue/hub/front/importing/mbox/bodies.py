"""The body of a letter as clean HTML: paragraphs, quotes (long ones folded), patches and signatures."""

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage, Message
from html import escape
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.markup.clean import clean
from trialogue.core.words import writable

LONG_QUOTE = 6
TEXT_CHARS = 200_000
_QUOTE = re.compile(r"^(?:>\s?)+")
_WROTE = re.compile(r"\b(wrote|schrieb|escribió|a écrit|כתב|כתבה)\b.{0,20}:\s*$", re.IGNORECASE)
_PATCH = re.compile(r"^(diff --git |Index: |--- \S+|@@ )")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def text_of(part: Message) -> str:
    """The text of a part, whatever it says of its encoding."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    named = part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "windows-1252", "latin-1"):
        try:
            return writable(data.decode(charset))
        except (LookupError, UnicodeDecodeError):
            continue
    return ""


def html_of(letter: EmailMessage, hide: Callable[[str], bool]) -> str:
    """The plain text if there is one, else the HTML. Addresses for which `hide` says yes lose their end."""
    part = letter.get_body(("plain", "html"))
    if part is None:
        return ""
    text = text_of(part)[:TEXT_CHARS]
    text = _ADDRESS.sub(lambda found: f"{found[0].partition('@')[0]}@…" if hide(found[0].lower()) else found[0], text)
    if part.get_content_subtype() == "html":
        return clean(text)
    return clean("".join(_blocks(_flowed(text, part).splitlines())))


def _flowed(text: str, part: Message) -> str:
    """Lines that say they go on (RFC 3676) are one line."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    out: list[str] = []
    goes_on = False
    for line in text.splitlines():
        if goes_on and not line.startswith(">"):
            out[-1] += line
        else:
            out.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(out)


def _blocks(lines: list[str]) -> Iterator[str]:
    end = next((n for n, line in enumerate(lines) if line in ("-- ", "--")), len(lines))
    body, signature = lines[:end], [line for line in lines[end + 1 :] if line.strip()]
    for quoted, run in groupby(body, key=lambda line: line.startswith(">")):
        part = [_QUOTE.sub("", line) for line in run]  # what is no quote stays as it is
        yield from [_quote(part)] if quoted else _spoken(part)
    if signature:
        yield f"<p><small>{'<br>'.join(map(escape, signature[:6]))}</small></p>"


def _quote(lines: list[str]) -> str:
    inside = f"<blockquote>{''.join(_paragraphs(lines))}</blockquote>"
    if len(lines) <= LONG_QUOTE:
        return inside
    words = ngettext("%(n)d quoted line", "%(n)d quoted lines", len(lines)) % {"n": len(lines)}
    return f"<details><summary>{escape(words)}</summary>{inside}</details>"


def _spoken(lines: list[str]) -> Iterator[str]:
    """Paragraphs, and from the first line of a patch on the rest as it is."""
    patch = next((n for n, line in enumerate(lines) if _PATCH.match(line)), len(lines))
    yield from _paragraphs(lines[:patch])
    if patch < len(lines):
        yield f"<pre><code>{escape(chr(10).join(lines[patch:]))}</code></pre>"


def _paragraphs(lines: list[str]) -> Iterator[str]:
    for empty, run in groupby(lines, key=lambda line: not line.strip()):
        if not empty:
            part = list(run)
            muted = len(part) <= 2 and _WROTE.search(part[-1])  # noqa: PLR2004 - such a line may be broken once
            said = "<br>".join(escape(line.rstrip()) for line in part)
            yield f"<p><small>{said}</small></p>" if muted else f"<p>{said}</p>"


def nothing_said() -> str:
    words = escape(_("This letter had no text."))
    return f"<p><em>{words}</em></p>"
