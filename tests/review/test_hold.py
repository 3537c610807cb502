from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.review.scenes import LATER, item_of, notices, seen

from trialogue.core.audiences import MEMBERS, PUBLIC, Audience
from trialogue.core.errors import Refused
from trialogue.core.files import StoredFile, store
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db
LINKS = "Look: https://a.example/1 https://b.example/2 https://c.example/3"


@pytest.fixture
def here():
    return room()


def newcomer(name="Peter Njoroge"):
    return cast.member(name, at=LATER - timedelta(hours=1))


def test_a_first_post_with_many_links_waits(client, here, run_jobs):
    run_jobs()
    peter = newcomer()
    post = cast.reply(here.topic, peter, LINKS, at=LATER)
    run_jobs()
    assert (post.waits, seen(post), seen(post, here.asker), seen(post, peter)) == ("held", False, False, True)
    item = item_of(post)
    assert (item.why, item.score, item.signs) == ("held", 20, [{"sign": "links", "n": 3}])
    assert notices(here.asker) == ["post.written"]  # of Claire's answer
    after = Conversation.objects.get(pk=here.talk.pk)
    assert (after.post_count, after.last_number, after.last_poster) == (2, 2, here.helper)
    client.force_login(peter.account)
    page = text_of(client.get(here.talk.path))
    assert "This waits for a moderator." in page
    assert "a.example" in page
    assert "a.example" not in text_of(Client().get(here.talk.path))


def test_let_through_everybody_is_told_once(here, run_jobs):
    run_jobs()
    peter, joseph = newcomer(), cast.member("Joseph Otieno")
    post = cast.reply(here.topic, peter, f"@{here.helper.handle} {LINKS}", at=LATER)
    run_jobs()
    assert (notices(here.helper), notices(here.asker)) == ([], ["post.written"])
    actions.decide(item_of(post), verdict="kept", by=joseph, at=LATER)
    run_jobs()
    run_jobs()
    assert notices(here.helper) == ["post.mentioned"]
    assert notices(here.asker) == ["post.written", "post.written"]
    assert notices(peter) == ["review.yours_through"]
    after = Conversation.objects.get(pk=here.talk.pk)
    assert (seen(post), after.post_count, after.last_number, after.last_poster) == (True, 3, 3, peter)
    assert Audience.objects.filter(open_to_role="moderator").count() == 1  # staff's own


def test_a_held_topic_is_nowhere_until_it_is_let_through(client, here, run_jobs):
    peter, joseph = newcomer(), cast.member("Joseph Otieno")
    topic = cast.question(peter, title="Cheap data entry", source=LINKS, at=LATER)
    run_jobs()
    for address in ("/", "/forum/", topic.conversation.path, "/forum/feed.atom", "/search/?q=cheap", "/sitemap.xml"):
        assert "Cheap data entry" not in text_of(Client().get(address, follow=True)), address
    client.force_login(peter.account)
    assert "This waits for a moderator." in text_of(client.get(topic.conversation.path))
    actions.decide(item_of(topic.conversation.posts.get()), verdict="kept", by=joseph, at=LATER)
    run_jobs()
    assert Conversation.objects.get(pk=topic.conversation_id).audience_id == PUBLIC
    assert "Cheap data entry" in text_of(Client().get("/forum/"))
    assert topic.conversation.path in text_of(Client().get("/search/?q=cheap"))


def test_a_held_topic_is_not_opened_by_moving_or_by_its_category(here):
    peter, noa = newcomer(), cast.member("Noa Peled")
    topic = cast.question(peter, title="Cheap data entry", source=LINKS, at=LATER)
    other = cast.category("Elsewhere", audience=Audience.objects.get(pk=MEMBERS))
    circle = Conversation.objects.get(pk=topic.conversation_id).audience_id
    forum.move_topic(topic, other, by=noa, at=LATER)
    assert Conversation.objects.get(pk=topic.conversation_id).audience_id == circle
    staff = Audience.objects.get(pk=3)
    forum.edit_category(other, audience=staff, by=noa, at=LATER)
    assert Conversation.objects.get(pk=topic.conversation_id).audience_id == circle
    actions.decide(item_of(topic.conversation.posts.get()), verdict="kept", by=noa, at=LATER)
    assert Conversation.objects.get(pk=topic.conversation_id).audience_id == staff.pk


