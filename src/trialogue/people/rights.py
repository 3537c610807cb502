"""Who may do what. `may` is the only decider; each app declares its verbs in its own `rights.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from trialogue.core.errors import NotAllowed

from .audiences import Role, Scope
from .persons import Person
from .silences import silence_words

Owner = Callable[[Person, Any], bool]


@dataclass(frozen=True)
class Rule:
    roles: frozenset[str]
    any_member: bool
    owner: Owner | None
    quiet: bool


_rules: dict[str, Rule] = {}


def declare(
    verb: str,
    *,
    roles: Iterable[str] = (),
    any_member: bool = False,
    owner: Owner | None = None,
    quiet: bool = False,
) -> None:
    """A verb and who may: holders of a role, any member, or whom `owner(member, thing)` names.

    `quiet`: it says nothing to others, so that who is silenced may do it too.
    """
    _rules[verb] = Rule(frozenset(roles), any_member, owner, quiet)


def verbs() -> list[str]:
    return sorted(_rules)


def _scopes(thing: Any) -> Iterable[tuple[str, int]]:
    """Where a grant for this thing may stand: on the site, its product, its category, or where it says itself (`stands_in`).

    Nowhere for what is said directly: in it everybody is alike.
    """
    if getattr(thing, "is_direct", False):
        return
    yield (Scope.SITE, 0)
    if place := getattr(thing, "stands_in", None):
        yield place
    if product_id := getattr(thing, "product_id", None):
        yield (Scope.PRODUCT, product_id)
    if category_id := getattr(thing, "category_id", None):
        yield (Scope.CATEGORY, category_id)


def has_role(member: Person | None, role: str, thing: Any = None) -> bool:
    return member is not None and any(role in member.roles.get(scope, ()) for scope in _scopes(thing))


def may(member: Person | None, verb: str, thing: Any = None) -> bool:
    """Whether this member (None = a guest) may do this to this thing; an unknown verb is a KeyError."""
    rule = _rules[verb]
    if member is None or (member.is_silenced and not rule.quiet):
        return False
    if rule.any_member or (rule.owner is not None and thing is not None and rule.owner(member, thing)):
        return True
    return any(not rule.roles.isdisjoint(member.roles.get(scope, ())) for scope in _scopes(thing))


def may_somewhere(member: Person | None, verb: str) -> bool:
    """Whether a role of theirs gives this right anywhere: on the site, for one product, in one category."""
    return member is not None and any(not _rules[verb].roles.isdisjoint(held) for held in member.roles.values())


def require(member: Person | None, verb: str, thing: Any = None) -> None:
    """Raises NotAllowed unless `may`."""
    if not may(member, verb, thing):
        raise NotAllowed(verb, silence_words(member) if member is not None and member.is_silenced else "")


STAFF = (Role.MODERATOR, Role.MANAGER, Role.OPERATOR)

declare("site.manage", roles=[Role.MANAGER, Role.OPERATOR])
declare("role.grant", roles=[Role.MANAGER, Role.OPERATOR])
declare("guard.read", roles=[Role.MODERATOR, Role.MANAGER])
declare("guard.switch", roles=[Role.MANAGER])
declare("audit.read", roles=[Role.MANAGER, Role.OPERATOR])
declare("job.retry", roles=[Role.MANAGER, Role.OPERATOR])
declare("claim.decide", roles=[Role.MANAGER])
declare("profile.edit", owner=lambda member, person: bool(member.pk == person.pk), quiet=True)
declare("profile.claim", any_member=True)
declare("representative.appoint", roles=[Role.MANAGER])
declare("representative.end", roles=[Role.MANAGER], owner=lambda member, what: bool(member.pk == what.person_id))
declare("token.make", owner=lambda member, person: bool(member.pk == person.pk))
declare("token.revoke", owner=lambda member, token: bool(member.pk == token.person_id), quiet=True)
declare("member.suspend", roles=[Role.MANAGER])
declare("member.set_aside", any_member=True, quiet=True)
declare("member.silence", roles=[Role.MODERATOR, Role.MANAGER])
declare("member.trust", roles=[Role.MANAGER])
declare("member.clear", roles=[Role.MANAGER, Role.OPERATOR])
declare("trust.change", roles=[Role.MANAGER, Role.OPERATOR])
