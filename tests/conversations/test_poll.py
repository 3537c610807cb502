import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.guard.samples import BIRTH

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.polling import Plan
from trialogue.hub.conversations.clock import end_polls
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.polls import Poll, PollOption, PollVote
from trialogue.hub.forum import actions as forum
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db
ASKED = {"poll-question": "Where should checks live?", "poll-options": "YAML\nPython\nA language of our own"}


@pytest.fixture
def here():
    here = room()
    here.karen = cast.member("Karen Whitfield")
    return here


def door(post, name="vote/"):
    return f"/c/{post.conversation_id}/{post.number}/poll/{name}"


def asks(here, *, most=1, **more):
    plan = Plan("Where should checks live?", ["YAML", "Python", "A language of our own"], most, **more)
    return actions.put_poll(here.answer, plan, by=here.helper, at=timezone.now())


def ids(poll):
    return list(poll.options.order_by("position").values_list("pk", flat=True))


def counts():
    return list(PollOption.objects.order_by("position").values_list("votes", flat=True)), Poll.objects.get().voters


def test_a_poll_is_made_with_a_reply(client, here):
    client.force_login(here.karen.account)
    assert "Add a poll" in text_of(client.get(here.talk.path))
    sends(client, here.karen, reverse("reply", args=[here.talk.pk]), source="I ask you all.", **ASKED)
    poll = Poll.objects.get()
    assert (poll.post.source, poll.options.count()) == ("I ask you all.", 3)
    text = text_of(client.get(here.talk.path))
    assert "Where should checks live?" in text
    assert "Nobody sees who chose what" in text


def test_a_poll_is_made_with_a_topic(client, here):
    asked = {"title": "Checks", "kind": "discussion", "source": "What now?", "category": here.topic.category_id}
    response = sends(client, here.karen, reverse("topic-ask"), **asked, **ASKED, **{"poll-most": "2"})
    assert response.status_code == 302
    assert (Poll.objects.get().most, Poll.objects.get().post.number) == (2, 1)


def test_what_is_wrong_with_it_comes_back_with_everything_typed(client, here):
    wrong = {**ASKED, "poll-options": "YAML", "poll-shows_who": "on"}
    response = sends(client, here.karen, reverse("reply", args=[here.talk.pk]), source="I ask you all.", **wrong)
    text = text_of(response)
    assert response.status_code == 400
    assert "Write two to twenty answers, one a line." in text
    assert "I ask you all." in text
    assert 'id="id_poll-shows_who" checked' in text
    assert Post.objects.filter(source="I ask you all.").count() == 0, "the reply waits for its poll"


def test_a_begun_poll_is_kept_with_the_draft(client, here):
    sends(client, here.karen, reverse("topic-ask"), title="Checks", keep="1", **ASKED)
    assert "A language of our own" in text_of(client.get(reverse("topic-ask")))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"question": " "}, "question"), ({"options": ["YAML", "yaml"]}, "options"), ({"options": ["x" * 121, "y"]}, "options"),
        ({"most": 3}, "most"), ({"most": 0}, "most"), ({"results": "never"}, "results"), ({"closes_at": cast.AT}, "closes_on"),
    ],
)  # fmt: skip
def test_what_a_poll_may_not_be(here, changed, field):
    plan = Plan(**{"question": "Which?", "options": ["YAML", "Python"], **changed})
    with pytest.raises(Refused) as said:
        actions.put_poll(here.answer, plan, by=here.helper, at=cast.AT)
    assert said.value.field == field


def test_one_chooses_changes_and_takes_it_back(client, here):
    poll = asks(here)
    yaml, python, _own = ids(poll)
    sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": yaml})
    assert counts() == ([1, 0, 0], 1)
    sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": python})
    assert counts() == ([0, 1, 0], 1)
    text = text_of(client.get(here.talk.path))
    assert "Change my choice" in text
    assert f'value="{python}" checked' in text
    assert "1 (100 %)" in text
    sends(client, here.karen, door(here.answer), back="1")
    assert counts() == ([0, 0, 0], 0)


def test_several_where_the_poll_allows_it(client, here):
    poll = asks(here, most=2)
    sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": ids(poll)[:2]})
    assert counts() == ([1, 1, 0], 1)
    response = sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": ids(poll)})
    assert "Choose at most 2 answers." in text_of(client.get(response["Location"]))
    assert counts() == ([1, 1, 0], 1)


@pytest.mark.parametrize("chosen", [[], [999_999], ["x"]])
def test_what_is_no_choice(client, here, chosen):
    poll = asks(here)
    sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": chosen})
    assert counts() == ([0, 0, 0], 0)


def test_an_answer_of_another_poll_is_none_of_this_one(here):
    poll = asks(here)
    other = actions.put_poll(
        cast.reply(here.topic, here.karen), Plan("Which?", ["A", "B"]), by=here.karen, at=timezone.now()
    )
    with pytest.raises(Conflict):
        actions.vote(poll, [other.options.first().pk], by=here.karen, at=timezone.now())


def test_results_once_one_has_chosen(client, here):
    poll = asks(here, results="after_vote")
    actions.vote(poll, ids(poll)[:1], by=here.asker, at=timezone.now())
    assert "1 (100 %)" not in text_of(client.get(here.talk.path)), "a guest chooses nothing"
    client.force_login(here.karen.account)
    assert "Results are shown once one has chosen" in text_of(client.get(here.talk.path))
    assert "1 (100 %)" not in text_of(client.get(here.talk.path))
    sends(client, here.karen, door(here.answer), **{f"poll-{poll.pk}": ids(poll)[0]})
    assert "2 (100 %)" in text_of(client.get(here.talk.path))


