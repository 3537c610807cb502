"""The list of groups, a group's page, who is in it, and where groups show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast

from trialogue.core import site
from trialogue.hub.groups import actions

pytestmark = pytest.mark.django_db


def cost(client, address):
    client.get(address)
    site.forget()
    site.current()
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len([each for each in counted.captured_queries if "core_site" not in each["sql"]])


def filled(group, noa, count):
    """So many members and topics more."""
    area = group.areas.first().category
    for number in range(count):
        person = cast.member(f"Somebody {group.member_count} {number}")
        actions.join_group(group, by=person, at=cast.AT)
        cast.reply(cast.question(person, on=area), noa)


@pytest.mark.parametrize("name", ["group", "group-members"])
@pytest.mark.parametrize("reader", ["", "Noa Peled", "Tamar Levi"])
def test_a_page_costs_the_same_whatever_is_in_it(client, name, reader):
    noa = cast.member("Noa Peled")
    group = cast.group(noa)
    actions.add_area(group, names={"en": "Talk"}, readers="public", by=noa, at=cast.AT)
    if reader:
        client.force_login((noa if reader == noa.name else cast.member(reader)).account)
    filled(group, noa, 1)
    few = cost(client, reverse(name, args=[group.slug]))
    filled(group, noa, 3)
    assert cost(client, reverse(name, args=[group.slug])) == few <= 12


def test_the_list_costs_the_same_whatever_its_length(client):
    noa = cast.member("Noa Peled")
    client.force_login(cast.member("Tamar Levi").account)
    cast.group(noa)
    few = cost(client, reverse("groups"))
    for number in range(3):
        cast.group(noa, f"Group {number}")
    assert cost(client, reverse("groups")) == few <= 12


def test_the_list_goes_on_without_gaps(client):
    noa = cast.member("Noa Peled")
    for number in range(31):
        cast.group(noa, f"Group {number:02}")
    first = client.get(reverse("groups"))
    second = client.get(first.context["older"])
    assert [group.name for group in second.context["rows"]] == ["Group 30"]
    assert second.context["newer"] == reverse("groups")


def test_ones_own_stand_first(client):
    noa, karen = cast.member("Noa Peled"), cast.member("Karen Whitfield")
    cast.group(noa, "A first one")
    mine = cast.group(noa, "Mine")
    actions.join_group(mine, by=karen, at=cast.AT)
    client.force_login(karen.account)
    page = client.get(reverse("groups"))
    assert [group.name for group in page.context["mine"]] == ["Mine"]
    assert [group.name for group in page.context["rows"]] == ["A first one", "Mine"]


def test_without_groups_the_list_says_how_it_starts(client):
    assert "No group yet" in client.get(reverse("groups")).content.decode()


def test_members_follow_each_other_by_name(client):
    noa = cast.member("Noa Peled")
    group = cast.group(noa)
    for number in range(31):
        actions.join_group(group, by=cast.member(f"Member {number:02}"), at=cast.AT)
    first = client.get(reverse("group-members", args=[group.slug]))
    second = client.get(first.context["older"])
    assert [person.name for person in second.context["people"]] == ["Member 30", "Noa Peled"]


def test_a_group_shows_on_a_profile_as_far_as_the_reader_sees_it(client):
    noa, karen, tamar = (cast.member(name) for name in ("Noa Peled", "Karen Whitfield", "Tamar Levi"))
    shown = cast.group(noa, "Shown to all")
    hidden = cast.group(noa, "Hidden circle", seen_by="private", joining="invitation")
    actions.join_group(shown, by=karen, at=cast.AT)
    actions.invite_to_group(hidden, karen, by=noa, at=cast.AT)
    actions.join_group(hidden, by=karen, at=cast.AT)
    for reader, sees in ((None, False), (tamar, False), (karen, True), (noa, True)):
        client.logout()
        if reader:
            client.force_login(reader.account)
        page = client.get(karen.get_absolute_url()).content.decode()
        assert "Shown to all" in page
        assert ("Hidden circle" in page) is sees


def test_what_the_group_alone_reads_is_not_on_its_page_for_others(client):
    noa = cast.member("Noa Peled")
    group = cast.group(noa)
    area = actions.add_area(group, names={"en": "Inner room"}, by=noa, at=cast.AT)
    cast.question(noa, on=area, title="Said inside")
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Inner room" not in page
    assert "Said inside" not in page
    client.force_login(noa.account)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Inner room" in page
    assert "Said inside" in page


def test_it_speaks_hebrew(client):
    group = cast.group(cast.member("Noa Peled"))
    page = client.get(f"/he{group.get_absolute_url()}").content.decode()
    assert 'dir="rtl"' in page
    assert 'href="/he/groups/"' in page


def test_names_and_words_are_shown_as_they_are(client):
    noa = cast.member("Noa Peled")
    group = cast.group(
        noa, "<script>alert(1)</script>", slug="odd", descriptions={"en": "<img src=x onerror=alert(1)>"}
    )
    actions.add_area(group, names={"en": "<b>odd</b>"}, readers="public", by=noa, at=cast.AT)
    client.force_login(noa.account)
    for address in (reverse("groups"), group.get_absolute_url(), reverse("group-members", args=["odd"])):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>odd</b>" not in page


def test_people_are_found_by_a_group_as_far_as_one_sees_it(client):
    noa, karen, tamar = (cast.member(name) for name in ("Noa Peled", "Karen Whitfield", "Tamar Levi"))
    hidden = cast.group(noa, "Hidden circle", slug="hidden", seen_by="private", joining="invitation")
    actions.invite_to_group(hidden, karen, by=noa, at=cast.AT)
    actions.join_group(hidden, by=karen, at=cast.AT)
    for reader, names in ((tamar, []), (karen, ["Karen Whitfield", "Noa Peled"])):
        client.force_login(reader.account)
        page = client.get("/people/", {"group": "hidden"})
        assert [row["person"].name for row in page.context["rows"]] == names
        assert ("Hidden circle" in page.content.decode()) is bool(names)
