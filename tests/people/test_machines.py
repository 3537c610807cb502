"""Machines that join: they get the answer everybody gets, and nothing is made. People join with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.cast import member
from tests.people.doors import JOIN, JOIN_CODE, join, last_code, opened, solved, words_of

from trialogue.people.accounts import Account
from trialogue.people.actions.knocking import knock
from trialogue.people.actions.trusting import change_numbers
from trialogue.people.challenges import Challenge, new_challenge, read_challenge
from trialogue.people.knocks import Knock
from trialogue.people.persons import Person
from trialogue.people.pruning import forget_knocks

pytestmark = pytest.mark.django_db


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    "sent",
    [
        lambda: {"homepage": "https://pills.example"},
        lambda: {"challenge": ""},
        lambda: {"challenge": "forged:by:hand"},
        lambda: {"proof": "many words"},
        lambda: solved(opened(seconds=0.5)),
        lambda: {"challenge": opened(bits=22).token, "proof": "1"},
    ],
    ids=["fills every field", "no challenge", "forged", "no number", "too fast", "did no work"],
)
def test_a_machine_gets_the_answer_of_a_person_and_nothing_is_made(sent):
    machine, person = Client(), Client()
    answers = [join(machine, "machine@example.org", **sent()), join(person, "person@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, JOIN_CODE)] * 2
    assert words_of(machine.get(JOIN_CODE)) == words_of(person.get(JOIN_CODE))
    wrong = {"code": "000-00x"}
    assert words_of(machine.post(JOIN_CODE, wrong)) == words_of(person.post(JOIN_CODE, wrong))
    assert list(machine.cookies) == list(person.cookies)
    assert list(Account.objects.values_list("email", flat=True)) == ["person@example.org"]
    assert [letter.to for letter in mail.outbox] == [["person@example.org"]]


def test_a_machine_has_no_mail_sent_to_members(client):
    member("Noa Peled")
    join(client, "noa@example.org", homepage="x")
    assert mail.outbox == []


def test_a_person_without_javascript_joins(client):
    page = client.get(JOIN).content.decode()
    issued = read_challenge(hidden(page, "challenge"))
    assert issued is not None
    answer = join(client, challenge=opened().token, proof="")
    assert answer["Location"] == JOIN_CODE
    assert client.post(JOIN_CODE, {"code": last_code()})["Location"] == "/start/"
    assert not Knock.objects.get().proved


def test_without_the_work_only_a_few_join_in_an_hour_and_the_page_says_so(client):
    for number in range(5):
        join(Client(), f"w{number}@example.org", challenge=opened().token, proof="")
    answer = join(client, "late@example.org", challenge=opened().token, proof="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "More people joined without JavaScript in this hour" in page
    assert 'value="late@example.org"' in page
    assert "come back at" in client.get(JOIN).content.decode()
    assert join(client, "late@example.org")["Location"] == JOIN_CODE
    Knock.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))
    assert "come back at" not in client.get(JOIN).content.decode()


def test_a_challenge_is_good_once_and_for_two_hours(client):
    work = solved(opened())
    join(Client(), "first@example.org", **work)
    for used in (work, solved(opened(seconds=7201))):
        page = join(client, "second@example.org", **used).content.decode()
        assert "press the button once more" in page
        assert 'value="second@example.org"' in page
        assert hidden(page, "challenge") != used["challenge"]
        assert hidden(page, "proof") == ""
    assert Account.objects.count() == 1


def test_two_at_once_with_one_challenge_are_one():
    nonce = opened().nonce
    assert [knock(nonce, proved=True, at=timezone.now()) for _ in range(2)] == [True, False]


def test_a_form_that_comes_back_keeps_the_work_done(client):
    work = solved(opened())
    page = join(client, name="", **work).content.decode()
    assert read_challenge(hidden(page, "challenge")) == read_challenge(work["challenge"])
    assert hidden(page, "proof") == work["proof"]
    assert not Knock.objects.exists()


def test_the_work_grows_with_those_who_join():
    now = timezone.now()
    assert new_challenge(at=now).bits == 16
    for count, more in ((10, 1), (20, 2), (40, 3), (500, 4)):
        missing = count - Knock.objects.count()
        Knock.objects.bulk_create(
            Knock(nonce=f"{count}-{n}", at=now - timedelta(minutes=5), proved=True) for n in range(missing)
        )
        assert new_challenge(at=now).bits == 16 + more
    assert new_challenge(at=now + timedelta(hours=1)).bits == 16


def test_the_manager_sets_work_and_number(client):
    noa = member("Noa Peled")
    change_numbers({"join_work": 10, "join_unproved": 0}, by=noa, at=timezone.now())
    assert 'data-bits="10"' in client.get(JOIN).content.decode()
    assert "come back at" in client.get(JOIN).content.decode()
    assert join(client, challenge=opened().token, proof="").status_code == 200
    assert not Person.objects.filter(name="Wanjiru Kamau").exists()


def test_people_neither_see_nor_reach_the_field_for_machines(client):
    page = client.get(JOIN).content.decode()
    assert re.search(r'<div class="vh" aria-hidden="true" inert>.*?name="homepage"[^>]*tabindex="-1"', page, re.DOTALL)


def test_what_was_used_is_forgotten_after_a_day():
    for hours in (1, 25):
        knock(f"{hours}", proved=True, at=timezone.now() - timedelta(hours=hours))
    forget_knocks.func()
    assert list(Knock.objects.values_list("nonce", flat=True)) == ["1"]


def test_the_sum_is_sha256():
    challenge = Challenge("abcdef0123456789abcdef01", 8, timezone.now())
    found = [n for n in range(2000) if challenge.is_solved_by(str(n))]
    assert 1 <= len(found) <= 30
    assert not any(challenge.is_solved_by(wrong) for wrong in ("", "-1", " 1", "1" * 16, "٣"))
