"""What leaders do, and how far it goes."""

import pytest
from django.urls import reverse
from tests import cast

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category
from trialogue.hub.groups import actions
from trialogue.hub.growth.figures.people import with_role
from trialogue.people.rights import may

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


@pytest.fixture
def karen():
    return cast.member("Karen Whitfield")


def led_by(group, person, noa):
    actions.join_group(group, by=person, at=cast.AT)
    actions.appoint_leader(group, person, by=noa, at=cast.AT)


def test_a_leader_looks_after_the_groups_categories_and_no_others(client, noa, karen):
    group, elsewhere = cast.group(noa), cast.category("Elsewhere")
    before = actions.add_area(group, names={"en": "Before"}, by=noa, at=cast.AT)
    led_by(group, karen, noa)
    client.force_login(karen.account)
    said = {"name_en": "After", "about_en": "", "kind": "questions", "readers": "private"}
    client.post(reverse("group-category", args=[group.slug]), said)
    after = Category.objects.get(slug="after")
    assert after.audience_id == group.audience_id
    karen.forget_standing()
    for shelf, expected in ((before, True), (after, True), (elsewhere, False)):
        topic = cast.question(noa, on=shelf)
        assert [may(karen, verb, topic) for verb in ("topic.close", "topic.remove")] == [expected, expected]
        assert may(karen, "category.edit", shelf) is expected
    assert not may(karen, "category.edit")
    assert not may(karen, "group.lead", cast.group(noa, "Another"))
    assert not may(karen, "group.found")


def test_a_leader_is_dismissed_and_stays(client, noa, karen):
    group = cast.group(noa)
    led_by(group, karen, noa)
    client.force_login(noa.account)
    client.post(reverse("group-member", args=[group.slug, karen.handle.lower()]), {"act": "dismiss"})
    assert group.leader_ids() == {noa.pk}
    assert group.has(karen)
    with pytest.raises(Conflict):
        actions.dismiss_leader(group, karen, by=noa, at=cast.AT)


def test_only_who_is_in_it_leads(noa, karen):
    group = cast.group(noa)
    with pytest.raises(Refused):
        actions.appoint_leader(group, karen, by=noa, at=cast.AT)
    led_by(group, karen, noa)
    with pytest.raises(Conflict):
        actions.appoint_leader(group, karen, by=noa, at=cast.AT)


def test_members_decide_nothing(client, noa, karen):
    group = cast.group(noa)
    actions.join_group(group, by=karen, at=cast.AT)
    client.force_login(karen.account)
    for name, said in (
        ("group-member", {"act": "remove"}),
        ("group-decide", {"answer": "admit"}),
    ):
        assert client.post(reverse(name, args=[group.slug, noa.handle.lower()]), said).status_code == 403
    assert client.post(reverse("group-members", args=[group.slug]), {"person": "@noa"}).status_code == 403
    for act in (actions.appoint_leader, actions.dismiss_leader, actions.remove_from_group, actions.invite_to_group):
        with pytest.raises(NotAllowed):
            act(group, noa, by=karen, at=cast.AT)


def test_who_is_taken_out_is_out(client, noa, karen):
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Inside"}, by=noa, at=cast.AT)
    actions.join_group(group, by=karen, at=cast.AT)
    client.force_login(karen.account)
    assert client.get(area.get_absolute_url()).status_code == 200
    actions.remove_from_group(group, karen, by=noa, at=cast.AT)
    assert client.get(area.get_absolute_url()).status_code == 404
    with pytest.raises(Conflict):
        actions.remove_from_group(group, karen, by=noa, at=cast.AT)


def test_a_category_is_seen_by_no_more_than_see_the_group(noa):
    group = cast.group(noa, "Quiet", seen_by="private", joining="invitation")
    for readers in ("public", "members", "nonsense"):
        with pytest.raises(Refused):
            actions.add_area(group, names={"en": "Talk"}, readers=readers, by=noa, at=cast.AT)
    shown = cast.group(noa, "Shown", seen_by="members")
    assert actions.add_area(shown, names={"en": "Talk"}, readers="members", by=noa, at=cast.AT).audience_id == 2


def test_a_manager_edits_a_groups_category_and_it_stays_the_groups(client, noa):
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Inside"}, by=noa, at=cast.AT)
    client.force_login(noa.account)
    page = reverse("manage-category", args=[area.slug])
    assert "Its group" in client.get(page).content.decode()
    said = {"name_en": "Renamed", "kind": "ideas", "audience": "group", "hue": "166", "order": "0", "people": ""}
    assert client.post(page, said)["Location"] == reverse("manage-categories")
    area.refresh_from_db()
    assert (area.name, area.audience_id) == ("Renamed", group.audience_id)
    with pytest.raises(Refused):
        forum.readers.choose_readers(cast.category(), kind="group", by=noa, at=cast.AT)


def test_who_leads_a_group_is_no_manager_of_the_site(client, noa, karen):
    group = cast.group(noa)
    led_by(group, karen, noa)
    client.force_login(noa.account)
    page = client.get(reverse("manage-members"), {"q": "karen"}).content.decode()
    assert "community manager (one group)" in page
    assert karen.pk not in with_role(cast.AT)
    client.force_login(karen.account)
    for name in ("manage", "manage-members", "manage-categories", "audit", "group-new"):
        assert client.get(reverse(name)).status_code == 403
    assert [part.title for part in client.get(reverse("team")).context["parts"]] == ["Look after this place"]
