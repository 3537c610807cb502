"""Somebody who can sign in always looks after the site."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests import cast

from trialogue.core.errors import Refused
from trialogue.people.actions.roles import grant, revoke
from trialogue.people.actions.suspending import suspend
from trialogue.people.audiences import Role, RoleGrant, Scope
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db
at_the_same_time = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write after the other")
NOBODY_ELSE = "Somebody else has to have this role first"


def managing(person, **more):
    return grant(person, role=Role.MANAGER, by=None, at=cast.AT, **more)


def looking_after() -> list[str]:
    held = RoleGrant.objects.filter(role=Role.MANAGER, scope_id=0, until=None, person__account__is_active=True)
    return sorted(held.values_list("person__handle", flat=True))


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


def test_a_manager_of_one_place_is_not_another(noa):
    managing(cast.member(), scope=Scope.PRODUCT, scope_id=cast.product().pk)
    RoleGrant.objects.create(person=cast.member("Tamar Levi"), role=Role.MANAGER, scope_id=7, at=cast.AT)
    with pytest.raises(Refused, match=NOBODY_ELSE):
        revoke(noa.grants.get(), by=noa, at=cast.AT)


def test_a_manager_who_is_kept_out_is_not_another(noa):
    other = cast.member("Tamar Levi")
    managing(other)
    suspend(other, by=noa, at=cast.AT, reason="A holiday.")
    with pytest.raises(Refused, match=NOBODY_ELSE):
        revoke(noa.grants.get(), by=noa, at=cast.AT)


def test_of_two_one_may_go(noa):
    other = cast.member("Tamar Levi")
    managing(other)
    revoke(noa.grants.get(), by=other, at=cast.AT)
    assert looking_after() == ["tamar"]


def test_a_manager_of_one_place_may_always_go(noa):
    given = managing(cast.member(), scope=Scope.PRODUCT, scope_id=cast.product().pk)
    revoke(given, by=noa, at=cast.AT)
    given.refresh_from_db()
    assert given.until == cast.AT


def at_once(*acts):
    """Each in a thread and connection of its own, all begun in the same moment."""
    gate = Barrier(len(acts))

    def act(one):
        try:
            gate.wait(10)
            one()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(act, acts))


@at_the_same_time
@pytest.mark.django_db(transaction=True)
def test_two_who_keep_each_other_out_at_once_leave_one(noa):
    other = cast.member("Tamar Levi")
    managing(other)
    one, two = Person.objects.get(pk=noa.pk), Person.objects.get(pk=other.pk)
    said = at_once(
        lambda: suspend(two, by=one, at=cast.AT, reason="A quarrel."),
        lambda: suspend(one, by=two, at=cast.AT, reason="A quarrel."),
    )
    assert said == [f"{NOBODY_ELSE}.", "done"]
    assert len(looking_after()) == 1


@at_the_same_time
@pytest.mark.django_db(transaction=True)
def test_nor_do_one_who_keeps_out_and_one_who_takes_the_role(noa):
    other = cast.member("Tamar Levi")
    managing(other)
    given = noa.grants.get()
    one, two = Person.objects.get(pk=noa.pk), Person.objects.get(pk=other.pk)
    said = at_once(
        lambda: suspend(two, by=one, at=cast.AT, reason="A quarrel."), lambda: revoke(given, by=two, at=cast.AT)
    )
    assert said == [f"{NOBODY_ELSE}.", "done"]
    assert len(looking_after()) == 1
