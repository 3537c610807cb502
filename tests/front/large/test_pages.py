"""Every page of the loaded site can be read, by guests and by members."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.slow
LINK = re.compile(r'href="(/[^"#]*)')
# Files, what goes elsewhere, and the small pages that hang on each post.
ELSEWHERE = ("/static/", "/accounts/", "/api/", "/files/", "/he/", "/dev/", "/c/")


def pages_from(client, begin):
    """Every page that links lead to, with its status."""
    waiting, seen = [begin], {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(ELSEWHERE) or "?quote=" in path:
            continue
        answer = client.get(path)
        seen[path] = answer.status_code
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            waiting += [unescape(link) for link in LINK.findall(answer.content.decode())]
    return seen


@pytest.mark.parametrize("name", [None, "Wanjiru Kamau"])
def test_every_page_answers(mass, stage, name):
    mass()
    client = Client()
    if name:
        client.force_login(stage.people[name].account)
    seen = pages_from(client, "/")
    assert {path: status for path, status in seen.items() if status not in (200, 302)} == {}
    assert sum(path.startswith("/t/") for path in seen) >= 20
    assert sum(path.startswith("/tickets/") for path in seen) >= 12
    assert sum(path.startswith("/releases/") for path in seen) >= 3
