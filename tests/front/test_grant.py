"""A manager gives roles and takes them back."""

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.people.audiences import RoleGrant

pytestmark = pytest.mark.django_db


def test_a_role_holds_at_once_and_stands_there_with_who_gave_it(as_noa, signed_in):
    cast.member()
    answer = as_noa.post("/manage/members/wanjiru/roles/", {"role": "moderator", "where": "site:0"})
    assert answer.headers["Location"] == "/manage/members/wanjiru/"
    page = as_noa.get("/manage/members/wanjiru/").content.decode()
    assert "moderator" in page
    assert "<bdi>Noa Peled</bdi>" in page
    assert Event.objects.filter(verb="role.granted", new="moderator").count() == 1


def test_a_role_for_one_product_is_named_by_it(as_noa):
    cast.member()
    product = cast.product()
    as_noa.post("/manage/members/wanjiru/roles/", {"role": "maintainer", "where": f"product:{product.pk}"})
    given = RoleGrant.objects.get(person__handle="wanjiru")
    assert (given.scope, given.scope_id) == ("product", product.pk)
    assert "<td>OpenCapture</td>" in as_noa.get("/manage/members/wanjiru/").content.decode()


def test_without_a_role_the_form_says_so_and_keeps_the_place(as_noa):
    cast.member()
    product = cast.product()
    page = as_noa.post(
        "/manage/members/wanjiru/roles/", {"role": "", "where": f"product:{product.pk}"}
    ).content.decode()
    assert "Choose a role." in page
    assert f'value="product:{product.pk}" selected' in page


def test_twice_is_a_sentence_not_a_second_role(as_noa):
    cast.member()
    for _time in range(2):
        answer = as_noa.post("/manage/members/wanjiru/roles/", {"role": "developer", "where": "site:0"})
    assert "Wanjiru Kamau has this role already." in answer.content.decode()
    assert RoleGrant.objects.filter(person__handle="wanjiru").count() == 1


def test_sent_twice_with_one_key_it_is_done_once(as_noa):
    cast.member()
    form = {"role": "developer", "where": "site:0", "form_key": "k1"}
    places = {as_noa.post("/manage/members/wanjiru/roles/", form).headers["Location"] for _time in range(2)}
    assert places == {"/manage/members/wanjiru/"}
    assert RoleGrant.objects.filter(person__handle="wanjiru").count() == 1


def test_a_manager_makes_no_operator(as_noa):
    cast.member()
    assert as_noa.post("/manage/members/wanjiru/roles/", {"role": "operator", "where": "site:0"}).status_code == 403
    assert not RoleGrant.objects.filter(person__handle="wanjiru").exists()


def test_a_role_taken_back_stays_in_the_history(as_noa):
    cast.member("Priya Raghavan")
    given = RoleGrant.objects.get(person__handle="priya")
    as_noa.post(f"/manage/members/priya/roles/{given.pk}/revoke/")
    given.refresh_from_db()
    assert given.until is not None
    assert "until" in as_noa.get("/manage/members/priya/").content.decode()


def test_the_last_manager_stays(as_noa):
    given = RoleGrant.objects.get(person__handle="noa")
    page = as_noa.post(f"/manage/members/noa/roles/{given.pk}/revoke/", follow=True).content.decode()
    assert "Somebody else has to have this role first." in page
    given.refresh_from_db()
    assert given.until is None


def test_members_are_found_by_name_handle_and_mail(as_noa):
    cast.member()
    cast.member("Karen Whitfield")
    for asked in ("wanji", "@WANJIRU", "wanjiru@example.org"):
        page = as_noa.get("/manage/members/", {"q": asked}).content.decode()
        assert "Wanjiru Kamau" in page
        assert "Karen Whitfield" not in page
    assert "Nobody has a name, handle or mail like this." in as_noa.get("/manage/members/?q=zzz").content.decode()


def test_imported_people_stand_under_their_own_heading(as_noa):
    cast.unclaimed("Gerd Alt")
    assert "Gerd Alt" not in as_noa.get("/manage/members/").content.decode()
    assert "Gerd Alt" in as_noa.get("/manage/members/?show=imported").content.decode()
