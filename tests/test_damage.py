"""Damage any one line of a question, its reference or its mistakes: author check names a file of that question.

What is left out is left out by rule: damage after which the question says the same, or is as good a question as before.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from grader.authoring.question import check_question
from grader.authoring.scaffold import new_course, new_question
from grader.course import companions, references
from grader.course.formulas import Formula
from grader.course.loader import load_question, open_course
from grader.errors import CourseError
from grader.judging import oracle
from grader.runner.pool import Pool

FILES = {
    "number": ("questions/t/sample.yaml",),
    "formula": ("questions/t/sample.yaml",),
    "choice": ("questions/t/sample.yaml",),
    "match": ("questions/t/sample.yaml",),
    "order": ("questions/t/sample.yaml",),
    "code": ("questions/t/sample.yaml", "solutions/t/sample.py", "solutions/t/sample_mistakes.py"),
}

# What a question may say otherwise, or leave out, and be as good:
PROSE = {"title", "source", "prompt", "hints", "explanation", "text", "say", "meaning", "because", "window"}
SIZES = {
    "params",
    "example",
    "require",
    "args",
    "like",
    "axes",
}  # which numbers are asked for is the author's to choose
WEIGHTS = {"points", "repeat", "hidden", "limits", "allow", "strict", "tolerance"}
NAMES = {
    "misconception",
    "misconceptions",
    "wrong",
    "exchanged",
}  # a wrong method less to recognise; a mistake without its text is found
FREE = PROSE | SIZES | WEIGHTS | NAMES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    new_course(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.mark.parametrize("kind", FILES)
def test_damage_to_any_line_is_found(kind: str, root: Path, pool: Pool) -> None:
    new_question(open_course(root), kind, "t/sample")
    question = root / "questions/t/sample.yaml"
    question.write_text(question.read_text(encoding="utf-8").replace("TODO: ", ""), encoding="utf-8")
    assert found(root, pool) == []

    missed, tried = [], 0
    for name in FILES[kind]:
        file = root / name
        whole, before = file.read_text(encoding="utf-8"), meaning(root, file)
        for what, text in damages(whole):
            file.write_text(text, encoding="utf-8")
            tried += 1
            if not any("t/sample" in finding for finding in found(root, pool)) and meaning(root, file) != before:
                missed.append(f"{name}: {what}")
        file.write_text(whole, encoding="utf-8")

    assert "\n".join(missed) == ""
    assert tried > 15
    assert found(root, pool) == []


def damages(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text without one line, and with one number another, in words and as it is then."""
    lines = text.splitlines(keepends=True)
    for position, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        yield f"without line {position + 1}, {line.strip()}", "".join(lines[:position] + lines[position + 1 :])
        for number in re.finditer(r"(?<![\w.])\d+(?![\w.])", line):
            changed = f"{line[: number.start()]}{int(number.group()) + 1}{line[number.end() :]}"
            yield (
                f"line {position + 1} as {changed.strip()}",
                "".join([*lines[:position], changed, *lines[position + 1 :]]),
            )


def found(root: Path, pool: Pool) -> list[str]:
    for cache in (load_question, references.read_signature, references.load_reference):
        cache.cache_clear()
    companions.load_mistakes.cache_clear()
    oracle._kept.clear()
    return [str(finding) for finding in check_question(open_course(root), "t/sample", pool).findings]


def meaning(root: Path, file: Path) -> object:
    """Return what a file says but for what is free: of Python the code without docstrings."""
    if file.suffix == ".py":
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.Module)) and ast.get_docstring(node) is not None:
                node.body = node.body[1:]
        return ast.dump(tree)
    load_question.cache_clear()
    try:
        return constrained(load_question(root, "t/sample").question)
    except CourseError:
        return None


def constrained(value: object) -> object:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: constrained(part) for key, part in value.items() if key not in FREE}
    if isinstance(value, Formula):
        return value.text
    return [constrained(part) for part in value] if isinstance(value, list) else value
