"""The data of a real community, where it lies: read from TRIALOGUE_ARCHIVE or beside the checkout, never kept here."""

import csv
import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("TRIALOGUE_ARCHIVE", ROOT.parent / "shared" / "data"))
ARCHIVE = FOLDER / "discourse-archive-sample.tar.gz"
ACTIVITY = FOLDER / "activity.csv.gz"
FACTS = FOLDER / "facts-sample.json"
SYSTEM = "system"


def needs(*files):
    """Skips plainly where one of these files is not there."""
    there = all(path.is_file() for path in files)
    return pytest.mark.skipif(not there, reason=f"no data at {FOLDER}: name its folder in TRIALOGUE_ARCHIVE")


def facts():
    return json.loads(FACTS.read_text(encoding="utf-8"))


def rows():
    """(topic, number, user, moment) of every regular post, those of the built-in account left out."""
    with gzip.open(ACTIVITY, "rt", encoding="utf-8") as lines:
        return [
            (int(row["topic"]), int(row["post"]), row["user"], datetime.fromisoformat(row["ts"]).replace(tzinfo=UTC))
            for row in csv.DictReader(lines)
            if row["user"] != SYSTEM
        ]


def week_name(monday):
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def rounded(share):
    """As the facts write a share: its value, and its interval or nothing."""
    interval = None if share.low is None else [round(share.low, 6), round(share.high, 6)]
    return round(share.p, 6), interval
