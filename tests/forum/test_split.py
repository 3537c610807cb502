from datetime import timedelta

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Follow, Post
from trialogue.hub.forum import actions
from trialogue.hub.forum.choosing import numbers_in
from trialogue.hub.forum.models import Category, Solution, Topic
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """Wanjiru asked, Claire answered (2); then Karen asked something else (3), Claire answered her (4), and so on (5)."""
    here = room()
    here.karen, here.joseph = cast.member("Karen Whitfield"), cast.member("Joseph Otieno")
    words = ("How do I export it?", "With the button below.", "And back to dates: only the year is known.")
    for number, (who, source) in enumerate(zip((here.karen, here.helper, here.karen), words, strict=True), 3):
        at = cast.AT + timedelta(hours=number)
        here.last = talk.write_post(here.talk, source=source, by=who, at=at, reply_to=number - 1)
    return here


def door(topic):
    return reverse("topic-split", args=[topic.pk, topic.slug])


def split(here, *numbers, **more):
    more.setdefault("category", here.topic.category)
    return actions.split_topic(here.topic, numbers, title="How do I export?", by=here.joseph, at=cast.AT, **more)


def test_a_moderator_splits_posts_off(client, here):
    client.force_login(here.joseph.account)
    assert "How do I export it?" in text_of(client.get(door(here.topic)))
    response = sends(
        client, here.joseph, door(here.topic), post=["3", "4"], title="How do I export?", kind="question",
        category=here.topic.category_id, reason="Another question",
    )  # fmt: skip
    new = Topic.objects.get(slug="how-do-i-export")
    assert response["Location"] == new.conversation.path
    assert [post.number for post in new.conversation.posts.order_by("number")] == [1, 2]
    assert [post.number for post in here.talk.posts.order_by("number")] == [1, 2, 5]
    text = text_of(client.get(response["Location"]))
    assert "made this of posts (2) from" in text
    left = text_of(client.get(here.talk.path))
    assert f'moved posts from here (2): <a href="{new.conversation.path}">' in left
    assert "Another question" in left
    assert [each.topic_count for each in Category.objects.all()] == [2]


def test_old_addresses_lead_there_for_good(client, here):
    new = split(here, 3, 4)
    old = f"{here.talk.path}4/"
    assert client.get(old)["Location"] == f"{new.conversation.path}#post-2"
    again = actions.split_topic(new, [2], category=new.category, title="Third", by=here.joseph, at=cast.AT)
    assert client.get(old)["Location"] == f"{again.conversation.path}#post-1"
    assert client.get(f"{new.conversation.path}2/")["Location"] == f"{again.conversation.path}#post-1"
    assert client.get(f"{here.talk.path}99/").status_code == 404


def test_a_number_that_was_left_is_not_given_again(here):
    split(here, 5)
    assert cast.reply(here.topic, here.helper, "More.").number == 6


def test_whom_posts_answer_goes_along(here):
    split(here, 3, 4)
    answered = dict(Post.objects.values_list("source", "reply_to_number"))
    assert answered["With the button below."] == 1
    assert answered["How do I export it?"] is None, "who they answered stayed"
    assert answered["And back to dates: only the year is known."] is None, "what it answered went"


def test_the_counters_of_both_are_right(here):
    new = split(here, 3, 4)
    here.talk.refresh_from_db()
    new.conversation.refresh_from_db()
    assert (here.talk.post_count, here.talk.last_number, here.talk.last_poster) == (3, 5, here.karen)
    assert (new.conversation.post_count, new.conversation.last_number, new.asker) == (2, 2, here.karen)
    assert new.conversation.last_post_at == cast.AT + timedelta(hours=4)


def test_who_followed_follows_and_has_read_as_far(here):
    talk.mark_read(here.talk, number=3, by=here.asker, at=cast.AT)
    new = split(here, 3, 4)
    assert Follow.objects.get(conversation=new.conversation, person=here.asker).last_read == 1
    assert Follow.objects.get(conversation=new.conversation, person=here.karen).last_read == 2


def test_the_accepted_answer_goes_along(here):
    actions.accept(here.topic, here.talk.posts.get(number=4), by=here.asker, at=cast.AT)
    new = split(here, 3, 4)
    assert Solution.objects.get().topic == new
    assert [Topic.objects.get(pk=each.pk).solved for each in (here.topic, new)] == [False, True]


def test_the_accepted_answer_begins_no_topic(here):
    actions.accept(here.topic, here.talk.posts.get(number=4), by=here.asker, at=cast.AT)
    for numbers, kind in (([4], "question"), ([3, 4], "discussion")):
        with pytest.raises(Refused, match="Take the mark back first"):
            split(here, *numbers, kind=kind)


def test_what_goes_where_fewer_read_is_theirs(client, here, run_jobs):
    run_jobs()
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    new = split(here, 3, 4, category=staff)
    run_jobs()
    assert set(new.conversation.posts.values_list("audience_id", flat=True)) == {STAFF}
    assert set(
        Notice.objects.filter(post_id__in=new.conversation.posts.values("pk")).values_list("audience_id", flat=True)
    ) <= {STAFF}
    client.force_login(here.karen.account)
    assert client.get(f"{here.talk.path}3/").status_code == 404
    left = text_of(client.get(here.talk.path))
    assert "a topic that fewer people read" in left
    assert "How do I export?" not in left
    assert "How do I export" not in text_of(client.get(reverse("search"), {"q": "export button below"}))


def test_search_finds_them_where_they_are(client, here, run_jobs):
    run_jobs()
    new = split(here, 3, 4)
    run_jobs()
    assert f"{new.conversation.path}2/" in text_of(client.get(reverse("search"), {"q": "button below"}))


def test_whose_posts_moved_hears_of_it(here, run_jobs):
    split(here, 3, 4, reason="Another question")
    run_jobs()
    told = Notice.objects.filter(verb="topic.yours_split")
    assert {notice.person for notice in told} == {here.karen, here.helper}


@pytest.mark.parametrize("numbers", [[], [1, 2]])
def test_the_first_post_stays(here, numbers):
    with pytest.raises(Refused):
        split(here, *numbers)


def test_what_is_not_there_any_more(here):
    with pytest.raises(Conflict, match="not here any more"):
        split(here, 3, 9)


def test_what_was_typed_comes_back(client, here):
    response = sends(
        client, here.joseph, door(here.topic), post=["3"], title="", kind="idea", numbers="x", reason="Why not"
    )
    text = text_of(response)
    assert response.status_code == 400
    assert 'value="3" checked' in text
    assert 'value="Why not"' in text
    assert "Say it in one sentence." in text


def test_numbers_in_words():
    assert numbers_in("3, 8-10 ,12") == {3, 8, 9, 10, 12}
    for wrong in ("x", "5-3", "1-99999999"):
        with pytest.raises(Refused):
            numbers_in(wrong)


def test_the_page_costs_the_same_for_few_and_for_many(client, here, django_assert_max_num_queries):
    client.force_login(here.joseph.account)
    with django_assert_max_num_queries(12):
        assert client.get(door(here.topic)).status_code == 200
