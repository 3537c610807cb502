"""Who acted on which day: from the log, again and again the same."""

from datetime import UTC, datetime, timedelta

import pytest
from tests import cast

from trialogue.core import activity
from trialogue.core.activity.models import Event
from trialogue.core.activity.sentences import told_verbs
from trialogue.core.audiences import PUBLIC
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.growth import days
from trialogue.hub.growth.acts import VERBS
from trialogue.hub.growth.models import ActivityDay, Progress

pytestmark = pytest.mark.django_db
NEXT = cast.AT + timedelta(days=1)


def told():
    """(name, days after the first, acts, asked, given)"""
    rows = ActivityDay.objects.select_related("person").order_by("day", "person__name")
    return [(row.person.name, (row.day - cast.AT.date()).days, row.acts, row.asked, row.given) for row in rows]


def test_asking_giving_and_neither():
    wanjiru, noa, tamar = cast.member(), cast.member("Noa Peled"), cast.member("Tamar Levi")
    topic = cast.question(wanjiru)
    cast.reply(topic, wanjiru, "Nobody?")
    answer = cast.reply(topic, noa, at=NEXT)
    forum.same_here(topic, by=tamar, at=NEXT)
    talk.react(answer, kind="thanks", by=wanjiru, at=NEXT)
    days.catch_up(at=NEXT)
    assert told() == [
        ("Wanjiru Kamau", 0, 2, 1, 0),
        ("Noa Peled", 1, 1, 0, 1),
        ("Tamar Levi", 1, 1, 0, 0),
        ("Wanjiru Kamau", 1, 1, 0, 0),
    ]


def test_carrying_over_gives_and_asks_for_nobody():
    wanjiru, shira = cast.member(), cast.member("Shira Ben-Ami")
    cast.carried(cast.question(wanjiru), shira, cast.product())
    days.catch_up(at=NEXT)
    assert told() == [("Shira Ben-Ami", 0, 2, 0, 1), ("Wanjiru Kamau", 0, 1, 1, 0)]


def test_looking_signing_in_and_following_are_no_acts(signed_in):
    wanjiru, tamar = cast.member(), cast.member("Tamar Levi")
    topic = cast.question(wanjiru)
    signed_in(tamar).get(topic.get_absolute_url())
    talk.follow(topic.conversation, level="watching", by=tamar, at=cast.AT)
    days.catch_up(at=NEXT)
    assert told() == [("Wanjiru Kamau", 0, 1, 1, 0)]


def test_counted_twice_it_says_the_same():
    topic = cast.question(cast.member())
    days.catch_up(at=NEXT)
    once = told()
    days.catch_up(at=NEXT)
    Progress.objects.all().delete()
    days.catch_up(at=NEXT)
    assert told() == once
    cast.reply(topic, cast.member("Noa Peled"))
    days.catch_up(at=NEXT)
    assert told() == [("Noa Peled", 0, 1, 0, 1), *once]


def test_what_was_committed_late_is_found():
    """Its id is lower than one that was counted already."""
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    late = Event.objects.filter(verb="topic.opened")
    Event.objects.filter(pk__in=late.values("pk")).update(verb="not.yet")
    cast.reply(topic, noa)
    days.catch_up(at=datetime.now(UTC))
    Event.objects.filter(verb="not.yet").update(verb="topic.opened")
    days.catch_up(at=datetime.now(UTC))
    assert told() == [("Noa Peled", 0, 1, 0, 1), ("Wanjiru Kamau", 0, 1, 1, 0)]


def test_what_settled_is_not_looked_through_again():
    cast.question(cast.member())
    days.catch_up(at=datetime.now(UTC))
    assert Progress.objects.get().event_id == 0
    days.catch_up(at=datetime.now(UTC) + days.LATE)
    assert Progress.objects.get().event_id == Event.objects.order_by("-pk").first().pk


def test_other_acts_than_were_counted_and_all_is_made_anew():
    wanjiru = cast.member()
    cast.question(wanjiru)
    days.catch_up(at=NEXT)
    ActivityDay.objects.update(acts=77)
    ActivityDay.objects.create(person=wanjiru, day=NEXT.date(), acts=1, asked=0, given=0)
    Progress.objects.update(acts="other acts", event_id=10_000)
    days.catch_up(at=NEXT)
    assert told() == [("Wanjiru Kamau", 0, 1, 1, 0)]


def test_an_archive_brought_many_days(monkeypatch):
    """More rows than go into one transaction, by the way of the news and by that of making all anew."""
    monkeypatch.setattr(days, "CHUNK", 50)
    wanjiru = cast.member()
    topic = cast.question(wanjiru)
    days.catch_up(at=NEXT)
    with activity.origin("import"):
        activity.record_many([
            activity.Happening(
                verb="post.written", by=wanjiru, of=topic, at=cast.AT - timedelta(days=nth), audience_id=PUBLIC,
                conversation_id=topic.conversation_id,
            )
            for nth in range(1, 161)
        ])  # fmt: skip
    days.catch_up(at=NEXT)
    by_news = told()
    ActivityDay.objects.all().delete()
    monkeypatch.setattr(days, "MANY", 100)
    days.catch_up(at=NEXT)
    assert len(told()) == 161
    assert told() == by_news


def test_interrupted_it_goes_on_where_it_was():
    """Wanjiru's days were made anew before the worker died; nobody counts them a second time."""
    wanjiru, tamar = cast.member(), cast.member("Tamar Levi")
    topic = cast.question(wanjiru)
    cast.reply(topic, tamar)
    Progress.objects.create(pk=1, acts=days.COUNTED, person_id=wanjiru.pk, event_id=Event.objects.latest("pk").pk)
    days.catch_up(at=NEXT)
    assert told() == [("Tamar Levi", 0, 1, 0, 1)]
    assert Progress.objects.get().person_id is None
    cast.reply(topic, wanjiru, at=NEXT)
    days.catch_up(at=NEXT)
    assert told() == [("Tamar Levi", 0, 1, 0, 1), ("Wanjiru Kamau", 1, 1, 0, 0)]


def test_days_begin_at_midnight_of_the_universal_time():
    wanjiru = cast.member()
    cast.question(wanjiru, at=datetime(2026, 9, 3, 23, 59, 59, tzinfo=UTC))
    cast.question(wanjiru, at=datetime(2026, 9, 4, 0, 0, 0, tzinfo=UTC))
    days.catch_up(at=NEXT)
    assert [row[1] for row in told()] == [0, 1]


def test_every_act_is_a_verb_somebody_records():
    assert set(VERBS) - set(told_verbs()) == {"ticket.affects"}
