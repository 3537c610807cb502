"""A mail server beside which somebody else always writes. Run in a process of its own, on a database in a file.

python -m tests.faults.busy_mail

prints how many letters went out at the first try, and what the tries said.
"""

import json
import os
import threading
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

ASKERS = 120  # more than are read at a time


class Backend(BaseEmailBackend):
    """Takes every message; at each of them another connection commits something."""

    def send_messages(self, email_messages: Any) -> int:
        elsewhere = threading.Thread(target=_write)
        elsewhere.start()
        elsewhere.join()
        return len(email_messages)


def _write() -> None:
    from django.db import connection

    from trialogue.core.once import UsedKey, new_key

    UsedKey.objects.create(key=new_key(), person_id=0)
    connection.close()


def main() -> None:
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")
    django.setup()
    settings.EMAIL_BACKEND = "tests.faults.busy_mail.Backend"
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult
    from tests.faults.crowd import make

    from trialogue.config.database import ensure_database
    from trialogue.core.jobs import run_all
    from trialogue.hub.releases.actions import publish
    from trialogue.hub.releases.models import Release
    from trialogue.people.notices.models import Letter

    ensure_database()
    make(ASKERS, waiting=True)
    release = Release.objects.get()
    publish(release, by=release.drafted_by, at=timezone.now())
    run_all(raise_failures=False)
    wrong = set(DBTaskResult.objects.values_list("exception_class_path", flat=True)) - {""}
    print(json.dumps({"unsent": Letter.objects.filter(sent_at=None).count(), "wrong": sorted(wrong)}))


if __name__ == "__main__":
    main()
