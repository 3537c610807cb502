import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.review.scenes import LATER, OLD, item_of, notices, reported, seen

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import Report, ReviewItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def door(post):
    return reverse("post-report", args=[post.conversation_id, post.number])


def test_a_member_reports_a_post_from_its_menu(client, here):
    karen = cast.member("Karen Whitfield")
    client.force_login(karen.account)
    assert door(here.answer) in text_of(client.get(here.talk.path))
    assert "Its author does not learn who reported it" in text_of(client.get(door(here.answer)))
    response = sends(client, karen, door(here.answer), reason="patient", note="Initials and a date of birth")
    assert response["Location"] == f"{here.talk.path}#post-2"
    report = Report.objects.get()
    assert (report.by, report.reason, report.note) == (karen, "patient", "Initials and a date of birth")
    assert item_of(here.answer).score == 50
    assert seen(here.answer)
    assert "It may show a patient" in text_of(client.get(reverse("reports")))


def test_ones_own_post_has_no_report(client, here):
    client.force_login(here.helper.account)
    assert door(here.answer) not in text_of(client.get(here.talk.path))
    assert "This is your own post" in text_of(sends(client, here.helper, door(here.answer), reason="spam"))


def test_posts_of_tickets_can_be_reported(client, here):
    karen = cast.member("Karen Whitfield")
    ticket = cast.ticket(cast.product(), here.asker)
    post = ticket.conversation.posts.get()
    client.force_login(karen.account)
    assert door(post) in text_of(client.get(ticket.conversation.path))
    sends(client, karen, door(post), reason="spam")
    assert item_of(post).why == "reported"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose what is wrong with it."),
        ({"reason": "nonsense"}, "not one of the available choices"),
        ({"reason": "other", "note": "  "}, "Say in a sentence what is wrong with it."),
        ({"reason": "spam", "note": "x" * 501}, "at most 500 characters"),
    ],
)
def test_wrong_input_comes_back_with_what_was_typed(client, here, typed, said):
    response = sends(client, here.asker, door(here.answer), **typed)
    assert response.status_code == 400
    assert said in text_of(response)
    assert typed.get("note", "")[:20].strip() in text_of(response)
    assert not ReviewItem.objects.exists()


def test_twice_by_the_same_is_said(here):
    karen = cast.member("Karen Whitfield")
    actions.report(here.answer, reason="spam", by=karen, at=LATER)
    with pytest.raises(Conflict):
        actions.report(here.answer, reason="hurtful", by=karen, at=LATER)
    assert item_of(here.answer).score == 20


def test_three_members_hide_a_reply_until_a_moderator_looks(client, here, run_jobs):
    item = reported(here.answer, times=3)
    run_jobs()
    assert not seen(here.answer)
    assert not seen(here.answer, here.asker)
    assert seen(here.answer, here.helper)
    assert (Conversation.objects.get(pk=here.talk.pk).reply_count, item.score) == (0, 60)
    page = text_of(client.get(here.talk.path))
    assert "A post is hidden until a moderator looks." in page
    assert "Use a partial date." not in page
    client.force_login(here.helper.account)
    assert "Hidden until a moderator looks, because several members reported it." in text_of(client.get(here.talk.path))
    assert notices(here.helper) == ["review.yours_hidden"]


def test_what_was_told_of_a_hidden_reply_leaves_the_inbox(here, run_jobs):
    run_jobs()
    here.asker.refresh_from_db()
    assert here.asker.unread == 1
    item = reported(here.answer, times=3)
    run_jobs()
    here.asker.refresh_from_db()
    assert here.asker.unread == 0
    actions.decide(item, verdict="kept", by=cast.member("Joseph Otieno"), at=LATER)
    run_jobs()
    here.asker.refresh_from_db()
    assert here.asker.unread == 1


def test_a_first_post_hides_its_whole_topic(here):
    first = here.talk.posts.get(number=1)
    reported(first, times=3)
    assert not Conversation.objects.visible_to(None).exists()
    assert not Conversation.objects.visible_to(here.helper).exists()
    assert seen(first, here.asker)
    assert seen(first, cast.member("Joseph Otieno"))
    assert Client().get(here.talk.path).status_code == 404


def test_what_a_moderator_kept_is_not_hidden_again(here):
    actions.decide(reported(here.answer), verdict="kept", by=cast.member("Joseph Otieno"), at=LATER)
    for name in ("Ravi Kulkarni", "Amina Odhiambo", "Tamar Levi"):
        actions.report(here.answer, reason="spam", by=cast.member(name, at=OLD), at=LATER)
    assert seen(here.answer)


def test_how_many_it_takes_is_a_setting(here):
    actions.set_reports_to_hide(1, by=cast.member("Noa Peled"), at=LATER)
    reported(here.answer)
    assert not seen(here.answer)


def test_what_a_moderator_wrote_is_not_hidden(here):
    joseph = cast.member("Joseph Otieno")
    post = cast.reply(here.topic, joseph)
    reported(post, times=3)
    assert seen(post)


def test_who_reported_is_for_staff_alone(client, here):
    reported(here.answer)
    event = Event.objects.get(verb="post.reported")
    assert not Event.objects.visible_to(here.helper).filter(pk=event.pk).exists()
    client.force_login(here.helper.account)
    assert "Karen" not in text_of(client.get(here.talk.path))


def test_a_redacted_post_has_nothing_to_report(here):
    from trialogue.hub.conversations.actions import redact

    redact(here.answer, by=cast.member("Joseph Otieno"), at=cast.AT, reason="Names a patient")
    with pytest.raises(Refused):
        actions.report(Post.objects.get(pk=here.answer.pk), reason="spam", by=here.asker, at=LATER)


def test_ones_own_reports_cost_the_same_whatever_their_number(client, here, django_assert_num_queries):
    karen = cast.member("Karen Whitfield", at=OLD)
    client.force_login(karen.account)
    counts = []
    for n in (1, 3):
        while Report.objects.count() < n:
            actions.report(cast.reply(here.topic, here.helper), reason="spam", by=karen, at=LATER)
        client.get(reverse("reports"))
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("reports"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
