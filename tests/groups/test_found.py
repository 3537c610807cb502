"""Founding a group, changing it, closing it."""

import pytest
from django.urls import reverse
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.groups import actions
from trialogue.hub.groups.models import Group

pytestmark = pytest.mark.django_db
SAID = {
    "name_en": "Statisticians", "about_en": "R, SAS and doubt.", "slug": "", "seen_by": "public", "joining": "open",
}  # fmt: skip


def test_a_manager_founds_a_group_and_leads_it(client):
    noa = cast.member("Noa Peled")
    client.force_login(noa.account)
    answer = client.post(reverse("group-new"), SAID)
    group = Group.objects.get()
    assert answer["Location"] == "/groups/statisticians/"
    assert (group.name, group.member_count, group.leader_ids()) == ("Statisticians", 1, {noa.pk})
    assert [event.verb for event in Event.objects.filter(object_kind="group")] == ["group.founded"]
    page = client.get(answer["Location"]).content.decode()
    assert "R, SAS and doubt." in page
    assert "leads the group" in page


def test_others_found_none(client):
    karen = cast.member("Karen Whitfield")
    client.force_login(karen.account)
    assert client.post(reverse("group-new"), SAID).status_code == 403
    assert "Found a group" not in client.get(reverse("groups")).content.decode()
    with pytest.raises(NotAllowed):
        cast.group(karen)


def test_two_groups_have_two_addresses():
    noa = cast.member("Noa Peled")
    cast.group(noa)
    with pytest.raises(Conflict):
        cast.group(noa)
    with pytest.raises(Refused):
        cast.group(noa, "new")


@pytest.mark.parametrize(
    "wrong",
    [{"name_en": " "}, {"name_en": "a" * 61}, {"about_en": "a" * 1001}, {"seen_by": "nobody"}, {"seen_by": "private"}],
)
def test_wrong_input_comes_back_as_typed(client, wrong):
    client.force_login(cast.member("Noa Peled").account)
    page = client.post(reverse("group-new"), {**SAID, "about_en": "Kept as typed", **wrong})
    assert page.status_code == 200
    assert Group.objects.count() == 0
    assert 'data-state="bad"' in page.content.decode()
    if "about_en" not in wrong:
        assert "Kept as typed" in page.content.decode()


def test_the_api_says_what_is_wrong():
    noa = cast.member("Noa Peled")
    with pytest.raises(Refused) as refused:
        cast.group(noa, seen_by="private", joining="open")
    assert refused.value.field == "joining"
    with pytest.raises(Refused) as refused:
        actions.found_group(names={}, by=noa, at=cast.AT)
    assert refused.value.field == "names"


def test_a_leader_changes_the_group_and_others_do_not(client):
    noa, karen = cast.member("Noa Peled"), cast.member("Karen Whitfield")
    group = cast.group(noa)
    actions.join_group(group, by=karen, at=cast.AT)
    client.force_login(karen.account)
    assert client.post(reverse("group-edit", args=[group.slug]), SAID).status_code == 403
    actions.appoint_leader(group, karen, by=noa, at=cast.AT)
    answer = client.post(reverse("group-edit", args=[group.slug]), {**SAID, "name_en": "Biostatisticians"})
    group.refresh_from_db()
    assert answer["Location"] == group.get_absolute_url()
    assert group.name == "Biostatisticians"


def test_what_becomes_private_takes_its_categories_along(run_jobs):
    noa, karen, tamar = (cast.member(name) for name in ("Noa Peled", "Karen Whitfield", "Tamar Levi"))
    group = cast.group(noa, joining="request")
    actions.ask_to_join(group, words="", by=tamar, at=cast.AT)
    open_area = actions.add_area(group, names={"en": "For all"}, readers="public", by=noa, at=cast.AT)
    topic = cast.question(karen, on=open_area)
    actions.edit_group(group, seen_by="private", joining="invitation", by=noa, at=cast.AT)
    for person in (karen, tamar):
        person.forget_standing()
        assert not Group.objects.visible_to(person).exists()
        assert not Topic.objects.visible_to(person).filter(pk=topic.pk).exists()
    run_jobs()
    assert Category.objects.get(pk=open_area.pk).audience_id == group.audience_id


def test_a_closed_group_leaves_the_list_and_takes_nobody_in(client):
    noa, karen = cast.member("Noa Peled"), cast.member("Karen Whitfield")
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Talk"}, readers="public", by=noa, at=cast.AT)
    client.force_login(noa.account)
    client.post(reverse("group-close", args=[group.slug]), {"close": "1"})
    assert "Statisticians" not in client.get(reverse("groups")).content.decode()
    assert "This group is closed" in client.get(group.get_absolute_url()).content.decode()
    assert Category.objects.get(pk=area.pk).retired_at is not None
    with pytest.raises(Refused):
        actions.join_group(group, by=karen, at=cast.AT)
    with pytest.raises(Conflict):
        actions.close_group(group, by=noa, at=cast.AT)
    client.post(reverse("group-close", args=[group.slug]), {"open": "1"})
    assert "Statisticians" in client.get(reverse("groups")).content.decode()
    assert Category.objects.get(pk=area.pk).retired_at is None
