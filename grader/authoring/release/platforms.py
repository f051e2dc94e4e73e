"""What each platform is given: its scripts at the root, and in `learn/` the grader, the course and the exercise's name."""

import os
from pathlib import Path

from grader.authoring.release.course import course_entries
from grader.authoring.release.entries import EXECUTABLE, PRIVATE, Entries, Entry
from grader.authoring.release.wheel import build_wheel
from grader.course.loader import Course
from grader.course.variants import SECRET
from grader.errors import UsageError

TEMPLATES = Path(__file__).parents[1] / "templates"


def gradescope_entries(course: Course, exercise: str) -> Entries:
    """Return what Gradescope's autograder.zip holds; the course's secret too, if one is set, for root's eyes only."""
    secret = os.environ.get(SECRET, "")
    kept = {"learn/secret": Entry(secret.encode(), PRIVATE)} if secret else {}
    scripts = {name: _script("gradescope", name) for name in ("setup.sh", "run_autograder")}
    return {**scripts, **_shared(course, exercise), **kept}


def classroom50_entries(course: Course, exercise: str) -> Entries:
    """Return what an assignment's folder of Classroom 50 holds; raise UsageError where a secret would be made public."""
    if os.environ.get(SECRET):
        raise UsageError(_PUBLIC)
    return {"autograder.py": _script("classroom50", "autograder.py"), **_shared(course, exercise)}


def _shared(course: Course, exercise: str) -> Entries:
    files = {f"learn/course/{name}": entry for name, entry in course_entries(course, exercise).items()}
    name, wheel = build_wheel()
    return {**files, f"learn/{name}": Entry(wheel), "learn/exercise": Entry(f"{exercise}\n".encode())}


def _script(platform: str, name: str) -> Entry:
    return Entry((TEMPLATES / platform / name).read_bytes(), EXECUTABLE)


_PUBLIC = f"""\
{SECRET} is set, and students can read what Classroom 50 publishes, so nothing was written. Where the exercise draws no numbers \
from it, release without it: env -u {SECRET} learn release classroom50 … · else grade elsewhere: learn release gradescope …"""
