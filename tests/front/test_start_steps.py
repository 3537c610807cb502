"""A manager words, hides, orders and leads the steps of getting started."""

import json

import pytest
from tests import cast
from tests.cast import AT

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.errors import NotAllowed, Refused
from trialogue.hub.front.actions import change_step, order_steps, restore_step
from trialogue.hub.front.starting import checklist_of
from trialogue.hub.front.steps import STEPS

pytestmark = pytest.mark.django_db

KEYS = [step.key for step in STEPS]
FORM = {
    "shown": "on",
    "title_en": "Say habari",
    "title_he": "אמרו שלום",
    "text_en": "",
    "text_he": "",
    "act_en": "Say it",
    "act_he": "",
    "url": "/t/1/hello/",
    "voices": ["user", "builder", "steward"],
}


def kept() -> dict[str, dict[str, object]]:
    site.forget()
    return site.current().steps


def shown(person) -> list[str]:
    site.forget()
    return [step.key for step in checklist_of(person).steps]


def test_members_read_the_managers_words_in_their_language(as_noa, signed_in):
    assert as_noa.post("/manage/start/hello/", FORM).headers["Location"] == "/manage/start/"
    assert kept() == {
        "hello": {"title": {"en": "Say habari", "he": "אמרו שלום"}, "act": {"en": "Say it"}, "url": "/t/1/hello/"}
    }
    amina = signed_in(cast.member("Amina Odhiambo"))
    page = amina.get("/start/?later=1").content.decode()
    assert "Say habari" in page
    assert 'href="/t/1/hello/">Say it</a>' in page
    hebrew = amina.get("/he/start/?later=1").content.decode()
    assert "אמרו שלום" in hebrew
    assert 'href="/he/t/1/hello/"' in hebrew


def test_an_address_of_its_own_also_where_the_product_has_none(as_noa, signed_in):
    amina = signed_in(cast.member("Amina Odhiambo"))
    assert amina.get("/start/go/docs/").status_code == 404
    as_noa.post("/manage/start/docs/", {**FORM, "url": "https://docs.example.org/first"})
    site.forget()
    assert amina.get("/start/go/docs/")["Location"] == "https://docs.example.org/first"


def test_hidden_steps_and_other_voices(as_noa):
    wanjiru = cast.member()
    as_noa.post("/manage/start/hello/", {**FORM, "shown": "", "voices": []})
    as_noa.post("/manage/start/give/", {**FORM, "voices": ["builder"]})
    as_noa.post("/manage/start/answer/", FORM)
    assert shown(wanjiru) == ["confirm", "voices", "download", "answer"]
    page = as_noa.get("/manage/start/").content.decode()
    assert "not shown" in page
    assert "leads nowhere yet" in page


def test_one_goes_up_another_down(as_noa):
    as_noa.post("/manage/start/", {"up": "hello"})
    as_noa.post("/manage/start/", {"down": "confirm"})
    as_noa.post("/manage/start/", {"up": "voices"})
    as_noa.post("/manage/start/", {"down": "give"})
    order = ["voices", "confirm", "download", "docs", "hello", "demo", "answer", "give"]
    site.forget()
    assert [row["key"] for row in as_noa.get("/manage/start/").context["rows"]] == order
    assert Event.objects.filter(verb="site.steps_ordered").count() == 2
    assert as_noa.post("/manage/start/", {"up": "nonsense"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "javascript:alert(1)", "Write an address with https://"),
        ("url", "//evil.example/", "Write an address with https://"),
        ("url", "/\\evil.example/", "Write an address with https://"),
        ("url", "ftp://example.org/", "Write an address with https://"),
        ("voices", [], "Choose who sees it, or do not show it."),
        ("voices", ["king"], "Select a valid choice."),
        ("title_en", "x" * 81, "at most 80 characters"),
    ],
)
def test_wrong_input_changes_nothing_and_keeps_what_was_typed(as_noa, field, value, said):
    page = as_noa.post("/manage/start/hello/", {**FORM, "text_he": "הוקלד בזהירות", field: value}).content.decode()
    assert said in page
    assert "הוקלד בזהירות" in page
    assert kept() == {}


