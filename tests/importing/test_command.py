"""The command itself, as a process."""

import json
import subprocess

import pytest
from django.core.management import CommandError, call_command
from tests.importing.archive import folder, packed, topic


def trialogue(environment, *arguments):
    return subprocess.run(
        ["trialogue", *arguments], check=False, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.slow
def test_it_makes_its_database_and_says_by_its_exit_code_how_it_went(environment, tmp_path):
    good = packed(tmp_path / "good.tgz", topic(1), topic(2))
    done = trialogue(environment, "import", "discourse", str(good), "--source", "old", "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2  topics" in done.stdout
    bad = packed(tmp_path / "bad.tgz", topic(3), **{"x.json": b"{"})
    done = trialogue(environment, "import", "discourse", str(bad), "--source", "old", "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "1  topics" in done.stdout
    assert "x.json: is not JSON" in done.stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"source": "Much Too Long"}, "The source is a name of at most 10 small letters, figures and dashes."),
        ({"categories": "[]"}, 'The file of categories has to look like {"10": {"name": "Support"}}.'),
        (
            {"categories": '{"10": {"name": ""}}'},
            "Category 10 needs a name of at most 60 letters in the file of categories.",
        ),
        (
            {"categories": '{"10": {"name": "A", "kind": "x"}}'},
            "Category 10 has no such kind: discussion, questions, ideas, announcements.",
        ),
    ],
)
def test_wrong_options_are_told_before_anything_happens(tmp_path, options, why):
    if "categories" in options:
        (tmp_path / "names.json").write_text(options["categories"], encoding="utf-8")
        options = {"categories": tmp_path / "names.json"}
    with pytest.raises(CommandError) as refused:
        call_command("import_discourse", str(folder(tmp_path / "a", topic(1))), **options)
    assert str(refused.value) == why


@pytest.mark.django_db
def test_where_there_is_nothing(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_discourse", str(tmp_path / "none"))
    assert str(refused.value) == f"There is nothing at {tmp_path / 'none'}."


@pytest.mark.django_db
def test_the_report_is_json_too(bring, tmp_path):
    told = bring(folder(tmp_path / "a", topic(1)))
    assert json.dumps(told.report["came"]) == '{"categories": 1, "people": 1, "posts": 1, "topics": 1}'
    assert (told.report["whole"], told.report["dry_run"]) == (True, False)
