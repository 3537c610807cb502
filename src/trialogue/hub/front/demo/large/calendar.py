"""When things happen: six years that grow, with weeks and working hours in them. Moments are seconds since 1970."""

from array import array
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from .size import DAY

# Monday to Sunday.
WEEK = (1.0, 1.05, 1.0, 0.95, 0.8, 0.35, 0.5)


def midnight(now: datetime) -> int:
    """The last midnight (UTC): everything invented happened before."""
    return int(now.astimezone(UTC).timestamp()) // DAY * DAY


def _growth(part: float) -> float:
    return 0.12 + float(part**1.4)


def moments(count: int, since: int, until: int, random: Random) -> "array[int]":
    """This many moments in order, more of them the later, fewer at weekends, most in the day."""
    days = (until - since) // DAY
    first = (since // DAY + 3) % 7
    weights = [_growth(day / days) * WEEK[(first + day) % 7] for day in range(days)]
    whole = sum(weights)
    found: array[int] = array("q")
    for day, reached in enumerate(accumulate(weights)):
        due = round(count * reached / whole) - len(found)
        hours = sorted(random.triangular(4, 23.9, 12.5) for _each in range(due))
        found.extend(since + day * DAY + int(hour * 3600) for hour in hours)
    return found


@cache
def _day(number: int) -> str:
    return str((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).date())


_CLOCK = [f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}" for second in range(DAY)]


def written(at: int) -> str:
    """The moment as both databases read it, in UTC."""
    return f"{_day(at // DAY)} {_CLOCK[at % DAY]}"


def moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC)
