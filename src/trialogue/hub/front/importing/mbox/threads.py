"""Which letters belong together: by what they refer to, else by their subject (after RFC 5256 and Zawinski's rules)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from .letters import Head

SAME_SUBJECT = timedelta(days=30)
_ANSWER = re.compile(r"^\s*(re|aw|sv|antw|fwd?|wg|tr|rv|השב|הועבר|תשובה)(\[\d+\])?\s*:\s*", re.IGNORECASE)
_LIST = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")


@dataclass
class Thread:
    """Its letters in the order of time; `parents` names for each id the id it answers, where that letter is here."""

    letters: list[Head]
    parents: dict[str, str]

    @property
    def title(self) -> str:
        return plain(self.letters[0].subject)[0]


def plain(subject: str) -> tuple[str, bool]:
    """The subject without what mail programs and lists put before it, and whether it says that it answers."""
    answers = False
    while match := _ANSWER.match(subject) or _LIST.match(subject):
        if not subject[match.end() :].strip():
            break
        answers = answers or match.re is _ANSWER
        subject = subject[match.end() :]
    return subject.strip(), answers


class _Groups:
    """Ids that belong together: letters, and those referred to that did not come."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        root = key
        while (above := self._above.get(root, root)) != root:
            root = above
        while key != root:
            self._above[key], key = root, self._above.get(key, root)
        return root

    def join(self, one: str, other: str) -> None:
        self._above[self.of(other)] = self.of(one)


def threads(heads: Iterable[Head]) -> list[Thread]:
    """The threads in the order of their first letters."""
    letters = sorted(heads, key=lambda head: (head.at, head.place))
    known = {head.id for head in letters}
    groups, parents = _Groups(), {}
    for head in letters:
        for referred in head.before:
            groups.join(referred, head.id)
        if parent := next((each for each in reversed(head.before) if each in known and each != head.id), ""):
            parents[head.id] = parent
    _by_subject(letters, groups, parents)
    found: dict[str, list[Head]] = {}
    for head in letters:
        found.setdefault(groups.of(head.id), []).append(head)
    return [Thread(together, parents) for together in found.values()]


def _by_subject(letters: list[Head], groups: _Groups, parents: dict[str, str]) -> None:
    """An answer that refers to nothing goes to the last letter of its subject, if that is not long ago."""
    last: dict[str, Head] = {}
    for head in letters:
        subject, answers = plain(head.subject)
        before = last.get(subject.lower())
        if answers and not head.before and before is not None and head.at - before.at <= SAME_SUBJECT:
            groups.join(before.id, head.id)
            parents[head.id] = before.id
        last[subject.lower()] = head
