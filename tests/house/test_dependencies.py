"""No dependency without its line of why."""

import json
import re
import tomllib

from tests.house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REASONS = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")


def test_each_has_its_reason():
    groups = [PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values()]
    names = {re.match(r"[\w.-]+", wanted).group() for group in groups for wanted in group}
    assert sorted(name for name in names if f"| {name} |" not in REASONS) == []


def test_fonts_and_axe_have_theirs():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names = [name.rpartition("-")[2] for name in {**package["dependencies"], **package["devDependencies"]}]
    assert [name for name in names if name not in REASONS] == []
