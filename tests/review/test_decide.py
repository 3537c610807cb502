import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.review.scenes import LATER, item_of, notices, reported, seen
from tests.review.test_hold import LINKS, newcomer

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Conversation, Post, Removal
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import Claim, Decision, ReviewItem
from trialogue.people.audiences import RoleGrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    found = room()
    found.joseph, found.noa = cast.member("Joseph Otieno"), cast.member("Noa Peled")
    return found


def decide(client, by, item, **fields):
    return sends(client, by, reverse("review-decide", args=[item.pk]), **fields)


def test_a_moderator_finds_the_queue_and_takes_a_post_away(client, here, run_jobs):
    item = reported(here.answer)
    client.force_login(here.joseph.account)
    assert reverse("review") in text_of(client.get("/"))
    page = text_of(client.get(reverse("review")))
    for said in ("Use a partial date.", "Karen Whitfield", "It is advertising", "1 post, 0 taken away"):
        assert said in page
    response = decide(client, here.joseph, item, verdict="removed", reason="It sells something")
    assert "Decided." in text_of(client.get(response["Location"]))
    run_jobs()
    assert not seen(here.answer)
    assert Removal.objects.get().reason == "It sells something"
    karen = item.reports.get().by
    assert (notices(karen), notices(here.helper)) == (["review.report_acted"], ["review.yours_removed"])
    notice = here.helper.notices.get()
    assert (notice.url, notice.words["reason"]) == (f"/c/{here.talk.pk}/2/appeal/", "It sells something")
    assert Event.objects.filter(verb="review.decided", actor_id=here.joseph.pk).count() == 1


def test_what_is_taken_away_needs_a_reason(client, here):
    response = decide(client, here.joseph, reported(here.answer), verdict="removed")
    assert response.status_code == 400
    assert "Say why. The author reads it." in text_of(response)
    assert seen(here.answer)


def test_keeping_tells_who_reported(client, here, run_jobs):
    item = reported(here.answer, times=3)
    run_jobs()
    decide(client, here.joseph, item, verdict="kept")
    run_jobs()
    assert seen(here.answer)
    assert [notices(row.by) for row in item.reports.all()] == [["review.report_kept"]] * 3
    assert notices(here.helper) == ["review.yours_hidden", "review.yours_through"]
    client.logout()
    assert "hidden until a moderator looks" not in text_of(client.get(here.talk.path))


def test_destroying_its_text_is_final(client, here):
    item = reported(here.answer, reason="patient")
    item.reports.update(note="It says a name")
    decide(client, here.joseph, item, verdict="redacted", reason="Shows a patient")
    assert Post.objects.get(pk=here.answer.pk).is_redacted
    assert item.reports.get().note == ""
    with pytest.raises(Refused):
        actions.undo_decision(item, by=here.joseph, at=LATER)


def test_a_held_topic_is_taken_away_whole_and_brought_back_to_where_it_waited(here):
    post = cast.question(newcomer(), title="Cheap", source=LINKS, at=LATER).conversation.posts.get()
    item = item_of(post)
    actions.decide(item, verdict="removed", reason="It sells", by=here.joseph, at=LATER)
    assert not Conversation.objects.visible_to(post.author).filter(pk=post.conversation_id).exists()
    item.post.refresh_from_db()
    actions.undo_decision(ReviewItem.objects.get(pk=item.pk), by=here.joseph, at=LATER)
    back = Post.objects.get(pk=post.pk)
    assert (back.waits, seen(back), seen(back, here.noa)) == ("held", False, True)
    assert ReviewItem.objects.open().count() == 1


def test_a_held_reply_taken_away_counts_for_nobody(here):
    post = cast.reply(here.topic, newcomer(), LINKS, at=LATER)
    item = item_of(post)
    actions.decide(item, verdict="removed", reason="It sells", by=here.joseph, at=LATER)
    after = Conversation.objects.get(pk=here.talk.pk)
    assert (after.post_count, after.last_number) == (2, 2)
    actions.undo_decision(ReviewItem.objects.get(pk=item.pk), by=here.joseph, at=LATER)
    after.refresh_from_db()
    assert (after.post_count, after.last_number, seen(post)) == (2, 2, False)


