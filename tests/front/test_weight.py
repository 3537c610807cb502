"""What the main pages weigh on their way and how many queries they ask, whatever number of rows they show."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles.finders import find
from tests import cast

from trialogue.core import limits
from trialogue.core.edge.kept import kept
from trialogue.hub.tickets.actions import plan as plan_for

pytestmark = pytest.mark.django_db
KB = 1000
IMPORTS = re.compile(r"""(?:from|import)\s+["'](\.[^"']+)["']""")
WORDS = "Patients often remember the month only, so the source says UN-AUG-2026 and `AESTDTC` has *no day*. "
LISTS = ["/", "/forum/", "/tickets/", "/roadmap/", "/releases/", "/people/", "/inbox/"]
#: Queries of a member's page: nothing kept yet, and with what is kept for all readers of their standing.
COSTS = {
    "/": (10, 10),
    "/forum/": (12, 7),
    "/tickets/": (10, 4),
    "/roadmap/": (11, 5),
    "/releases/": (7, 7),
    "/people/": (10, 6),
    "/inbox/": (4, 4),
    "topic": (12, 6),
    "ticket": (12, 9),
}


class Place:
    """A community that grows: every row is a question with a ticket of its own, planned for one version."""

    def __init__(self):
        self.noa, self.shira = cast.member("Noa Peled"), cast.member("Shira Ben-Ami")
        self.people = [cast.member(f"Member {number}") for number in range(10)]
        self.product, self.shelf = cast.product(), cast.category()
        self.released = cast.released(cast.milestone(self.product, self.shira, "4.1"), self.shira)
        self.plan = cast.milestone(self.product, self.shira)
        self.rows = 0
        self.topic, self.ticket = self._row(self.people[2])

    def grow(self, rows):
        with limits.lifted():
            while self.rows < rows:
                self.rows += 1
                self._row(self.people[self.rows % 10])

    def _row(self, asker):
        at = cast.AT + timedelta(minutes=self.rows)
        topic = cast.question(asker, on=self.shelf, title=f"Which date does row {self.rows} take?", at=at)
        ticket = cast.carried(topic, self.noa, self.product)
        plan_for(ticket, milestone=self.plan, by=self.shira, at=at)
        cast.reply(topic, self.noa, f"@{self.people[1].handle} may know.", at=at)
        return topic, ticket

    def addresses(self):
        return {
            **{path: path for path in LISTS},
            "topic": self.topic.get_absolute_url(),
            "ticket": self.ticket.get_absolute_url(),
        }


@pytest.fixture
def place():
    return Place()


def packed(body):
    return len(gzip.compress(body, 6))


def static(url):
    return Path(find(url.removeprefix("/static/"))).read_bytes()


def scripts(page):
    """Every module the page loads, those they import included."""
    found, waiting = {}, re.findall(r'<script type="module" src="([^"]+)"', page)
    while waiting:
        url = waiting.pop()
        if url not in found:
            found[url] = static(url)
            waiting += [urljoin(url, other) for other in IMPORTS.findall(found[url].decode())]
    return found


@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "member"])
def test_full_pages_are_light(client, place, signed_in):
    place.grow(45)
    with limits.lifted():
        for number in range(2, 20):
            cast.reply(place.topic, place.people[number % 10], f"{number}. {WORDS * 3}")
    if signed_in:
        client.force_login(place.people[1].account)
    seen = {
        name: client.get(path).content for name, path in place.addresses().items() if signed_in or name != "/inbox/"
    }
    assert seen["topic"].count(b"<article") == 20
    assert {name: packed(body) for name, body in seen.items() if packed(body) > 12 * KB} == {}
    for body in seen.values():
        page = body.decode()
        assert (
            sum(packed(static(url)) for url in re.findall(r'rel="stylesheet" href="(/static/[^"]+)"', page)) <= 25 * KB
        )
        assert 0 < sum(packed(script) for script in scripts(page).values()) <= 40 * KB


@pytest.mark.parametrize("rows", [1, 3, pytest.param(300, marks=pytest.mark.slow)])
def test_a_page_asks_as_much_for_one_row_as_for_many(signed_in, queries, run_jobs, place, rows):
    place.grow(rows)
    run_jobs()
    browser = signed_in(place.people[1])
    costs = {}
    for name, path in place.addresses().items():
        browser.get(path)
        costs[name] = (queries(browser, path, before=kept.forget), queries(browser, path))
    assert costs == COSTS
    assert max(first for first, _again in costs.values()) <= 12
