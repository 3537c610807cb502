"""What somebody new may write: in one post, and in 24 hours. It ends by itself."""

from datetime import timedelta

import pytest
from tests import cast

from trialogue.core import limits
from trialogue.hub.conversations import actions as talk
from trialogue.people.actions.roles import grant
from trialogue.people.actions.trusting import change_numbers, set_level
from trialogue.people.persons import Person
from trialogue.people.trust.levels import Level
from trialogue.people.trust.limits import LimitHit, Over, TooMuch, hits_since, limit_of

pytestmark = pytest.mark.django_db
LINKS = "[a](https://a.example) https://b.example [c](https://c.example) <https://d.example>"


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


@pytest.fixture
def topic(noa):
    return cast.question(noa)


def few(noa, **numbers: int) -> None:
    change_numbers({f"limit_{what}": n for what, n in numbers.items()}, by=noa, at=cast.AT)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("links", LINKS),
        ("mentions", "@noa @karen @tamar @joseph all of you"),
        ("pictures", "![a](/files/x/a.png) " * 4),
    ],
)
def test_a_post_of_somebody_new_holds_only_so_much(topic, what, text):
    for name in ("Karen Whitfield", "Tamar Levi", "Joseph Otieno"):
        cast.member(name)
    wanjiru = cast.member()
    with pytest.raises(TooMuch, match="new member") as met:
        cast.reply(topic, wanjiru, text)
    assert (met.value.what, met.value.field) == (what, "source")
    assert topic.conversation.posts.count() == 1
    set_level(wanjiru, level=Level.ARRIVED, by=None, at=cast.AT, reason="Known from the meetings.")
    assert cast.reply(topic, Person.objects.get(pk=wanjiru.pk), text).number == 2


def test_who_has_a_role_has_no_limits(topic, noa):
    wanjiru = cast.member()
    grant(wanjiru, role="developer", by=noa, at=cast.AT)
    assert cast.reply(topic, Person.objects.get(pk=wanjiru.pk), LINKS).number == 2


def test_links_within_the_site_are_free(topic, settings):
    text = " ".join(f"[{n}]({settings.BASE_URL}/t/1/) [{n}](/t/{n}/)" for n in range(9))
    assert cast.reply(topic, cast.member(), text).number == 2


def test_an_edit_gets_no_further_than_a_post(topic):
    wanjiru = cast.member()
    post = cast.reply(topic, wanjiru)
    with pytest.raises(TooMuch):
        talk.edit_post(post, source=LINKS, seen_version=1, by=wanjiru, at=cast.AT)
    post.refresh_from_db()
    assert (post.source, post.version) == ("Use a partial date.", 1)


def test_what_a_post_held_before_may_stay(topic):
    wanjiru = cast.member()
    post = cast.reply(topic, wanjiru)
    set_level(wanjiru, level=Level.ARRIVED, by=None, at=cast.AT, reason="Known from the meetings.")
    talk.edit_post(post, source=LINKS, seen_version=1, by=wanjiru, at=cast.AT)
    set_level(wanjiru, level=Level.NEW, by=None, at=cast.AT, reason="A test.")
    post.refresh_from_db()
    talk.edit_post(post, source=f"Look: {LINKS}", seen_version=2, by=wanjiru, at=cast.AT)
    with pytest.raises(TooMuch):
        talk.edit_post(post, source=f"{LINKS} https://e.example", seen_version=3, by=wanjiru, at=cast.AT)


def test_replies_in_24_hours_end_when_the_first_is_a_day_old(topic, noa):
    few(noa, replies=2)
    wanjiru = cast.member()
    for hours in (0, 3):
        cast.reply(topic, wanjiru, at=cast.AT + timedelta(hours=hours))
    with pytest.raises(Over, match="at most 2 replies") as met:
        cast.reply(topic, wanjiru, at=cast.AT + timedelta(hours=4))
    assert met.value.seconds == 20 * 3600
    assert "in 20 hours" in met.value.message
    with pytest.raises(Over, match="in 30 minutes"):
        cast.reply(topic, wanjiru, at=cast.AT + timedelta(hours=23, minutes=30))
    assert cast.reply(topic, wanjiru, at=cast.AT + timedelta(hours=24, seconds=1)).number == 4


def test_taking_away_what_one_wrote_makes_no_room(topic, noa):
    few(noa, replies=1)
    wanjiru = cast.member()
    talk.remove_post(cast.reply(topic, wanjiru), by=wanjiru, at=cast.AT)
    with pytest.raises(Over):
        cast.reply(topic, wanjiru)


def test_topics_and_tickets_count_together(noa):
    few(noa, topics=2)
    wanjiru = cast.member()
    cast.question(wanjiru)
    cast.ticket(cast.product(), wanjiru)
    with pytest.raises(Over, match="topics and tickets"):
        cast.question(wanjiru)
    with pytest.raises(Over, match="topics and tickets"):
        cast.ticket(cast.Product.objects.get(), wanjiru)


def test_nothing_at_all_may_be_the_limit(topic, noa):
    few(noa, replies=0)
    with pytest.raises(Over):
        cast.reply(topic, cast.member())


def test_the_page_says_it_and_keeps_what_was_typed(client, topic):
    wanjiru = cast.member()
    client.force_login(wanjiru.account)
    page = client.post(f"/c/{topic.conversation_id}/reply/", {"source": LINKS})
    said = page.content.decode()
    assert page.status_code == 400
    assert "A post of a new member holds at most 3 links to other sites." in said
    assert "https://d.example" in said
    assert hits_since(LimitHit.objects.get().day) == {"links": 1}


def test_the_api_says_it_and_when_it_ends(client, topic, noa):
    few(noa, replies=1)
    wanjiru = cast.member()
    client.force_login(wanjiru.account)
    url = f"/api/v1/conversations/{topic.conversation_id}/posts"
    answers = [client.post(url, {"source": "Yes."}, content_type="application/json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert 86_000 < int(answers[1]["Retry-After"]) <= 86_400


def test_files_in_24_hours(client, noa):
    from django.core.files.uploadedfile import SimpleUploadedFile

    few(noa, files=1)
    client.force_login(cast.member().account)
    sent = [client.post("/files/", {"file": SimpleUploadedFile("a.txt", b"words")}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [200, 400]
    assert "at most 1 files" in sent[1].content.decode()


def test_no_limits_where_none_are_asked_for(noa):
    wanjiru = cast.member()
    assert limit_of(wanjiru, "messages") == 5
    assert limit_of(noa, "messages") is None
    with limits.lifted():
        assert limit_of(wanjiru, "messages") is None
