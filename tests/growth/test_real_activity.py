"""The pure methods on the posts of a real community: equal to what was computed elsewhere."""

from itertools import groupby

import pytest
from tests.growth.real import ACTIVITY, FACTS, facts, needs, rounded, rows

from trialogue.hub.growth.methods.flow import flow
from trialogue.hub.growth.methods.survival import Wait, kaplan_meier

pytestmark = [pytest.mark.slow, needs(ACTIVITY, FACTS)]
DAY, WEEK = 86_400, 604_800


@pytest.fixture(scope="module")
def posts():
    return rows()


@pytest.fixture(scope="module")
def metrics():
    return facts()["activity"]["metrics"]


def months(posts):
    first, last = min(at for *_, at in posts), max(at for *_, at in posts)
    every = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{nth // 12}-{nth % 12 + 1:02}" for nth in every]


def test_the_monthly_flow(posts, metrics):
    acted = {month: set() for month in months(posts)}
    for *_, user, at in posts:
        acted[f"{at:%Y-%m}"].add(user)
    told, earlier, before = [], set(), set()
    for month, active in acted.items():
        found = flow(before, active, earlier)
        kinds = ("active", "new", "retained", "returned", "lapsed")
        told.append({"month": month, **{kind: len(getattr(found, kind)) for kind in kinds}})
        before, earlier = active, earlier | active
    assert told == metrics["monthly"]


def waits(posts, end):
    """(year asked, wait) of each topic."""
    found = []
    for _topic, told in groupby(sorted(posts), key=lambda row: row[0]):
        (_t, _n, asker, asked), *replies = told
        answered = min((at for *_, user, at in replies if user != asker), default=None)
        seconds = ((answered or end) - asked).total_seconds()
        found.append((asked.year, Wait(max(0, seconds), over=answered is not None)))
    return found


def test_first_replies_by_year(posts, metrics):
    end = max(at for *_, at in posts)
    begun_by_people = metrics["first_reply_by_year"]
    told = {}
    by_system = system_topics(posts)
    cohort = waits([row for row in posts if row[0] not in by_system], end)
    for year in sorted({year for year, _wait in cohort}):
        waited = [wait for asked, wait in cohort if asked == year]
        curve = kaplan_meier(waited)
        day, week = rounded(curve.over_by(DAY)), rounded(curve.over_by(WEEK))
        told[str(year)] = {
            "topics": curve.n,
            "answered": sum(wait.over for wait in waited),
            "p_24h": day[0],
            "p_24h_95": day[1],
            "p_7d": week[0],
            "p_7d_95": week[1],
            "median_h": round(curve.median / 3600, 4),
            "unanswered": sum(not wait.over for wait in waited),
        }
    assert told == begun_by_people


def system_topics(posts):
    """Topics whose first post is the built-in account's: with its rows left out they begin with another number."""
    import csv
    import gzip

    first = {}
    with gzip.open(ACTIVITY, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            topic, number = int(row["topic"]), int(row["post"])
            if topic not in first or number < first[topic][0]:
                first[topic] = (number, row["user"])
    return {topic for topic, (_number, user) in first.items() if user == "system"}
