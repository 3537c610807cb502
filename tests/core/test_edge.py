"""Pages for guests come from the edge cache, and say nothing that is no longer so."""

import gzip
from io import BytesIO

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, transaction
from tests import cast

from trialogue.core import edge
from trialogue.core.audiences import STAFF, Audience
from trialogue.core.edge.cache import EdgeCache
from trialogue.core.edge.knowledge import Knowledge
from trialogue.hub.conversations.actions import edit_post, react, remove_post
from trialogue.hub.forum.actions import move_topic


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Answer:
    """What came back: status, headers by name, body as sent and as read."""

    def __init__(self, cache, path: str, **environ: str) -> None:
        said: list = []
        asked = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http", **environ,
        }  # fmt: skip
        found = cache(asked, lambda *told: said.extend(told[:2]))
        self.sent = b"".join(found)
        if hasattr(found, "close"):
            found.close()
        self.status, self.headers = said[0], dict(said[1])

    @property
    def text(self) -> str:
        return self.sent.decode()

    @property
    def kept(self) -> bool:
        return self.headers.get("Cache-Status") == "trialogue; hit"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(transactional_db, clock):
    """The whole site behind an edge cache that hears of every touch at once."""
    return EdgeCache(get_wsgi_application(), known=Knowledge(clock=clock), clock=clock)


@pytest.fixture
def topic(transactional_db):
    return cast.question(cast.member())


def test_a_guests_page_is_made_once(site, topic, django_assert_num_queries):
    first = Answer(site, topic.get_absolute_url())

    with django_assert_num_queries(0):
        second = Answer(site, topic.get_absolute_url())

    assert (first.status, first.kept, second.kept) == ("200 OK", False, True)
    assert second.sent == first.sent
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert second.headers["Cache-Control"] == "public, no-cache"
    assert second.headers["Vary"] == "Accept-Encoding, Cookie"


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_it_comes_packed(site, topic, encoding, unpack):
    plain = Answer(site, topic.get_absolute_url())

    packed = Answer(site, topic.get_absolute_url(), HTTP_ACCEPT_ENCODING=f"{encoding};q=1, deflate")

    assert packed.kept
    assert packed.headers["Content-Encoding"] == encoding
    assert int(packed.headers["Content-Length"]) == len(packed.sent)
    assert unpack(packed.sent) == plain.sent


def test_an_encoding_that_is_refused_is_not_used(site, topic):
    answer = Answer(site, topic.get_absolute_url(), HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.5")

    assert answer.headers["Content-Encoding"] == "gzip"


def test_who_has_it_is_told_so(site, topic):
    etag = Answer(site, topic.get_absolute_url()).headers["ETag"]

    again = Answer(site, topic.get_absolute_url(), HTTP_IF_NONE_MATCH=etag)

    assert (again.status, again.sent, again.headers["ETag"]) == ("304 Not Modified", b"", etag)


def test_a_head_is_answered_without_the_body(site, topic):
    body = Answer(site, topic.get_absolute_url()).sent

    head = Answer(site, topic.get_absolute_url(), REQUEST_METHOD="HEAD")

    assert (head.sent, head.kept, head.headers["Content-Length"]) == (b"", True, str(len(body)))


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "theme=1; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_HOST": "evil.example"},
        {"wsgi.url_scheme": "https"},
        {"QUERY_STRING": "x" * 500},
    ],
)
def test_others_are_not_given_a_guests_page(site, topic, asked):
    Answer(site, topic.get_absolute_url())

    assert not Answer(site, topic.get_absolute_url(), **asked).kept


@pytest.mark.parametrize("path", ["/accounts/login/", "/healthz", "/dev/mail/", "/t/999/nothing/", "/api/v1/topics"])
def test_what_is_not_the_same_for_all_is_not_kept(site, topic, path):
    Answer(site, path)

    assert not Answer(site, path).kept


def test_a_reply_is_there_at_once_and_other_topics_stay(site, topic):
    other = cast.question(topic.asker, title="Something else")
    paths = [topic.get_absolute_url(), other.get_absolute_url(), "/forum/"]
    for path in paths:
        Answer(site, path)
    cast.reply(topic, cast.member("Priya Raghavan"), "Enter the month alone.")
    Answer(site, "/", HTTP_COOKIE="sessionid=x")

    site._clock.now += 1
    found = [Answer(site, path) for path in paths]

    # Priya joined as well, which every page may show: the first round is made anew, then only what she wrote in.
    assert "Enter the month alone." in found[0].text
    cast.reply(topic, topic.asker, "So I did.")
    site._clock.now += 1
    assert [Answer(site, path).kept for path in paths] == [False, True, False]


