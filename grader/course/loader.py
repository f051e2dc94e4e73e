"""Load a course: YAML into models, and every mistake of a file at once, with its line and column."""

import functools
import os
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from grader.course import model
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
from grader.course.variants import Values, VariantError, draw_variant, example_variant
from grader.course.yamltree import Key, Tree, parse_yaml
from grader.errors import CourseError, Problem, UsageError
from grader.suggest import did_you_mean

T = TypeVar("T")

_KINDS: dict[str, type[BaseModel]] = {
    typing.get_args(model.model_fields["kind"].annotation)[0]: model for model in typing.get_args(Question)
}


@dataclass(frozen=True, slots=True)
class LoadedQuestion:
    """A checked question; `key` is topic/id, `path` its file, `reference` the file that judges it."""

    key: str
    question: Question
    path: Path
    reference: Path | None

    @property
    def id(self) -> str:
        """Its name within an exercise."""
        return self.key.split("/")[1]


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
        """Load an exercise and its questions; raise CourseError with everything that is wrong with them.

        `texts=False` leaves their texts unchecked, which grading does not need, for the most part, and pays for.
        """
        model = self.exercise_model(exercise)
        problems = list(self._asked_wrongly(exercise, model))
        if problems:
            raise CourseError(problems)
        questions = []
        for item in model.questions:
            try:
                questions.append((item, load_question(self.root, item.question, texts=texts)))
            except CourseError as error:
                problems.extend(error.problems)
        if problems:
            raise CourseError(problems)
        story = self.root / "exercises" / exercise / "README.md"
        if not story.is_file():
            raise CourseError([Problem(story.relative_to(self.root), 1, 1, "the exercise has no story: write it here")])
        return Exercise(exercise, model, tuple(questions), _read(story, self.root))

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
                yield Problem(path.relative_to(self.root), *tree.place(at), f"{_dotted(at)}: {message}")
            seen.setdefault(item.id, item.question)

    def values(self, loaded: LoadedQuestion, student: str | None) -> Values:
        """Return the sizes of a student's variant of a number question; nothing for other kinds."""
        if not isinstance(loaded.question, NumberQuestion):
            return {}
        if student is None:
            return example_variant(loaded.question)
        secret = os.environ.get("LEARN_COURSE_SECRET", "").encode()
        try:
            return draw_variant(loaded.question, secret=secret, course=self.id, student=student, name=loaded.key)
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


