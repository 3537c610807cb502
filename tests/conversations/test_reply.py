import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Draft, Follow, Post
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


def main(response):
    return text_of(response).split("<main")[1].split("</main>")[0]


@pytest.fixture
def here():
    return room()


@pytest.fixture
def door(here):
    return reverse("reply", args=[here.talk.pk])


def test_a_reply_is_written_and_followed(client, here, door):
    karen = cast.member("Karen Whitfield")
    response = sends(client, karen, door, source="Do **not** invent a day.")
    assert response["Location"] == f"{here.talk.path}#post-3"
    assert Post.objects.get(number=3).html.strip() == '<p dir="auto">Do <strong>not</strong> invent a day.</p>'
    assert Follow.objects.get(person=karen).level == "watching"


def test_guests_are_led_to_sign_in(client, door):
    response = client.post(door, {"source": "Hello"})
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert Post.objects.count() == 2


def test_sent_twice_is_written_once(client, here, door):
    client.force_login(here.asker.account)
    answers = [client.post(door, {"form_key": "one", "source": "Thank you"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Post.objects.count() == 3


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "Write something first."),
        (" \n\t ", "Write something first."),
        ("\x00", "Write something first."),
        ("é" * 17_000, "Shorten it to 32 kB"),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(client, here, door, source, said):
    response = sends(client, here.asker, door, source=source)
    assert response.status_code == 400
    assert said in text_of(response)
    if source.strip("\x00 \n\t"):
        assert source in text_of(response)
    assert Post.objects.count() == 2


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://elsewhere.example/spy.png)",
        "<style>*{display:none}</style>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="x" style="position:fixed" id="acts">',
        "> " * 400 + "deep",
        "[" * 3000,
        "```\n" + "x" * 20_000,
        "\u202e backwards \u200b",
    ],
)
def test_hostile_text_becomes_harmless(client, here, door, source):
    sends(client, here.asker, door, source=source)
    html = Post.objects.get(number=3).html
    for evil in ("<script", "<style", "<img", 'href="javascript', 'href="data:', '<a href="x"'):
        assert evil not in html
    client.logout()
    assert client.get(here.talk.path).status_code == 200


