"""The catalogues are whole: everything said is collected, and what is translated keeps its placeholders."""

import ast
import sys

import pytest
from babel.messages.pofile import read_po
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "bin"))
import messages

CATALOGUES = sorted(messages.CATALOGUES.glob("*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_word_is_translated(path):
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    said = {(message.id, message.context) for message in messages.collect() if message.id}
    known = {(message.id, message.context) for message in catalogue if message.id}
    assert said - known == set()
    assert messages.missing(catalogue) == []


def test_no_word_hides_in_an_f_string():
    """They are not collected from there, and so never translated."""
    hidden = [
        f"{path.name}: {ast.unparse(call)}"
        for path in messages.SOURCE.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in messages.KEYWORDS
    ]
    assert hidden == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_placeholders_are_kept(path):
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    assert [(message.id, error) for message, errors in catalogue.check() for error in errors] == []
