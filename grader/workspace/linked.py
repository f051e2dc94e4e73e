"""Find a student's answers to a question of another exercise, in the folder that they started beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass

from grader.course.loader import Course
from grader.errors import LearnError
from grader.workspace.answers import read_answers
from grader.workspace.files import Missing, read_files
from grader.workspace.folder import Submission, find_all_started
from grader.workspace.render import ANSWERS


@dataclass(frozen=True, slots=True)
class Linked:
    """The exercise that asks a question, and what was answered there, by ask."""

    exercise: str
    answers: Mapping[str, str]


def find_linked(course: Course, submission: Submission, key: str) -> Linked | None:
    """Return the answers of the same student in the same attempt; None where there are none, or several folders to choose from."""
    if submission.path is None:
        return None
    found: list[Linked] = []
    for started in find_all_started(submission.path):
        same = (started.course, started.student, started.attempt) == (course.id, submission.student, submission.attempt)
        if not same or started.exercise not in course.exercise_ids():
            continue
        if key not in {item.question for item in course.exercise_model(started.exercise).questions}:
            continue
        data = read_files(started.path, [ANSWERS])[ANSWERS]
        try:
            exercise = course.exercise(started.exercise, texts=False)
        except LearnError:
            continue  # whoever grades that exercise is told
        if not isinstance(data, Missing):
            sheet = read_answers(data, exercise)
            found.append(Linked(started.exercise, sheet.numbers.get(key.split("/")[1], {})))
    return found[0] if len(found) == 1 else None