def test_our_words_stand_in_the_empty_fields(as_noa):
    page = as_noa.get("/manage/start/hello/").content.decode()
    assert 'placeholder="Say hello, or ask"' in page
    assert "Back to the first words" not in page
    assert 'name="url"' not in as_noa.get("/manage/start/voices/").content.decode()
    assert 'name="text_en"' not in as_noa.get("/manage/start/confirm/").content.decode()
    assert as_noa.get("/manage/start/nonsense/").status_code == 404


def test_back_to_the_first_words_and_the_place_stays(as_noa, noa):
    order_steps([*KEYS[::-1]], by=noa, at=AT)
    as_noa.post("/manage/start/hello/", FORM)
    site.forget()
    assert "Back to the first words" in as_noa.get("/manage/start/hello/").content.decode()
    as_noa.post("/manage/start/hello/", {**FORM, "restore": "1"})
    assert kept()["hello"] == {"place": 2}


def test_the_audit_log_says_what_it_was(as_noa):
    as_noa.post("/manage/start/hello/", FORM)
    as_noa.post("/manage/start/hello/", FORM)
    event = Event.objects.get(verb="site.step_changed")
    assert (event.old["url"], event.new["url"]) == ("", "/t/1/hello/")
    assert "voices" not in event.new
    page = as_noa.get("/manage/audit/?verb=site.").content.decode()
    assert "changed the step “Say hello, or ask” of getting started." in page
    assert "en: Say habari" in page


def test_only_who_manages_may(signed_in, noa):
    shira = cast.member("Shira Ben-Ami")
    for act in (
        lambda: change_step("hello", by=shira, at=AT, hidden=True),
        lambda: restore_step("hello", by=shira, at=AT),
        lambda: order_steps(KEYS, by=shira, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert signed_in(shira).get("/manage/start/").status_code == 403
    assert signed_in(shira).post("/manage/start/hello/", FORM).status_code == 403
    assert signed_in(shira).get("/api/v1/site/steps").status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": {"xx": "?"}},
        {"title": {"en": "x" * 81}},
        {"voices": []},
        {"voices": ["king"]},
        {"url": "https://" + "x" * 300 + ".org/"},
    ],
)
def test_an_action_refuses_what_no_form_would_send(noa, wrong):
    with pytest.raises(Refused):
        change_step("hello", by=noa, at=AT, **wrong)
    with pytest.raises(Refused):
        change_step("voices", by=noa, at=AT, url="/t/1/")
    with pytest.raises(Refused):
        order_steps(["hello"], by=noa, at=AT)


def test_the_api_does_the_same(as_noa):
    def send(method: str, path: str, body: object) -> object:
        answer = as_noa.generic(method, f"/api/v1/site/steps{path}", json.dumps(body), content_type="application/json")
        site.forget()
        return answer.json() if answer.status_code == 200 else answer.status_code

    assert send("PATCH", "/hello", {"title": {"en": "Say habari"}, "hidden": True})["title"] == {"en": "Say habari"}
    assert send("PATCH", "/hello", {"url": "javascript:alert(1)"}) == 422
    assert send("PATCH", "/nonsense", {"hidden": True}) == 404
    assert [step["key"] for step in send("PUT", "", {"keys": KEYS[::-1]})] == KEYS[::-1]
    assert send("PUT", "", {"keys": ["hello"]}) == 422
    assert send("DELETE", "/hello", None)["hidden"] is False
    assert [step["key"] for step in as_noa.get("/api/v1/site/steps").json()] == KEYS[::-1]


def test_a_form_sent_twice_is_done_once(as_noa):
    for _again in range(2):
        as_noa.post("/manage/start/", {"down": "confirm", "form_key": "k"})
    assert kept()["confirm"]["place"] == 1
