import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.conversations.models import Draft, Post
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.products.models import Version
from trialogue.people.actions.trusting import set_level
from trialogue.people.trust.levels import Level

pytestmark = pytest.mark.django_db
DOOR = "/forum/ask/"


@pytest.fixture
def wanjiru():
    return cast.member("Wanjiru Kamau")


@pytest.fixture
def shelf():
    return cast.category("Designing forms")


def fields(shelf, **more):
    return {
        "kind": "question",
        "title": "Half-known dates",
        "source": "What do we enter?",
        "category": shelf.pk,
        **more,
    }


def test_a_question_is_asked(client, wanjiru, shelf):
    response = sends(client, wanjiru, DOOR, **fields(shelf))
    topic = Topic.objects.get()
    assert response["Location"] == topic.conversation.path
    assert (topic.title, topic.kind, topic.category) == ("Half-known dates", "question", shelf)
    assert Post.objects.get().source == "What do we enter?"


def test_it_says_in_which_version_it_was_seen(client, wanjiru, shelf, run_jobs):
    shira = cast.member("Shira Ben-Ami")
    plan = cast.milestone(cast.product(), shira)
    cast.released(plan, shira)
    version = Version.objects.get()
    sends(client, wanjiru, DOOR, **fields(shelf, product_version=version.pk))
    assert Topic.objects.get().product_version == version
    assert "Seen in 4.2" in text_of(client.get(Topic.objects.get().conversation.path))


def test_guests_are_led_to_sign_in(client):
    assert client.get(DOOR)["Location"] == f"/accounts/login/?next={DOOR}"


def test_the_shelf_one_came_from_is_chosen(client, wanjiru, shelf):
    ideas = cast.category("Ideas", kind="ideas", template="What for?")
    client.force_login(wanjiru.account)
    text = text_of(client.get(f"{DOOR}?category={ideas.slug}"))
    assert f'<option value="{ideas.pk}" selected>Ideas</option>' in text
    assert "What for?</textarea>" in text
    assert 'value="idea" id="id_kind_1" required checked' in text.replace(
        'required id="id_kind_1"', 'id="id_kind_1" required'
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Say it in one sentence."),
        ({"title": "x" * 201}, "Keep the title under 200 letters"),
        ({"source": ""}, "Write something first."),
        ({"source": "é" * 17_000}, "Shorten it to 32 kB"),
        ({"category": ""}, "Choose where it belongs."),
        ({"category": "99999"}, "99999"),
        ({"kind": "rant"}, "rant"),
        ({"product_version": "77"}, "77"),
    ],
)
def test_what_is_wrong_is_said_and_everything_stays(client, wanjiru, shelf, wrong, said):
    sent = fields(shelf) | wrong
    response = sends(client, wanjiru, DOOR, **sent)
    text = text_of(response)
    assert response.status_code == 400
    assert said in text
    assert f'value="{sent["title"]}"' in text or not sent["title"]
    assert f"{sent['source']}</textarea>" in text
    assert not Topic.objects.exists()


def test_sent_twice_is_asked_once(client, wanjiru, shelf):
    client.force_login(wanjiru.account)
    answers = [client.post(DOOR, {"form_key": "one", **fields(shelf)}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Topic.objects.count() == 1


def test_the_preview_asks_nothing(client, wanjiru, shelf):
    response = sends(client, wanjiru, DOOR, **fields(shelf, source="So *kind*", preview="1"))
    assert response.status_code == 200
    assert "<em>kind</em>" in text_of(response)
    assert 'value="Half-known dates"' in text_of(response)
    assert not Topic.objects.exists()


def test_a_draft_is_kept_restored_and_forgotten(client, wanjiru, shelf):
    sends(client, wanjiru, DOOR, **fields(shelf, keep="1"))
    text = text_of(client.get(DOOR))
    assert "This is what you had begun." in text
    assert 'value="Half-known dates"' in text
    assert "What do we enter?</textarea>" in text
    assert f'<option value="{shelf.pk}" selected>' in text
    sends(client, wanjiru, DOOR, **fields(shelf, forget="1"))
    assert not Draft.objects.exists()


def test_asking_uses_the_draft_up(client, wanjiru, shelf):
    client.force_login(wanjiru.account)
    client.post(reverse("draft", args=["topic"]), {"title": "Half", "source": "thought"})
    sends(client, wanjiru, DOOR, **fields(shelf))
    assert not Draft.objects.exists()


def test_where_one_may_not_begin_is_not_offered(client, wanjiru, shelf):
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    news = cast.category("News", kind="announcements")
    client.force_login(wanjiru.account)
    text = text_of(client.get(DOOR))
    assert "Staff room" not in text
    assert ">News<" not in text
    for closed in (staff, news):
        assert sends(client, wanjiru, DOOR, **fields(closed)).status_code == 400
    assert not Topic.objects.exists()


def test_a_category_retired_meanwhile_is_said(client, wanjiru, shelf):
    cast.category("Other")
    Category.objects.filter(pk=shelf.pk).update(retired_at=cast.AT)
    response = sends(client, wanjiru, DOOR, **fields(shelf))
    assert response.status_code == 400
    assert "What do we enter?</textarea>" in text_of(response)


def test_announcements_are_for_those_who_may(client, wanjiru, shelf):
    noa = cast.member("Noa Peled")
    news = cast.category("News", kind="announcements")
    sends(client, noa, DOOR, **fields(news, kind="announcement"))
    assert Topic.objects.get().kind == "announcement"
    client.force_login(wanjiru.account)
    assert "An announcement" not in text_of(client.get(DOOR))


def test_a_plain_file_field_comes_along(client, wanjiru, shelf):
    response = sends(client, wanjiru, DOOR, **fields(shelf, file=SimpleUploadedFile("a.png", b"MZ")))
    assert response.status_code == 400
    assert "does not open as a picture" in text_of(response)
    assert "What do we enter?</textarea>" in text_of(response)


def test_nul_and_half_characters_do_no_harm(client, wanjiru, shelf):
    client.force_login(wanjiru.account)
    raw = f"kind=question&title=Nul%00l&source=b%ED%A0%80d%00&category={shelf.pk}".encode()
    assert client.post(DOOR, raw, content_type="application/x-www-form-urlencoded").status_code == 302
    assert Topic.objects.get().title == "Null"


def test_a_hebrew_title_has_a_hebrew_address(client, wanjiru, shelf):
    response = sends(client, wanjiru, f"/he{DOOR}", **fields(shelf, title="תאריך חלקי"))
    assert response["Location"].startswith("/he/t/")
    assert client.get(response["Location"]).status_code == 200


def test_too_many_topics_are_slowed(client, wanjiru, shelf):
    set_level(wanjiru, level=Level.ARRIVED, by=None, at=cast.AT, reason="Known from the meetings.")
    for number in range(10):
        actions.open_topic(shelf, title=f"Topic {number}", source="x", by=wanjiru, at=cast.AT)
    response = sends(client, wanjiru, DOOR, **fields(shelf))
    assert "That was a lot in a short time." in text_of(response)
    assert "What do we enter?</textarea>" in text_of(response)
