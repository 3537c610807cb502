"""'Did it help?'"""

import pytest
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core.activity.models import Event
from trialogue.core.errors import NotAllowed
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets import actions as tickets
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(client, run_jobs) -> Scene:
    made = landed()
    made.release()
    run_jobs()
    client.force_login(made.wanjiru.account)
    return made


def told(person) -> Told:
    return Told.objects.get(person=person)


def test_the_topic_asks_who_was_told_through_it(client, scene):
    text = client.get(scene.topic.conversation.path).content.decode()
    assert "Did it help?" in text
    assert f'action="/told/{told(scene.wanjiru).pk}/"' in text


@pytest.mark.parametrize("who", ["Joseph Otieno", None])
def test_nobody_else_is_asked(client, scene, who):
    client.logout()
    if who:
        client.force_login(cast.member(who).account)
    assert "Did it help?" not in client.get(scene.topic.conversation.path).content.decode()


def test_yes(client, scene):
    mine = told(scene.wanjiru)
    answer = client.post(f"/told/{mine.pk}/", {"helped": "yes", "words": "The 23 queries are closed."})
    assert answer["Location"] == scene.topic.conversation.path
    mine.refresh_from_db()
    assert (mine.helped, mine.answer) == (True, "The 23 queries are closed.")
    client.logout()
    for path in (scene.topic.conversation.path, scene.ticket.conversation.path):
        text = client.get(path).content.decode()
        assert "<bdi>Wanjiru Kamau</bdi></b> says that" in text
        assert "The 23 queries are closed." in text


def test_not_yet_and_whoever_built_it_hears(client, scene, run_jobs):
    priya = cast.member("Priya Raghavan")
    tickets.edit_ticket(scene.ticket, by=scene.shira, at=LATER, assignee=priya)
    client.post(f"/told/{told(scene.wanjiru).pk}/", {"helped": "no", "words": "Not for February."})
    run_jobs()
    notice = Notice.objects.get(person=priya, verb="told.did_not_help")
    assert notice.words["excerpt"] == "Not for February."
    text = client.get(scene.topic.conversation.path).content.decode()
    assert "did not help yet" in text
    assert "You said it does not help yet" in text


def test_an_answer_may_change(client, scene):
    mine = told(scene.wanjiru)
    for helped in ("no", "yes"):
        client.post(f"/told/{mine.pk}/", {"helped": helped})
    mine.refresh_from_db()
    assert mine.helped is True
    assert Event.objects.filter(verb="told.did_not_help").count() == 1


def test_wrong_input(client, scene):
    mine = told(scene.wanjiru)
    text = client.post(f"/told/{mine.pk}/", {"words": "No choice made"}).content.decode()
    assert "Choose yes or not yet." in text
    assert "No choice made" in text
    assert client.post(f"/told/{mine.pk}/", {"helped": "yes", "words": "x" * 501}).status_code == 200
    mine.refresh_from_db()
    assert mine.helped is None


def test_hostile_words_stay_words(client, scene):
    client.post(f"/told/{told(scene.wanjiru).pk}/", {"helped": "yes", "words": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(scene.topic.conversation.path).content.decode()


def test_who_may(client, scene):
    mine = told(scene.wanjiru)
    with pytest.raises(NotAllowed):
        actions.answer(mine, helped=True, by=scene.tamar, at=LATER)
    client.force_login(scene.tamar.account)
    assert client.post(f"/told/{mine.pk}/", {"helped": "yes"}).status_code == 404
    client.logout()
    assert client.get(f"/told/{mine.pk}/")["Location"].startswith("/accounts/login/")


def test_without_a_topic_it_is_said_on_the_ticket(client, run_jobs):
    shira, karen, product = cast.member("Shira Ben-Ami"), cast.member("Karen Whitfield"), cast.product()
    plan, ticket = cast.milestone(product, shira), cast.ticket(product, karen)
    cast.landed(ticket, plan, shira)
    cast.released(plan, shira)
    run_jobs()
    client.force_login(karen.account)
    answer = client.post(f"/told/{told(karen).pk}/", {"helped": "yes"})
    assert answer["Location"] == ticket.conversation.path
    assert Event.objects.filter(verb__endswith=".helped").count() == 1