def test_the_files_of_a_held_reply_wait_too(here):
    peter = newcomer()
    file = store(ContentFile(b"inside"), name="notes.txt", uploader_id=peter.pk, at=LATER)
    post = cast.reply(here.topic, peter, f"{LINKS} [notes](/files/{file.pk}/notes.txt)", at=LATER)
    assert not StoredFile.objects.visible_to(None).filter(pk=file.pk).exists()
    assert StoredFile.objects.visible_to(peter).filter(pk=file.pk).exists()
    actions.decide(item_of(post), verdict="kept", by=cast.member("Joseph Otieno"), at=LATER)
    assert StoredFile.objects.visible_to(None).filter(pk=file.pk).exists()


def test_who_is_known_is_not_held(here):
    assert cast.reply(here.topic, here.helper, LINKS, at=LATER).waits == ""
    grace = newcomer("Grace Mwangi")
    for n in range(3):
        assert cast.reply(here.topic, grace, f"Thank you, number {n}.", at=LATER).waits == ""
    assert cast.reply(here.topic, grace, LINKS, at=LATER).waits == ""


def test_the_same_long_text_twice_waits(here):
    peter, text = newcomer(), "We offer the best monitors for your trial, write to us today."
    assert cast.reply(here.topic, peter, text, at=LATER).waits == ""
    assert cast.reply(here.topic, peter, text, at=LATER).waits == "held"


def test_a_link_added_later_waits_too(here):
    peter = newcomer()
    post = cast.reply(here.topic, peter, "A harmless word.", at=LATER)
    talk.edit_post(post, source=LINKS, seen_version=1, by=peter, at=LATER)
    assert (Post.objects.get(pk=post.pk).waits, seen(post)) == ("held", False)


def test_the_author_may_take_a_held_reply_away(here):
    peter = newcomer()
    post = cast.reply(here.topic, peter, LINKS, at=LATER)
    talk.remove_post(post, by=peter, at=LATER)
    assert Conversation.objects.get(pk=here.talk.pk).post_count == 2
    talk.restore_post(post, by=peter, at=LATER)
    assert (Conversation.objects.get(pk=here.talk.pk).post_count, seen(post)) == (2, False)


@pytest.mark.parametrize(("does", "waits", "items"), [("flag", "", 1), ("hold", "held", 1)])
def test_a_watched_word_flags_or_holds_whoever_writes(here, does, waits, items):
    actions.watch_word(word="Casino*", does=does, by=cast.member("Noa Peled"), at=LATER)
    post = cast.reply(here.topic, here.helper, "Our CASINOS are open.", at=LATER)
    assert (post.waits, ReviewItem.objects.count()) == (waits, items)
    assert cast.reply(here.topic, here.helper, "No such word.", at=LATER).waits == ""


def test_a_refused_word_comes_back_with_the_text(client, here):
    actions.watch_word(word="best price", does="refuse", by=cast.member("Noa Peled"), at=LATER)
    response = sends(client, here.helper, f"/c/{here.talk.pk}/reply/", source="The  best\nprice for you")
    assert response.status_code == 400
    assert "“best price” may not be said here." in text_of(response)
    assert "price for you</textarea>" in text_of(response)
    assert here.talk.posts.count() == 2


def test_links_to_refused_domains_are_not_taken_and_allowed_ones_do_not_count(here):
    noa = cast.member("Noa Peled")
    actions.rule_link(domain="https://www.a.example/x", does="refuse", by=noa, at=LATER)
    with pytest.raises(Refused, match=r"deep\.a\.example"):
        cast.reply(here.topic, here.helper, "See https://deep.a.example/ for it.", at=LATER)
    for domain in ("a.example", "b.example"):
        actions.rule_link(domain=domain, does="allow", by=noa, at=LATER)
    assert cast.reply(here.topic, newcomer(), LINKS, at=LATER).waits == ""


def test_nothing_is_held_in_a_private_room(here):
    peter = newcomer()
    ticket = cast.ticket(cast.product(), peter, source=LINKS, private=True)
    assert ticket.conversation.posts.get().waits == ""
    assert not ReviewItem.objects.exists()


def test_a_topic_with_something_that_waits_is_not_split(here):
    post = cast.reply(here.topic, newcomer(), LINKS, at=LATER)
    noa = cast.member("Noa Peled")
    with pytest.raises(Refused, match="waits for a moderator"):
        forum.split_topic(here.topic, [2, post.number], category=here.topic.category, title="Apart", by=noa, at=LATER)
