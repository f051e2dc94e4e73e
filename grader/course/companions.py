"""The files beside a reference: its mistakes and its laws. Check them without running them, and load them."""

import ast
import functools
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.course.model import CodeQuestion
from grader.course.programs import load_program, parse_program, public_functions
from grader.course.references import Signature, read_signature
from grader.course.yamltree import Key
from grader.errors import CourseError, Problem
from grader.suggest import did_you_mean

Functions = Mapping[str, Callable[..., Any]]
Found = tuple[tuple[Key, ...], str] | Problem  # a path of keys in the question's file, or a place in another file


def mistakes_path(reference: Path) -> Path:
    """Return where the mistakes of a reference stand."""
    return reference.with_name(f"{reference.stem}_mistakes.py")


def properties_path(reference: Path) -> Path:
    """Return where the laws of a reference stand."""
    return reference.with_name(f"{reference.stem}_properties.py")


@functools.lru_cache(maxsize=256)
def load_mistakes(reference: Path) -> Functions:
    """Return the mistakes beside a reference by their names; raise CourseError where they do not load."""
    return _load(mistakes_path(reference), "the mistakes are")


@functools.lru_cache(maxsize=256)
def load_properties(reference: Path) -> Functions:
    """Return the laws beside a reference by their names; raise CourseError where they do not load."""
    return _load(properties_path(reference), "the laws are")


def _load(path: Path, what: str) -> Functions:
    names = public_functions(parse_program(path, what, f"{what} missing: write them here"))
    module = load_program(path, what)
    return {name: getattr(module, name) for name in names}


def companion_findings(question: CodeQuestion, reference: Path, root: Path) -> Iterator[Found]:
    """Find what is wrong with the mistakes and laws of a question whose reference has a signature."""
    try:
        signature = read_signature(reference, question.function)
    except CourseError:
        return  # told already, where the function is named
    yield from _mistakes(question, signature, mistakes_path(reference), root)
    yield from _properties(question, properties_path(reference), root)


def _mistakes(question: CodeQuestion, signature: Signature, path: Path, root: Path) -> Iterator[Found]:
    names = list(question.misconceptions)
    wanted = [question.function, *_written(signature)]
    example = f"def {names[0] if names else '…'}({', '.join(wanted)}): …"
    found = yield from _functions(path, root, "the mistakes are", "misconceptions", names, example)
    for name, node in found.items():
        given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        plain = not (node.args.kwonlyargs or node.args.vararg or node.args.kwarg)
        if not plain or not given or given[1:] != list(signature.parameters) or _defaults(node) != _of(signature):
            message = f"{name} must take ({', '.join(wanted)}): the reference first, then its parameters and defaults"
            yield Problem(path.relative_to(root), node.lineno, 1, message)


def _properties(question: CodeQuestion, path: Path, root: Path) -> Iterator[Found]:
    names = question.properties
    example = f"def {names[0] if names else '…'}(call, rng): …"
    found = yield from _functions(path, root, "the laws are", "properties", names, example)
    for name, node in found.items():
        if len(node.args.args) != 2 or node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
            message = f"{name} must take (call, rng): the student's function, and what draws its inputs"
            yield Problem(path.relative_to(root), node.lineno, 1, message)
    cases = {case.id for case in question.cases}
    for position, name in enumerate(names):
        if name in names[:position]:
            yield ("properties", position), f"{name} stands here twice"
        elif property_id(name) in cases:
            yield ("properties", position), f'its check is called "{property_id(name)}", as a case is: rename one'


def _functions(
    path: Path, root: Path, what: str, field: str, names: list[str], example: str
) -> Generator[Found, None, dict[str, ast.FunctionDef]]:
    """Compare the functions of a file with the names in the question; return those that are named there."""
    shown = path.relative_to(root)
    if not names and not path.is_file():
        return {}
    try:
        tree = parse_program(path, what, f"{what} missing: write them here, beginning with {example}")
    except CourseError as error:
        yield from (Problem(shown, problem.line, problem.column, problem.message) for problem in error.problems)
        return {}
    functions = public_functions(tree)
    for position, name in enumerate(names):
        if name not in functions:
            at = (field, name if field == "misconceptions" else position)
            hint = did_you_mean(name, functions) or f" Write it there: {example.replace(names[0], name, 1)}"
            yield at, f"{shown} defines no function {name}.{hint}"
    for name, node in functions.items():
        if name not in names:
            hint = did_you_mean(name, [known for known in names if known not in functions])
            message = (
                f"{name} is not named under {field}: in the question. Name it there, or let it begin with _.{hint}"
            )
            yield Problem(shown, node.lineno, 1, message)
    return {name: node for name, node in functions.items() if name in names}


def property_id(name: str) -> str:
    """Return the name of a law's check."""
    return name.replace("_", " ")


def _written(signature: Signature) -> list[str]:
    defaults = signature.defaults
    return [f"{name}={defaults[name]!r}" if name in defaults else name for name in signature.parameters]


def _of(signature: Signature) -> list[str]:
    return [repr(default) for default in signature.defaults.values()]


def _defaults(node: ast.FunctionDef) -> list[str]:
    try:
        return [repr(ast.literal_eval(default)) for default in node.args.defaults]
    except ValueError:
        return [ast.unparse(default) for default in node.args.defaults]
