"""A bare address of our own things reads as their title, for whoever may see them; and quotes lead to where they were said."""

import pytest
from django.conf import settings
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def page(client, here, person=None):
    client.force_login(person.account) if person else client.logout()
    return text_of(client.get(here.talk.path))


def test_an_address_reads_as_the_title_it_leads_to(client, here):
    other = cast.question(here.helper, title="Dates & <b>times</b>")
    ticket = cast.ticket(cast.product(), here.helper)
    ways = (f"/t/{other.pk}/", other.get_absolute_url(), f"/he{other.get_absolute_url()}", f"/tickets/{ticket.number}/")
    cast.reply(here.topic, here.asker, "\n".join(f"See {settings.BASE_URL}{way} now." for way in ways))
    read = page(client, here)
    assert read.count("<bdi>Dates &amp; &lt;b&gt;times&lt;/b&gt;</bdi></a>") == 3
    assert f"<bdi>#{ticket.number} Accept partial dates</bdi></a>" in read


def test_the_address_of_a_post_says_which(client, here):
    cast.reply(here.topic, here.asker, f"{settings.BASE_URL}{here.talk.path}2/")
    assert "<bdi>The form refuses a half-known date (2)</bdi></a>" in page(client, here)


def test_a_title_one_may_not_see_stays_an_address(client, here):
    noa = cast.member("Noa Peled")
    other = cast.question(noa, title="Unspoken matter")
    cast.reply(here.topic, here.asker, f"{settings.BASE_URL}/t/{other.pk}/")
    assert "Unspoken matter" in page(client, here)
    staff = cast.category("Staff", audience=Audience.objects.get(pk=STAFF))
    forum.move_topic(other, staff, by=noa, at=cast.AT)
    for reader in (None, here.helper, here.asker):
        assert "Unspoken matter" not in page(client, here, reader)
    assert "Unspoken matter" in page(client, here, noa)


def test_other_words_and_other_places_stay_as_they_are(client, here):
    said = f"[here]({settings.BASE_URL}/t/{here.topic.pk}/) https://example.org/t/{here.topic.pk}/ {settings.BASE_URL}/t/9999/"
    cast.reply(here.topic, here.asker, said)
    prose = page(client, here).partition('id="post-3-prose"')[2].partition("</div>")[0]
    assert here.topic.title not in prose


def test_the_preview_shows_the_title_too(client, here):
    client.force_login(here.asker.account)
    told = client.post(reverse("preview"), {"source": f"{settings.BASE_URL}/t/{here.topic.pk}/"}).json()["html"]
    assert f"<bdi>{here.topic.title}</bdi>" in told


def test_a_quote_leads_to_where_it_was_said(client, here):
    head = f"> [Claire Fontaine in #2]({here.talk.path}2/)"
    sends(
        client, here.asker, reverse("reply", args=[here.talk.pk]), source=f"{head}\n>\n> Use a partial date.\n\nThanks."
    )
    read = page(client, here, here.helper)
    assert f'<a href="{here.talk.path}2/" class="quoted"' in read
    assert f'data-head="[Wanjiru Kamau in #3]({here.talk.path}3/)"' in read


def test_a_name_is_no_markup(client, here):
    mallory = cast.member("Mal](javascript:x) *Lory*")
    cast.reply(here.topic, mallory)
    read = page(client, here, here.asker)
    assert r'data-head="[Mal\](javascript:x) \*Lory\* in #3](' in read
