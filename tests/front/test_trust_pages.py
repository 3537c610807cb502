"""The numbers of trust with their preview, one member's standing, and what oneself reads of it."""

import pytest
from tests import cast

from trialogue.people.actions.trusting import change_numbers, set_level
from trialogue.people.persons import Person
from trialogue.people.trust.levels import Level
from trialogue.people.trust.numbers import NUMBERS, current

pytestmark = pytest.mark.django_db
DOOR = "/manage/trust/"


def numbers(**more: int) -> dict[str, int]:
    return current() | more


def test_a_manager_changes_the_numbers(as_noa):
    assert ">Trust</a>" in as_noa.get("/manage/").content.decode()
    answer = as_noa.post(DOOR, numbers(limit_links=1), follow=True)
    assert "Kept. It holds from now on" in answer.content.decode()
    assert current() == {name: number.usual for name, number in NUMBERS.items()} | {"limit_links": 1}


def test_a_preview_keeps_nothing_and_what_was_typed(as_noa):
    cast.member()
    page = as_noa.post(DOOR, {**numbers(arrived_days=0, arrived_topics=0), "preview": "1"}).content.decode()
    assert "With these numbers" in page
    assert '<td>Arrived</td><td class="r">0</td><td class="r"><b>2</b></td>' in page
    assert 'name="arrived_days" value="0"' in page
    assert current()["arrived_days"] == 2


@pytest.mark.parametrize("wrong", ["-1", "10001", "many", ""])
def test_wrong_numbers_come_back_named(as_noa, wrong):
    answer = as_noa.post(DOOR, {**numbers(), "limit_links": wrong})
    assert answer.status_code == 400
    assert 'data-state="bad"' in answer.content.decode()
    assert current()["limit_links"] == 3


def test_who_may(signed_in):
    for name, status in (("Joseph Otieno", 403), ("Karen Whitfield", 403), ("Ethan Brooks", 200)):
        assert signed_in(cast.member(name)).get(DOOR).status_code == status, name


def test_a_member_is_set_by_hand_and_let_grow(as_noa):
    cast.member()
    as_noa.post("/manage/members/wanjiru/level/", {"level": "2", "reason": "Teaches at our school."})
    page = as_noa.get("/manage/members/wanjiru/standing/").content.decode()
    assert "Trust: known" in page
    assert "Teaches at our school." in page
    as_noa.post("/manage/members/wanjiru/grow/")
    row = Person.objects.get(handle="wanjiru").trust_levels.get(until=None)
    assert (row.level, row.held) == (Level.KNOWN, False)


def test_a_moderator_sees_it_and_sets_nothing(signed_in):
    cast.member()
    joseph = signed_in(cast.member("Joseph Otieno"))
    page = joseph.get("/manage/members/wanjiru/standing/").content.decode()
    assert "Silence them" in page
    assert "Set it by hand" not in page
    assert joseph.post("/manage/members/wanjiru/level/", {"level": "2", "reason": "x"}).status_code == 403


def test_one_reads_what_one_may_do_and_what_comes_next(signed_in):
    wanjiru = cast.member()
    page = signed_in(wanjiru).get("/settings/standing/").content.decode()
    assert "You are <b>new</b> here." in page
    assert "<dt>Links in a post</dt><dd>3</dd>" in page
    assert "What comes next: arrived" in page
    assert "0 of 5" in page
    set_level(wanjiru, level=Level.LEADER, by=None, at=cast.AT, reason="Leads the group of users.")
    page = signed_in(wanjiru).get("/settings/standing/").content.decode()
    assert "You are <b>leader</b> here." in page
    assert "What comes next" not in page
    assert "Links in a post" not in page


def test_nobody_else_reads_it(signed_in):
    set_level(cast.member(), level=Level.TRUSTED, by=None, at=cast.AT, reason="Quietly.")
    karen = signed_in(cast.member("Karen Whitfield"))
    assert "trusted" not in karen.get("/people/wanjiru/").content.decode()
    assert karen.get("/api/v1/people/wanjiru/standing").status_code == 403


def test_the_list_of_levels_costs_the_same(as_noa, noa, queries):
    wanjiru = cast.member()
    path = "/manage/members/wanjiru/standing/"
    set_level(wanjiru, level=Level.KNOWN, by=noa, at=cast.AT, reason="One.")
    one = queries(as_noa, path)
    for level in (Level.TRUSTED, Level.LEADER):
        set_level(wanjiru, level=level, by=noa, at=cast.AT, reason="More.")
    assert queries(as_noa, path) == one


def test_by_the_api(as_noa):
    cast.member()
    patch = as_noa.patch("/api/v1/site/trust", {"numbers": {"limit_links": 1}}, content_type="application/json")
    assert patch.json()["limit_links"] == 1
    for body, status in (({"numbers": {"nothing": 1}}, 422), ({"numbers": {"limit_links": -1}}, 422)):
        assert as_noa.patch("/api/v1/site/trust", body, content_type="application/json").status_code == status
    url = "/api/v1/people/wanjiru/trust"
    body = {"level": "trusted", "reason": "Answers everybody."}
    assert as_noa.put(url, body, content_type="application/json").json()["level"] == "trusted"
    assert as_noa.put(url, body | {"level": "boss"}, content_type="application/json").status_code == 422
    assert as_noa.delete(url).json()["held"] is False


def test_unknown_names_are_no_numbers(noa):
    with pytest.raises(TypeError):
        change_numbers({"nothing": 1}, by=noa, at=cast.AT)
