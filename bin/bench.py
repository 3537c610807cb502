"""`make bench`: what a page costs, in CPU and queries, beside an empty Django view in the same run.

On the imported archive of a real community where it lies beside the checkout (TRIALOGUE_ARCHIVE names it), else on
the demo. For each database a process of its own, in a data directory that is thrown away. The database server's own
CPU is not in the figures. `--write` puts the table into docs/benchmarks.md.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path(os.environ.get("TRIALOGUE_ARCHIVE") or ROOT.parent / "shared/data/discourse-archive-sample.tar.gz")
REPORT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
WARM, TIMES = 10, 200
NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "TRIALOGUE_DATA", "TRIALOGUE_URL", "TRIALOGUE_LOCAL"}
SIZES = (1, 3, 300)
MOST_QUERIES = 12
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def environ(path: str, cookie: str = "") -> dict[str, Any]:
    address, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie, "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip


def ask(application: Application, path: str, cookie: str = "") -> tuple[str, bytes]:
    """One request through the whole stack: status and body."""
    status: list[str] = []
    answer = application(environ(path, cookie), lambda line, _headers, *_rest: status.append(line))
    try:
        return status[0], b"".join(answer)
    finally:
        answer.close()


def cpu_of(application: Application, path: str, cookie: str = "") -> float:
    """Milliseconds of CPU a request: the median of many."""
    for _ in range(WARM):
        ask(application, path, cookie)
    took = []
    for _ in range(TIMES):
        began = time.process_time_ns()
        ask(application, path, cookie)
        took.append((time.process_time_ns() - began) / 1e6)
    return median(took)


def queries_of(application: Application, path: str, cookie: str) -> int:
    """Without the site's own row, which a process reads once a second."""
    from django.db import connection

    seen: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        seen.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        ask(application, path, cookie)
    return sum('"core_site"' not in sql for sql in seen)


def measure_empty() -> dict[str, Any]:
    """Django with nothing in it: one address, no middleware, an empty answer."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    sys.modules["empty_urls"] = urls = type(sys)("empty_urls")
    urls.urlpatterns = [path("", lambda _request: HttpResponse())]  # type: ignore[attr-defined]
    settings.configure(ROOT_URLCONF="empty_urls", SECRET_KEY=uuid.uuid4().hex, ALLOWED_HOSTS=["localhost"])
    django.setup()
    application = get_wsgi_application()
    return {"cpu": cpu_of(application, "/")}


def load(archive: Path) -> dict[str, Any]:
    """The archive (else the demo), and tickets with a roadmap on it; with how fast the archive came in."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=sys.stderr)
    if not archive.exists():
        return {"source": "the demo alone (the archive is missing)", "pace": None, "posts": _posts()}
    before, began = _posts(), time.monotonic()
    call_command("import_discourse", str(archive), stdout=sys.stderr)
    took = time.monotonic() - began
    return {"source": "the imported archive and the demo", "pace": (_posts() - before) / took, "posts": _posts()}


def _posts() -> int:
    from trialogue.hub.conversations.models import Post

    return Post.objects.count()


def session_of(handle: str) -> str:
    from importlib import import_module

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
    """The pages measured; the topic has at least twenty posts, where there is one."""
    from trialogue.hub.forum.models import Topic
    from trialogue.hub.tickets.models import Ticket

    topic = Topic.objects.visible_to(None).order_by("-conversation__post_count", "pk")[3]
    ticket = Ticket.objects.visible_to(None).order_by("-need_count", "pk").first()
    return {
        "topic, 20 posts": topic.conversation.path,
        "topic list": "/forum/",
        "ticket": ticket.conversation.path if ticket else "/tickets/1/",
        "ticket list": "/tickets/",
        "roadmap": "/roadmap/",
        "inbox": "/inbox/",
        "first page": "/",
    }


def measure(archive: Path) -> dict[str, Any]:
    """Everything for the database of DATABASE_URL."""
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application

    from trialogue.config.assets import ensure_assets

    loaded = load(archive)
    ensure_assets()
    application, member = get_wsgi_application(), session_of("wanjiru")
    rows = [
        {"page": name, "who": who, **cost_of(application, path, cookie)}
        for name, path in pages().items()
        for who, cookie in (("guest", ""), ("member", member))
        if cookie or name != "inbox"
    ]
    return {**loaded, "rows": rows, "growth": growth(application)}


