"""What somebody typed, understood: words whose forms count, and texts that stand letter by letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .texts import SMALL, words_in

LONGEST = 200
MOST_TERMS = 10
MOST_JOINED = 5
_PARTS = re.compile(r'"([^"]+)"|“([^”]+)”|«\s*([^»]+?)\s*»|(\S+)')
_AROUND = "()[]{}<>,;:!?¿¡'’\"“”„«»…"
#: Marks inside a word that make it a name of code, a path, an option.
_CODE = re.compile(r"[_\-./\\:=$#@+*&|%]")


@dataclass(frozen=True)
class Term:
    """`exact`: it stands in the text letter by letter (in quotes). `code`: that is preferred."""

    text: str
    exact: bool = False
    code: bool = False

    @property
    def words(self) -> list[str]:
        return words_in(self.text)

    @property
    def is_plain(self) -> bool:
        return self.text.isalpha() and not self.exact


@dataclass(frozen=True)
class Question:
    """`any_of` are alternatives, each of terms that must all be there; `begins`: the last word may go on."""

    terms: tuple[Term, ...]
    any_of: tuple[tuple[Term, ...], ...]
    begins: bool = False

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(word for term in self.terms for word in term.words))

    def instead(self, better: dict[str, str]) -> "Question":
        """The same with these words in the place of those."""
        return ask([replace(term, text=better.get(term.text.lower(), term.text)) for term in self.terms])

    def loosely(self) -> "Question":
        """One of the words may be missing."""
        groups = [without for group in self.any_of for without in _without_one(group)]
        return replace(self, any_of=tuple(dict.fromkeys(groups)) or self.any_of)


def _without_one(group: tuple[Term, ...]) -> list[tuple[Term, ...]]:
    """Each way to leave one word out; what stands in quotes stays, and of one word none can be missing."""
    if len(group) < 2:  # noqa: PLR2004
        return []
    return [tuple(each for each in group if each is not left_out) for left_out in group if not left_out.exact]


def _joined(terms: tuple[Term, ...]) -> list[tuple[Term, ...]]:
    """With two neighbours as one word: who looks for a rigid body may mean RigidBody."""
    if len(terms) > MOST_JOINED:
        return []
    pairs = [(place, terms[place], terms[place + 1]) for place in range(len(terms) - 1)]
    return [
        (*terms[:place], Term(one.text + other.text), *terms[place + 2 :])
        for place, one, other in pairs
        if one.is_plain and other.is_plain
    ]


def ask(terms: Sequence[Term], *, begins: bool = False) -> Question:
    kept = tuple(terms)
    return Question(kept, (kept, *_joined(kept)) if kept else (), begins)


def _term(quoted: str, plain: str) -> Term | None:
    text = " ".join((quoted or plain).split()).strip()
    if not quoted:
        text = text.strip(_AROUND).rstrip(".")
    return Term(text, exact=bool(quoted), code=bool(_CODE.search(text))) if words_in(text) else None


def read(typed: str, *, begins: bool = False) -> Question:
    """Understands what was typed. Small words count in quotes, or where there are no others."""
    found = [
        _term(one or two or three, plain)
        for one, two, three, plain in _PARTS.findall(typed.replace("\x00", "")[:LONGEST])
    ]
    terms = [term for term in dict.fromkeys(found) if term is not None]
    telling = [term for term in terms if term.exact or term.code or not set(term.words) <= SMALL]
    return ask((telling or terms)[:MOST_TERMS], begins=begins and typed[-1:].isalnum())
