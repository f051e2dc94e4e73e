"""Load a reference solution by its path, and read its signature and docstring without running it.

By path, because `import solutions` works from a checkout and fails from a wheel.
"""

import ast
import functools
import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError, Problem


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
    tree = _parsed(path)
    node = next((n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == function), None)
    if node is None:
        functions = ", ".join(n.name for n in tree.body if isinstance(n, ast.FunctionDef)) or "none"
        raise _wrong(path, 1, f"the reference defines no function {function}; it defines: {functions}")
    docstring = ast.get_docstring(node, clean=True)
    if not docstring:
        raise _wrong(path, node.lineno, f"{function} has no docstring; the student's stub is made from it")
    lines = path.read_text(encoding="utf-8").splitlines()[node.lineno - 1 : node.body[0].lineno - 1]
    header = "\n".join(lines).rstrip().removesuffix(":")
    imports = "\n".join(ast.unparse(n) for n in tree.body if _shown_import(n, header))
    names = tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args))
    if node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
        raise _wrong(path, node.lineno, f"{function} must take plain parameters: no *, *args or **kwargs")
    if node.body[0].lineno == node.lineno:
        raise _wrong(path, node.lineno, f"the docstring of {function} must begin on a line of its own")
    required = len(names) - len(node.args.defaults)
    defaults = [
        _default(path, name, default) for name, default in zip(names[required:], node.args.defaults, strict=True)
    ]
    return Signature(imports, header, docstring, names, required, dict(zip(names[required:], defaults, strict=True)))


@functools.lru_cache(maxsize=256)
def load_reference(path: Path, function: str) -> Callable[..., Any]:
    """Return the reference function; raise CourseError where the file or the function is missing or does not load."""
    read_signature(path, function)
    spec = importlib.util.spec_from_file_location(f"_reference_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise _wrong(path, 1, "the reference is not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise _wrong(path, 1, f"the reference does not load: {type(error).__name__}: {error}") from error
    loaded: Callable[..., Any] = getattr(module, function)
    return loaded


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _wrong(path, 1, "the reference is missing: write it here, one function with a docstring") from None
    except UnicodeDecodeError:
        raise _wrong(path, 1, "the reference is not UTF-8: save it as UTF-8") from None
    except SyntaxError as error:
        raise _wrong(path, error.lineno or 1, f"the reference does not parse: {error.msg}") from None
    except ValueError as error:
        raise _wrong(path, 1, f"the reference does not parse: {error}") from None


def _default(path: Path, name: str, node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise _wrong(path, node.lineno, f"the default of {name} must be a plain value, such as 1") from None


def _shown_import(node: ast.stmt, header: str) -> bool:
    """Whether the signature needs this import."""
    words = set(re.findall(r"\w+", header))
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return False
    return any((alias.asname or alias.name).split(".")[0] in words for alias in node.names)


def _wrong(path: Path, line: int, message: str) -> CourseError:
    return CourseError([Problem(path, line, 1, message)])
