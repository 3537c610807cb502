"""Coming in and going out."""

import pytest
from django.urls import reverse
from tests import cast

from trialogue.core.errors import Conflict, NotAllowed
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Draft, Follow
from trialogue.hub.forum.watching import Watch
from trialogue.hub.groups import actions
from trialogue.hub.groups.models import Group
from trialogue.people.audiences import AudienceMember, RoleGrant
from trialogue.people.notices.models import Letter, Notice
from trialogue.people.notices.reading import mine

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


@pytest.fixture
def karen(client):
    karen = cast.member("Karen Whitfield")
    client.force_login(karen.account)
    return karen


def test_an_open_group_is_joined_with_one_button(client, noa, karen):
    group = cast.group(noa)
    assert "Join the group" in client.get(group.get_absolute_url()).content.decode()
    client.post(reverse("group-join", args=[group.slug]))
    group.refresh_from_db()
    assert group.has(karen)
    assert group.member_count == 2
    assert "Leave the group" in client.get(group.get_absolute_url()).content.decode()
    with pytest.raises(Conflict):
        actions.join_group(group, by=karen, at=cast.AT)
    assert Group.objects.get().member_count == 2


def test_guests_are_led_to_sign_in_and_back(client, noa):
    group = cast.group(noa)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Sign in to join" in page
    assert "csrf" not in page
    where = reverse("group-join", args=[group.slug])
    assert client.get(where)["Location"].endswith(f"next={where}")


def test_nobody_walks_into_a_group_that_wants_to_be_asked(client, noa, karen):
    group = cast.group(noa, joining="request")
    with pytest.raises(NotAllowed):
        actions.join_group(group, by=karen, at=cast.AT)
    invited = cast.group(noa, "By invitation", joining="invitation")
    with pytest.raises(NotAllowed):
        actions.ask_to_join(invited, words="", by=karen, at=cast.AT)
    client.post(reverse("group-join", args=[invited.slug]))
    assert not invited.has(karen)


def test_leaving_ends_everything_at_once(client, noa, karen, run_jobs):
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Inside"}, by=noa, at=cast.AT)
    actions.join_group(group, by=karen, at=cast.AT)
    actions.appoint_leader(group, karen, by=noa, at=cast.AT)
    topic = cast.question(noa, on=area)
    run_jobs()
    talk.follow(topic.conversation, level="watching", by=karen, at=cast.AT)
    talk.save_draft(key=f"reply:{topic.conversation_id}", fields={"source": "half"}, by=karen, at=cast.AT)
    Watch.objects.create(person=karen, category=area, level="all")
    cast.reply(topic, noa)
    run_jobs()
    assert mine(karen).count() == 1
    assert client.get(topic.get_absolute_url()).status_code == 200
    client.post(reverse("group-leave", args=[group.slug]))
    assert client.get(topic.get_absolute_url()).status_code == 404
    run_jobs()
    karen.refresh_from_db()
    karen.forget_standing()
    assert (mine(karen).count(), karen.unread) == (0, 0)
    assert not Follow.objects.filter(person=karen).exists()
    assert not Draft.objects.filter(person=karen).exists()
    assert not Watch.objects.exists()
    assert not RoleGrant.objects.filter(person=karen, until=None).exists()
    assert Group.objects.get().member_count == 1


def test_a_letter_that_waits_is_not_sent_to_who_left(noa, karen, run_jobs, mailoutbox):
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Inside"}, by=noa, at=cast.AT)
    actions.join_group(group, by=karen, at=cast.AT)
    topic = cast.question(noa, on=area)
    run_jobs()
    talk.follow(topic.conversation, level="watching", by=karen, at=cast.AT)
    cast.reply(topic, noa)
    actions.leave_group(group, by=karen, at=cast.AT)
    run_jobs()
    assert mailoutbox == []
    assert not Notice.objects.filter(person=karen).exists()


