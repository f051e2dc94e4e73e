"""Make a class: as many submissions of an exercise as are asked for, all different, half of them right and half wrong.

The functions are those of tests/attempts, the answers come from the course. Every file carries a line that no other file has, for
submissions with the same content are judged once. `--hostile` makes each tenth submission an attack: an endless loop, a memory hog,
a fork bomb. Run as a script, it writes a folder for each student.
"""

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.answers import spelled_out
from grader.course.loader import Course, Exercise, LoadedQuestion, open_course
from grader.course.model import (
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.workspace.folder import Submission, start
from grader.workspace.render import ANSWERS, render_answers, stub_name

ATTEMPTS = Path(__file__).parents[1] / "tests" / "attempts"
HOSTILE = {
    "loop": "    while True:\n        pass\n",
    "hog": "    kept = []\n    while True:\n        kept.append(bytearray(10_000_000))\n",
    "forks": "    import os\n    while True:\n        os.fork()\n",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new folder for the class")
    parser.add_argument("--exercise", default="exercise-3", help="default: exercise-3")
    parser.add_argument("--count", type=int, default=400, help="how many submissions (default: 400)")
    parser.add_argument("--hostile", action="store_true", help="make each tenth an attack")
    arguments = parser.parse_args()
    course = open_course()
    exercise = course.exercise(arguments.exercise)
    for submission in classroom(course, exercise, arguments.count, named=True, hostile=arguments.hostile):
        write(course, submission, arguments.folder / submission.label)


def classroom(
    course: Course, exercise: Exercise, count: int, *, named: bool = False, hostile: bool = False
) -> Iterator[Submission]:
    """Yield the submissions; with `named`, each is a student's with sizes of their own."""
    sources = {loaded.id: _sources(loaded) for _, loaded in exercise.questions if _is_code(loaded)}
    for number in range(count):
        student = f"student-{number:05d}"
        right = number % 2 == 0
        files: dict[str, bytes] = {}
        for loaded in (loaded for _, loaded in exercise.questions if _is_code(loaded)):
            sort = sources[loaded.id]["right" if right else "wrong"]
            source = sort[number // 2 % len(sort)]
            if hostile and number % 10 == 9:
                source = attack(loaded, number // 10)
            files[stub_name(loaded)] = f"{source}\n# handed in by {student}\n".encode()
        if len(sources) < len(exercise.questions):
            files[ANSWERS] = sheet(course, exercise, student if named else None, number, right=right)
        yield Submission(student, exercise, student if named else None, files)


def _is_code(loaded: LoadedQuestion) -> bool:
    return isinstance(loaded.question, CodeQuestion)


def _sources(loaded: LoadedQuestion) -> dict[str, list[str]]:
    files = sorted((ATTEMPTS / loaded.id).glob("*.py"))
    wrong = [file.read_text(encoding="utf-8") for file in files if file.stem.startswith("wrong_")]
    return {"wrong": wrong, "right": [f.read_text(encoding="utf-8") for f in files if not f.stem.startswith("wrong_")]}


def attack(loaded: LoadedQuestion, number: int) -> str:
    """Return a function that does harm as soon as it is called."""
    assert isinstance(loaded.question, CodeQuestion)
    body = list(HOSTILE.values())[number % len(HOSTILE)]
    return f"def {loaded.question.function}(*arguments, **options):\n{body}"


def sheet(course: Course, exercise: Exercise, student: str | None, number: int, *, right: bool) -> bytes:
    """Return an answer sheet as a student hands it in, with the comments that it came with; every second answer wrong if not `right`."""
    asked = [loaded for _, loaded in exercise.questions if not _is_code(loaded)]
    wrong = itertools.cycle([False] if right else [True, False])
    given = {loaded.id: answer(course, loaded, student, wrong) for loaded in asked}
    return f"{render_answers(course, exercise, student, given)}# sheet {number}\n".encode()


def answer(course: Course, loaded: LoadedQuestion, student: str | None, wrong: Iterator[bool]) -> object:
    """Return an answer to a question, as `render_answers` takes it; `wrong` says of each part in turn whether it is to be wrong."""
    match loaded.question:
        case NumberQuestion() as question:
            values = course.values(loaded, student)
            return {name: str(ask.answer.evaluate(values) + next(wrong)) for name, ask in question.asks.items()}
        case FormulaQuestion() as question:
            right = {name: spelled_out(ask.answer, question.where) for name, ask in question.asks.items()}
            return {name: f"{text} + 1" if next(wrong) else text for name, text in right.items()}
        case ChoiceQuestion() as question:
            is_wrong = next(wrong)
            return [letter for letter, option in question.options.items() if option.right != is_wrong][
                : 1 if is_wrong else None
            ]
        case MatchQuestion() as question:
            return {
                name: next(o for o in question.options if (o != pair.answer) == is_wrong)
                for (name, pair), is_wrong in zip(question.pairs.items(), wrong, strict=False)
            }
        case OrderQuestion() as question:
            return question.answer[::-1] if next(wrong) else question.answer
    raise AssertionError(f"{loaded.id} asks for no answers")


def write(course: Course, submission: Submission, folder: Path) -> None:
    """Write a submission as a started folder."""
    start(course, submission.exercise, folder, submission.student, force=False)
    for name, data in submission.files.items():
        assert isinstance(data, bytes)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