def cost_of(application: Application, path: str, cookie: str) -> dict[str, Any]:
    status, body = ask(application, path, cookie)
    if not status.startswith("200"):
        raise SystemExit(f"{path} answered {status}.")
    cpu, queries = cpu_of(application, path, cookie), queries_of(application, path, cookie)
    return {"cpu": cpu, "bytes": len(body), "packed": len(gzip.compress(body, 6)), "queries": queries}


def growth(application: Application) -> list[dict[str, Any]]:
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


def child(mode: str, **environment: str) -> dict[str, Any]:
    """What a process of its own measured."""
    command = [sys.executable, __file__, "--child", mode]
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    quiet = {"EMAIL_URL": "dummymail://", "LOG_LEVEL": "ERROR"}
    settings = {**inherited, **quiet, **environment}
    done = subprocess.run(command, env=settings, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - ourselves
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def postgres() -> Iterator[str]:
    """A database of our own on the PostgreSQL of DATABASE_URL or of loopback; empty where there is none."""
    import psycopg

    server = (os.environ.get("DATABASE_URL") or "postgres://127.0.0.1:5432/postgres").rpartition("/")[0]
    name = f"trialogue_bench_{uuid.uuid4().hex[:8]}"
    try:
        connection = psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.Error:
        yield ""
        return
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def table(kind: str, found: dict[str, Any], empty: float) -> list[str]:
    pace = f"; the archive came in at {found['pace']:.0f} posts a second" if found["pace"] else ""
    lines = [
        f"### {kind}", "", f"{found['source'].capitalize()}, {found['posts']} posts{pace}.", "",
        "| page | who | CPU, ms | × an empty view | queries | HTML, kB | gzipped |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for row in found["rows"]:
        ratio, size, packed = row["cpu"] / empty, row["bytes"] / 1000, row["packed"] / 1000
        lines.append(
            f"| {row['page']} | {row['who']} | {row['cpu']:.1f} | {ratio:.0f} | {row['queries']} | {size:.0f} | {packed:.1f} |"
        )
    return [*lines, "", *growth_table(found["growth"]), ""]


def growth_table(rows: list[dict[str, Any]]) -> list[str]:
    sizes = ", ".join(str(size) for size in SIZES)
    lines = [f"Queries of a member's pages with {sizes} rows:", "", "| page | queries | |", "| --- | ---: | --- |"]
    for row in rows:
        queries = row["queries"]
        sound = len(set(queries)) == 1 and max(queries) <= MOST_QUERIES
        told = ", ".join(str(count) for count in queries)
        lines.append(f"| {row['page']} | {told} | {'the same' if sound else 'NOT the same, or too many'} |")
    return lines


def report() -> str:
    """Both databases, one after the other, and the empty view before and after: the machine may drift."""
    with tempfile.TemporaryDirectory() as scratch, postgres() as address:
        before = child("empty")["cpu"]
        parts = table("SQLite", child("site", TRIALOGUE_DATA=scratch), before)
        if address:
            parts += table("PostgreSQL", child("site", TRIALOGUE_DATA=scratch, DATABASE_URL=address), before)
        else:
            parts += ["PostgreSQL: none answers on loopback.", ""]
        after = child("empty")["cpu"]
    head = f"An empty Django view took {before:.3f} ms of CPU before and {after:.3f} ms after ({TIMES} requests each, medians)."
    return "\n".join([f"Measured on {time.strftime('%d %B %Y')} with `make bench`.", "", head, "", *parts])


def write(text: str) -> None:
    page = REPORT.read_text(encoding="utf-8")
    start, _, rest = page.partition(BEGIN)
    REPORT.write_text(f"{start}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--child", choices=["empty", "site"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
        found = measure_empty() if options.child == "empty" else measure(ARCHIVE)
        print(json.dumps(found))
        return 0
    if not ARCHIVE.exists():
        print("There is no archive (TRIALOGUE_ARCHIVE may name one): the demo alone is measured.", file=sys.stderr)
    text = report()
    print(text)
    if options.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
