"""Load a course: YAML into models, and every mistake of a file at once, with its line and column."""

import contextlib
import functools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from grader.course.companions import Found, companion_findings
from grader.course.formulas import Formula
from grader.course.made import bind
from grader.course.model import (
    QUESTION,
    CodeQuestion,
    CourseModel,
    ExerciseModel,
    Item,
    NumberQuestion,
    Question,
)
from grader.course.place import COURSE_FILE, builtin_root, exercise_ids, question_keys
from grader.course.semantics import findings, text_findings
from grader.course.validation import dotted, translate
from grader.course.variants import SECRET, Values, VariantError, draw_variant, example_variant, with_where
from grader.course.yamltree import Key, Tree, parse_yaml
from grader.errors import CourseError, Problem, UsageError
from grader.suggest import did_you_mean

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedQuestion:
    """A checked question; `key` is topic/id, `path` its file, `reference` the file that judges it; `id` names it in an exercise."""

    key: str
    question: Question
    path: Path
    reference: Path | None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.key.split("/")[1])


@dataclass(frozen=True, slots=True)
class Exercise:
    """A checked exercise with its questions in order; points are whole."""

    id: str
    model: ExerciseModel
    questions: tuple[tuple[Item, LoadedQuestion], ...]
    story: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course folder; files are read when they are asked for."""

    root: Path
    id: str
    title: str

    def exercise_ids(self) -> list[str]:
        """Return the exercises in order."""
        return exercise_ids(self.root)

    def exercise_model(self, exercise: str) -> ExerciseModel:
        """Load what an exercise asks, without its questions."""
        if exercise not in self.exercise_ids():
            known = self.exercise_ids()
            hint = did_you_mean(exercise, known) or f" There are: {', '.join(known)}."
            raise UsageError(f'There is no exercise "{exercise}".{hint} See them: learn list')
        return load_file(self._exercise_file(exercise), TypeAdapter(ExerciseModel), self.root)

    def _exercise_file(self, exercise: str) -> Path:
        return self.root / "exercises" / exercise / "exercise.yaml"

    def exercise(self, exercise: str, *, texts: bool = True) -> Exercise:
        """Load an exercise and its questions, once in a process; raise CourseError with everything that is wrong with them.

        `texts=False` leaves their texts, mistakes and laws unchecked, which grading does not need, for the most part, and pays for.
        """
        return load_exercise(self, exercise, texts=texts)

    def given_files(self, exercise: str) -> dict[str, str]:
        """Return the files that an exercise gives along, name → text; raise CourseError where one is no text."""
        files = sorted(
            path for path in self._exercise_file(exercise).with_name("files").glob("[!.]*") if path.is_file()
        )
        return {path.name: _read(path, self.root) for path in files}

    def _asked_wrongly(self, exercise: str, model: ExerciseModel) -> Iterator[Problem]:
        """Find questions that are not there, and two that would have one stub or one place in the answer sheet."""
        path = self._exercise_file(exercise)
        tree: Tree | None = None
        seen: dict[str, str] = {}
        for position, item in enumerate(model.questions):
            message = ""
            if not (self.root / "questions" / f"{item.question}.yaml").is_file():
                message = f'no question "{item.question}".{did_you_mean(item.question, question_keys(self.root))}'
            elif item.id in seen:
                message = f'"{item.question}" would share its file with "{seen[item.id]}": ask one, or rename one'
            if message:
                tree = tree or parse_yaml(_read(path, self.root), path)[0]
                at: tuple[Key, ...] = ("questions", position, "question")
                yield Problem(path.relative_to(self.root), *tree.place(at), f"{dotted(at)}: {message}")
            seen.setdefault(item.id, item.question)

    def values(
        self, loaded: LoadedQuestion, student: str | None, attempt: int = 1, before: Mapping[str, int] | None = None
    ) -> Values:
        """Return the sizes of a student's variant of a number question; nothing for other kinds.

        Where `before` holds a size for each parameter, the variant is what it was; what follows from them is computed anew.
        """
        question = loaded.question
        if not isinstance(question, NumberQuestion):
            return {}
        if before is not None and question.params and question.params.keys() <= before.keys():
            return with_where(question.where, {name: before[name] for name in question.params})
        if question.variant_of is not None:
            drawn = self.values(load_question(self.root, question.variant_of, texts=False), student, attempt)
            return with_where(question.where, {name: drawn[name] for name in question.params})
        if student is None:
            return example_variant(question)
        secret = os.environ.get(SECRET, "").encode()
        try:
            return draw_variant(
                question, secret=secret, course=self.id, student=student, name=loaded.key, attempt=attempt
            )
        except VariantError as error:
            path = loaded.path.relative_to(self.root)
            raise CourseError([Problem(path, 1, 1, str(error))]) from error


def open_course(root: Path | None = None) -> Course:
    """Open the course at `root`, by default the built-in one; raise UsageError where there is none."""
    root = builtin_root() if root is None else root
    path = root / COURSE_FILE
    if not path.is_file():
        raise UsageError(f"{root} is not a course: it has no exercises/course.yaml. Give its folder: --course DIR")
    model = load_file(path, TypeAdapter(CourseModel), root)
    return Course(root, model.id, model.title)


@functools.lru_cache(maxsize=256)
def load_exercise(course: Course, exercise: str, *, texts: bool) -> Exercise:
    """As `Course.exercise`."""
    model = course.exercise_model(exercise)
    problems = list(course._asked_wrongly(exercise, model))
    if problems:
        raise CourseError(problems)
    questions = []
    for item in model.questions:
        try:
            questions.append((item, load_question(course.root, item.question, texts=texts)))
        except CourseError as error:
            problems.extend(error.problems)
    if problems:
        raise CourseError(problems)
    story = course.root / "exercises" / exercise / "README.md"
    if not story.is_file():
        raise CourseError([Problem(story.relative_to(course.root), 1, 1, "the exercise has no story: write it here")])
    return Exercise(exercise, model, tuple(questions), _read(story, course.root))


@functools.lru_cache(maxsize=2048)
def load_question(root: Path, key: str, *, texts: bool = True) -> LoadedQuestion:
    """Load the question topic/id below `root`; raise CourseError with everything that is wrong with it."""
    path = root / "questions" / f"{key}.yaml"
    tree, value = _validated(path, QUESTION, root)
    if isinstance(value, NumberQuestion):
        value = _with_variant(value, key, tree, root)
    reference = root / "solutions" / f"{key.replace('-', '_')}.py" if isinstance(value, CodeQuestion) else None
    found: list[Found] = [*findings(value, reference, root)]
    if texts:
        found += text_findings(value, fill=not found)
        if isinstance(value, CodeQuestion) and reference is not None:
            found += companion_findings(value, reference, root)
        if isinstance(value, NumberQuestion):
            found += _link_findings(value, root)
    if found:
        problems = [_problem(finding, path.relative_to(root), tree) for finding in found]
        raise CourseError(sorted(problems, key=lambda problem: (problem.path.suffix == ".py", problem)))
    return LoadedQuestion(key, bind(value, reference), path, reference)


def _problem(finding: Found, path: Path, tree: Tree) -> Problem:
    """Return a finding with its place: in the question's own file, or where it stands already."""
    if isinstance(finding, Problem):
        return finding
    at, message = finding
    return Problem(path, *tree.place(at), f"{dotted(at)}: {message}")


