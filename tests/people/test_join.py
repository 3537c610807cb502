"""Joining: two fields and a tick, a mailed code, and one is in."""

import pytest
from django.core import mail
from django.test import Client
from tests.cast import member
from tests.people.doors import JOIN, JOIN_CODE, come_in, join, last_code, opened, solved, words_of

from trialogue.core.activity.models import Event
from trialogue.people.accounts import Account
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


def test_joining_leads_to_the_beginning(client):
    answer = join(client)
    assert (answer.status_code, answer["Location"]) == (302, JOIN_CODE)
    answer = client.post(JOIN_CODE, {"code": last_code()})
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    person = Person.objects.get()
    assert (person.name, person.handle, person.hidden, list(person.started)) == (
        "Wanjiru Kamau",
        "wanjiru",
        False,
        ["confirmed"],
    )
    assert Event.objects.filter(verb="person.joined").count() == 1
    assert client.get("/start/voices/").status_code == 200


def test_what_one_came_for_is_kept(client):
    join(client, next="/forum/ask/")
    assert client.post(JOIN_CODE, {"code": last_code()})["Location"] == "/start/?next=%2Fforum%2Fask%2F"


def test_the_code_works_without_its_dash(client):
    join(client)
    assert client.post(JOIN_CODE, {"code": last_code().replace("-", " ")})["Location"] == "/start/"


def test_nobody_is_seen_before_the_address_is_confirmed(client, django_user_model):
    join(client)
    waiting = Person.objects.get()
    assert waiting.hidden
    assert not Event.objects.filter(verb="person.joined").exists()
    visitor = Client()
    assert visitor.get(waiting.get_absolute_url()).status_code == 404
    assert b"Wanjiru" not in visitor.get("/people/").content


def test_joining_in_hebrew_stays_in_hebrew(client):
    typed = {"name": "נועה", "email": "noa@example.org", "promise": "on", **solved(opened())}
    answer = client.post("/he" + JOIN, typed)
    assert answer["Location"] == "/he" + JOIN_CODE
    assert client.post("/he" + JOIN_CODE, {"code": last_code()})["Location"] == "/he/start/"
    assert Person.objects.get().language == "he"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Write your name as others should read it."),
        ({"name": "   "}, "Write your name as others should read it."),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"email": "wanjiru"}, "valid email address"),
        ({"email": ""}, "This field is required."),
        ({"promise": ""}, "Tick this to join"),
    ],
)
def test_wrong_input_is_named_and_the_rest_is_kept(client, wrong, said):
    typed = {"name": "Wanjiru Kamau", "email": "wanjiru@example.org", "promise": "on"} | wrong
    answer = client.post(JOIN, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    kept = "wanjiru@example.org" if "email" not in wrong else "Wanjiru Kamau"
    assert f'value="{kept}"' in page
    assert not Person.objects.exists()


def test_a_wrong_code_is_named_three_times_then_one_begins_again(client):
    join(client)
    for _attempt in range(2):
        assert "This is not the code we mailed" in client.post(JOIN_CODE, {"code": "000-00x"}).content.decode()
    assert client.post(JOIN_CODE, {"code": "000-00x"})["Location"] == "/accounts/login/"
    assert not Person.objects.filter(hidden=False).exists()


def test_who_lost_the_code_joins_again_with_another_name(client):
    join(client, name="Wanjiru K")
    from django.core.cache import cache

    cache.clear()  # some time passes
    other = Client()
    join(other, name="Wanjiru Kamau")
    assert other.post(JOIN_CODE, {"code": last_code()})["Location"] == "/start/"
    assert list(Person.objects.values_list("name", "hidden")) == [("Wanjiru Kamau", False)]
    assert not Account.objects.get().has_usable_password()


def test_known_and_unknown_addresses_get_the_same_page_and_one_mail_each(client):
    member("Noa Peled")
    unknown, known = Client(), Client()
    answers = [join(unknown, "new@example.org"), join(known, "noa@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, JOIN_CODE)] * 2
    assert [letter.to for letter in mail.outbox] == [["new@example.org"], ["noa@example.org"]]
    assert words_of(unknown.get(JOIN_CODE)) == words_of(known.get(JOIN_CODE))
    wrong = {"code": "000-00x"}
    assert words_of(unknown.post(JOIN_CODE, wrong)) == words_of(known.post(JOIN_CODE, wrong))
    assert "You are a member already" in mail.outbox[1].body


def test_the_people_list_tells_nothing_about_addresses(client):
    member("Noa Peled")
    join(Client(), "new@example.org", "Somebody New")
    join(Client(), "noa@example.org", "Somebody Else")
    page = client.get("/people/").content.decode()
    assert "Somebody" not in page


def test_two_of_one_name_get_two_handles():
    for number in range(3):
        come_in(Client(), f"w{number}@example.org")
    assert sorted(Person.objects.values_list("handle", flat=True)) == ["wanjiru", "wanjiru-2", "wanjiru-kamau"]


def test_form_pages_are_never_cached_and_other_pages_set_no_cookie(client):
    for address in (JOIN, "/accounts/login/", "/accounts/password/reset/", "/accounts/login/code/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert "csrfmiddlewaretoken" in answer.content.decode(), address
    visitor = Client()
    answer = visitor.get("/people/")
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_the_door_bears_the_name_of_the_community(client):
    from trialogue.core import site

    site.change(name="OpenCapture")
    for address in (JOIN, "/accounts/login/", "/accounts/password/reset/"):
        assert "<span>OpenCapture</span>" in client.get(address).content.decode()
    site.forget()


def test_mail_that_cannot_leave_is_our_fault(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = join(client)
    assert answer.status_code == 503
    assert "We could not send the mail" in answer.content.decode()


def test_too_many_joins_from_one_place_have_to_wait(client):
    for number in range(21):
        answer = join(Client(), f"w{number}@example.org")
    assert answer.status_code == 429
    assert "That was a lot in a short time" in answer.content.decode()


def test_the_letter_is_text_and_html_and_answers_itself_not(client):
    join(client)
    letter = mail.outbox[0]
    code = last_code()
    assert letter.subject == f"Trialogue: {code}, your code to join"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert code in html
    assert "Stop all mail" not in html
