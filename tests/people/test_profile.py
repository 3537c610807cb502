"""A profile: what somebody says of themselves, to whom, and what they did."""

import pytest
from django.test import Client
from tests.cast import AT, category, member, product, question, reply, ticket, unclaimed

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum
from trialogue.people.actions.claims import merge
from trialogue.people.actions.joining import edit_profile
from trialogue.people.actions.trusting import set_level
from trialogue.people.handles import is_free
from trialogue.people.trust.levels import Level

pytestmark = pytest.mark.django_db
SAYS = {
    "about": "I run *hypertension* studies.",
    "country": "KE",
    "languages": ["en", "sw"],
    "skills": ["partial dates"],
    "would_like": ["translate"],
    "background": "Phase II",
    "links": ["https://example.org/wanjiru"],
}
WORDS = {
    "about": "<em>hypertension</em>",
    "country": "Kenya",
    "languages": "English, Swahili",
    "skills": "partial dates",
    "would_like": "translate",
    "background": "Phase II",
    "links": 'href="https://example.org/wanjiru"',
}


@pytest.fixture
def wanjiru():
    return member("Wanjiru Kamau")


def page(client: Client, handle="wanjiru") -> str:
    return client.get(f"/people/{handle}/").content.decode()


@pytest.mark.parametrize("field", sorted(SAYS))
@pytest.mark.parametrize(
    ("level", "guest", "other"), [("public", True, True), ("members", False, True), ("nobody", False, False)]
)
def test_each_field_is_seen_by_those_it_is_shown_to(wanjiru, field, level, guest, other):
    edit_profile(wanjiru, by=wanjiru, at=AT, shown={field: level}, **{field: SAYS[field]})
    noa, herself = Client(), Client()
    noa.force_login(member("Noa Peled").account)
    herself.force_login(wanjiru.account)
    assert [WORDS[field] in page(client) for client in (Client(), noa, herself)] == [guest, other, True]


def test_it_tells_what_they_asked_answered_and_wrote(client, wanjiru):
    noa, shelf = member("Noa Peled"), category()
    asked = question(wanjiru, title="Half-known dates", on=shelf)
    answer = reply(question(noa, title="Visit windows", on=shelf), wanjiru)
    forum.accept(answer.conversation.topic, answer, by=noa, at=AT)
    ticket(product(), wanjiru, title="Accept partial dates")
    said = page(client)
    assert asked.conversation.path in said
    assert answer.get_absolute_url() in said
    assert "Accept partial dates" in said
    assert [section.title for section in client.get("/people/wanjiru/").context["sections"]] == [
        "Asked and begun",
        "Answers that helped",
        "Tickets",
    ]


def test_what_one_may_not_see_does_not_stand_there(client, wanjiru):
    noa = member("Noa Peled")
    secret = category("Among us", audience=Audience.objects.get(pk=STAFF))
    question(noa, title="A quiet word", on=secret)
    assert "A quiet word" not in page(client, "noa")
    client.force_login(wanjiru.account)
    assert "A quiet word" not in page(client, "noa")
    client.force_login(noa.account)
    assert "A quiet word" in page(client, "noa")


def test_what_an_imported_person_wrote_reads_as_theirs_after_merging(client, wanjiru):
    old = unclaimed("W Kamau")
    question(old, title="Asked long ago", on=category())
    merge(old, into=wanjiru, by=None, at=AT)
    answer = client.get(f"/people/{old.handle}/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/wanjiru/")
    assert "Asked long ago" in page(client)


def test_a_handle_in_other_letters_leads_on_for_good(client, wanjiru):
    answer = client.get("/people/WanJiru/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/wanjiru/")
    assert client.get("/he/people/WANJIRU/")["Location"] == "/he/people/wanjiru/"


def test_a_handle_one_had_before_leads_on_and_stays_ones_own(client, wanjiru):
    edit_profile(wanjiru, by=wanjiru, at=AT, handle="kamau")
    answer = client.get("/people/wanjiru/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/kamau/")
    assert member("Wanjiru Other").handle == "wanjiru-other"
    assert not is_free("WANJIRU")
    edit_profile(wanjiru, by=wanjiru, at=AT, handle="wanjiru")
    assert client.get("/people/kamau/")["Location"] == "/people/wanjiru/"


@pytest.mark.parametrize("handle", ["nobody-here", "%00", "x" * 300, "שלום"])
def test_nobody_is_not_found(client, handle):
    assert client.get(f"/people/{handle}/").status_code == 404


def test_hostile_words_stay_words(client, wanjiru):
    evil = "<script>alert(1)</script>"
    edit_profile(wanjiru, by=wanjiru, at=AT, name=evil, says=evil, about=evil, skills=[evil], background=evil)
    said = page(client, "wanjiru")
    assert evil not in said


def test_an_empty_profile_says_so_and_its_owner_may_edit(client, wanjiru):
    assert "Nothing here yet" in page(client)
    assert "Edit your profile" not in page(client)
    client.force_login(wanjiru.account)
    assert "Edit your profile" in page(client)


def test_one_and_many_contributions_cost_the_same(client, wanjiru, django_assert_max_num_queries):
    shelf, tool = category(), product()
    client.force_login(member("Noa Peled").account)

    def cost() -> int:
        page(client)
        with django_assert_max_num_queries(12) as asked:
            page(client)
        return len(asked)

    set_level(wanjiru, level=Level.ARRIVED, by=None, at=AT, reason="Known from the meetings.")
    question(wanjiru, on=shelf)
    ticket(tool, wanjiru)
    one = cost()
    for number in range(6):
        question(wanjiru, title=f"Question {number}", on=shelf)
        ticket(tool, wanjiru, title=f"Ticket {number}")
    assert cost() == one
