"""Code in four tones that all pass 4.5:1: word of the language, text, number, remark."""

from html import escape

from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from pygments.util import ClassNotFound

_TONES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "tok-c"),
    (String, "tok-s"),
    (Number, "tok-n"),
    (Keyword, "tok-k"),
    (Name.Tag, "tok-k"),
    (Name.Builtin, "tok-k"),
)
# A lexer may take a second for some 4,000 hostile letters; longer code is shown without colours.
COLOURED_BYTES = 6_000


def _tone(kind: _TokenType) -> str:
    return next((css for group, css in _TONES if kind in group), "")  # type: ignore[comparison-overlap]  # a token type contains its kinds


def _body(code: str, language: str) -> str:
    if not language or len(code) > COLOURED_BYTES:
        return escape(code)
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(code)
    spans = ((_tone(kind), escape(text)) for kind, text in lex(code, lexer))
    return "".join(f'<span class="{tone}">{text}</span>' if tone else text for tone, text in spans)


def coloured(code: str, language: str, name: str) -> str:
    """A figure with the file's name (or the language) above the code."""
    caption = escape(name or language)
    head = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="code">{head}<pre><code>{_body(code, language)}</code></pre></figure>'
