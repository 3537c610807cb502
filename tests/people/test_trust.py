"""Trust grows by reading and helping, lifts the limits of the first days, and is taken back only by a hand."""

from datetime import timedelta

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.people.actions.trusting import change_numbers, grow, let_grow, set_level
from trialogue.people.persons import Person
from trialogue.people.trust.counting import counts_of, preview
from trialogue.people.trust.growing import let_trust_grow
from trialogue.people.trust.levels import Level, TrustLevel
from trialogue.people.trust.limits import is_new

pytestmark = pytest.mark.django_db
ENOUGH = {"arrived_days": 1, "arrived_topics": 1}


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def read(topic, by, *, days_later: int = 0) -> None:
    at = cast.AT + timedelta(days=days_later)
    talk.mark_read(topic.conversation, number=topic.conversation.last_number, by=by, at=at)


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


def test_what_is_counted():
    karen, wanjiru = cast.member("Karen Whitfield"), cast.member()
    topic = cast.question(karen)
    answer = cast.reply(topic, wanjiru)
    read(topic, wanjiru)
    read(topic, wanjiru, days_later=1)
    talk.react(answer, kind="thanks", by=karen, at=cast.AT)
    forum.accept(topic, answer, by=karen, at=cast.AT)
    counts = counts_of([wanjiru.pk])[wanjiru.pk]
    assert counts == {"days": 2, "topics": 1, "posts": 1, "thanks": 1, "answers": 1}


def test_a_day_counts_once_and_from_every_device():
    topic, wanjiru = cast.question(cast.member("Karen Whitfield")), cast.member()
    other_device = again(wanjiru)
    read(topic, wanjiru)
    read(topic, other_device)
    assert again(wanjiru).days_seen == 1


def test_what_was_taken_away_counts_no_more():
    karen, wanjiru = cast.member("Karen Whitfield"), cast.member()
    answer = cast.reply(cast.question(karen), wanjiru)
    talk.react(answer, kind="thanks", by=karen, at=cast.AT)
    talk.remove_post(answer, by=wanjiru, at=cast.AT)
    counts = counts_of([wanjiru.pk])[wanjiru.pk]
    assert (counts["posts"], counts["thanks"]) == (0, 0)


def test_what_one_wrote_before_one_was_claimed_counts(noa):
    from trialogue.people.actions.claims import merge

    gerd, wanjiru = cast.unclaimed(), cast.member()
    cast.reply(cast.question(noa), gerd)
    merge(gerd, into=wanjiru, by=noa, at=cast.AT)
    assert counts_of([wanjiru.pk])[wanjiru.pk]["posts"] == 1


def test_it_grows_by_the_clock_and_never_by_a_request(noa):
    change_numbers(ENOUGH, by=noa, at=cast.AT)
    topic, wanjiru = cast.question(noa), cast.member()
    read(topic, wanjiru, days_later=3650)  # lately, whatever day it is
    assert is_new(again(wanjiru))
    let_trust_grow.func()
    assert again(wanjiru).trust == Level.ARRIVED
    assert not is_new(again(wanjiru))
    let_trust_grow.func()
    event = Event.objects.get(verb="trust.grown")
    assert (event.actor_id, event.object_id, event.old, event.new) == (None, wanjiru.pk, "new", "arrived")


def test_who_was_not_here_lately_is_not_asked_about(noa):
    change_numbers(ENOUGH, by=noa, at=cast.AT)
    topic, wanjiru = cast.question(noa), cast.member()
    read(topic, wanjiru, days_later=-3650)
    let_trust_grow.func()
    assert not TrustLevel.objects.exists()


def test_the_job_asks_as_much_for_one_as_for_three(noa, django_assert_num_queries):
    topic = cast.question(noa)

    def counted() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as asked:
            let_trust_grow.func()
        return len(asked)

    read(topic, cast.member(), days_later=3650)
    one = counted()
    for name in ("Karen Whitfield", "Tamar Levi"):
        read(topic, cast.member(name), days_later=3650)
    assert counted() == one


def test_nobody_comes_down_when_the_numbers_rise(noa):
    wanjiru = cast.member()
    change_numbers({"arrived_days": 0, "arrived_topics": 0}, by=noa, at=cast.AT)
    assert grow(wanjiru, at=cast.AT)
    change_numbers({"arrived_days": 100, "arrived_topics": 100}, by=noa, at=cast.AT)
    assert not grow(wanjiru, at=cast.AT)
    assert again(wanjiru).trust == Level.ARRIVED
    assert preview({**dict.fromkeys(_all(), 100)})[Level.ARRIVED] == 1


def _all() -> list[str]:
    from trialogue.people.trust.numbers import NUMBERS

    return list(NUMBERS)


def test_set_by_hand_it_is_held_until_a_hand_lets_it_grow(noa):
    wanjiru = cast.member()
    set_level(wanjiru, level=Level.NEW, by=noa, at=cast.AT, reason="Posted advertising.")
    change_numbers({"arrived_days": 0, "arrived_topics": 0}, by=noa, at=cast.AT)
    assert not grow(wanjiru, at=cast.AT)
    let_grow(wanjiru, by=noa, at=cast.AT)
    assert grow(wanjiru, at=cast.AT)
    assert [row.level for row in TrustLevel.objects.order_by("pk")] == [Level.NEW, Level.NEW, Level.ARRIVED]
    assert TrustLevel.objects.filter(until=None).count() == 1


def test_by_hand_needs_a_reason_a_level_and_the_right(noa):
    wanjiru = cast.member()
    with pytest.raises(Refused, match="Write why"):
        set_level(wanjiru, level=Level.KNOWN, by=noa, at=cast.AT, reason="  ")
    with pytest.raises(Refused, match="Choose where"):
        set_level(wanjiru, level=9, by=noa, at=cast.AT, reason="Helps everybody.")
    for other in ("Joseph Otieno", "Ethan Brooks", "Karen Whitfield"):
        with pytest.raises(NotAllowed):
            set_level(wanjiru, level=Level.KNOWN, by=cast.member(other), at=cast.AT, reason="Helps.")
    set_level(wanjiru, level=Level.KNOWN, by=noa, at=cast.AT, reason="Helps everybody.")
    with pytest.raises(Conflict):
        set_level(wanjiru, level=Level.KNOWN, by=noa, at=cast.AT, reason="Helps everybody.")
    assert not TrustLevel.objects.exclude(person=wanjiru).exists()


def test_it_grows_already(noa):
    with pytest.raises(Conflict):
        let_grow(cast.member(), by=noa, at=cast.AT)


def test_numbers_keep_their_bounds(noa):
    with pytest.raises(Refused) as refused:
        change_numbers({"limit_links": 10_001}, by=noa, at=cast.AT)
    assert refused.value.field == "limit_links"
    with pytest.raises(NotAllowed):
        change_numbers({"limit_links": 1}, by=cast.member("Joseph Otieno"), at=cast.AT)
    change_numbers({"limit_links": 1}, by=noa, at=cast.AT)
    change_numbers({"limit_links": 1}, by=noa, at=cast.AT)
    event = Event.objects.get(verb="trust.changed")
    assert (event.old, event.new) == ({"limit_links": 3}, {"limit_links": 1})
