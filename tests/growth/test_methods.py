"""The statistics against values worked out by hand or printed elsewhere."""

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trialogue.core.design.charts import scale
from trialogue.hub.growth.methods.diversity import effective_number
from trialogue.hub.growth.methods.flow import flow
from trialogue.hub.growth.methods.proportion import wilson
from trialogue.hub.growth.methods.survival import Curve, Share, Wait, kaplan_meier

# Freireich and others, Blood 21 (1963): weeks in remission with 6-MP, + is censored. The textbook example.
OVER = (6, 6, 6, 7, 10, 13, 16, 22, 23)
WAITING = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
REMISSION = [Wait(t, over=True) for t in OVER] + [Wait(t, over=False) for t in WAITING]


def test_the_curve_of_the_textbook():
    curve = kaplan_meier(REMISSION)
    assert curve.n == 21
    assert curve.times == (6, 7, 10, 13, 16, 22, 23)
    assert [round(s, 4) for s in curve.waiting] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve.median == 23
    errors = [s * math.sqrt(v) for s, v in zip(curve.waiting, curve.spread, strict=True)]
    assert [round(e, 4) for e in errors] == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]


def test_the_log_log_interval_of_the_textbook():
    told = kaplan_meier(REMISSION).over_by(10)
    assert [round(1 - told.p, 3), round(1 - told.high, 3), round(1 - told.low, 3)] == [0.753, 0.503, 0.889]


def test_without_anybody_waiting_on_it_is_the_plain_share():
    curve = kaplan_meier([Wait(t, over=True) for t in (1, 2, 3, 4)])
    assert [curve.over_by(t).p for t in (0, 1, 2, 3.5, 4, 9)] == [0, 0.25, 0.5, 0.75, 1, 1]
    assert curve.median == 2


def test_whoever_waits_on_counts_at_the_moment_itself():
    """Of two, one is answered after 5 seconds and one still waits after 5: half."""
    assert kaplan_meier([Wait(5, over=True), Wait(5, over=False)]).over_by(5).p == 0.5


def test_silence_is_not_left_out():
    """One answered at once and nine never: not 'all answers come at once'."""
    curve = kaplan_meier([Wait(1, over=True), *[Wait(1000, over=False)] * 9])
    assert round(curve.over_by(900).p, 6) == 0.1
    assert curve.median is None


def test_of_nobody_there_is_a_curve_without_steps():
    curve = kaplan_meier([])
    assert curve == Curve(0, (), (), ())
    assert curve.over_by(60) == Share(0.0)
    assert curve.median is None


def test_where_nothing_varies_there_is_no_interval():
    assert kaplan_meier([Wait(1, over=True)]).over_by(1) == Share(1.0)
    assert kaplan_meier([Wait(1, over=False)]).over_by(1) == Share(0.0)


# A busy machine is no fault of the formulas.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
waits = st.lists(st.builds(Wait, st.integers(0, 50), st.booleans()), max_size=60)


@patient
@given(waits, st.integers(0, 60))
def test_shares_stay_shares_and_lie_in_their_interval(told, seconds):
    share = kaplan_meier(told).over_by(seconds)
    assert 0 <= share.p <= 1
    if share.low is not None:
        assert 0 <= share.low <= share.p <= share.high <= 1


@patient
@given(waits)
def test_the_curve_never_rises(told):
    waiting = kaplan_meier(told).waiting
    assert list(waiting) == sorted(waiting, reverse=True)


def test_wilson_as_printed():
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    told = [wilson(*pair) for pair in ((81, 263), (15, 148), (0, 20), (1, 29))]
    assert [(round(share.low, 4), round(share.high, 4)) for share in told] == [
        (0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718),
    ]  # fmt: skip


def test_of_nobody_there_is_no_share():
    with pytest.raises(ValueError, match="nobody"):
        wilson(0, 0)


def test_who_came_and_went():
    """Before: Wanjiru, Tamar, Karen. Now: Tamar, Joseph (long ago), Priya (never before)."""
    found = flow({"wanjiru", "tamar", "karen"}, {"tamar", "joseph", "priya"}, {"tamar", "joseph", "shira"})
    assert (found.new, found.retained, found.returned, found.lapsed) == (
        {"priya"}, {"tamar"}, {"joseph"}, {"wanjiru", "karen"},
    )  # fmt: skip


people = st.frozensets(st.integers(0, 12))


@patient
@given(people, people, people)
def test_the_sum_always_holds(before, active, earlier):
    found = flow(before, active, earlier)
    assert len(found.active) == len(before) + len(found.new) + len(found.returned) - len(found.lapsed)
    assert found.new | found.retained | found.returned == active
    assert len(found.new) + len(found.retained) + len(found.returned) == len(active)


def test_as_many_as_if_all_were_equally_large():
    assert effective_number([]) == 0
    assert effective_number([7]) == 1
    assert round(effective_number([5, 5, 5, 5, 0]), 9) == 4
    assert round(effective_number([98, 1, 1]), 2) == 1.12


@patient
@given(st.integers(0, 10_000_000))
def test_axes_have_at_most_four_lines_above_the_foot(most):
    grid = scale(most)
    assert grid[0] == 0
    assert grid[-1] >= most
    assert 2 <= len(grid) <= 5
    assert len({b - a for a, b in pairwise(grid)}) == 1


def test_axes_have_round_numbers():
    assert [scale(most) for most in (0, 1, 4, 7, 30, 152, 401)] == [
        [0, 1], [0, 1], [0, 1, 2, 3, 4], [0, 2, 4, 6, 8], [0, 10, 20, 30], [0, 50, 100, 150, 200],
        [0, 200, 400, 600],
    ]  # fmt: skip
