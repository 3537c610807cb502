"""The roadmap says where things stand, in words and for everybody."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import cast

from trialogue.hub.tickets import actions
from trialogue.hub.tickets.expecting import expected, likely
from trialogue.hub.tickets.progress import Progress

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "said", "sentence"),
    [
        (None, "", "It has no date yet."),
        (date(2026, 11, 1), "later than planned", "It comes later than hoped."),
        (date(2026, 12, 1), "around 1 December", "It is likely around 1 December."),
        (date(2027, 1, 25), "January", "It is likely in January."),
        (date(2027, 9, 1), "September 2027", "It is likely in September 2027."),
    ],
)
def test_dates_ahead_carry_their_certainty(due, said, sentence):
    assert (expected(due, today=TODAY), likely(due, today=TODAY)) == (said, sentence)


@pytest.mark.parametrize(
    ("done", "begun", "waiting", "said"),
    [
        (0, 0, 0, "is still empty"),
        (0, 0, 4, "has not begun yet"),
        (0, 1, 4, "has begun"),
        (1, 0, 9, "has its first parts"),
        (3, 0, 7, "is less than half done"),
        (5, 0, 5, "is about half done"),
        (17, 6, 7, "is a little over half done"),
        (8, 0, 2, "is mostly done"),
        (19, 0, 1, "is nearly done"),
        (4, 0, 0, "is done and waits to be released"),
    ],
)
def test_progress_is_said_as_one_would(done, begun, waiting, said):
    assert Progress(done, begun, waiting).sentence == said


def title_on(card):
    return re.search("<bdi>(.*?)</bdi>", card.words)[1]


@pytest.fixture
def community(product, shira, wanjiru, tamar):
    now = cast.milestone(product, shira, "4.3", horizon="now", due_date=timezone.localdate() + timedelta(days=10))
    later = cast.milestone(product, shira, "5.0", horizon="later")
    for title, to in (("Landed", now), ("Doing", now), ("Waiting", now), ("Far", later)):
        actions.plan(cast.ticket(product, wanjiru, title=title), milestone=to, by=shira, at=cast.AT)
    cast.ticket(product, tamar, title="Loose")
    from trialogue.hub.tickets.models import Ticket

    for title, way in (("Landed", ("doing", "landed")), ("Doing", ("doing",))):
        for state in way:
            actions.move(Ticket.objects.get(conversation__title=title), to=state, by=shira, at=cast.AT)


def test_each_lane_has_its_tickets_the_landed_last_the_loose_later(client, community):
    lanes = client.get("/roadmap/").context["road"]()["lanes"]
    assert [(lane.slug, [title_on(card) for card in lane.cards]) for lane in lanes] == [
        ("now", ["Doing", "Waiting", "Landed"]),
        ("next", []),
        ("later", ["Far", "Loose"]),
    ]


def test_the_sentence_and_the_figures(client, community):
    page = client.get("/roadmap/")
    assert page.context["road"]()["headline"].startswith("Version 4.3 is less than half done. It is likely around ")
    lines = {line.name: line.progress.words for line in page.context["road"]()["lines"]}
    assert lines == {"4.3": "1 of 3", "5.0": "0 of 1"}


def test_by_version_is_a_table_that_can_be_heard(client, community):
    text = client.get("/roadmap/?view=versions").content.decode()
    assert "<caption" in text
    assert '<th scope="row" role="rowheader"><a href="/roadmap/4-3/">4.3</a></th>' in text
    assert 'aria-label="1 of 3 landed, 1 more in progress or review"' in text


def test_a_vote_on_the_roadmap_comes_back_to_it(as_member, tamar, community):
    browser = as_member(tamar)
    assert browser.post("/tickets/1/affect/", {"next": "/roadmap/"})["Location"] == "/roadmap/"
    lane = browser.get("/roadmap/").context["road"]()["lanes"][0]
    assert {title_on(card): 'aria-pressed="true"' in card.votes for card in lane.cards} == {
        "Doing": False,
        "Waiting": False,
        "Landed": True,
    }


def test_what_is_released_leaves_the_lanes_and_stays_among_the_versions(client, community, shira):
    from trialogue.hub.products.models import Milestone

    cast.released(Milestone.objects.get(slug="4-3"), shira)
    page = client.get("/roadmap/")
    assert [title_on(card) for lane in page.context["road"]()["lanes"] for card in lane.cards] == [
        "Far",
        "Doing",
        "Waiting",
        "Loose",
    ]
    assert [(line.name, line.reached) for line in page.context["road"]()["lines"]] == [("4.3", True), ("5.0", False)]


def test_the_version_tells_who_asked_and_how_its_plan_changed(client, as_member, shira, community):
    as_member(shira).post(
        "/roadmap/4-3/edit/",
        {"horizon": "next", "goal": "Less waiting", "due_date": "2027-02-01", "reason": "Two of us were ill."},
    )
    client.logout()
    page = client.get("/roadmap/4-3/")
    assert [person.name for person in page.context["askers"]] == ["Wanjiru Kamau"]
    change = page.context["changes"][0]
    assert next((label, new) for label, _old, new in change.parts) == ("Goal", "Less waiting")
    assert change.reason == "Two of us were ill."


def test_a_version_that_is_not_there(client):
    assert client.get("/roadmap/9-9/").status_code == 404
