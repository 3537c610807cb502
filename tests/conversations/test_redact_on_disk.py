"""After redacting, no file of a whole site holds the text: not the database, its log, files or kept mail."""

import subprocess
import sys

import pytest
from tests.conversations.canary import in_files

CANARY = "ZEBRA0417"
SITE = f"""
import django; django.setup()
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from trialogue.config.database import ensure_database; ensure_database()
from tests import cast
from tests.conversations.canary import in_files, in_tables
from trialogue.core.files import store
from trialogue.core.jobs import run_all
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.writing import markdown_for
wanjiru, claire, joseph = cast.member("Wanjiru Kamau"), cast.member("Claire Fontaine"), cast.member("Joseph Otieno")
topic = cast.question(wanjiru, title="{CANARY} refused")
file = store(ContentFile(b"{CANARY}" * 500), name="{CANARY}.txt", uploader_id=claire.pk, at=cast.AT)
post = cast.reply(topic, claire, "{CANARY} " * 900 + markdown_for(file))
actions.edit_post(post, source="{CANARY} again " * 900, seen_version=1, by=claire, at=cast.AT)
run_all()
assert in_files("{CANARY}", settings.FILES_ROOT) and in_files("{CANARY}", settings.EMAIL_FILE_PATH)
actions.redact(post, by=joseph, at=cast.AT, reason="It named a patient")
actions.redact_title(topic.conversation, title="A title", by=joseph, at=cast.AT, reason="It named a patient")
run_all()
print(in_tables("{CANARY}"), in_tables("zebra0417"))
"""


@pytest.mark.slow
def test_no_file_below_the_data_directory_holds_it(environment, tmp_path):
    kept = {name: value for name, value in environment.items() if not name.startswith("EMAIL")}
    kept |= {"DATABASE_URL": environment["DATABASE_URL"].replace(str(tmp_path / "empty"), str(tmp_path / "data/site"))}
    (tmp_path / "data").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SITE], env=kept, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout, done.stderr[-2000:]) == ("[] []\n", "")
    assert in_files(CANARY, tmp_path) == in_files(CANARY.lower(), tmp_path) == []
