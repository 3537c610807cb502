"""Many members at the same moment, each in a thread with a connection of its own. Run on the database of the environment.

    python -m tests.faults.races

prints what came of each race: what each thread was answered, and what the rows say.
"""

import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

MEMBERS = 50
TICKETS = 40


def at_once(acts: Sequence[Callable[[], Any]]) -> dict[str, int]:
    """Start all together; how often each answer was heard: 'done' or the name of what was raised."""
    from django.db import connection

    barrier, heard = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            act()
            heard["done"] += 1
        except Exception as said:  # noqa: BLE001 - what a member is told is what this counts
            heard[type(said).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(heard)


class Stage:
    """The people, and what they will fight over."""

    def __init__(self) -> None:
        from tests import cast

        self.people = [cast.member(f"Member {number}") for number in range(MEMBERS)]
        self.makers = [cast.member(f"Maker {number}") for number in range(MEMBERS)]
        for maker in self.makers:
            cast.grant(maker, role=cast.Role.MAINTAINER, by=None, at=cast.AT)
            cast.grant(maker, role=cast.Role.MODERATOR, by=None, at=cast.AT)
        self.shelf, self.product = cast.category(), cast.product()
        self.asker = cast.settled("Wanjiru Kamau")

    def topic(self) -> Any:
        from tests import cast

        return cast.question(self.asker, on=self.shelf)


def accept(stage: Stage) -> dict[str, Any]:
    """Each accepts another answer."""
    from tests import cast

    from trialogue.hub.forum import actions as forum
    from trialogue.hub.forum.models import Solution

    topic = stage.topic()
    answers = [cast.reply(topic, person, "Like this.") for person in stage.people]
    pairs = zip(stage.makers, answers, strict=True)
    heard = at_once([lambda by=by, post=post: forum.accept(_own(topic), post, by=by, at=cast.AT) for by, post in pairs])
    return {"heard": heard, "solutions": Solution.objects.filter(topic=topic).count(), "solved": _own(topic).solved}


def _own(thing: Any) -> Any:
    """A copy of the row, as each request has its own."""
    return type(thing).objects.get(pk=thing.pk)


def vote(stage: Stage) -> dict[str, Any]:
    """Each says 'same here'; then one of them fifty times more."""
    from tests import cast

    from trialogue.hub.forum import actions as forum

    topic = stage.topic()
    all_of_them = at_once([lambda by=by: forum.same_here(_own(topic), by=by, at=cast.AT) for by in stage.people])
    counted = _own(topic).same_count
    other = stage.topic()
    one = at_once([lambda: forum.same_here(_own(other), by=_own(stage.people[0]), at=cast.AT)] * MEMBERS)
    return {"heard": all_of_them, "count": counted, "one": one, "one_count": _own(other).same_count}


def thank(stage: Stage) -> dict[str, Any]:
    """Each thanks for the same post, while others take their thanks back."""
    from tests import cast

    from trialogue.hub.conversations import actions as talk

    post = cast.reply(stage.topic(), stage.makers[0])
    half = stage.people[: MEMBERS // 2]
    for person in half:
        talk.react(post, kind="thanks", by=person, at=cast.AT)
    acts = [lambda by=by: talk.unreact(_own(post), kind="thanks", by=by, at=cast.AT) for by in half]
    acts += [
        lambda by=by: talk.react(_own(post), kind="thanks", by=by, at=cast.AT) for by in stage.people[MEMBERS // 2 :]
    ]
    heard = at_once(acts)
    return {"heard": heard, "count": _own(post).thanks, "rows": post.reactions.count()}


def move(stage: Stage) -> dict[str, Any]:
    """Each moves the ticket they saw as new to a state of their own."""
    from tests import cast

    from trialogue.hub.tickets import actions as tickets
    from trialogue.hub.tickets.models import Move

    ticket = cast.ticket(stage.product, stage.asker)
    tickets.plan(
        ticket, milestone=cast.milestone(stage.product, stage.makers[0], "7.0"), by=stage.makers[0], at=cast.AT
    )
    tickets.move(ticket, to="accepted", by=stage.makers[0], at=cast.AT)
    before = Move.objects.filter(ticket=ticket).count()
    targets = ("planned", "doing", "declined", "new")
    acts = [
        lambda by=by, to=targets[number % 4]: tickets.move(
            _own(ticket), to=to, by=by, at=cast.AT, reason="Because.", seen="accepted"
        )
        for number, by in enumerate(stage.makers)
    ]
    heard = at_once(acts)
    moves = list(Move.objects.filter(ticket=ticket).order_by("pk"))[before:]
    return {"heard": heard, "moves": len(moves), "true": moves[-1].new == _own(ticket).state}


def publish(stage: Stage) -> dict[str, Any]:
    """Each publishes the same release, while others still move and plan tickets for it."""
    from tests import cast

    from trialogue.core.activity.models import Event
    from trialogue.hub.releases import actions as releases
    from trialogue.hub.tickets import actions as tickets
    from trialogue.hub.tickets.models import Ticket

    by, plan = stage.makers[0], cast.milestone(stage.product, stage.makers[0], "8.0")
    landed = [cast.landed(cast.ticket(stage.product, stage.asker), plan, by) for _number in range(5)]
    begun = [cast.ticket(stage.product, stage.asker) for _number in range(5)]
    loose = [cast.ticket(stage.product, maker) for maker in stage.makers[:5]]
    for ticket in begun:
        tickets.plan(ticket, milestone=plan, by=by, at=cast.AT)
        tickets.move(ticket, to="doing", by=by, at=cast.AT)
    release = releases.draft_release(plan, by=by, at=cast.AT)
    acts = [lambda by=by: releases.publish(_own(release), by=by, at=cast.AT) for by in stage.makers[:35]]
    acts += [lambda t=t: tickets.move(_own(t), to="landed", by=stage.makers[35], at=cast.AT) for t in begun]
    acts += [lambda t=t: tickets.move(_own(t), to="doing", by=stage.makers[36], at=cast.AT) for t in landed]
    acts += [lambda t=t: tickets.plan(_own(t), milestone=_own(plan), by=stage.makers[37], at=cast.AT) for t in loose]
    heard = at_once(acts)
    events = Event.objects.filter(verb="release.published", object_id=release.pk)
    named = events.get().new if events.count() == 1 else []
    return {
        "heard": heard, "events": events.count(),
        # Nobody is left behind in a version that is out: what is in it is released, and the event names it.
        "left": Ticket.objects.filter(milestone=plan).exclude(state="released").count(),
        "named": named == sorted(Ticket.objects.filter(state="released", fixed_in=release.version).values_list("number", flat=True)),
    }  # fmt: skip


def number(stage: Stage) -> dict[str, Any]:
    """Forty tickets at once."""
    from tests import cast

    from trialogue.hub.tickets.models import Ticket

    before = list(Ticket.objects.values_list("number", flat=True))
    heard = at_once([lambda by=by: cast.ticket(_own(stage.product), by) for by in stage.people[:TICKETS]])
    made = sorted(set(Ticket.objects.values_list("number", flat=True)) - set(before))
    first = max(before, default=0) + 1
    return {"heard": heard, "gapless": made == list(range(first, first + TICKETS))}


def choose(stage: Stage) -> dict[str, Any]:
    """Each chooses in a poll, one of two answers; then everybody changes their mind."""
    from tests import cast

    from trialogue.hub.conversations import actions as talk
    from trialogue.hub.conversations.actions.polling import Plan
    from trialogue.hub.conversations.polls import PollOption, PollVote

    post = cast.reply(stage.topic(), stage.makers[0])
    poll = talk.put_poll(post, Plan("Which?", ["One", "Other"]), by=stage.makers[0], at=cast.AT)
    options = list(poll.options.order_by("position").values_list("pk", flat=True))

    def chooses(by: Any, place: int) -> Callable[[], Any]:
        return lambda: talk.vote(_own(poll), [options[place % 2]], by=by, at=cast.AT)

    heard = at_once([chooses(by, place) for place, by in enumerate(stage.people)])
    at_once([chooses(by, place + 1) for place, by in enumerate(stage.people)])
    return {
        "heard": heard, "votes": PollVote.objects.filter(option__poll=poll).count(), "voters": _own(poll).voters,
        "counted": list(PollOption.objects.filter(poll=poll).order_by("position").values_list("votes", flat=True)),
    }  # fmt: skip


def merge(stage: Stage) -> dict[str, Any]:
    """A into B, and B into A, many times at the same moment."""
    from tests import cast

    from trialogue.hub.conversations.models import Post
    from trialogue.hub.forum import actions as forum
    from trialogue.hub.forum.merges import Merge

    one, other = stage.topic(), stage.topic()
    pairs = [(one, other), (other, one)] * 10
    acts = [
        lambda by=by, pair=pair: forum.merge_topics(_own(pair[0]), _own(pair[1]), by=by, at=cast.AT)
        for by, pair in zip(stage.makers, pairs, strict=False)
    ]
    heard = at_once(acts)
    numbers = Post.objects.filter(conversation__topic__in=[one.pk, other.pk]).values_list("conversation_id", "number")
    return {"heard": heard, "merges": Merge.objects.count(), "posts": sorted(number for _talk, number in numbers)}


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    django.setup()
    from trialogue.config.database import ensure_database
    from trialogue.core.limits import RATES, Rate

    ensure_database()
    RATES.update({name: Rate(10_000, 60) for name in RATES})  # threads have contexts of their own
    stage = Stage()
    print(
        json.dumps({race.__name__: race(stage) for race in (accept, vote, thank, choose, merge, move, publish, number)})
    )


if __name__ == "__main__":
    main()
