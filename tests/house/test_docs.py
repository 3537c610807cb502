"""What the documents say exists: links, commands, variables, rights, files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from tests.house.test_words import MACHINES
from tests.house.tree import ROOT, files, name

from trialogue.config.cli import USAGE
from trialogue.people import rights
from trialogue.people.audiences import IMPLIED, Role

DOCUMENTS = files("*.md")
PICTURE_BYTES = 250_000
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(\S.*)$", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|[\s/])trialogue ([a-z]\S*)(.*)$")
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
FILE = re.compile(r"^[\w./-]+\.(?:py|html|css|js|md|toml)$")


def code(path: Path) -> Iterator[str]:
    """Every line of code in a document: blocks and spans."""
    text = path.read_text(encoding="utf-8")
    for block in BLOCK.findall(text):
        yield from block.splitlines()
    rest = BLOCK.sub("", text)
    yield from INDENTED.findall(rest)
    yield from SPAN.findall(rest)


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken(path: Path) -> Iterator[str]:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        if re.match(r"https?:|mailto:", link):
            continue
        if not there.exists() or (anchor and anchor not in anchors(there)):
            yield f"{name(path)}: {link}"


def test_links_lead_somewhere():
    assert [link for path in DOCUMENTS for link in broken(path)] == []


def test_every_document_can_be_reached():
    found, seen = [ROOT / "README.md"], set()
    while found:
        path = found.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        links = LINK.findall(path.read_text(encoding="utf-8"))
        found += [path.parent.joinpath(link.partition("#")[0]).resolve() for link in links if "://" not in link]
    assert [name(path) for path in DOCUMENTS if path not in seen] == []


def commands() -> Iterator[tuple[str, str, str]]:
    for path in DOCUMENTS:
        for line in code(path):
            if said := COMMAND.search(line):
                yield name(path), said[1], said[2]


def told_by(command: str, rest: str) -> str | None:
    """What `trialogue COMMAND --help` says; nothing for a command that is not there."""
    if command in ("up", "web", "manage"):
        return USAGE
    word = f"import_{rest.split(maxsplit=1)[0]}" if command == "import" and rest.split() else command
    app = get_commands().get(word)
    return load_command_class(app, word).create_parser("trialogue", word).format_help() if app else None


def test_every_command_exists_with_its_options():
    wrong = []
    for path, command, rest in commands():
        help_ = told_by(command, rest)
        if help_ is None:
            wrong.append(f"{path}: trialogue {command}")
            continue
        create = "--name --email" if command == "admin" else ""
        known = {*OPTION.findall(f"{help_} {create}".replace("[", " ").replace("]", " ")), "--data", "--help"}
        wrong += [f"{path}: trialogue {command} {option}" for option in OPTION.findall(rest) if option not in known]
    assert wrong == []
    assert {command for _path, command, _rest in commands()} >= {"up", "web", "worker", "admin", "claim", "import"}


def test_every_target_of_make_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = {
        (name(path), found[1])
        for path in DOCUMENTS
        for line in code(path)
        if (found := re.match(r"make ([a-z-]+)", line))
    }
    assert [(path, target) for path, target in sorted(said) if target not in targets] == []


def test_every_file_that_is_named_exists():
    there = [f"/{name(path)}" for path in files()]
    said = {(name(path), span) for path in DOCUMENTS for span in SPAN.findall(path.read_text(encoding="utf-8"))}
    missing = [
        (path, span)
        for path, span in sorted(said)
        if FILE.match(span) and not any(f.endswith(f"/{span}") for f in there)
    ]
    assert missing == []


def test_every_variable_is_told_and_no_other():
    settings = (ROOT / "src/trialogue/config/settings.py").read_text(encoding="utf-8")
    table = (ROOT / "docs/operator/environment.md").read_text(encoding="utf-8")
    read = re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", settings)
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == set(read)


def row_of(verb: str) -> tuple[bool, bool, tuple[bool, ...]]:
    """What the table has to say: any member, whose it is, and each role with what it brings along."""
    rule = rights._rules[verb]
    roles = (Role.DEVELOPER, Role.MAINTAINER, Role.MODERATOR, Role.MANAGER, Role.OPERATOR)
    holds = tuple(rule.any_member or not rule.roles.isdisjoint(IMPLIED[role]) for role in roles)
    return rule.any_member, rule.owner is not None, holds


def test_the_table_of_rights_is_whole_and_true():
    said = {}
    for line in (ROOT / "docs/manager/roles.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"`[a-z_.]+`", cells[0]):
            said[cells[0].strip("`")] = (cells[2] == "✓", bool(cells[3]), tuple(cell == "✓" for cell in cells[4:]))
    assert said == {verb: row_of(verb) for verb in rights.verbs()}


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_pictures_are_light():
    assert [name(path) for path in files("docs/*.png", "docs/*.webp") if path.stat().st_size > PICTURE_BYTES] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_no_path_of_a_machine(path):
    assert MACHINES.findall(path.read_text(encoding="utf-8")) == []
