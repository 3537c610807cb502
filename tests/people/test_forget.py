"""What does not stay."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import member
from tests.people.doors import come_in, join

from trialogue.people.persons import Person
from trialogue.people.pruning import forget_sessions, forget_unconfirmed

pytestmark = pytest.mark.django_db


def test_who_did_not_confirm_is_forgotten_after_a_week():
    join(Client(), "late@example.org", "Late")
    join(Client(), "new@example.org", "New")
    come_in(Client(), "in@example.org", "In")
    Person.objects.filter(name__in=["Late", "In"]).update(joined_at=timezone.now() - timedelta(days=8))
    forget_unconfirmed.func()
    assert sorted(Person.objects.values_list("name", flat=True)) == ["In", "New"]


def test_ended_sessions_are_forgotten(client):
    from django.contrib.sessions.models import Session

    client.force_login(member().account)
    other = Client()
    other.force_login(Person.objects.get().account)
    Session.objects.filter(pk=client.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))
    forget_sessions.func()
    assert [session.pk for session in Session.objects.all()] == [other.session.session_key]
