"""The rooms of those who look after the site: who gets in, and what they cost."""

import pytest
from tests import cast

from trialogue.people.actions.claims import claim

pytestmark = pytest.mark.django_db

ROOMS = [
    "/manage/",
    "/manage/members/",
    "/manage/members/noa/",
    "/manage/claims/",
    "/manage/categories/",
    "/manage/categories/new/",
    "/manage/categories/designing-forms/",
    "/manage/products/",
    "/manage/products/new/",
    "/manage/products/opencapture/",
    "/manage/products/opencapture/parts/export/",
    "/manage/milestones/",
    "/manage/brand/",
    "/manage/audit/",
    "/manage/work/",
    "/manage/first-run/",
]
DOORS = [
    "/manage/members/noa/roles/",
    "/manage/members/noa/roles/1/revoke/",
    "/manage/members/noa/suspend/",
    "/manage/members/noa/let-in/",
    "/manage/claims/1/",
    "/manage/claims/undo/1/",
    "/manage/products/opencapture/parts/",
]


@pytest.fixture
def furnished(noa):
    from trialogue.hub.products.actions import add_component

    cast.category()
    add_component(cast.product(), name="Export", by=noa, at=cast.AT)


@pytest.mark.parametrize("path", ROOMS)
def test_guests_are_led_to_sign_in(client, furnished, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", ROOMS)
def test_plain_members_do_not_get_in(furnished, signed_in, path):
    assert signed_in(cast.member()).get(path).status_code == 403


@pytest.mark.parametrize("path", DOORS)
def test_plain_members_change_nothing(furnished, signed_in, path):
    assert signed_in(cast.member()).post(path).status_code == 403


@pytest.mark.parametrize("path", DOORS)
def test_nothing_is_changed_by_looking(as_noa, furnished, path):
    assert as_noa.get(path).status_code == 405


@pytest.mark.parametrize("path", ROOMS)
def test_the_manager_gets_in_within_twelve_queries(as_noa, furnished, queries, path):
    assert queries(as_noa, path) <= 12


def test_an_operator_sees_only_the_rooms_of_operators(noa, signed_in):
    browser = signed_in(cast.member("Ethan Brooks"))
    page = browser.get("/manage/").content.decode()
    assert "/manage/audit/" in page
    assert "/manage/claims/" not in page
    assert browser.get("/manage/claims/").status_code == 403


def test_the_overview_says_what_needs_a_decision(as_noa):
    assert "Nothing needs a decision" in as_noa.get("/manage/").content.decode()
    wanjiru = cast.member()
    cast.question(wanjiru)
    cast.ticket(cast.product(), wanjiru)
    claim(cast.unclaimed(), by=wanjiru, words="It is me.", at=cast.AT)
    page = as_noa.get("/manage/").content.decode()
    assert "Three things want a look" in page
    assert "One person says an imported profile is theirs" in page
    assert "One new ticket" in page
    assert "One question without an answer" in page


@pytest.mark.parametrize(
    "path",
    ["/manage/", "/manage/members/", "/manage/claims/", "/manage/categories/", "/manage/products/", "/manage/audit/"],
)
def test_three_rows_cost_what_one_costs(as_noa, queries, path):
    def add(n: int) -> None:
        someone = cast.member(f"Person {n}")
        cast.category(f"Shelf {n}")
        cast.product(f"Product {n}")
        cast.question(someone, title=f"Question {n}")
        claim(cast.unclaimed(f"Old name {n}"), by=someone, words="It was me.", at=cast.AT)

    add(1)
    one = queries(as_noa, path)
    add(2)
    add(3)
    assert queries(as_noa, path) == one <= 12
