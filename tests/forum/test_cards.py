"""What a topic tells elsewhere: structured data, previews of links, and the picture for them."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image
from tests import cast
from tests.conversations.rooms import room

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.design.colours import rgb
from trialogue.core.design.lettering import Lettering, is_right_to_left
from trialogue.hub.forum.actions import accept, remove_topic

pytestmark = pytest.mark.django_db
KB = 1000


def data_of(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())[1])


@pytest.fixture
def here():
    made = room()
    made.page = made.topic.get_absolute_url()
    return made


def picture_of(client, page):
    path = re.search(r'property="og:image" content="http://[^/]+([^"]+)"', page.content.decode())[1]
    return path, client.get(path)


def test_a_question_and_its_answer_are_told_to_machines(client, here):
    accept(here.topic, here.answer, by=here.asker, at=cast.AT)
    told = data_of(client.get(here.page))
    question = told["mainEntity"]
    assert (told["@type"], question["name"], question["answerCount"]) == ("QAPage", here.topic.title, 1)
    assert question["author"]["name"] == "Wanjiru Kamau"
    assert question["acceptedAnswer"]["text"] == "Use a partial date."


def test_a_discussion_is_a_posting(client, here):
    topic = cast.question(here.asker, title="Just talking", kind="discussion")
    told = data_of(client.get(topic.get_absolute_url()))
    assert (told["@type"], told["headline"]) == ("DiscussionForumPosting", "Just talking")


def test_nothing_breaks_out_of_it(client, here):
    evil = "</script><script>alert(1)</script> \"'><img onerror=x>"
    topic = cast.question(here.asker, title=evil, source=f"`{evil}`")
    page = client.get(topic.get_absolute_url())
    assert b"<script>alert" not in page.content
    assert data_of(page)["mainEntity"]["name"] == evil
    assert picture_of(client, page)[1].status_code == 200


def test_members_pages_carry_none_of_it(client, here):
    client.force_login(here.asker.account)
    page = client.get(here.page).content.decode()
    assert "ld+json" not in page
    assert "og:image" not in page


@pytest.mark.parametrize(
    "title", ["A short one", "מה כותבים כשידוע רק החודש, בגרסה 4.2?", "Wort" * 49, "x " * 99, "日本 🎉"]
)
def test_the_picture_is_of_the_right_size(client, here, title):
    topic = cast.question(here.asker, title=title)
    _path, answer = picture_of(client, client.get(topic.get_absolute_url()))
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 100 * KB


def test_an_older_picture_leads_to_the_one_of_now(client, here):
    path, answer = picture_of(client, client.get(here.page))
    assert answer["Cache-Control"] == "public, max-age=600"
    cast.reply(here.topic, here.helper)
    now = picture_of(client, client.get(here.page))[0]
    assert client.get(path)["Location"] == now != path


def test_there_is_none_of_what_is_private_or_gone(client, here):
    noa = cast.member("Noa Peled")
    staff = cast.category("Staff", audience=Audience.objects.get(pk=STAFF), slug="staff")
    hidden = cast.question(noa, on=staff)
    path = picture_of(client, client.get(here.page))[0]
    remove_topic(here.topic, by=noa, at=cast.AT)
    client.force_login(noa.account)
    assert client.get(path).status_code == 404
    assert client.get(f"/cards/t/{hidden.pk}-{hidden.conversation.version}.png").status_code == 404


def test_words_are_drawn_from_where_they_are_read():
    assert is_right_to_left("4.2: שלום")
    assert not is_right_to_left("4.2: hello שלום")
    letters = Lettering(40, 500)
    assert letters.lines("one two three", 120, 2) == ["one", "two …"]
    assert letters.width(letters.lines("Donaudampfschifffahrtsgesellschaft", 200, 1)[0]) <= 200


def test_colours_are_those_of_the_page():
    assert rgb(1, 0, 0) == (255, 255, 255)
    assert rgb(0, 0, 0) == (0, 0, 0)
    assert rgb(0.628, 0.2577, 29.23) == (255, 0, 0)
