"""A second, deliberate yes for what may identify a patient; no yes for a secret."""

import re

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.guard.samples import BIRTH, SSN, TOKEN

from trialogue.core.activity.models import Event
from trialogue.core.guarding.models import Sighting
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic
from trialogue.people.tokens import new_secret

pytestmark = pytest.mark.django_db
SAID = f"It fails here.\nSSN {SSN}"


@pytest.fixture
def here():
    return room()


@pytest.fixture
def door(here):
    return reverse("reply", args=[here.talk.pk])


def marks(response):
    """The value of the checkbox that asks for the second yes."""
    return re.search(r'name="reviewed" value="([0-9a-f ]+)"', text_of(response))[1]


def sightings():
    return list(Sighting.objects.order_by("pk").values_list("kind", "place", "outcome", "person_id"))


def test_the_form_comes_back_with_what_was_noticed(client, here, door):
    response = sends(client, here.asker, door, source=SAID)
    page = text_of(response)
    assert response.status_code == 400
    assert Post.objects.count() == 2
    assert f"{SAID}</textarea>" in page
    assert "1 place here could point to a patient" in page
    assert "<b>A US Social Security number</b> in line 2: <code" in page
    assert "5••-••-•••9" in page
    assert "I looked: no patient can be identified by this." in page


def test_a_second_yes_posts_it(client, here, door):
    asked = sends(client, here.asker, door, source=SAID)
    response = sends(client, here.asker, door, source=SAID, reviewed=marks(asked))
    assert response.status_code == 302
    assert Post.objects.get(number=3).source == SAID
    assert sightings() == [("us_ssn", "topic", "asked", None), ("us_ssn", "topic", "overruled", None)]


def test_it_asks_again_for_what_came_since(client, here, door):
    asked = sends(client, here.asker, door, source=SAID)
    again = sends(client, here.asker, door, source=f"{SAID}, {BIRTH}", reviewed=marks(asked))
    assert again.status_code == 400
    assert "<b>A date of birth</b> in line 2" in text_of(again)
    assert "<b>A US Social" not in text_of(again)
    last = sends(client, here.asker, door, source=f"{SAID}, {BIRTH}", reviewed=marks(again))
    assert last.status_code == 302


def test_taking_something_out_asks_nothing_new(client, here, door):
    asked = sends(client, here.asker, door, source=f"{SAID}, {BIRTH}")
    assert sends(client, here.asker, door, source=SAID, reviewed=marks(asked)).status_code == 302


@pytest.mark.parametrize("forged", ["1", "true", "0" * 12, "on"])
def test_a_yes_to_nothing_in_particular_counts_for_nothing(client, here, door, forged):
    assert sends(client, here.asker, door, source=SAID, reviewed=forged).status_code == 400


def test_a_secret_is_refused_whatever_is_ticked(client, here, door):
    secret = f"Line one\nuse {new_secret()}"
    response = sends(client, here.asker, door, source=secret, reviewed="1")
    page = text_of(response)
    assert response.status_code == 400
    assert Post.objects.count() == 2
    assert "This holds what looks like a token of this site in line 2. Take it out." in page
    assert 'name="reviewed"' not in page
    assert sightings() == [("own_token", "topic", "refused", None)]


def test_a_false_alarm_is_told_with_who_and_never_the_text(client, here, door):
    asked = sends(client, here.asker, door, source=SAID)
    sends(client, here.asker, door, source=SAID, reviewed=marks(asked), false_alarm="1")
    sends(client, here.asker, door, source=f"use {TOKEN}", false_alarm="1")
    assert sightings() == [
        ("us_ssn", "topic", "asked", None),
        ("us_ssn", "topic", "false_alarm", here.asker.pk),
        ("us_ssn", "topic", "overruled", None),
        ("code_host_token", "topic", "false_alarm", here.asker.pk),
        ("code_host_token", "topic", "refused", None),
    ]


def test_nothing_of_it_reaches_events_or_the_log(client, here, door, caplog):
    sends(client, here.asker, door, source=SAID)
    sends(client, here.asker, door, source=f"use {TOKEN}")
    said = [str(row) for row in Event.objects.values_list("words", "old", "new", "reason")]
    assert not [line for line in [*said, caplog.text] if SSN in line or TOKEN in line]


def test_asking_looks_at_title_and_text_together(client, here):
    shelf = cast.category("Ideas")
    form = {"kind": "question", "title": f"SSN {SSN}", "source": BIRTH, "category": shelf.pk}
    asked = sends(client, here.asker, "/forum/ask/", **form)
    assert "in the title" in text_of(asked)
    assert f'value="SSN {SSN}"' in text_of(asked)
    assert "2 places here could point to a patient" in text_of(asked)
    assert sends(client, here.asker, "/forum/ask/", **form, reviewed=marks(asked)).status_code == 302
    assert Topic.objects.filter(conversation__title=f"SSN {SSN}").exists()


def test_an_edit_is_asked_about_what_it_brings_alone(client, here, door):
    asked = sends(client, here.asker, door, source=SAID)
    sends(client, here.asker, door, source=SAID, reviewed=marks(asked))
    edit = reverse("post-edit", args=[here.talk.pk, 3])
    assert sends(client, here.asker, edit, source=f"{SAID}.", seen_version=1).status_code == 302
    brought = sends(client, here.asker, edit, source=f"{SAID}. {BIRTH}", seen_version=2)
    assert brought.status_code == 400
    kept = sends(client, here.asker, edit, source=f"{SAID}. {BIRTH}", seen_version=2, reviewed=marks(brought))
    assert kept.status_code == 302


def test_what_is_masked_is_escaped(client, here, door):
    page = text_of(sends(client, here.asker, door, source="password='<b>x1&aB9\"'> patient id: <i>104233"))
    assert "<i>1" not in page
