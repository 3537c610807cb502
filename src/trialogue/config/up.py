"""`trialogue up` and `trialogue web`: from a data directory, empty or not, to a running site."""

import os
import sys
import uuid
from functools import partial
from ipaddress import ip_address

from trialogue.config.supervisor import Child, Supervisor
from trialogue.config.web import serve, why_not


def up(*, host: str, port: int, demo: bool) -> int:
    """Run pages, worker and clock until told to stop. Returns the exit code."""
    if not _can_listen(host, port):
        return 1
    _choose_address(host, port)
    _prepare(demo=demo)
    _greet()
    _let_go()
    Supervisor(
        Child("web", partial(serve, host=host, port=port, patience=1)),
        Child("worker", partial(_work, uuid.uuid4().hex)),
    ).run()
    return 0


def web(*, host: str, port: int, workers: int) -> int:
    """Serve the pages until told to stop. Returns the exit code."""
    if not _can_listen(host, port):
        return 1
    _prepare(demo=False)
    _let_go()
    serve(host=host, port=port, workers=workers)
    return 0


def _can_listen(host: str, port: int) -> bool:
    reason = why_not(host, port)
    if reason:
        print(
            f"Cannot listen on {host}:{port}: {reason}. Choose another with --port (make run PORT=8001).",
            file=sys.stderr,
        )
    return not reason


def _choose_address(host: str, port: int) -> None:
    """Tell the settings where the site is, unless the environment does. Local mode shows mail: never behind a proxy."""
    here = "TRIALOGUE_URL" not in os.environ and (host == "localhost" or _is_loopback(host))
    shown = f"[{host}]" if ":" in host else host
    os.environ.setdefault("TRIALOGUE_URL", f"http://{shown}:{port}")
    os.environ.setdefault("TRIALOGUE_LOCAL", "1" if here else "0")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _prepare(*, demo: bool) -> None:
    """Database, static files and, if asked and nobody is there, the demo."""
    import django

    django.setup()
    from django.core.management import call_command

    from trialogue.config.assets import ensure_assets
    from trialogue.config.database import ensure_database
    from trialogue.people.models import Person

    ensure_database()
    ensure_assets()
    if demo and not Person.objects.exists():
        print("Loading the demo community ...", flush=True)
        call_command("demo")


def _greet() -> None:
    from django.conf import settings

    print(f"Trialogue is at {settings.BASE_URL}/ (Ctrl-C stops it)")
    if way_in := _way_in():
        print(way_in)
    if settings.LOCAL:
        settings.ADDRESS.write_text(settings.BASE_URL, encoding="utf-8")
        print(f"Outgoing mail is shown at {settings.BASE_URL}/dev/mail/")
    sys.stdout.flush()


def _way_in() -> str:
    """How the manager comes in, until somebody has."""
    from django.conf import settings

    from trialogue.people.models import Person
    from trialogue.people.signin_links import make_link

    held = {"grants__role": "manager", "grants__scope": "site", "grants__until": None}
    managers = Person.objects.filter(**held, account__isnull=False).order_by("pk")
    if managers.exclude(account__last_login=None).exists():
        return ""
    manager = managers.first()
    if manager is None:
        command = f"{sys.argv[0]} admin create --name NAME --email ADDRESS --data {settings.DATA}"
        return f"Nobody manages it yet. In another window: {command}"
    return (
        f"Sign in as {manager.name}, who manages it, once and within the hour: {settings.BASE_URL}{make_link(manager)}"
    )


def _let_go() -> None:
    """Close what children must not share."""
    from django.db import connections

    connections.close_all()


def _work(name: str) -> None:
    from trialogue.core.jobs.loop import WorkerLoop

    WorkerLoop(name).run()
