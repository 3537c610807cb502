"""What waits for the moderators of the demo: a report, and the first post of somebody who joined today."""

from datetime import datetime, timedelta

from django.conf import settings

from trialogue.hub.conversations.review import actions as review
from trialogue.hub.forum import actions as forum
from trialogue.people.persons import Voice

from .people import Part, bring_in
from .stage import Stage

NEWCOMER = Part("Viktor Hale", "sales, everywhere", "US", "America/New_York", (Voice.USER,))
TITLE = "Cheap data entry staff, any volume"
OFFER = """Our people type your paper forms at half the price. See

- https://half-price-forms.example/rates
- https://half-price-forms.example/countries
- https://clinical-typing.example/start"""
REPORTED = "Importing lab results from a hospital that sends PDF only"
NOTE = "Row 3 of the quoted table looks like somebody's real initials. Please look."


def waiting(stage: Stage) -> None:
    def offer(at: datetime) -> None:
        joined = at - timedelta(minutes=20)
        stage.people[NEWCOMER.name] = viktor = bring_in(NEWCOMER, at=joined, mailed=settings.LOCAL)
        forum.open_topic(stage.categories["using"], title=TITLE, source=OFFER, by=viktor, at=at, kind="discussion")

    def report(at: datetime) -> None:
        post = stage.topics[REPORTED].conversation.posts.get(number=1)
        review.report(post, reason="patient", note=NOTE, by=stage.people["Karen Whitfield"], at=at)

    stage.at(0.1, offer)
    stage.at(0.05, report)
