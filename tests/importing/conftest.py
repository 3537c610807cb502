"""Running the command as an operator does."""

import io
import json

import pytest
from django.core.management import call_command


class Told:
    """What the command said, and its exit code."""

    def __init__(self, text, code, report):
        self.text, self.code, self.report = text, code, report

    @property
    def came(self):
        return self.report["came"]

    @property
    def lost(self):
        return self.report["lost_or_changed"]

    @property
    def problems(self):
        return self.report["problems"]


@pytest.fixture
def bring(db, tmp_path):
    """`trialogue import discourse PATH …`"""

    def run(path, **options):
        out, code, report = io.StringIO(), 0, tmp_path / "report.json"
        try:
            call_command("import_discourse", str(path), stdout=out, report=report, **options)
        except SystemExit as left:
            code = left.code
        return Told(out.getvalue(), code, json.loads(report.read_text(encoding="utf-8")))

    return run
