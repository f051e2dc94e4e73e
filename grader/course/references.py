"""Load a reference solution by its path, and read its signature and docstring without running it."""

import ast
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course.programs import load_program, parse_program, wrong

WHAT = "the reference is"
MISSING = "the reference is missing: write it here, one function with a docstring"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a stub shows of its reference: the imports, the `def` line, the docstring; and the parameters' names."""

    imports: str
    header: str
    docstring: str
    parameters: tuple[str, ...]
    required: int
    defaults: dict[str, Any]


@functools.lru_cache(maxsize=256)
def read_signature(path: Path, function: str) -> Signature:
    """Read the signature of `function` in the reference at `path`; raise CourseError where there is none."""
    tree = parse_program(path, WHAT, MISSING)
    node = next((n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == function), None)
    if node is None:
        functions = ", ".join(n.name for n in tree.body if isinstance(n, ast.FunctionDef)) or "none"
        raise wrong(path, 1, f"the reference defines no function {function}; it defines: {functions}")
    docstring = ast.get_docstring(node, clean=True)
    if not docstring:
        raise wrong(path, node.lineno, f"{function} has no docstring; the student's stub is made from it")
    lines = path.read_text(encoding="utf-8").splitlines()[node.lineno - 1 : node.body[0].lineno - 1]
    header = "\n".join(lines).rstrip().removesuffix(":")
    imports = "\n".join(ast.unparse(n) for n in tree.body if _shown_import(n, header))
    names = tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args))
    if node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
        raise wrong(path, node.lineno, f"{function} must take plain parameters: no *, *args or **kwargs")
    if node.body[0].lineno == node.lineno:
        raise wrong(path, node.lineno, f"the docstring of {function} must begin on a line of its own")
    required = len(names) - len(node.args.defaults)
    defaults = [
        _default(path, name, default) for name, default in zip(names[required:], node.args.defaults, strict=True)
    ]
    return Signature(imports, header, docstring, names, required, dict(zip(names[required:], defaults, strict=True)))


@functools.lru_cache(maxsize=256)
def load_reference(path: Path, function: str) -> Callable[..., Any]:
    """Return the reference function; raise CourseError where the file or the function is missing or does not load."""
    read_signature(path, function)
    loaded: Callable[..., Any] = getattr(load_program(path, WHAT), function)
    return loaded


def _default(path: Path, name: str, node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise wrong(path, node.lineno, f"the default of {name} must be a plain value, such as 1") from None


def _shown_import(node: ast.stmt, header: str) -> bool:
    """Whether the signature needs this import."""
    words = set(re.findall(r"\w+", header))
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return False
    return any((alias.asname or alias.name).split(".")[0] in words for alias in node.names)
