"""What two of the cast write to each other directly."""

from datetime import datetime

from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.direct.models import Direct

from .stage import Stage, Step
from .story import NOA, WANJIRU

SUBJECT = "Telling your story at the community meeting"
ASKED = (
    "Wanjiru, your question about half-known dates has come all the way into a release. Would you tell it in ten minutes at the "
    "next community meeting? No slides needed; **what your day looked like before and after** is enough."
)
ANSWERS = (
    (2.8, WANJIRU, "Gladly, if I may bring Otieno from our data desk: he closed most of the 23 queries. Thursdays after 15:00 in Kisumu are good."),
    (2.7, NOA, "Bring him. I put you both on the list and write to you again once the day is fixed."),
)  # fmt: skip


def messages(stage: Stage) -> None:
    """Noa asks, Wanjiru answers, in a conversation nobody else reads."""
    people = stage.people
    begun: list[Direct] = []

    def begin(at: datetime) -> None:
        begun.append(talk.begin_direct([people[WANJIRU]], subject=SUBJECT, source=ASKED, by=people[NOA], at=at))

    def answer(who: str, text: str) -> Step:
        return lambda at: talk.write_post(begun[0].conversation, source=text, by=people[who], at=at)

    stage.at(3, begin)
    for ago, who, text in ANSWERS:
        stage.at(ago, answer(who, text))