def test_results_when_it_has_ended_and_those_who_chose_hear_of_it(client, here, run_jobs):
    poll = asks(here, results="after_close", closes_at=timezone.now() + timedelta(days=2))
    actions.vote(poll, ids(poll)[:1], by=here.karen, at=timezone.now())
    client.force_login(here.karen.account)
    text = text_of(client.get(here.talk.path))
    assert "1 (100 %)" not in text
    assert re.search(r"Ends at the end of <time [^>]+>", text)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        end_polls.func()
        end_polls.func()
        client.force_login(here.karen.account)
        assert "1 (100 %)" in text_of(client.get(here.talk.path))
        run_jobs()
    assert Event.objects.filter(verb="poll.closed").count() == 1
    assert {notice.person for notice in Notice.objects.filter(verb="poll.closed")} == {here.karen, here.helper}
    with pytest.raises(Refused, match="has ended"):
        actions.vote(poll, ids(poll)[:1], by=here.asker, at=timezone.now())


def test_who_chose_what_only_where_it_was_said_before(client, here):
    poll = asks(here, shows_who=True)
    actions.vote(poll, ids(poll)[:1], by=here.asker, at=timezone.now())
    client.force_login(here.karen.account)
    assert "Everybody sees who chose what" in text_of(client.get(here.talk.path))
    assert here.asker.name in text_of(client.get(door(here.answer, "")))
    Poll.objects.update(shows_who=False)
    assert client.get(door(here.answer, "")).status_code == 404


def test_the_log_does_not_tell_who_chose_in_secret(here):
    poll = asks(here)
    actions.vote(poll, ids(poll)[:1], by=here.karen, at=timezone.now())
    event = Event.objects.get(verb="poll.voted")
    assert (event.actor_id, event.new, here.karen.name in str(event.words)) == (None, None, False)


def test_it_stays_as_it_is_once_somebody_chose(client, here):
    poll = asks(here)
    changed = {
        "poll-question": "Where else?",
        "poll-options": "Here\nThere",
        "poll-most": "1",
        "poll-results": "always",
    }
    sends(client, here.helper, door(here.answer, "edit/"), **changed)
    assert Poll.objects.get().question == "Where else?"
    actions.vote(poll, ids(poll)[:1], by=here.karen, at=timezone.now())
    response = sends(client, here.helper, door(here.answer, "edit/"), **ASKED)
    assert "Somebody has chosen already" in text_of(response)
    assert "End it" in text_of(client.get(here.talk.path))
    sends(client, here.helper, door(here.answer, "end/"))
    assert Poll.objects.get().closed_at is not None


def test_others_may_not_change_it(client, here):
    asks(here)
    client.force_login(here.karen.account)
    for name in ("edit/", "end/"):
        assert client.get(door(here.answer, name)).status_code == 403
    with pytest.raises(NotAllowed):
        actions.put_poll(here.answer, Plan("Which?", ["A", "B"]), by=here.karen, at=timezone.now())


def test_a_closed_conversation_has_closed_polls(client, here):
    poll = asks(here)
    forum.close(here.topic, by=cast.member("Joseph Otieno"), at=cast.AT)
    client.force_login(here.karen.account)
    assert "Choose one answer." not in text_of(client.get(here.talk.path))
    with pytest.raises(Refused, match="closed"):
        actions.vote(poll, ids(poll)[:1], by=here.karen, at=timezone.now())


def test_redacting_destroys_its_words_everywhere(here, run_jobs):
    poll = asks(here)
    actions.vote(poll, ids(poll)[:1], by=here.karen, at=timezone.now())
    actions.close_poll(poll, by=here.helper, at=timezone.now())
    run_jobs()
    actions.redact(here.answer, by=cast.member("Joseph Otieno"), at=timezone.now(), reason="A patient")
    assert not Poll.objects.exists()
    for rows in (Event.objects.values_list("words", flat=True), Notice.objects.values_list("words", flat=True)):
        assert "checks live" not in str(list(rows))


def test_script_stays_words(client, here):
    plan = Plan("<script>alert(1)</script>", ['"><img src=x onerror=alert(1)>', "no"])
    actions.put_poll(here.answer, plan, by=here.helper, at=timezone.now())
    for reader in (here.karen, here.helper):
        client.force_login(reader.account)
        text = text_of(client.get(here.talk.path))
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_a_page_with_polls_costs_one_query_more(client, here):
    client.force_login(here.karen.account)

    def cost():
        client.get(here.talk.path)
        with CaptureQueriesContext(connection) as counted:
            client.get(here.talk.path)
        return len(counted)

    without = cost()
    asks(here)
    assert cost() == without + 1
    for _more in range(3):
        actions.put_poll(
            cast.reply(here.topic, here.helper), Plan("Which?", ["A", "B"]), by=here.helper, at=timezone.now()
        )
    assert cost() == without + 1


def test_a_removed_post_takes_its_poll_along(client, here):
    asks(here)
    actions.remove_post(here.answer, by=here.helper, at=timezone.now())
    client.force_login(here.karen.account)
    assert client.post(door(here.answer)).status_code == 404
    assert not PollVote.objects.exists()


def test_a_poll_passes_the_guard_with_its_reply(client, here):
    asked = {**ASKED, "poll-question": f"Who knows John Smith, {BIRTH}?"}
    response = sends(client, here.karen, reverse("reply", args=[here.talk.pk]), source="I ask you all.", **asked)
    assert response.status_code == 400
    assert not Post.objects.filter(source="I ask you all.").exists()
    marks = re.search(r'name="reviewed" value="([0-9a-f ]+)"', text_of(response))[1]
    sends(client, here.karen, reverse("reply", args=[here.talk.pk]), source="I ask you all.", reviewed=marks, **asked)
    assert Poll.objects.get().post.source == "I ask you all."
