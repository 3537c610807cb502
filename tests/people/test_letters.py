"""Letters in a real SMTP conversation: their headers, once each, also when the process that sends them is killed."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from tests import cast
from tests.people.smtp import Postbox, post_office

from trialogue.hub.forum import actions as forum
from trialogue.people.notices.models import Letter

PUBLISHED = """
import django; django.setup()
from trialogue.config.database import ensure_database; ensure_database()
from tests import cast
from tests.releases.scenes import landed
from trialogue.hub.forum import actions as forum
scene = landed()
for name in ("Joseph Otieno", "Karen Whitfield", "Claire Fontaine"):
    forum.same_here(scene.topic, by=cast.member(name), at=cast.AT)
from trialogue.core.jobs import run_all; run_all(raise_failures=False)
scene.release()
"""
WORK = """
import sys; sys.stdin.readline()
import django; django.setup()
from django.utils import timezone
from trialogue.core.jobs import run_all
from trialogue.core.jobs.liveness import give_back
give_back(at=timezone.now())
run_all()
"""


@pytest.fixture
def box(settings) -> Postbox:
    with post_office() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        yield box


@pytest.fixture
def topic(db, box, run_jobs):
    """Wanjiru's question, to which Tamar replied."""
    found = cast.question(cast.member("Wanjiru Kamau"), title="תאריך חלקי: a half-known date")
    cast.reply(found, cast.member("Tamar Levi"), "Use a *partial* date.")
    run_jobs()
    return found


def test_a_letter_has_what_a_mail_program_needs(topic, box):
    (letter,) = box.taken
    row = Letter.objects.get()
    assert letter["To"] == "wanjiru@example.org"
    assert letter["From"] == django_settings.DEFAULT_FROM_EMAIL
    assert box.senders == [django_settings.DEFAULT_FROM_EMAIL]
    assert "תאריך חלקי: a half-known date" in letter["Subject"]
    assert letter["Message-ID"] == f"<letter-{row.pk}-{row.event.uuid.hex}@127.0.0.1>"
    assert letter["References"] == f"<conversation-{topic.conversation_id}@127.0.0.1>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert abs(letter["Date"].datetime.replace(tzinfo=UTC) - timezone.now()) < timedelta(minutes=1)
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert row.sent_at is not None


def test_a_letter_can_be_stopped_in_one_click(topic, box, client):
    (letter,) = box.taken
    address = letter["List-Unsubscribe"].strip().strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(f"{django_settings.BASE_URL}/mail/stop/")
    path = address.removeprefix(django_settings.BASE_URL)
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    topic.asker.refresh_from_db()
    assert topic.asker.mail_pace == "never"


def test_a_letter_carries_nothing_that_watches(topic, box):
    (letter,) = box.taken
    html = letter.get_body(("html",)).get_content()
    assert "<img" not in html
    assert "url(" not in html
    assert "<script" not in html


def test_one_address_that_is_refused_holds_up_no_other(db, box, run_jobs):
    asked = cast.question(cast.member("Wanjiru Kamau"))
    for name in ("Tamar Levi", "Joseph Otieno"):
        cast.reply(asked, cast.member(name), "I would like to know too.")
    run_jobs()
    box.taken.clear()
    box.refused.add("tamar@example.org")
    cast.reply(asked, cast.member("Claire Fontaine"), "Here is how.")
    run_jobs(raise_failures=False)
    assert sorted(letter["To"] for letter in box.taken) == ["joseph@example.org", "wanjiru@example.org"]
    box.refused.clear()
    run_jobs(at=timezone.now() + timedelta(hours=2))
    assert sorted(letter["To"] for letter in box.taken) == [
        "joseph@example.org", "tamar@example.org", "wanjiru@example.org",
    ]  # fmt: skip


def test_when_the_server_is_away_the_letters_wait(db, settings, run_jobs):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with post_office() as gone:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", gone.port
    asked = cast.question(cast.member("Wanjiru Kamau"))
    cast.reply(asked, cast.member("Tamar Levi"))
    run_jobs(raise_failures=False)
    assert Letter.objects.filter(sent_at=None).count() == 1
    with post_office() as back:
        settings.EMAIL_PORT = back.port
        run_jobs(at=timezone.now() + timedelta(hours=2))
        assert [letter["To"] for letter in back.taken] == ["wanjiru@example.org"]


def test_same_here_alone_writes_no_letter(topic, box, run_jobs):
    box.taken.clear()
    forum.same_here(topic, by=cast.member("Joseph Otieno"), at=cast.AT)
    run_jobs()
    assert box.taken == []


def worked(environment, box: Postbox, *, kill_at: int = 0, after: bool = False) -> int:
    """Runs the jobs in a process of its own, which dies at this letter; returns how it ended."""
    env = {**environment, "EMAIL_URL": f"smtp://127.0.0.1:{box.port}"}
    with subprocess.Popen([sys.executable, "-c", WORK], env=env, stdin=subprocess.PIPE, text=True) as worker:
        box.victim, box.kill_at, box.after = (worker.pid if kill_at else 0), len(box.taken) + kill_at, after
        worker.communicate("go\n", timeout=60)
        return worker.returncode


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before the server took it", "before it was marked"])
def test_killed_in_the_middle_of_sending(environment, after):
    with post_office() as box:
        env = {**environment, "EMAIL_URL": f"smtp://127.0.0.1:{box.port}"}
        subprocess.run([sys.executable, "-c", PUBLISHED], env=env, check=True, timeout=60)
        box.taken.clear()
        assert worked(environment, box, kill_at=3, after=after) == -9
        assert worked(environment, box) == 0
    told = [letter for letter in box.taken if "OpenCapture 4.2" in letter["Subject"]]
    copies = Counter(letter["Message-ID"] for letter in told)
    # A letter the server took in the moment of death comes again as the same mail, which a mail program shows once.
    assert sorted(copies.values()) == ([1, 1, 1, 1, 2] if after else [1, 1, 1, 1, 1])
    names = ("claire", "joseph", "karen", "tamar", "wanjiru")
    assert sorted({letter["To"] for letter in told}) == [f"{name}@example.org" for name in names]
