"""Queries of a member's pages with few rows and with many."""

from collections.abc import Callable
from typing import Any

from .asking import Application, ask, queries_of

SIZES = (1, 3, 300)


def growth(application: Application, session_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """Queries of a member's pages with few rows and with many, made through actions."""
    from trialogue.core.jobs import run_all
    from trialogue.core.limits import lifted

    with lifted():
        sets = {size: rows_of(size) for size in SIZES}
    run_all()
    found: dict[str, list[int]] = {}
    for handle, places in sets.values():
        cookie = session_of(handle)
        for name, path in places.items():
            ask(application, path, cookie)
            found.setdefault(name, []).append(queries_of(application, path, cookie))
    return [{"page": name, "queries": queries} for name, queries in found.items()]


def rows_of(size: int) -> tuple[str, dict[str, str]]:
    """So many topics, posts, tickets and notices, with a reader of their own; their handle, and where it all is."""
    from django.utils import timezone

    from trialogue.hub.conversations.actions import write_post
    from trialogue.hub.forum.actions import add_category, open_topic
    from trialogue.hub.products.actions import plan_milestone
    from trialogue.hub.products.models import Product
    from trialogue.hub.tickets.actions import open_ticket, plan
    from trialogue.people.actions.accounts import open_account
    from trialogue.people.actions.joining import join
    from trialogue.people.persons import Person

    now, product, shira = timezone.now(), Product.objects.get(is_default=True), Person.objects.get(handle_key="shira")
    writers = list(Person.objects.filter(account__isnull=False).order_by("pk")[:7])
    reader = join(name=f"Reader of {size}", language="en", at=now)
    open_account(reader, email=f"reader{size}@example.org", at=now)
    shelf = add_category(names={"en": f"Shelf of {size}"}, by=None, at=now)
    milestone = plan_milestone(product, version=f"90.{size}", by=shira, at=now)
    for number in range(size):
        writer, words = writers[number % len(writers)], f"Number {number}, for @{reader.handle}."
        topic = open_topic(shelf, title=f"Topic {number}", source=words, by=writer, at=now)
        plan(
            open_ticket(product, title=f"Ticket {number}", source=words, by=writer, at=now),
            milestone=milestone,
            by=shira,
            at=now,
        )
    for number in range(1, size):
        write_post(topic.conversation, source=f"Reply {number}", by=writers[number % len(writers)], at=now)
    places = {"topic": topic.conversation.path, "topic list": f"/forum/{shelf.slug}/", "inbox": "/inbox/"}
    return reader.handle, {**places, "ticket list": f"/tickets/?milestone={milestone.slug}", "version": milestone.path}
