"""Lets the releases out through the actions, tells everybody who waited, and some of them answer."""

from collections.abc import Callable

from trialogue.core.activity.models import Event
from trialogue.hub.products.models import Milestone
from trialogue.hub.releases import actions as releases
from trialogue.hub.releases.models import Told
from trialogue.hub.releases.telling import tell_who_asked
from trialogue.people.persons import Person

from .calendar import moment
from .frame import Frame
from .plan import Plan
from .roll import Roll
from .size import DAY

ANSWERS = 60  # a release
WORDS = ("", "", "Upgraded on all sites.", "It works as you wrote.", "This saves us an hour a week.")


def release_all(plan: Plan, frame: Frame, roll: Roll, progress: Callable[[int, int], None]) -> None:
    for nth, milestone in enumerate(frame.milestones):
        by = Person.objects.get(pk=roll.ids[plan.maintainer(nth)])
        _release(plan, nth, milestone, by)
        progress(nth + 1, len(frame.milestones))


def _release(plan: Plan, nth: int, milestone: Milestone, by: Person) -> None:
    at = plan.releases_at[nth]
    drafted = releases.draft_release(milestone, by=by, at=moment(at - 3600))
    releases.edit_release(
        drafted, summary=f"{milestone.goal}, and what was asked for since the version before.", notes=drafted.notes,
        seen_revision=drafted.revision, by=by, at=moment(at - 1800),
    )  # fmt: skip
    releases.publish(drafted, by=by, at=moment(at))
    tell_who_asked(Event.objects.of(drafted).get(verb="release.published"))
    random = plan.random("answers", nth)
    told = Told.objects.for_answer().filter(release=drafted).select_related("person").order_by("pk")
    for one in told[:ANSWERS]:  # in the query: each row brings the release's notes along
        answered = moment(min(plan.until - 1, at + random.randint(1, 40) * DAY))
        releases.answer(one, helped=random.random() < 0.85, by=one.person, at=answered, words=random.choice(WORDS))  # noqa: PLR2004
