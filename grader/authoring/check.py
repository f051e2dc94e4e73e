"""Check a whole course, or some questions of it, and say everything at once."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.files import file_findings
from grader.authoring.findings import Checked, Finding
from grader.authoring.workers import Done, check_side_by_side, processors
from grader.course.loader import Course, load_question
from grader.course.model import NumberQuestion
from grader.course.place import COURSE_FILE, question_keys
from grader.errors import CourseError, UsageError
from grader.suggest import did_you_mean

DEADLINE = 60.0  # seconds of processor time for one question


@dataclass(frozen=True, slots=True)
class CourseCheck:
    """What came of a check: all findings in order, and what was counted for each question."""

    findings: tuple[Finding, ...]
    questions: tuple[Checked, ...]

    @property
    def is_green(self) -> bool:
        """Whether there is nothing to mend."""
        return all(finding.is_warning for finding in self.findings)


def check_course(
    course: Course,
    questions: Sequence[str] = (),
    *,
    untrusted: bool = False,
    jobs: int | None = None,
    deadline: float = DEADLINE,
    done: Done = lambda checked: None,
) -> CourseCheck:
    """Check the named questions, or everything; `untrusted` also asks for what grading strangers needs.

    Raises UsageError where a question is named that there is not.
    """
    keys = named_keys(course, questions)
    checked = check_side_by_side(course, keys, jobs=jobs or processors(), deadline=deadline, done=done)
    found = {finding for each in checked for finding in each.findings}
    if not questions:
        found.update(file_findings(course))
    if untrusted and not os.environ.get("LEARN_COURSE_SECRET"):
        found.update(_secret(course, keys))
    return CourseCheck(tuple(sorted(found)), tuple(checked))


def named_keys(course: Course, questions: Sequence[str]) -> list[str]:
    """Return the keys of the questions that are named as topic/id or id, by default of all."""
    keys = question_keys(course.root)
    if not questions:
        return keys
    found: list[str] = []
    for name in questions:
        matching = [key for key in keys if name in (key, key.split("/")[1])]
        if len(matching) > 1:
            raise UsageError(f"There are {len(matching)} questions {name}. Name one: {', '.join(matching)}")
        if not matching:
            hint = did_you_mean(name, [*keys, *(key.split("/")[1] for key in keys)])
            raise UsageError(f'There is no question "{name}".{hint} They are called topic/id, as below questions/')
        found += matching
    return list(dict.fromkeys(found))


def _secret(course: Course, keys: Sequence[str]) -> list[Finding]:
    drawn = [key for key in keys if _has_params(course.root, key)]
    if not drawn:
        return []
    message = (
        f"LEARN_COURSE_SECRET is not set, so whoever reads the course knows every student's numbers"
        f" ({', '.join(drawn[:3])}{', …' if len(drawn) > 3 else ''}): set it where you grade, to a text of your own"
    )
    return [Finding(COURSE_FILE, 1, 1, "secret", message)]


def _has_params(root: Path, key: str) -> bool:
    try:
        question = load_question(root, key).question
    except CourseError:
        return False
    return isinstance(question, NumberQuestion) and bool(question.params)
