"""A community to be hurt, and what is true of it afterwards. Run in a process of its own, on the site's own database.

python -m tests.faults.crowd make 40
python -m tests.faults.crowd askers 1000
python -m tests.faults.crowd facts
"""

import json
import os
import sys
import time
from collections import Counter
from typing import Any

ANSWER_WITHIN = 180.0  # seconds the queue may take to drain; nothing is counted while it moves


def make(count: int, *, waiting: bool = False) -> dict[str, Any]:
    """So many members with a question each, answered; a question that became a ticket, landed, and its draft release.

    `waiting`: they have no questions of their own, but all of them said 'same here' to that one.
    """
    from django.utils import timezone
    from tests import cast

    from trialogue.core.limits import lifted
    from trialogue.hub.releases import actions as releases

    now = timezone.now()
    with lifted():
        shira, wanjiru = cast.member("Shira Ben-Ami", at=now), cast.member("Wanjiru Kamau", at=now)
        shelf, product = cast.category(), cast.product()
        people = [cast.settled(f"Member {number}", at=now) for number in range(count)]
        topic = cast.question(wanjiru, on=shelf, at=now)
        ticket = cast.landed(cast.carried(topic, shira, product), plan := cast.milestone(product, shira), shira, at=now)
        cast.landed(cast.ticket(product, shira), plan, shira, at=now)
        others = [cast.ticket(product, shira, title=f"Ticket {number}") for number in range(4)]
        own = [_waits(person, topic, now) if waiting else _own_question(person, shira, shelf, now) for person in people]
        release = releases.draft_release(plan, by=shira, at=now)
    return {
        "topic": topic.pk, "talk": topic.conversation_id, "path": topic.conversation.path,
        "ticket": ticket.number, "tickets": [each.number for each in others], "release": release.pk,
        "release_path": f"{release.get_absolute_url()}publish/",
        "shira": _ways_in(shira), "wanjiru": _ways_in(wanjiru),
        "people": [{**_ways_in(person), **mine} for person, mine in zip(people, own, strict=True)],
    }  # fmt: skip


def _own_question(person: Any, shira: Any, shelf: Any, now: Any) -> dict[str, Any]:
    from tests import cast

    topic = cast.question(person, on=shelf, at=now)
    answers = [cast.reply(topic, shira, f"Answer {number}", at=now).pk for number in range(2)]
    return {"topic": topic.pk, "talk": topic.conversation_id, "answers": answers}


def _waits(person: Any, topic: Any, now: Any) -> dict[str, Any]:
    from trialogue.hub.forum import actions as forum

    forum.same_here(topic, by=person, at=now)
    return {}


def _ways_in(person: Any) -> dict[str, Any]:
    from bin.bench import session_of
    from django.utils import timezone

    from trialogue.people.actions.tokens import make_token

    _row, secret = make_token(name="faults", scope="write", days=1, by=person, at=timezone.now())
    address = person.account.email
    return {"handle": person.handle, "token": secret, "session": session_of(person.handle_key), "address": address}


def facts() -> dict[str, Any]:
    """What can be counted, once the queue has drained."""
    from trialogue.hub.conversations.models import Post, Reaction
    from trialogue.hub.forum.models import Solution
    from trialogue.hub.releases.models import Told
    from trialogue.hub.tickets.models import Affected, Move
    from trialogue.people.notices.models import Letter, Notice

    drained = _drain()
    return {
        "drained": drained,
        "jobs": _jobs(),
        "posts": dict(Counter(Post.objects.filter(source__startswith="No. ").values_list("source", flat=True))),
        "same": Reaction.objects.filter(kind="same").count(),
        "affected": Affected.objects.count(),
        "solutions": sorted(Solution.objects.values_list("topic_id", "post_id")),
        "moves": [list(each) for each in Move.objects.order_by("pk").values_list("ticket__number", "new")],
        "told": dict(Counter(Told.objects.values_list("person__handle", flat=True))),
        "notices": dict(Counter(Notice.objects.filter(verb="release.brings").values_list("person__handle", flat=True))),
        "unsent": Letter.objects.filter(sent_at=None, dropped="").count(),
        "wrong": [*_wrong_counters(), *_wrong_numbers(), *_doubled_events()],
    }


def _jobs() -> dict[str, int]:
    from django_tasks_db.models import DBTaskResult

    return dict(Counter(DBTaskResult.objects.order_by().values_list("status", flat=True)))


def _drain() -> bool:
    until = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until:
        if not set(_jobs()) & {"READY", "RUNNING"}:
            return True
        time.sleep(0.3)
    return False


def _wrong_counters() -> list[str]:
    """Every counter that is not what its rows say."""
    from trialogue.hub.conversations.models import Conversation, Post
    from trialogue.hub.forum.models import Category, Topic
    from trialogue.hub.releases.models import Release
    from trialogue.hub.tickets.models import Ticket
    from trialogue.hub.tickets.waiting import waits_for
    from trialogue.people.persons import Person

    pairs = [
        *((f"posts of {c.pk}", c.post_count, c.posts.filter(removal=None).count()) for c in Conversation.objects.all()),
        *((f"thanks of {p.pk}", p.thanks, p.reactions.filter(kind="thanks").count()) for p in Post.objects.all()),
        *((f"same of {t.pk}", t.same_count, _first_post(t).reactions.filter(kind="same").count()) for t in Topic.objects.all()),
        *((f"topics of {c.pk}", c.topic_count, Topic.objects.filter(category=c).count()) for c in Category.objects.all()),
        *((f"need of {t.pk}", t.need_count, len({w.person_id for w in waits_for([t])})) for t in Ticket.objects.all()),
        *((f"unread of {p.handle}", p.unread, p.notices.filter(read_at=None).count()) for p in Person.objects.all()),
        *((f"told of {r.pk}", r.told_count, r.told.values("person").distinct().count()) for r in Release.objects.all()),
    ]  # fmt: skip
    return [f"{what}: {kept}, but {rows} rows" for what, kept, rows in pairs if kept != rows]


def _first_post(topic: Any) -> Any:
    return topic.conversation.posts.get(number=1)


def _wrong_numbers() -> list[str]:
    from trialogue.hub.conversations.models import Conversation
    from trialogue.hub.tickets.models import Ticket

    found = [
        f"numbers of {talk.pk}"
        for talk in Conversation.objects.all()
        if sorted(talk.posts.values_list("number", flat=True)) != list(range(1, talk.last_number + 1))
    ]
    numbers = sorted(Ticket.objects.values_list("number", flat=True))
    return found if numbers == list(range(1, len(numbers) + 1)) else [*found, "numbers of tickets"]


def _doubled_events() -> list[str]:
    """An act is one event: a post is written once, a vote given once, a release published once."""
    from trialogue.core.activity.models import Event

    once = ("post.written", "topic.opened", "ticket.opened", "release.published", "release.told")
    rows = Event.objects.filter(verb__in=once).values_list("verb", "object_kind", "object_id")
    return [f"{verb} {kind} {pk}: {n} times" for (verb, kind, pk), n in Counter(rows).items() if n > 1]


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    django.setup()
    from trialogue.config.assets import ensure_assets
    from trialogue.config.database import ensure_database

    ensure_database()
    ensure_assets()
    what, *count = sys.argv[1:]
    print(json.dumps(facts() if what == "facts" else make(int(count[0]), waiting=what == "askers")))


if __name__ == "__main__":
    main()
