"""How often the guard is wrong, counted on the posts of a real community. `-s` shows the counts."""

import html
import json
import os
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from trialogue.core.guard import look

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("TRIALOGUE_ARCHIVE", ROOT.parent / "shared" / "data"))
ARCHIVE = FOLDER / "discourse-archive-sample.tar.gz"
TAG = re.compile(r"<[^>]+>")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARCHIVE.is_file(), reason=f"no archive at {FOLDER}: name its folder in TRIALOGUE_ARCHIVE"),
]


def posts():
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if member.name.endswith(".json") and "/json/" in member.name:
                for post in json.load(archive.extractfile(member))["post_stream"]["posts"]:
                    yield html.unescape(TAG.sub("", post["cooked"]))


def test_less_than_one_post_in_five_hundred_is_noticed():
    noticed, count = Counter(), 0
    asked = 0
    for text in posts():
        found = {finding.kind for finding in look(text)}
        noticed.update(found)
        asked, count = asked + bool(found), count + 1
    print(f"\n{count} posts, {asked} noticed: {dict(noticed)}")
    assert count > 10_000
    assert asked * 500 < count
