"""What a page weighs on its way, and that guests carry nothing away."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles.finders import find
from tests import cast

pytestmark = pytest.mark.django_db
KB = 1000
IMPORTS = re.compile(r"""(?:from|import)\s+["'](\.[^"']+)["']""")
WORDS = "Patients often remember the month only, so the source says UN-AUG-2026 and `AESTDTC` has *no day*. "


@pytest.fixture
def talk():
    """A topic of twenty posts by ten people."""
    people = [cast.member(f"Member {number}") for number in range(10)]
    topic = cast.question(people[0], source=WORDS * 4)
    for number in range(1, 20):
        cast.reply(topic, people[number % 10], f"{number}. {WORDS * 3}")
    return topic


def packed(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def static(url: str) -> bytes:
    return Path(find(url.removeprefix("/static/"))).read_bytes()


def scripts(page: str) -> dict[str, bytes]:
    """Every module the page loads, those they import included."""
    found, waiting = {}, re.findall(r'<script type="module" src="([^"]+)"', page)
    while waiting:
        url = waiting.pop()
        if url not in found:
            found[url] = static(url)
            waiting += [urljoin(url, other) for other in IMPORTS.findall(found[url].decode())]
    return found


@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "member"])
def test_twenty_posts(client, talk, signed_in):
    if signed_in:
        client.force_login(talk.asker.account)
    answer = client.get(talk.get_absolute_url())
    page = answer.content.decode()
    assert page.count("<article") == 20
    styles = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)
    assert packed(answer.content) <= 12 * KB
    assert sum(packed(static(url)) for url in styles) <= 25 * KB
    assert sum(packed(script) for script in scripts(page).values()) <= 40 * KB
    assert scripts(page)


def test_guests_carry_nothing_away(client, talk):
    product = cast.product()
    shira = cast.member("Shira Ben-Ami")
    ticket = cast.ticket(product, shira)
    release = cast.released(cast.milestone(product, shira), shira)
    lists = ["/", "/forum/", "/tickets/", "/roadmap/", "/roadmap/?view=versions", "/releases/", "/people/"]
    things = [thing.get_absolute_url() for thing in (talk, ticket, release, shira)]
    answers = {path: client.get(path) for path in lists + things}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert [path for path, answer in answers.items() if answer.cookies] == []
    assert [path for path, answer in answers.items() if b"csrfmiddlewaretoken" in answer.content] == []
