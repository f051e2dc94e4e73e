"""Turn an exercise into the files that a student gets; pure, so that rendering twice gives the same text."""

import functools
import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from grader.course.formulas import Number
from grader.course.loader import Course, Exercise, LoadedQuestion
from grader.course.model import (
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.course.place import builtin_root
from grader.course.references import read_signature
from grader.course.templates import fill_in
from grader.errors import CourseError, Problem

ANSWERS = "answers.yaml"
README = "README.md"
WIDTH = 110

if TYPE_CHECKING:
    import jinja2

Answers = Mapping[str, object]

_ITEM = re.compile(r"\s*([-*]|\d+\.) ")


def stub_name(question: LoadedQuestion) -> str:
    """Return the name of a code question's file."""
    return f"{question.id}.py"


def render_exercise(course: Course, exercise: Exercise, student: str | None, attempt: int = 1) -> dict[str, str]:
    """Return the files of a started exercise: name → text."""
    files = {README: _render_readme(course, exercise)}
    for _, loaded in exercise.questions:
        if isinstance(loaded.question, CodeQuestion):
            files[stub_name(loaded)] = render_stub(course, loaded)
    if any(not isinstance(loaded.question, CodeQuestion) for _, loaded in exercise.questions):
        files[ANSWERS] = render_answers(course, exercise, student, {}, attempt)
    return files | _given(course, exercise, files)


def _given(course: Course, exercise: Exercise, made: Mapping[str, str]) -> dict[str, str]:
    """Return the files that come along as they are; raise CourseError where one would take the place of another file."""
    given = course.given_files(exercise.id)
    folder = Path("exercises", exercise.id, "files")
    problems = [
        Problem(folder / name, 1, 1, f"{name} is made from the questions of {exercise.id}: give this file another name")
        for name in given
        if name in made
    ]
    if problems:
        raise CourseError(problems)
    return given


def render_stub(course: Course, loaded: LoadedQuestion) -> str:
    """Return the file in which a student writes a function."""
    question = loaded.question
    assert isinstance(question, CodeQuestion)
    assert loaded.reference is not None
    signature = read_signature(loaded.reference, question.function)
    text = _render(
        course.root,
        "stub.py.j2",
        id=loaded.id,
        title=question.title,
        prompt=fill_in(question.prompt, {}).strip(),
        signature=signature,
    )
    return text.rstrip() + "\n"


def render_answers(course: Course, exercise: Exercise, student: str | None, answers: Answers, attempt: int = 1) -> str:
    """Return the answer sheet, with the answers that are given already."""
    questions = [
        _sheet_entry(loaded, course.values(loaded, student, attempt), answers.get(loaded.id))
        for _, loaded in exercise.questions
        if not isinstance(loaded.question, CodeQuestion)
    ]
    return _render(
        course.root, ANSWERS + ".j2", id=exercise.id, title=exercise.model.title, questions=questions, student=student
    )


def _render_readme(course: Course, exercise: Exercise) -> str:
    tasks = [
        {
            "id": loaded.id,
            "title": loaded.question.title,
            "points": item.points,
            "kind": loaded.question.kind,
            "file": stub_name(loaded) if isinstance(loaded.question, CodeQuestion) else ANSWERS,
        }
        for item, loaded in exercise.questions
    ]
    sources = list(dict.fromkeys(loaded.question.source for _, loaded in exercise.questions))
    return _render(course.root, README + ".j2", story=exercise.story, tasks=tasks, sources=sources)


def _sheet_entry(loaded: LoadedQuestion, values: Mapping[str, Number], answer: object) -> dict[str, Any]:
    question = loaded.question
    prompt = fill_in(question.prompt, values)
    entry: dict[str, Any] = {"id": loaded.id, "kind": question.kind, "title": question.title, "prompt": prompt}
    match question:
        case ChoiceQuestion():
            options = {letter: fill_in(option.text, values) for letter, option in question.options.items()}
            several = question.choose == "several"
            return entry | {"options": options, "several": several, "scoring": question.scoring, "answer": answer}
        case MatchQuestion() | OrderQuestion():
            entry["options"] = {letter: fill_in(text, values) for letter, text in question.options.items()}
            if isinstance(question, OrderQuestion):
                return entry | {"answer": answer}
            given = answer if isinstance(answer, Mapping) else {}
            pairs = {n: {"text": fill_in(p.text, values), "answer": given.get(n)} for n, p in question.pairs.items()}
            return entry | {"asks": pairs}
        case NumberQuestion() | FormulaQuestion():
            given = answer if isinstance(answer, Mapping) else {}
            asks = {n: {"text": fill_in(a.text, values), "answer": given.get(n)} for n, a in question.asks.items()}
            if isinstance(question, FormulaQuestion):
                symbols = "\n".join(f"- {name}: {variable.meaning}" for name, variable in question.variables.items())
                entry["prompt"] = (
                    f"{prompt.rstrip()}\n\nUse these symbols, with + - * / // % ** and brackets:\n{symbols}"
                )
            return entry | {"asks": asks}
        case CodeQuestion():
            raise ValueError(f"{loaded.id} has a file of its own, not a place in the answer sheet")
    assert_never(question)


@functools.cache
def _environment(root: Path) -> "jinja2.Environment":
    import jinja2

    folders = [root / "exercises" / "templates", builtin_root() / "exercises" / "templates"]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # YAML, Python and Markdown, not HTML
    )
    environment.filters |= {"comment": _comment, "docstring": _docstring, "answer": _answer}
    return environment


def _render(root: Path, name: str, **values: Any) -> str:
    import jinja2

    try:
        return _environment(root).get_template(name).render(**values)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None) or 1
        raise CourseError(
            [Problem(Path("exercises", "templates", name), line, 1, f"template: {error.message}")]
        ) from error


def _comment(text: str, indent: int = 0) -> str:
    """Write text as YAML comments: paragraphs and list items folded, indented blocks as they are."""
    lines: list[str] = []
    for block in _blocks(text.strip("\n")):
        item = _ITEM.match(block)
        hanging = " " * (indent or (item.end() if item else 0))
        lines.extend(textwrap.wrap(block, WIDTH, subsequent_indent=hanging, break_on_hyphens=False) or [""])
    return "\n".join(f"# {line}".rstrip() for line in lines)


def _blocks(text: str) -> Iterator[str]:
    """Join the lines of each paragraph and list item; a blank line and an indented line stand alone."""
    block = ""
    for line in text.splitlines():
        begins = not line.strip() or _ITEM.match(line) or line.startswith("    ")
        if block and begins:
            yield block
            block = ""
        if not line.strip() or line.startswith("    "):
            yield line.rstrip()
        else:
            block = f"{block} {line.strip()}" if block else line.rstrip()
    if block:
        yield block


def _docstring(text: str) -> str:
    """Write text so that it can stand between triple quotes."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _answer(answer: object) -> str:
    """Write an answer after its colon, quoted where YAML would read something else."""
    if answer is None or answer == "" or answer == []:
        return ""
    if isinstance(answer, list):
        return f" [{', '.join(map(_scalar, answer))}]"
    return f" {_scalar(answer)}"


def _scalar(value: object) -> str:
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z0-9(.][A-Za-z0-9_ .,()*/+%-]*", text) and ", " not in text and text.strip() == text
    return text if plain else json.dumps(text, ensure_ascii=False)
