"""What a text goes on with after @, # or : — people, tickets, titles. Each app offers its own."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from trialogue.core.search.finding import titled
from trialogue.people.persons import Person, PersonQuerySet

from .models import Post

MOST = 8
#: How far back one looks for those who take part.
LATELY = 200


@dataclass(frozen=True)
class Choice:
    """`text` is put into the source; `label` and `note` are what one chooses by."""

    text: str
    label: str
    note: str


#: Who writes, what stands after the sign, and the id of the conversation it is written in (0: none yet).
Source = Callable[[Person, str, int], Collection[Choice]]
_sources: dict[str, list[Source]] = {}


def completes(sign: str, source: Source) -> None:
    _sources.setdefault(sign, []).append(source)


def choices(sign: str, words: str, *, by: Person, talk: int = 0) -> list[Choice]:
    """At most eight, only of what this member may see."""
    found: dict[str, Choice] = {}
    for source in _sources.get(sign, []):
        found |= {choice.text: choice for choice in source(by, words, talk)}
    return list(found.values())[:MOST]


def titles(member: Person, words: str, *, kinds: Collection[str], cite: Callable[[str], str]) -> Iterator[Choice]:
    """Things by their title. Cited by an address that says nothing: the title is put in for who may see it (citing.py)."""
    for row in titled(words, member, kinds=kinds, most=MOST):
        path = cite(row.url)
        yield Choice(f"{settings.BASE_URL}{path}", row.title, path)


def _fits(person: Person, words: str) -> bool:
    """Whether handle or one of the names begins like this."""
    return person.handle_key.startswith(words) or any(
        part.startswith(words) for part in (person.name.casefold(), *person.name.casefold().split())
    )


def _there() -> PersonQuerySet:
    return Person.objects.visible_to(None).members().filter(is_bot=False)


def _taking_part(member: Person, words: str, talk: int) -> list[Person]:
    """Those who wrote here, the latest first."""
    posts = Post.objects.visible_to(member).filter(conversation_id=talk).order_by("-number")
    authors = list(dict.fromkeys(posts.values_list("author_id", flat=True)[:LATELY]))
    people = _there().in_bulk([pk for pk in authors if pk])
    return [people[pk] for pk in authors if pk in people and _fits(people[pk], words)]


def _others(words: str) -> list[Person]:
    """Members by handle, then by a word of their name. The ids come from narrow columns, so that looking is quick."""
    if not words:
        return []
    by_handle = Person.objects.filter(handle_key__startswith=words).order_by().values_list("pk", flat=True)
    named = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    by_name = Person.objects.filter(named).order_by().values_list("pk", flat=True)
    ids = dict.fromkeys([*by_handle[: 4 * MOST], *by_name[: 4 * MOST]])
    people = _there().in_bulk(list(ids))
    return sorted((people[pk] for pk in ids if pk in people), key=lambda each: (len(each.handle), each.handle_key))


def _people(member: Person, words: str, talk: int) -> list[Choice]:
    words = words.casefold()
    here = _taking_part(member, words, talk) if talk else []
    found = dict.fromkeys([*here, *(_others(words) if len(here) < MOST else [])])
    return [Choice(f"@{each.handle}", each.name, f"@{each.handle}") for each in found if each.pk != member.pk][:MOST]


completes("@", _people)
