"""The layers of the package: a module imports only from layers below its own."""

import ast
import sys
from pathlib import Path

import pytest

GRADER = Path(__file__).parents[1] / "grader"

# Higher numbers may import lower ones; modules of one package may import each other.
LAYERS = {
    "cli": 7,
    "authoring": 6,
    "gradebook": 5,
    "judging": 4,
    "workspace": 3,
    "runner": 3,
    "reports": 3,
    "course": 2,
    "ci": 1,
    "errors": 1,
    "results": 1,
    "suggest": 1,
    "__init__": 0,
    "__main__": 8,
}
MODULES = sorted(GRADER.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(GRADER).parts[0].removesuffix(".py")


def imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            within = node.module in ("grader", "grader.runner")  # then the names are modules
            names |= {f"{node.module}.{alias.name}" for alias in node.names} if within else {str(node.module)}
    return names


def imported_rooms(path: Path) -> set[str]:
    names = imported_modules(path)
    rooms = {name.split(".")[1] for name in names if name.startswith("grader.")}
    return {name for name in rooms if name != "__version__"}


def test_every_module_has_a_layer() -> None:
    assert {room(path) for path in MODULES} == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GRADER)))
def test_imports_point_downwards(path: Path) -> None:
    mine = room(path)

    above = {other for other in imported_rooms(path) if other != mine and LAYERS[other] >= LAYERS[mine]}

    assert above == set()


def test_what_runs_beside_a_submission_knows_nothing_of_the_package() -> None:
    """Neither the course nor an expected value can be in a process that never imports whoever holds them."""
    waiting, seen = ["zygote", "worker"], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for module in imported_modules(GRADER / "runner" / f"{name}.py"):
            if module.startswith("grader.runner."):
                waiting.extend({module.split(".")[2]} - seen)
            else:
                assert module.split(".")[0] in {*sys.stdlib_module_names, "numpy"}, f"{name}.py imports {module}"

    assert {"confine", "seccomp", "wire"} < seen
    assert {"pool", "child", "isolation"}.isdisjoint(seen)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GRADER)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A screen or four for a module, 35 lines for a body."""
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    bodies = {node.name: _body_lines(node) for node in functions}

    assert text.count("\n") <= 330
    assert {name: lines for name, lines in bodies.items() if lines > 35} == {}


def _body_lines(node: ast.FunctionDef) -> int:
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - first.lineno + 1
