"""An imported community: the cockpit's readers say what was computed from the archive elsewhere."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.growth.real import ARCHIVE, FACTS, facts, needs, rounded, week_name
from tests.importing.conftest import bring  # noqa: F401 - the command, as an operator runs it
from tests.importing.test_real_archive import NAMES

from trialogue.hub.forum.models import Topic
from trialogue.hub.growth import days
from trialogue.hub.growth.figures.answers import DAY, HOUR, WEEK, moments, waits
from trialogue.hub.growth.figures.people import flow_between, weekly_active, weekly_new
from trialogue.hub.growth.methods.survival import kaplan_meier
from trialogue.hub.growth.models import ActivityDay

pytestmark = [pytest.mark.slow, pytest.mark.django_db, needs(ARCHIVE, FACTS)]
FIRST, LAST = date(2014, 1, 16), date(2022, 11, 9)
END = datetime(2022, 11, 9, 9, 31, 4, tzinfo=UTC)


def month(year, number):
    """Its first and last day; January follows December."""
    begin = date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    return begin, following - timedelta(days=1)


def monthly():
    told = []
    for nth in range(1, 12 * 9):
        now = month(2014, nth)
        found = flow_between(month(2014, nth - 1), now)
        kinds = ("active", "new", "retained", "returned", "lapsed")
        told.append({"month": f"{now[0]:%Y-%m}", **{kind: len(getattr(found, kind)) for kind in kinds}})
    return told


def first_replies():
    told = {}
    for year in range(2014, 2023):
        asked = Topic.objects.filter(conversation__started_at__year=year, conversation__starter__is_bot=False)
        waited = waits(moments(asked, END), END)
        curve = kaplan_meier(waited)
        day, week = rounded(curve.over_by(DAY)), rounded(curve.over_by(WEEK))
        told[str(year)] = {
            "topics": curve.n,
            "answered": sum(wait.over for wait in waited),
            "p_24h": day[0],
            "p_24h_95": day[1],
            "p_7d": week[0],
            "p_7d_95": week[1],
            "median_h": round(curve.median / HOUR, 4),
            "unanswered": sum(not wait.over for wait in waited),
        }
    return told


def test_the_readers_say_what_the_archive_holds(bring, tmp_path):  # noqa: F811 - the fixture
    names = tmp_path / "names.json"
    names.write_text(json.dumps(NAMES), encoding="utf-8")
    assert bring(ARCHIVE, source="urho3d", categories=names).code == 0
    days.catch_up(at=datetime.now(UTC))
    metrics = facts()["sample"]["metrics_of_its_posts"]
    assert [[week_name(week), n] for week, n in weekly_new(FIRST, LAST)] == metrics["weekly_new_posters"]
    assert [[week_name(week), n] for week, n in weekly_active(FIRST, LAST)] == metrics["weekly_active_posters"]
    assert monthly() == metrics["monthly"]
    assert first_replies() == metrics["first_reply_by_year"]
    assert ActivityDay.objects.counted().count() > 0
