"""The files of the project, as the house tests read them."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def files(*patterns: str) -> list[Path]:
    """The project's own files whose name matches, new ones included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def python(*folders: str) -> list[Path]:
    return [path for folder in folders for path in files(f"{folder}/*.py") if "migrations" not in path.parts]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[tuple[str, int]]:
    """Each function's place and how many lines it has, from `def` on."""
    found = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [
        (f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in found
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
