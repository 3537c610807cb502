"""The site that is measured, inside a process of its own."""

import gzip
import os
import sys
from importlib import import_module
from typing import Any

from .asking import Application, ask, cpu_of, queries_of
from .rows import growth

MILLION = 1_000_000
READER = "wanjiru"
#: Rows that are left below the place deep down in a list, so that it is full.
PAGE = 50
WARM = 4


class Site:
    """`who` is a guest (`cached` by the edge cache, or `cold`) or a member (`kept` parts of pages warm, or `cold`).

    Cold is what nobody asked for since something happened that reaches every page: the process has run a while, and of
    what it keeps only the frame of pages still holds.
    """

    def __init__(self) -> None:
        import django

        django.setup()
        from trialogue.config.assets import ensure_assets
        from trialogue.config.wsgi import application, pages

        ensure_assets()
        self.cached, self.pages = application, pages
        self.cookie = session_of(READER)

    def _fresh(self) -> Application:
        from trialogue.core.edge import touch
        from trialogue.core.edge.cache import EdgeCache

        touch(None)
        return EdgeCache(self.pages)

    def _emptied(self) -> Application:
        self._fresh()
        return self.cached

    def _warm(self) -> Application:
        return self.cached

    def cpu(self, path: str, who: str, times: int) -> list[float]:
        begin = {"guest, cached": self._warm, "guest, cold": self._fresh, "member": self._warm}.get(who, self._emptied)
        return cpu_of(begin, path, self._cookie(who), times)

    def _cookie(self, who: str) -> str:
        return self.cookie if who.startswith("member") else ""

    def weigh(self, path: str, who: str) -> dict[str, Any]:
        """Queries, and the bytes on their way."""
        begin = self._fresh if who == "guest, cold" else self._emptied if who == "member, cold" else self._warm
        cookie = self._cookie(who)
        for _ in range(WARM):
            status, body = ask(begin(), path, cookie)
            if not status.startswith("200"):
                raise SystemExit(f"{path} answered {status}.")
        return {
            "queries": queries_of(begin(), path, cookie), "bytes": len(body), "packed": len(gzip.compress(body, 6))
        }  # fmt: skip

    def facts(self) -> dict[str, Any]:
        from django.db import connection

        return {"posts": _posts(), "database": connection.vendor, "pages": pages()}

    def growth(self) -> list[dict[str, Any]]:
        return growth(self.cached, session_of)


def make(posts: int) -> None:
    """A community of about so many posts, in an empty database."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo", size="large", scale=posts / MILLION, stdout=sys.stderr)
    from django.utils import timezone

    from trialogue.hub.front.where import count_again

    count_again(at=timezone.now())  # as the clock does within the hour


def serve(port: int) -> None:
    """As `trialogue web` does, without looking after the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    from trialogue.config.web import serve as serve_site

    serve_site(host="127.0.0.1", port=port)


def _posts() -> int:
    from trialogue.hub.conversations.models import Post

    return Post.objects.count()


def session_of(handle: str) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from trialogue.people.accounts import Account

    account = Account.objects.get(person__handle_key=handle)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


def pages() -> dict[str, str]:
    """The pages measured. The end of a conversation is asked for as its links do: after the post before its last page."""
    from trialogue.hub.forum.models import Topic
    from trialogue.hub.tickets.models import Ticket

    topics = Topic.objects.visible_to(None).newest_reply_first().select_related("conversation")
    topic = topics.filter(conversation__post_count__gte=20).first() or topics[0]
    longest = topics.order_by("-conversation__post_count", "pk")[0].conversation
    deep = topics[max(min(topics.count() - PAGE, 20_000), 0)].conversation
    ticket = Ticket.objects.visible_to(None).order_by("-need_count", "-number").select_related("conversation")[0]
    return {
        "topic, 20 posts": topic.conversation.path,
        "topic list": "/forum/",
        "topic list, deep down": f"/forum/?before={deep.last_post_at:%Y-%m-%dT%H:%M:%S}Z_{deep.pk}",
        "longest topic, its end": f"{longest.path}?after={max(longest.last_number - 20, 0)}",
        "ticket": ticket.conversation.path,
        "ticket list": "/tickets/",
        "roadmap": "/roadmap/",
        "inbox": "/inbox/",
        "first page": "/",
    }