@functools.lru_cache(maxsize=2048)
def load_question(root: Path, key: str, *, texts: bool = True) -> LoadedQuestion:
    """Load the question topic/id below `root`; raise CourseError with everything that is wrong with it."""
    path = root / "questions" / f"{key}.yaml"
    tree, value = _validated(path, QUESTION, root)
    reference = root / "solutions" / f"{key.replace('-', '_')}.py" if isinstance(value, CodeQuestion) else None
    found = findings(value, reference, root)
    if texts:
        found += text_findings(value, fill=not found)
    problems = [Problem(path.relative_to(root), *tree.place(at), f"{_dotted(at)}: {message}") for at, message in found]
    if problems:
        raise CourseError(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return LoadedQuestion(key, value, path, reference)


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
        return tree, schema.validate_python(tree.value)
    except ValidationError as error:
        raise CourseError(_translate(error, tree, schema, shown)) from None


def _read(path: Path, root: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise CourseError([Problem(path.relative_to(root), 1, 1, message)]) from None
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 ({error.reason}): save it as UTF-8"
        raise CourseError([Problem(path.relative_to(root), 1, 1, message)]) from None


def _translate(error: ValidationError, tree: Tree, schema: TypeAdapter[Any], path: Path) -> list[Problem]:
    problems: dict[tuple[tuple[Key, ...], str], Problem] = {}
    for detail in _of_the_branch_meant(error.errors(), tree):
        at = _written_path(detail["loc"], tree)
        if detail["type"] == "union_tag_invalid":
            at = ("kind",)
        message = _message(detail, tree, schema, at)
        place = tree.keys.get(at, tree.place(at)) if detail["type"] == "extra_forbidden" else tree.place(at)
        problems.setdefault((at, message), Problem(path, *place, message))
    return sorted(problems.values(), key=lambda problem: (problem.line, problem.column))


def _of_the_branch_meant(details: Sequence[Any], tree: Tree) -> list[Any]:
    """Of a union that fits in none of its branches, keep the problems of the one whose keys were written.

    pydantic names the branch in the location, between two keys of the file.
    """
    branches: dict[tuple[Key, ...], dict[Key, list[Any]]] = {}
    kept = []
    for detail in details:
        parts = _branch(detail["loc"], tree)
        if parts is None:
            kept.append(detail)
        else:
            branches.setdefault(parts[0], {}).setdefault(parts[1], []).append(detail)
    for tried in branches.values():
        # A branch that misses a key is not the one that was meant, if another one misses none.
        meant = min(tried.values(), key=lambda found: sum(detail["type"] == "missing" for detail in found))
        mistyped = [detail for detail in meant if detail["type"] == "extra_forbidden"]
        kept.extend(mistyped or meant)
    return kept


def _branch(location: tuple[Key, ...], tree: Tree) -> tuple[tuple[Key, ...], Key] | None:
    """Split a location at the name of a branch: a model's name that is no key of the file."""
    path: tuple[Key, ...] = ()
    for key in location:
        if (*path, key) in tree.keys:
            path = (*path, key)
        elif path and key in ("OneOf", "Between"):
            return path, key
    return None


def _written_path(location: tuple[Key, ...], tree: Tree) -> tuple[Key, ...]:
    """Drop what pydantic adds to a location: the tag of a union, the branch, `[key]`."""
    path: tuple[Key, ...] = ()
    for key in location:
        if (*path, key) in tree.keys:
            path = (*path, key)
    return path


def _message(detail: Any, tree: Tree, schema: TypeAdapter[Any], at: tuple[Key, ...]) -> str:
    name = _dotted(at)
    match detail["type"]:
        case "extra_forbidden":
            return f"{name}: unknown key.{did_you_mean(str(at[-1]), _fields_around(tree, schema, at))}"
        case "missing":
            missing = _dotted((*at, detail["loc"][-1]))
            return f"{missing}: this key is missing"
        case "union_tag_not_found":
            return "kind: this key is missing"
        case "union_tag_invalid":
            kind = tree.value.get("kind") if isinstance(tree.value, Mapping) else None
            hint = did_you_mean(str(kind), _KINDS)
            return f"kind: {kind!r} is not a kind of question: write one of {', '.join(_KINDS)}.{hint}"
        case "value_error":
            return f"{name}: {detail['ctx']['error']}"
        case "model_type" | "dict_type":
            return f"{name}: a mapping of keys and values belongs here; it is {_yaml(detail['input'])}"
        case "list_type":
            return f"{name}: a list belongs here; it is {_yaml(detail['input'])}"
        case "too_short":
            return f"{name}: at least {detail['ctx']['min_length']} must be written here"
        case "string_pattern_mismatch":
            return f"{name}: {_yaml(detail['input'])} does not fit; what does is {_SPELLINGS[detail['ctx']['pattern']]}"
        case "string_type" if isinstance(detail["input"], (int, float, bool)):
            return f'{name}: {_yaml(detail["input"])} is not text here: quote it, "{_yaml(detail["input"])}"'
    return f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}; it is {_yaml(detail['input'])}"


_SPELLINGS = {
    model.NAME: "letters, digits and underscores, such as c_in",
    model.ID: "small letters, digits, - and _, such as my-course",
    model.LETTER: "one small letter",
    model.CASE_ID: "a few words of small letters, digits, commas, - and ×",
    model.MEMORY: "a whole number of MB or GB, such as 512 MB",
    model.QUESTION_KEY: "topic/id, such as conv/conv2d",
}


def _fields_around(tree: Tree, schema: TypeAdapter[Any], at: tuple[Key, ...]) -> list[str]:
    """Return the keys that the schema knows where the last key of `at` was written."""
    kind = tree.value.get("kind") if isinstance(tree.value, Mapping) else None
    annotation: Any = _KINDS[str(kind)] if kind in _KINDS else schema._type
    models = _models(annotation)
    for key in at[:-1]:
        inner = [model.model_fields[str(key)].annotation for model in models if str(key) in model.model_fields]
        models = [model for annotation in inner for model in _models(annotation)] if inner else models
    return [field for model in models for field in model.model_fields]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation holds: itself, or those in a list, a dictionary or a union."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for argument in typing.get_args(annotation) for model in _models(argument)]


def _dotted(at: tuple[Key, ...]) -> str:
    return ".".join(map(str, at)) or "the file"


def _yaml(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
    return str(value) if not isinstance(value, str) else repr(value)