def _with_variant(question: NumberQuestion, key: str, tree: Tree, root: Path) -> NumberQuestion:
    """Return the question with the parameters of the one whose variant it takes; raise CourseError where that cannot be."""
    name = question.variant_of
    if name is None:
        return question
    path = Path("questions", f"{key}.yaml")
    doubled = [part for part in ("params", "example", "require") if getattr(question, part)]
    message = ""
    if doubled:
        message = f"{name} gives {' and '.join(doubled)}: leave them out here"
    elif name == key or not (root / "questions" / f"{name}.yaml").is_file():
        others = [other for other in question_keys(root) if other != key]
        message = f'no other question "{name}".{did_you_mean(name, others)}'
    if message:
        raise CourseError([Problem(path, *tree.place(("variant_of",)), f"variant_of: {message}")])
    other = load_question(root, name, texts=False).question
    if not isinstance(other, NumberQuestion) or other.variant_of is not None:
        message = f"{name} draws no variant of its own: name a number question that does"
        raise CourseError([Problem(path, *tree.place(("variant_of",)), f"variant_of: {message}")])
    return question.model_copy(update={part: getattr(other, part) for part in ("params", "example", "require")})


def _link_findings(question: NumberQuestion, root: Path) -> Iterator[Found]:
    """Find links to questions that are not there, and formulas over answers that nobody gives."""
    for name, link in question.links.items():
        if name in question.asks:
            yield ("links", name), "an ask is called so already: choose another name"
        yield from _unasked(("links", name, "here"), link.here, question)
        if not (root / "questions" / f"{link.question}.yaml").is_file():
            hint = did_you_mean(link.question, question_keys(root))
            yield ("links", name, "question"), f'no question "{link.question}".{hint}'
            continue
        other = load_question(root, link.question, texts=False).question
        if not isinstance(other, NumberQuestion):
            yield ("links", name, "question"), f"{link.question} asks for no numbers"
        else:
            yield from _unasked(("links", name, "there"), link.there, other)


def _unasked(at: tuple[Key, ...], formula: Formula, question: NumberQuestion) -> Iterator[Found]:
    for name in sorted(formula.names - set(question.asks)):
        yield at, f"{name}: no such ask.{did_you_mean(name, question.asks)} Known: {', '.join(question.asks)}"


def load_file(path: Path, schema: TypeAdapter[T], root: Path) -> T:
    """Load one YAML file by its schema; raise CourseError with all its problems."""
    return _validated(path, schema, root)[1]


def _validated(path: Path, schema: TypeAdapter[T], root: Path) -> tuple[Tree, T]:
    shown = path.relative_to(root)
    tree, problems = parse_yaml(_read(path, root), shown)
    if not problems and not isinstance(tree.value, dict):
        problems.append(Problem(shown, 1, 1, "the file must hold keys and values, beginning with format: 1"))
    if problems:
        raise CourseError(problems)
    try:
        with _without_plugins():
            return tree, schema.validate_python(tree.value)
    except ValidationError as error:
        raise CourseError(translate(error, tree, schema, shown)) from None


@contextlib.contextmanager
def _without_plugins() -> Iterator[None]:
    """Keep pydantic from looking through all packages for plugins, as it does when it builds a model for the first time."""
    name = "PYDANTIC_DISABLE_PLUGINS"
    before = os.environ.get(name)
    os.environ[name] = "__all__"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _read(path: Path, root: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise CourseError([Problem(path.relative_to(root), 1, 1, message)]) from None
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 ({error.reason}): save it as UTF-8"
        raise CourseError([Problem(path.relative_to(root), 1, 1, message)]) from None
