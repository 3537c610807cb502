"""The catalogues of the interface's words: `update` collects them from code and templates, `compile` makes the .mo files.

Done with Babel, so that no machine needs gettext's programs.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trialogue"
CATALOGUES = SOURCE / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def collect() -> Catalog:
    """Every word of the interface, with the files it stands in (no line numbers: they would change with every edit)."""
    template = Catalog(project="Trialogue", copyright_holder="", msgid_bugs_address="", charset="utf-8")
    for name, code in sorted(_sources()):
        for _line, message, comments, context in extract(
            "python",
            io.BytesIO(code.encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
        ):
            template.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return template


def _sources() -> Iterator[tuple[str, str]]:
    for path in SOURCE.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for pattern in ("*.html", "*.txt"):
        for path in SOURCE.rglob(pattern):
            if "templates" in path.parts:
                yield (
                    path.relative_to(ROOT).as_posix(),
                    _flush(templatize(path.read_text(encoding="utf-8"), origin=str(path))),
                )


def _flush(code: str) -> str:
    """Without indentation, which means something in Python and nothing in a template."""
    return "\n".join(line.lstrip() for line in code.splitlines())


def update() -> int:
    """Merge what was collected into each catalogue and say what is missing."""
    template = collect()
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po")):
        locale = path.parent.parent.name
        with path.open("rb") as old:
            catalogue = read_po(old, locale=locale)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as new:
            write_po(new, catalogue, width=120, sort_output=True, include_previous=False, ignore_obsolete=True)
        print(f"{locale}: {len(catalogue)} messages, {len(missing(catalogue))} not translated")
    return 0


def missing(catalogue: Catalog) -> list[str]:
    """The messages of a catalogue that have no translation yet."""
    return [str(m.id) for m in catalogue if m.id and (m.fuzzy or not all(m.string if m.pluralizable else [m.string]))]


def compile_all() -> int:
    """Make each .mo file that is older than its .po file."""
    for path in sorted(SOURCE.rglob("*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source, target.open("wb") as made:
            write_mo(made, read_po(source, locale=path.parent.parent.name))
    return 0


if __name__ == "__main__":
    settings.configure()
    sys.exit({"update": update, "compile": compile_all}[sys.argv[1]]())
