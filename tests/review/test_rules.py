import time

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.review.scenes import LATER

from trialogue.core import site
from trialogue.core.errors import NotAllowed, Refused
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import LinkRule, WatchedWord
from trialogue.hub.conversations.review.rules import domains_in, holds_word, lies_in
from trialogue.hub.conversations.review.signs import Facts, in_words, weigh

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


def test_a_manager_tries_a_word_and_watches_it(client, noa):
    room()
    client.force_login(noa.account)
    page = text_of(client.get(reverse("review-words"), {"try": "Partial  date"}))
    assert "It would have caught 1 of the last 500 posts." in page
    assert "Use a partial date." in page
    sends(client, noa, reverse("review-words"), word="Partial  date", does="hold")
    word = WatchedWord.objects.get()
    assert (word.word, word.does, word.by) == ("partial date", "hold", noa)
    sends(client, noa, reverse("review-word-drop", args=[word.pk]))
    assert not WatchedWord.objects.exists()


def test_rules_for_links_and_reports_from_the_page(client, noa):
    sends(client, noa, reverse("review-link-new"), domain="https://www.Spam.example/x", does="refuse")
    rule = LinkRule.objects.get()
    assert (rule.domain, rule.does) == ("spam.example", "refuse")
    sends(client, noa, reverse("review-link-drop", args=[rule.pk]))
    sends(client, noa, reverse("review-threshold"), n="5")
    assert (LinkRule.objects.count(), site.current().reports_to_hide) == (0, 5)
    sends(client, noa, reverse("review-threshold"), n="0")
    assert site.current().reports_to_hide == 5


@pytest.mark.parametrize(
    ("door", "typed", "said"),
    [
        ("review-words", {"word": "*a", "does": "flag"}, "at least two letters"),
        ("review-words", {"word": "a*b*c", "does": "flag"}, "one star at most"),
        ("review-words", {"word": "fine", "does": ""}, "Choose what it does."),
        ("review-link-new", {"domain": "no domain", "does": "allow"}, "Write a domain"),
    ],
)
def test_wrong_input_comes_back(client, noa, door, typed, said):
    response = sends(client, noa, reverse(door), **typed)
    assert response.status_code == 400
    assert said in text_of(response)
    assert next(iter(typed.values())) in text_of(response)


def test_moderators_do_not_make_rules(client):
    joseph = cast.member("Joseph Otieno")
    client.force_login(joseph.account)
    assert client.get(reverse("review-words")).status_code == 403
    with pytest.raises(NotAllowed):
        actions.watch_word(word="casino", does="flag", by=joseph, at=LATER)
    with pytest.raises(NotAllowed):
        actions.write_rules(language="en", source="Be kind.", by=joseph, at=LATER)


@pytest.mark.parametrize(
    ("text", "word", "holds"),
    [
        ("A CASINO here", "casino", True),
        ("casinos", "casino", False),
        ("casinos", "casino*", True),
        ("best \n price", "best price", True),
        ("c++ (code)", "c++", True),
        ("קזינו כאן", "קזינו", True),
        ("occasion", "casi", False),
    ],
)
def test_words_are_whole_words(text, word, holds):
    assert holds_word(text, word) is holds


def test_no_text_makes_a_word_slow():
    began = time.perf_counter()
    for word in ("a*b", "*ab", "aa aa aa aa"):
        holds_word("a" * 32_000, word)
        holds_word("aa " * 10_000, word)
    assert time.perf_counter() - began < 1


def test_domains():
    text = "https://A.example/x [b](https://b.example:80/) <http://c.example> http://127.0.0.1:8000/t/1/ https://["
    assert domains_in(text) == ["a.example", "b.example", "c.example"]
    assert lies_in("x.a.example", {"a.example"})
    assert not lies_in("xa.example", {"a.example"})


def test_signs_are_weighed_and_said():
    from datetime import timedelta

    score, signs = weigh(Facts(links=1, said_before=True, since_joining=timedelta(seconds=5)))
    assert score == 40
    assert in_words(signs) == [
        "A new member, with 1 link.", "A new member, with the same text twice.", "Written 5 seconds after joining.",
    ]  # fmt: skip
    assert weigh(Facts(links=0, said_before=False, since_joining=timedelta(hours=2))) == (0, [])


def test_an_unknown_language_has_no_rules(noa):
    with pytest.raises(Refused):
        actions.write_rules(language="xx", source="Be kind.", by=noa, at=LATER)