def test_asking_is_decided_by_a_leader_and_told(client, noa, karen, run_jobs, mailoutbox):
    group = cast.group(noa, joining="request")
    where = reverse("group-join", args=[group.slug])
    too_long = client.post(where, {"words": "a" * 501}).content.decode()
    assert "a" * 501 in too_long
    client.post(where, {"words": "I do survival analysis."})
    run_jobs()
    assert not group.has(karen)
    assert "You asked to join" in client.get(group.get_absolute_url()).content.decode()
    assert [notice.verb for notice in mine(noa)] == ["group.asked"]
    client.force_login(noa.account)
    assert "I do survival analysis." in client.get(group.get_absolute_url()).content.decode()
    client.post(reverse("group-decide", args=[group.slug, karen.handle.lower()]), {"answer": "admit"})
    run_jobs()
    assert group.has(karen)
    karen.forget_standing()
    assert [notice.verb for notice in mine(karen)] == ["group.admitted"]
    assert [mail.subject for mail in mailoutbox] == [
        "Karen Whitfield asks to join “Statisticians”",
        "You are in “Statisticians”",
    ]


def test_who_is_declined_is_told_and_may_ask_again(client, noa, karen, run_jobs, mailoutbox):
    group = cast.group(noa, joining="request")
    asked = actions.ask_to_join(group, words="", by=karen, at=cast.AT)
    with pytest.raises(Conflict):
        actions.ask_to_join(group, words="", by=karen, at=cast.AT)
    with pytest.raises(NotAllowed):
        actions.decide_request(asked, admitted=True, by=karen, at=cast.AT)
    actions.decide_request(asked, admitted=False, by=noa, at=cast.AT)
    with pytest.raises(Conflict):
        actions.decide_request(asked, admitted=True, by=noa, at=cast.AT)
    run_jobs()
    assert not group.has(karen)
    karen.forget_standing()
    assert [notice.verb for notice in mine(karen)] == ["group.declined"]
    assert "Ask to join" in client.get(group.get_absolute_url()).content.decode()


def test_who_asked_may_take_it_back(client, noa, karen):
    group = cast.group(noa, joining="request")
    actions.ask_to_join(group, words="", by=karen, at=cast.AT)
    client.post(reverse("group-leave", args=[group.slug]))
    assert not group.admissions.open().exists()


def test_the_invited_see_a_private_group_and_come_in(client, noa, karen, run_jobs, mailoutbox):
    group = cast.group(noa, "Quiet", seen_by="private", joining="invitation")
    assert client.get(group.get_absolute_url()).status_code == 404
    client.force_login(noa.account)
    client.post(reverse("group-members", args=[group.slug]), {"person": f"@{karen.handle}"})
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [[karen.account.email]]
    client.force_login(karen.account)
    assert "You are invited" in client.get(group.get_absolute_url()).content.decode()
    client.post(reverse("group-join", args=[group.slug]))
    assert group.has(karen)


def test_who_says_no_sees_a_private_group_no_more(client, noa, karen, run_jobs):
    group = cast.group(noa, "Quiet", seen_by="private", joining="invitation")
    actions.invite_to_group(group, karen, by=noa, at=cast.AT)
    run_jobs()
    client.post(reverse("group-leave", args=[group.slug]))
    run_jobs()
    assert client.get(group.get_absolute_url()).status_code == 404
    karen.refresh_from_db()
    karen.forget_standing()
    assert (mine(karen).count(), karen.unread) == (0, 0)
    assert not AudienceMember.objects.filter(person=karen).exists()


def test_an_invitation_taken_back_is_not_mailed(noa, karen, run_jobs, mailoutbox):
    group = cast.group(noa, "Quiet", seen_by="private", joining="invitation")
    actions.invite_to_group(group, karen, by=noa, at=cast.AT)
    actions.remove_from_group(group, karen, by=noa, at=cast.AT)
    run_jobs()
    assert mailoutbox == []
    assert not Letter.objects.filter(sent_at__isnull=False).exists()


def test_to_invite_who_asked_lets_them_in(noa, karen):
    group = cast.group(noa, joining="request")
    actions.ask_to_join(group, words="", by=karen, at=cast.AT)
    actions.invite_to_group(group, karen, by=noa, at=cast.AT)
    assert group.has(karen)


@pytest.mark.parametrize("said", ["", "nobody-here", "Gerd-Alt", "noa-peled"])
def test_a_wrong_invitation_comes_back(client, noa, said):
    cast.unclaimed("Gerd Alt")
    group = cast.group(noa)
    client.force_login(noa.account)
    page = client.post(reverse("group-members", args=[group.slug]), {"person": said})
    assert page.status_code == 200
    assert not group.admissions.exists()