@pytest.mark.parametrize("life", [61, 0.3])
def test_nothing_is_kept_longer_than_a_minute(site, topic, life):
    Answer(site, topic.get_absolute_url())

    site._clock.now += life

    assert Answer(site, topic.get_absolute_url()).kept is (life < 1)


def _narrow(topic):
    staff = cast.category("Staff", audience=Audience.objects.get(pk=STAFF))
    move_topic(topic, staff, by=cast.member("Noa Peled"), at=cast.AT)


def _remove(topic):
    noa = cast.member("Noa Peled")
    remove_post(cast.reply(topic, noa, "canary-7"), by=noa, at=cast.AT)


def _edit(topic):
    post = topic.conversation.posts.get(number=1)
    edit_post(post, source="Nothing to see.", seen_version=1, by=topic.asker, at=cast.AT)


@pytest.mark.parametrize("act", [_narrow, _remove, _edit])
@pytest.mark.parametrize("path", ["", "/forum/", "/", "/people/wanjiru-kamau/"])
def test_what_was_taken_away_is_gone_within_a_second(transactional_db, clock, act, path):
    """Two processes: one hears of it only by the touch that the change left behind."""
    topic = cast.question(cast.member(), title="canary-title", source="canary-text")
    here, there = (EdgeCache(get_wsgi_application(), known=Knowledge(clock=clock), clock=clock) for _ in range(2))
    where = path or topic.get_absolute_url()
    before = [Answer(each, where) for each in (here, there)]
    assert len({each.text for each in before}) == 1

    act(topic)
    clock.now += 1

    after = [Answer(each, where) for each in (here, there)]
    assert [each.kept for each in after] == [False, False]
    assert [each.text for each in after] == [Answer(get_wsgi_application(), where).text] * 2


def test_thanks_reach_the_page_they_are_on(site, topic):
    post = topic.conversation.posts.get(number=1)
    Answer(site, topic.get_absolute_url())
    react(post, kind="thanks", by=cast.member("Priya Raghavan"), at=cast.AT)
    site._clock.now += 1

    assert not Answer(site, topic.get_absolute_url()).kept


def test_while_the_database_is_away_nothing_kept_is_believed(topic, clock):
    asked = []

    def ask(_above, _also):
        if asked:
            raise OperationalError
        return []

    site = EdgeCache(get_wsgi_application(), known=Knowledge(ask, clock), clock=clock)
    Answer(site, topic.get_absolute_url())
    asked.append(1)
    assert Answer(site, topic.get_absolute_url()).kept

    clock.now += 0.3

    assert not Answer(site, topic.get_absolute_url()).kept


def test_the_room_is_bounded(topic, clock):
    site = EdgeCache(get_wsgi_application(), known=Knowledge(clock=clock), clock=clock, room=100_000)
    for number in range(20):
        Answer(site, f"{topic.get_absolute_url()}?n={number}")

    assert site._size == sum(page.size for page in site._pages.values()) <= 100_000
    assert Answer(site, f"{topic.get_absolute_url()}?n=19").kept
    assert not Answer(site, f"{topic.get_absolute_url()}?n=0").kept


def test_commits_may_come_in_another_order_than_their_ids(clock):
    """Id 6 belongs to a transaction that ends after the one of id 7."""
    there = [(4, 1), (5, 2)]
    known = Knowledge(lambda above, also: [row for row in there if row[0] > (above or 0) or row[0] in also], clock)
    known.listen()
    there.append((7, 3))
    serial = known.listen()
    assert (known.holds(serial, 2), known.holds(serial, 9)) == (True, True)

    there.append((6, 2))
    known.listen()

    assert (known.holds(serial, 2), known.holds(serial, 3), known.holds(serial, None)) == (False, True, False)
    there.append((8, None))
    known.listen()
    assert not known.holds(serial, 3)


def test_a_change_that_did_not_happen_touches_nothing(topic, clock):
    known = Knowledge(clock=clock)
    before = known.listen()
    with transaction.atomic():
        edge.touch(None)
        transaction.set_rollback(True)

    assert known.listen() == before
