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
from trialogue.hub.forum.merges import Merge
from trialogue.hub.forum.models import Category, Solution, Topic
from trialogue.hub.tickets.models import Origin, Ticket
from trialogue.hub.tickets.waiting import waits_for
from trialogue.people.notices.models import Notice

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def here():
    """Wanjiru's question with Claire's answer; Karen asked the same an hour later, and Tamar replied to her."""
    here = room()
    here.karen, here.tamar = cast.member("Karen Whitfield"), cast.member("Tamar Levi")
    here.joseph = cast.member("Joseph Otieno")
    here.twin = cast.question(here.karen, title="Half a date", at=cast.AT + timedelta(hours=1), source="Month only?")
    cast.reply(here.topic, here.helper, "Or leave it open.", at=cast.AT + timedelta(hours=2))
    here.said = cast.reply(here.twin, here.tamar, "I would like to know too.", at=cast.AT + timedelta(hours=3))
    return here


def door(topic):
    return reverse("topic-merge", args=[topic.pk, topic.slug])


def merge(here, **more):
    return actions.merge_topics(here.twin, here.topic, by=here.joseph, at=cast.AT, **more)


def words(topic):
    return list(topic.conversation.posts.order_by("number").values_list("number", "source"))


def test_a_moderator_merges_by_address(client, here):
    client.force_login(here.joseph.account)
    assert "Merge the topic" in text_of(client.get(door(here.twin)))
    response = sends(
        client,
        here.joseph,
        door(here.twin),
        into=f"https://forum.example.org{here.talk.path}",
        in_time="0",
        reason="Twins",
    )
    assert response["Location"] == here.talk.path
    assert words(here.topic)[3:] == [(4, "Month only?"), (5, "I would like to know too.")]
    text = text_of(client.get(here.talk.path))
    assert "merged Half a date into this topic." in text
    assert "Twins" in text
    assert here.twin.title not in text_of(client.get(reverse("forum")))
    assert [each.topic_count for each in Category.objects.all()] == [1]


def test_old_addresses_lead_there(client, here):
    merge(here)
    assert client.get(here.twin.get_absolute_url())["Location"] == here.talk.path
    assert client.get(f"/t/{here.twin.pk}/")["Location"] == here.talk.path
    assert client.get(f"{here.twin.conversation.path}2/")["Location"] == f"{here.talk.path}#post-5"
    assert client.get(f"/he{here.twin.conversation.path}")["Location"] == f"/he{here.talk.path}"


def test_in_the_order_of_time(client, here):
    merge(here, in_time=True)
    assert words(here.topic) == [
        (1, "Patients know the month only. What do we enter?"), (4, "Use a partial date."), (5, "Month only?"),
        (6, "Or leave it open."), (7, "I would like to know too."),
    ]  # fmt: skip
    assert client.get(f"{here.talk.path}3/")["Location"] == f"{here.talk.path}#post-6"
    assert cast.reply(here.topic, here.karen, "Thanks.").number == 8


def test_nobody_who_waits_is_lost(here):
    amina = cast.member("Amina Odhiambo")
    for topic in (here.topic, here.twin):
        actions.same_here(topic, by=amina, at=cast.AT)
    actions.same_here(here.twin, by=here.tamar, at=cast.AT)
    actions.same_here(here.twin, by=here.asker, at=cast.AT)
    merge(here)
    assert Topic.objects.get(pk=here.topic.pk).same_count == 3, "Amina once, Tamar, and Karen who asked; not the asker"


def test_followers_and_reading_come_along(here):
    talk.follow(here.twin.conversation, level="watching", by=here.asker, at=cast.AT)
    talk.mark_read(here.twin.conversation, number=2, by=here.asker, at=cast.AT)
    talk.mark_read(here.talk, number=3, by=here.asker, at=cast.AT)
    talk.mark_read(here.talk, number=2, by=here.tamar, at=cast.AT)
    merge(here)
    read = dict(Follow.objects.filter(conversation=here.talk).values_list("person__name", "last_read"))
    assert read["Wanjiru Kamau"] == 5, "had read both"
    assert read["Tamar Levi"] == 2, "has one post to read there, and then knows the rest"
    assert read["Karen Whitfield"] == 0, "never opened this topic"
    assert Follow.objects.get(conversation=here.talk, person=here.karen).level == "watching"


def test_both_answers_are_kept(client, here):
    actions.accept(here.topic, here.answer, by=here.asker, at=cast.AT)
    actions.accept(here.twin, here.said, by=here.karen, at=cast.AT)
    merge(here)
    assert Solution.objects.filter(topic=here.topic).count() == 2
    assert text_of(client.get(here.talk.path)).count("Accepted answer") == 2


def test_an_answer_comes_along_to_a_question_without(here):
    actions.accept(here.twin, here.said, by=here.karen, at=cast.AT)
    merge(here)
    assert Topic.objects.get(pk=here.topic.pk).solved
    assert not Topic.objects.get(pk=here.twin.pk).solved


def test_the_ticket_comes_along_and_who_asked_still_waits(here, run_jobs):
    noa = cast.member("Noa Peled")
    ticket = cast.carried(here.twin, noa, cast.product())
    merge(here)
    run_jobs()
    assert Origin.objects.get().topic == here.topic
    assert here.karen.pk in {wait.person_id for wait in waits_for([ticket])}
    actions.unmerge_topics(Merge.objects.get(), by=here.joseph, at=cast.AT)
    run_jobs()
    assert Origin.objects.get().topic == here.twin
    assert Ticket.objects.get().pk == ticket.pk


