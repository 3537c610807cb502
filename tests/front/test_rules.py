import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.hub.conversations.review.models import RulesText

pytestmark = pytest.mark.django_db


def test_a_manager_writes_the_rules_of_each_language(client):
    noa = cast.member("Noa Peled")
    client.force_login(noa.account)
    page = text_of(client.get(reverse("manage-rules")))
    assert "# Keep patients out" in page
    sends(client, noa, reverse("manage-rules"), source="# Be kind\n\n<script>alert(1)</script> Always.")
    sends(client, noa, f"{reverse('manage-rules')}?language=he", source="היו נחמדים")
    client.logout()
    english = text_of(client.get("/rules/"))
    assert "Be kind" in english
    assert "Keep patients out" not in english
    assert "<script>alert" not in english
    assert "היו נחמדים" in text_of(client.get("/he/rules/"))


def test_earlier_texts_stay_with_their_dates(client):
    noa = cast.member("Noa Peled")
    for text in ("The first text", "The second text", "The second text"):
        sends(client, noa, reverse("manage-rules"), source=text)
    assert RulesText.objects.count() == 2
    client.logout()
    assert "The first text" not in text_of(client.get("/rules/"))
    answer = client.get(reverse("rules-history"))
    history = text_of(answer)
    assert history.index("The second text") < history.index("The first text")
    assert not answer.cookies


def test_empty_rules_are_refused(client):
    noa = cast.member("Noa Peled")
    response = sends(client, noa, reverse("manage-rules"), source="  ")
    assert "Write something first." in text_of(response)


def test_a_moderator_does_not_write_them(client):
    joseph = cast.member("Joseph Otieno")
    assert sends(client, joseph, reverse("manage-rules"), source="Mine").status_code == 403