def test_a_decision_is_taken_back_from_the_page(client, here):
    item = reported(here.answer)
    decide(client, here.joseph, item, verdict="removed", reason="It sells")
    assert "You decided lately" in text_of(client.get(reverse("review")))
    sends(client, here.joseph, reverse("review-undo", args=[item.pk]))
    assert seen(here.answer)
    assert list(Decision.objects.order_by("pk").values_list("verdict", flat=True)) == ["removed", "reopened"]
    assert item_of(here.answer) == item


def test_the_second_is_told_that_it_is_decided(client, here):
    item = reported(here.answer)
    actions.decide(item, verdict="kept", by=here.noa, at=LATER)
    with pytest.raises(Conflict):
        actions.decide(item, verdict="removed", reason="No", by=here.joseph, at=LATER)
    assert "Somebody has decided this already." in text_of(decide(client, here.joseph, item, verdict="kept"))


def test_others_do_not_find_the_queue(client, here):
    item = reported(here.answer)
    for name in ("review", "review-words"):
        client.force_login(here.helper.account)
        assert client.get(reverse(name)).status_code == 403
    assert decide(client, here.helper, item, verdict="kept").status_code == 403
    with pytest.raises(NotAllowed):
        actions.decide(item, verdict="kept", by=here.helper, at=LATER)
    assert ReviewItem.objects.open().count() == 1


def test_taking_on_and_giving_back(client, here):
    item = reported(here.answer)
    door = reverse("review-claim", args=[item.pk])
    sends(client, here.joseph, door, on="1")
    assert Claim.objects.get().by == here.joseph
    sends(client, here.noa, door, on="1")
    assert Claim.objects.get().by == here.joseph
    assert "Joseph Otieno is on it" in text_of(client.get(reverse("review")))
    sends(client, here.noa, door, on="0")
    assert not Claim.objects.exists()


def test_a_moderator_of_one_category_sees_its_items_alone(client, here):
    amina, shelf = cast.member("Amina Odhiambo"), cast.category("Elsewhere")
    RoleGrant.objects.create(person=amina, role="moderator", scope="category", scope_id=shelf.pk, at=cast.AT)
    other = cast.reply(cast.question(here.asker, on=shelf, title="Over there"), here.helper)
    held = cast.question(newcomer(), on=shelf, title="Held over there", source=LINKS, at=LATER)
    for post in (here.answer, other):
        actions.report(post, reason="spam", by=cast.member(f"Reporter {post.pk}"), at=LATER)
    mine = {item_of(other).pk, item_of(held.conversation.posts.get()).pk}
    amina.forget_standing()
    assert set(ReviewItem.objects.visible_to(amina).values_list("pk", flat=True)) == mine
    client.force_login(amina.account)
    assert "Held over there" in text_of(client.get(reverse("review")))
    assert client.get(reverse("review-item", args=[item_of(here.answer).pk])).status_code == 404
    actions.decide(item_of(held.conversation.posts.get()), verdict="kept", by=amina, at=LATER)
    assert Conversation.objects.visible_to(None).filter(pk=held.conversation_id).exists()


def test_what_stands_where_a_moderator_may_not_read_is_not_in_the_queue(here):
    ticket = cast.ticket(cast.product(), here.asker, private=True)
    post = talk.write_post(ticket.conversation, source="Only here", by=here.asker, at=LATER)
    actions.report(post, reason="spam", by=cast.member("Shira Ben-Ami"), at=LATER)
    assert not ReviewItem.objects.visible_to(here.joseph).exists()


def test_the_queue_costs_the_same_whatever_waits_and_goes_on_at_its_mark(client, here):
    client.force_login(here.joseph.account)
    counts, karen = [], cast.member("Karen Whitfield")
    for n in (1, 3):
        while ReviewItem.objects.count() < n:
            post = cast.reply(here.topic, here.helper, f"Answer {ReviewItem.objects.count()}")
            actions.report(post, reason="spam", by=karen, at=LATER)
        client.get(reverse("review"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("review"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    from trialogue.hub.conversations.review.queue import mark_of, waiting

    every = list(waiting(here.joseph))
    assert list(waiting(here.joseph, mark_of(every[0]))) == every[1:]
    assert list(waiting(here.joseph, "nonsense")) == every


def test_what_weighs_most_stands_first(here):
    karen = cast.member("Karen Whitfield")
    first, second = (cast.reply(here.topic, here.helper, text) for text in ("One", "Two"))
    actions.report(first, reason="off_topic", by=karen, at=LATER)
    actions.report(second, reason="patient", by=karen, at=LATER)
    assert [item.post for item in ReviewItem.objects.in_order()] == [second, first]