def test_a_reply_begun_there_is_begun_here(here):
    talk.save_draft(key=f"reply:{here.twin.conversation_id}", fields={"source": "Wait"}, by=here.tamar, at=cast.AT)
    merge(here)
    assert here.tamar.drafts.get().key == f"reply:{here.topic.conversation_id}"


def test_who_watched_it_hears_where_it_is(here, run_jobs):
    merge(here, reason="Twins")
    run_jobs()
    told = Notice.objects.filter(verb="topic.yours_merged")
    assert {notice.person for notice in told} == {here.karen, here.tamar}
    assert {notice.url for notice in told} == {here.talk.path}


def test_it_goes_where_fewer_read(client, here, run_jobs):
    run_jobs()
    staff = cast.question(here.joseph, on=cast.category("Staff", audience=Audience.objects.get(pk=STAFF)), title="Ours")
    actions.merge_topics(here.twin, staff, by=here.joseph, at=cast.AT)
    run_jobs()
    client.force_login(here.karen.account)
    for address in (here.twin.get_absolute_url(), f"{here.twin.conversation.path}2/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Ours" not in text_of(response)
    assert "Half a date" not in text_of(client.get(reverse("search"), {"q": "Month only"}))
    assert not Notice.objects.visible_to(here.karen).filter(post_id=here.said.pk).exists()


def test_it_is_undone(client, here, run_jobs):
    actions.same_here(here.twin, by=here.tamar, at=cast.AT)
    actions.accept(here.twin, here.said, by=here.karen, at=cast.AT)
    before = (words(here.topic), words(here.twin), Follow.objects.count())
    done = merge(here, in_time=True)
    client.force_login(here.joseph.account)
    assert "Merged into this topic" in text_of(client.get(door(here.topic)))
    undo = reverse("topic-unmerge", args=[here.topic.pk, here.topic.slug, done.pk])
    assert sends(client, here.joseph, undo)["Location"] == here.twin.conversation.path
    run_jobs()
    assert words(here.twin) == before[1]
    assert [said for _number, said in words(here.topic)] == [said for _number, said in before[0]]
    assert Follow.objects.count() == before[2]
    assert (Topic.objects.get(pk=here.topic.pk).same_count, Topic.objects.get(pk=here.twin.pk).same_count) == (0, 1)
    assert Solution.objects.get().topic == here.twin
    assert [each.topic_count for each in Category.objects.all()] == [2]
    assert client.get(here.twin.get_absolute_url()).status_code == 200
    assert client.get(f"{here.talk.path}7/")["Location"] == f"{here.twin.conversation.path}#post-2"
    twice = client.get(sends(client, here.joseph, undo)["Location"])
    assert "This was undone already." in text_of(twice)


def test_what_was_merged_on_is_undone_from_its_end(here):
    third = cast.question(here.tamar, title="Third")
    first = merge(here)
    actions.merge_topics(here.topic, third, by=here.joseph, at=cast.AT)
    with pytest.raises(Refused, match="Undo that first"):
        actions.unmerge_topics(Merge.objects.get(pk=first.pk), by=here.joseph, at=cast.AT)
    actions.unmerge_topics(Merge.objects.last(), by=here.joseph, at=cast.AT)
    actions.unmerge_topics(Merge.objects.get(pk=first.pk), by=here.joseph, at=cast.AT)
    assert [len(words(topic)) for topic in (here.topic, here.twin, third)] == [3, 2, 1]


def test_a_chain_leads_to_its_end(client, here):
    third = cast.question(here.tamar, title="Third")
    merge(here)
    actions.merge_topics(here.topic, third, by=here.joseph, at=cast.AT)
    assert client.get(here.twin.get_absolute_url())["Location"] == third.conversation.path
    assert client.get(f"{here.twin.conversation.path}2/")["Location"] == f"{third.conversation.path}#post-6"


def test_both_ways_one_after_the_other(here):
    back = Topic.objects.get(pk=here.topic.pk), Topic.objects.get(pk=here.twin.pk)
    merge(here)
    with pytest.raises(Conflict, match="a moment ago"):
        actions.merge_topics(*back, by=here.joseph, at=cast.AT)


def test_nothing_is_written_where_it_was(client, here):
    merge(here)
    address = reverse("reply", args=[here.twin.conversation_id])
    response = sends(client, here.tamar, address, source="Into the void")
    assert response.status_code == 404
    assert "Into the void" in text_of(response)


@pytest.mark.parametrize("into", ["", "999", "/t/x/", "here"])
def test_into_what_is_not_there(client, here, into):
    response = sends(client, here.joseph, door(here.twin), into=into, in_time="0", reason="Twins")
    assert response.status_code == 400
    assert 'value="Twins"' in text_of(response)


def test_not_into_itself(here):
    with pytest.raises(Refused, match="the topic itself"):
        actions.merge_topics(here.twin, here.twin, by=here.joseph, at=cast.AT)


def test_removed_posts_come_along_and_can_be_brought_back(client, here):
    talk.remove_post(here.said, by=here.tamar, at=cast.AT)
    merge(here)
    here.talk.refresh_from_db()
    assert (here.talk.post_count, here.talk.last_number) == (4, 4)
    moved = Post.objects.select_related("conversation").get(pk=here.said.pk)
    talk.restore_post(moved, by=here.tamar, at=cast.AT)
    here.talk.refresh_from_db()
    assert (here.talk.post_count, here.talk.last_number) == (5, 5)
