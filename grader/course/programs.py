"""Read a course's Python files without running them, and load them by their paths.

By path, because `import solutions` works from a checkout and fails from a wheel.
"""

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

from grader.errors import CourseError, Problem


def parse_program(path: Path, what: str, missing: str) -> ast.Module:
    """Return the syntax tree of the file at `path`; raise CourseError where there is none. `what` is what it is called."""
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise wrong(path, 1, missing) from None
    except UnicodeDecodeError:
        raise wrong(path, 1, f"{what} not UTF-8: save it as UTF-8") from None
    except SyntaxError as error:
        raise wrong(path, error.lineno or 1, f"{_does_not(what)} parse: {error.msg}") from None
    except ValueError as error:
        raise wrong(path, 1, f"{_does_not(what)} parse: {error}") from None


def load_program(path: Path, what: str) -> ModuleType:
    """Execute the file at `path` as a module that nobody can import; raise CourseError where it does not load."""
    spec = importlib.util.spec_from_file_location(f"_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise wrong(path, 1, f"{what} not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise wrong(path, 1, f"{_does_not(what)} load: {type(error).__name__}: {error}") from error
    return module


def public_functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Return the functions of a file whose names do not begin with an underscore."""
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {node.name: node for node in functions if not node.name.startswith("_")}


def _does_not(what: str) -> str:
    """Turn `the reference is` into `the reference does not`."""
    return what.replace(" is", " does not").replace(" are", " do not")


def wrong(path: Path, line: int, message: str) -> CourseError:
    """Return an error with one problem at a line of a file."""
    return CourseError([Problem(path, line, 1, message)])
