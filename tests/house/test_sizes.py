"""Small things: a function, a file, a template, a style sheet and an element each fit into a head."""

from tests.house.tree import ROOT, files, functions, lines, name, python

FUNCTION, FUNCTION_STOP = 30, 40
FILE, FILE_STOP = 300, 400
TEMPLATE_STOP = 120
STYLE_STOP = 150
SCRIPT_STOP = 100
MOST = 0.95


def over(sizes: list[tuple[str, int]], stop: int) -> list[str]:
    return [f"{what}: {size} lines, {stop} at most" for what, size in sizes if size > stop]


def share_within(sizes: list[tuple[str, int]], limit: int) -> float:
    return sum(size <= limit for _, size in sizes) / len(sizes)


def test_functions_are_short():
    sizes = [size for path in python("src", "bin", "tests") for size in functions(path)]
    assert over(sizes, FUNCTION_STOP) == []
    assert share_within(sizes, FUNCTION) >= MOST


def test_modules_are_short():
    sizes = [(name(path), lines(path)) for path in python("src", "bin", "tests")]
    assert over(sizes, FILE_STOP) == []
    assert share_within(sizes, FILE) >= MOST


def test_templates_are_short():
    assert over([(name(path), lines(path)) for path in files("src/*.html")], TEMPLATE_STOP) == []


def test_style_sheets_are_short():
    assert over([(name(path), lines(path)) for path in files("src/*.css")], STYLE_STOP) == []


def test_scripts_are_short():
    assert over([(name(path), lines(path)) for path in files("src/*.js")], SCRIPT_STOP) == []


def test_there_is_something_to_measure():
    assert (ROOT / "src" / "trialogue").is_dir()
    assert python("src")
