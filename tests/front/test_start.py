"""Getting started: the list ticks itself."""

import pytest
from tests.cast import AT, category, member, product, question, reply

from trialogue.hub.conversations import actions as talk
from trialogue.hub.products.models import Product
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import join
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(client):
    person = join(name="Amina Odhiambo", language="en", at=AT)
    open_account(person, email="amina@example.org", at=AT)
    client.force_login(person.account)
    return person


def statuses(client) -> dict[str, str]:
    return {step.key: step.status for step in client.get("/start/").context["list"].steps}


def choose(client, *voices, **more):
    return client.post("/start/voices/", {"voices": voices, "says": "", "country": "", **more})


def test_first_one_says_what_brings_one_here(client, amina):
    assert client.get("/start/")["Location"] == "/start/voices/"
    assert "What brings you here, <bdi>Amina</bdi>?" in client.get("/start/voices/").content.decode()
    assert choose(client, "builder", "user", says="Trial coordinator", country="KE")["Location"] == "/start/"
    person = Person.objects.get(pk=amina.pk)
    assert (person.voices, person.voice, person.says, person.country) == (
        ["user", "builder"],
        "user",
        "Trial coordinator",
        "KE",
    )


def test_choosing_nothing_is_named_and_the_rest_kept(client, amina):
    page = choose(client, says="Trial coordinator").content.decode()
    assert "Choose at least one" in page
    assert 'value="Trial coordinator"' in page
    assert Person.objects.get(pk=amina.pk).says == ""


def test_it_can_be_skipped(client, amina):
    page = client.get("/start/?later=1")
    assert [step.key for step in page.context["list"].steps if step.status == "now"] == ["voices"]


def test_what_one_came_for_waits_at_the_end(client, amina):
    assert client.get("/start/?next=/forum/ask/")["Location"] == "/start/voices/?next=%2Fforum%2Fask%2F"
    assert choose(client, "user", next="/forum/ask/")["Location"] == "/start/?next=%2Fforum%2Fask%2F"
    assert 'href="/forum/ask/"' in client.get("/start/?next=/forum/ask/").content.decode()
    assert client.get("/start/?next=//evil.example/").context["wanted"] == ""


def test_steps_fill_themselves_as_acts_happen(client, amina):
    noa, shelf = member("Noa Peled"), category()
    topic = question(noa, on=shelf)
    Product.objects.filter(pk=product().pk).update(
        docs_url="https://docs.example.org/", demo_url="https://demo.example.org/"
    )
    choose(client, "user", "steward")
    assert statuses(client) == {
        "confirm": "done", "voices": "done", "download": "now", "docs": "later", "demo": "later",
        "hello": "later", "answer": "later", "give": "later",
    }  # fmt: skip
    assert client.get("/start/go/download/")["Location"] == "/releases/latest/"
    assert client.get("/start/go/docs/")["Location"] == "https://docs.example.org/"
    assert client.get("/start/go/demo/")["Location"] == "https://demo.example.org/"
    assert [key for key, status in statuses(client).items() if status == "now"] == ["hello"]
    question(amina, on=shelf, title="Hello from Kisumu")
    assert statuses(client)["hello"] == "done"
    reply(topic, amina)
    assert statuses(client)["answer"] == "done"
    talk.react(topic.conversation.posts.get(number=1), kind="same", by=amina, at=AT)
    page = client.get("/start/")
    assert page.context["list"].is_complete
    assert "That was all" in page.content.decode()


def test_steps_go_by_voice_and_by_what_there_is(client, amina):
    choose(client, "builder")
    assert list(statuses(client)) == ["confirm", "voices", "download", "hello", "answer", "give"]


def test_a_manager_may_word_and_hide_steps(client, amina):
    from trialogue.core import site

    site.change(
        steps={"hello": {"title": {"en": "Say habari", "he": "שלום"}, "url": "/t/1/hello/"}, "give": {"hidden": True}}
    )
    choose(client, "user")
    page = client.get("/start/").content.decode()
    assert "Say habari" in page
    assert 'href="/t/1/hello/"' in page
    assert "give" not in statuses(client)
    assert "שלום" in client.get("/he/start/").content.decode()
    site.forget()


@pytest.mark.parametrize("key", ["docs", "hello", "nonsense"])
def test_doors_that_lead_nowhere_are_not_found(client, amina, key):
    assert client.get(f"/start/go/{key}/").status_code == 404


def test_guests_sign_in_first(client):
    assert client.get("/start/")["Location"] == "/accounts/login/?next=/start/"


def test_it_stays_within_its_queries(client, amina, django_assert_max_num_queries):
    choose(client, "user")
    client.get("/start/")
    with django_assert_max_num_queries(12):
        client.get("/start/")
