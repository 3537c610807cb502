"""What the cast does together: a poll, and a post everybody edits."""

from datetime import datetime, timedelta

from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.actions.polling import Plan
from trialogue.hub.conversations.models import Post

from .stage import Stage

RULES = "Reviewing rules as code: is YAML the right home for edit checks?"
SCANS = "Importing lab results from a hospital that sends PDF only"
LIST = """What got results from paper or PDF through an audit, so far:

1. keep the PDF as the source document
2. read it with `pdftotext -layout` and a mapping, if it has text in it"""
SECOND = "3. a second person checks one in ten, more in the first month"
CHOSEN = (0, 0, 2, 0, 1, 0, 0, 1, 0, 2, 0)


def _poll(stage: Stage, at: datetime) -> None:
    first = stage.topics[RULES].conversation.posts.select_related("conversation").get(number=1)
    plan = Plan(
        "What would you rather review?", ("YAML as now", "A small language of our own", "Python functions"),
        closes_at=stage.now + timedelta(days=20),
    )  # fmt: skip
    poll = talk.put_poll(first, plan, by=stage.people["Priya Raghavan"], at=at)
    options = list(poll.options.order_by("position").values_list("pk", flat=True))
    for person, choice in zip(stage.others(len(CHOSEN), {"Priya Raghavan"}), CHOSEN, strict=False):
        talk.vote(poll, [options[choice]], by=person, at=at + timedelta(hours=3))


def _list(stage: Stage, at: datetime) -> None:
    ethan = stage.people["Ethan Brooks"]
    post = stage.say(SCANS, "Ethan Brooks", LIST, at, thanks=4)
    talk.make_wiki(post, by=ethan, at=at + timedelta(minutes=2))
    for hours, who, line in (
        (2, "Karen Whitfield", SECOND),
        (5, "Lakshmi Iyer", "4. the laboratory signs its ranges once a year"),
    ):
        fresh = Post.objects.select_related("conversation", "wiki").get(pk=post.pk)
        talk.edit_post(
            fresh, source=f"{fresh.source}\n{line}", seen_version=fresh.version, by=stage.people[who],
            at=at + timedelta(hours=hours), reason="One more that worked for us",
        )  # fmt: skip


def together(stage: Stage) -> None:
    stage.at(8.9, lambda at: _poll(stage, at))
    stage.at(0.8, lambda at: _list(stage, at))