def test_a_broken_encoding_is_no_error_of_ours(client, here, door):
    client.force_login(here.asker.account)
    response = client.post(door, b"source=%FF%FE%00%ED%A0%80text", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert "text" in Post.objects.get(number=3).source


def test_the_preview_shows_the_text_and_keeps_it(client, here, door):
    response = sends(client, here.asker, door, source="So *kind*", preview="1")
    assert response.status_code == 200
    assert "<em>kind</em>" in text_of(response)
    assert "So *kind*</textarea>" in text_of(response)
    assert Post.objects.count() == 2


def test_a_preview_uses_no_key_up(client, here, door):
    client.force_login(here.asker.account)
    client.post(door, {"form_key": "one", "source": "Thank you", "preview": "1"})
    client.post(door, {"form_key": "one", "source": "Thank you"})
    assert Post.objects.count() == 3


def test_a_closed_topic_says_so_and_keeps_the_text(client, here, door):
    forum.close(here.topic, by=cast.member("Joseph Otieno"), at=cast.AT)
    response = sends(client, here.asker, door, source="One more thing")
    assert response.status_code == 400
    assert "This conversation is closed." in text_of(response)
    assert "One more thing</textarea>" in text_of(response)
    assert "This conversation is closed." in text_of(client.get(here.talk.path))


def test_moderators_write_in_closed_topics(client, here, door):
    joseph = cast.member("Joseph Otieno")
    forum.close(here.topic, by=joseph, at=cast.AT)
    assert sends(client, joseph, door, source="As I said").status_code == 302


def test_who_lost_the_right_to_see_it_gets_the_text_back(client, here, door):
    noa = cast.member("Noa Peled")
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    forum.move_topic(here.topic, staff, by=noa, at=cast.AT)
    response = sends(client, here.asker, door, source="My long text")
    nothing = sends(client, here.asker, reverse("reply", args=[99_999]), source="My long text")
    assert response.status_code == nothing.status_code == 404
    assert "My long text</textarea>" in text_of(response)
    assert main(response) == main(nothing)


def test_too_many_at_once_are_slowed_and_kept(client, here, door):
    for number in range(30):
        sends(client, here.asker, door, source=f"Reply {number}")
    response = sends(client, here.asker, door, source="And again")
    assert response.status_code == 400
    assert "That was a lot in a short time." in text_of(response)
    assert "And again</textarea>" in text_of(response)


def test_a_quote_begins_the_reply_without_javascript(client, here):
    client.force_login(here.asker.account)
    text = text_of(client.get(f"{here.talk.path}?quote=2"))
    assert f"&gt; [Claire Fontaine in #2]({here.talk.path}2/)\n&gt;\n&gt; Use a partial date." in text
    assert '<input type="hidden" name="reply_to" value="2">' in text


def test_a_quote_of_what_one_cannot_see_is_none(client, here):
    client.force_login(here.asker.account)
    assert "&gt; **" not in text_of(client.get(f"{here.talk.path}?quote=99"))


def test_the_reply_knows_whom_it_answers(client, here, door):
    sends(client, here.asker, door, source="To you", reply_to="2")
    sends(client, here.helper, door, source="To the first", reply_to="1")
    assert list(Post.objects.filter(number__gt=2).values_list("reply_to_number", flat=True)) == [2, 1]
    assert 'href="#post-1">to Wanjiru Kamau' in text_of(client.get(here.talk.path))


def test_the_draft_waits_in_the_composer_and_goes_with_the_reply(client, here, door):
    client.force_login(here.asker.account)
    client.post(reverse("draft", args=[f"reply:{here.talk.pk}"]), {"source": "Half a thou"})
    assert "Half a thou</textarea>" in text_of(client.get(here.talk.path))
    sends(client, here.asker, door, source="Half a thought")
    assert not Draft.objects.exists()
    assert "Half a thou</textarea>" not in text_of(client.get(here.talk.path))


def test_a_mention_becomes_a_link_and_is_told(client, here, door, run_jobs, mailoutbox):
    sends(client, here.asker, door, source=f"Look, @{here.helper.handle} and @nobody-here")
    html = Post.objects.get(number=3).html
    assert f'<a href="/people/{here.helper.handle.lower()}/"' in html
    assert "/people/nobody-here/" not in html
    run_jobs()
    assert [(mail.subject, mail.to) for mail in mailoutbox if "named you" in mail.subject] == [
        (f"Wanjiru Kamau named you in “{here.topic.title}”", [here.helper.account.email])
    ]


def test_who_follows_is_written_to(client, here, door, run_jobs, mailoutbox):
    run_jobs()
    mailoutbox.clear()
    sends(client, here.helper, door, source="Also <b>this</b> & that")
    run_jobs()
    assert [mail.subject for mail in mailoutbox] == [f"Claire Fontaine replied in “{here.topic.title}”"]
    assert "Also <b>this</b> & that" in mailoutbox[0].body
    assert f"http://127.0.0.1:8000{here.talk.path}3/" in mailoutbox[0].body


def test_hebrew_stays_hebrew(client, here):
    response = sends(client, here.asker, f"/he{reverse('reply', args=[here.talk.pk])}", source="תודה")
    assert response["Location"].startswith("/he/t/")


def test_a_file_sent_with_the_preview_is_there_when_it_is_posted(client, here, door):
    shown = sends(client, here.asker, door, source="Look", preview="1", file=ContentFile(b"seen", name="seen.txt"))
    kept = StoredFile.objects.get()
    assert f"[seen.txt]({kept.get_absolute_url()})\n</textarea>" in text_of(shown)
    sends(client, here.asker, door, source=f"Look\n\n[seen.txt]({kept.get_absolute_url()})")
    client.logout()
    assert b"".join(client.get(kept.get_absolute_url()).streaming_content) == b"seen"
