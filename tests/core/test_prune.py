"""One-use keys are forgotten after a week."""

from datetime import timedelta

import pytest
from django.utils import timezone

from trialogue.core.jobs import prune_keys
from trialogue.core.once import UsedKey

pytestmark = pytest.mark.django_db


def test_a_week_later_a_key_is_forgotten():
    old, fresh = (UsedKey.objects.create(key=name, person_id=1) for name in ("old", "fresh"))
    UsedKey.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=8))
    prune_keys.call()
    assert list(UsedKey.objects.all()) == [fresh]
