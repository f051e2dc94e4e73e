"""Read a student's answer sheet: data, never executed, every scalar as the text that was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from grader.course.loader import Exercise
from grader.course.model import ChoiceQuestion, CodeQuestion, MatchQuestion, OrderQuestion
from grader.course.plainyaml import read_plain
from grader.course.yamltree import Key, parse_yaml
from grader.errors import Problem
from grader.suggest import did_you_mean
from grader.workspace.render import ANSWERS

MAX_PROBLEMS = 20
MADE_FOR = "made_for"  # stands in a sheet with a student's numbers


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was answered, as text: question → part → answer, or question → letters; and what is wrong with the sheet.

    `made_for` is the student to whom the sheet was given, as it says itself; `lines` tells on which line each question stands.
    """

    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    letters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    made_for: str | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    def as_written(self) -> dict[str, object]:
        """Return all answers by question, as `render_answers` takes them."""
        return {**self.numbers, **{question: list(letters) for question, letters in self.letters.items()}}


def read_answers(data: bytes, exercise: Exercise) -> Sheet:
    """Read a sheet; whatever is wrong with it is in `problems`, each with file, line and column."""
    path = Path(ANSWERS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Sheet(problems=(str(Problem(path, 1, 1, "the file is not UTF-8: save it as UTF-8")),))
    return _read_plainly(text, exercise) or _read_yaml(text, path, exercise)


def _read_plainly(text: str, exercise: Exercise) -> Sheet | None:
    """Read a sheet in which everything is as it should be; None where anything is to be said of it."""
    plain = read_plain(text)
    if plain is None:
        return None
    value, lines = plain
    numbers: dict[str, dict[str, str]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    if next(_take(value, exercise, numbers, letters), None) is not None:
        return None
    return Sheet(numbers, letters, (), _made_for(value), lines)


def _read_yaml(text: str, path: Path, exercise: Exercise) -> Sheet:
    tree, problems = parse_yaml(text, path, typed=False)
    numbers: dict[str, dict[str, str]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    if not problems:
        for at, message in islice(_take(tree.value, exercise, numbers, letters), MAX_PROBLEMS):
            problems.append(Problem(path, *tree.keys.get(at, tree.place(at)), message))
    lines = {str(at[0]): place[0] for at, place in tree.keys.items() if len(at) == 1}
    return Sheet(numbers, letters, tuple(map(str, problems[:MAX_PROBLEMS])), _made_for(tree.value), lines)


def _made_for(sheet: object) -> str | None:
    value = sheet.get(MADE_FOR) if isinstance(sheet, dict) else None
    return value if isinstance(value, str) and value else None


def _take(
    sheet: object, exercise: Exercise, numbers: dict[str, dict[str, str]], letters: dict[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[Key, ...], str]]:
    questions = {q.id: q.question for _, q in exercise.questions if not isinstance(q.question, CodeQuestion)}
    if sheet in (None, ""):
        return
    if not isinstance(sheet, dict):
        yield (), "the sheet must hold questions and answers, such as:  depth_slice: b"
        return
    for name, written in sheet.items():
        question = questions.get(name)
        if question is None and name == MADE_FOR:
            continue
        if question is None:
            yield (name,), f'{exercise.id} asks no question "{name}".{did_you_mean(name, questions)}'
        elif written in (None, ""):
            continue
        elif isinstance(question, (ChoiceQuestion, OrderQuestion)):
            chosen = _letters(written)
            if chosen is None:
                yield (name,), f"{name}: {_HOW[question.kind]}"
            else:
                letters[name] = chosen
        else:
            parts = question.pairs if isinstance(question, MatchQuestion) else question.asks
            yield from _parts(name, written, list(parts), _HOW[question.kind], numbers)


_HOW = {
    "choice": "write one letter, or several with commas between them: a, c",
    "order": "write all letters in order, with commas between them: c, a, b",
    "match": "write one letter",
    "number": "write one number or formula, not a list or a mapping",
    "formula": "write one number or formula, not a list or a mapping",
}


def _parts(
    name: str, written: object, parts: Sequence[str], how: str, numbers: dict[str, dict[str, str]]
) -> Iterator[tuple[tuple[Key, ...], str]]:
    if not isinstance(written, dict):
        yield (name,), f"{name} has several parts; keep their names and answer each: {', '.join(parts)}"
        return
    numbers[name] = {part: text for part, text in written.items() if isinstance(text, str)}
    for part, text in written.items():
        if part not in parts:
            yield (name, part), f'{name} has no part "{part}".{did_you_mean(part, parts)}'
        elif not isinstance(text, str):
            yield (name, part), f"{part}: {how}"


def _letters(written: object) -> tuple[str, ...] | None:
    if isinstance(written, str):
        parts: list[object] = list(written.replace(",", " ").split())
    elif isinstance(written, list):
        parts = written
    else:
        return None
    chosen = [part.strip().strip("().").lower() for part in parts if isinstance(part, str)]
    return tuple(chosen) if len(chosen) == len(parts) else None
