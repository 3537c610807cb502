"""A manager decides who an imported person is."""

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.people.actions.claims import claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(noa):
    return claim(cast.unclaimed("Gerd Alt"), by=cast.member(), words="I wrote under my old name.", at=cast.AT)


def test_what_was_said_stands_there(as_noa, asked):
    page = as_noa.get("/manage/claims/").content.decode()
    assert "I wrote under my old name." in page
    assert "Gerd Alt" in page


def test_confirmed_it_is_one_person_and_can_be_taken_apart(as_noa, asked):
    as_noa.post(f"/manage/claims/{asked.pk}/", {"answer": "confirm"})
    asked.person.refresh_from_db()
    assert asked.person.merged_into == asked.by
    as_noa.post(f"/manage/claims/undo/{asked.person_id}/")
    asked.person.refresh_from_db()
    assert asked.person.merged_into is None
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith(("claim.", "person.merged", "person.unmerged"))] == [
        "claim.made",
        "claim.confirmed",
        "person.merged",
        "person.unmerged",
    ]


def test_declined_nothing_changes(as_noa, asked):
    page = as_noa.post(f"/manage/claims/{asked.pk}/", {"answer": "decline"}, follow=True).content.decode()
    asked.person.refresh_from_db()
    assert asked.person.merged_into is None
    assert "Declined. Nothing was changed." in page


def test_decided_twice_is_a_sentence(as_noa, asked):
    as_noa.post(f"/manage/claims/{asked.pk}/", {"answer": "decline"})
    page = as_noa.post(f"/manage/claims/{asked.pk}/", {"answer": "confirm"}, follow=True).content.decode()
    assert "Somebody has decided this already." in page
    asked.person.refresh_from_db()
    assert asked.person.merged_into is None
