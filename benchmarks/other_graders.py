"""The contenders of others.py, as a program for the Python that has them installed: otter-grader or nbgrader, prepared, then asked.

The folder given holds `checks.py` with its CASES and `check`, and in `handed_in/` what each student wrote, as a Python file. From
these are made, with the grader's own tools, an assignment with one test for each case and a notebook for each student. Then, for
each line of standard input, all notebooks are graded, and their scores written as a line of JSON: {student: [points, of how many]}.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat  # type: ignore[import-not-found]

ASSIGNMENT, FUNCTION = "exercise-3", "conv2d"
Scores = dict[str, tuple[float, float]]


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    os.chdir(folder)
    told = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what graders and kernels print goes where the errors go
    sys.path.insert(0, str(folder))
    from checks import CASES  # type: ignore[import-not-found]

    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "handed_in").glob("*.py"))}
    names = [case for _, _, case, _ in CASES]
    grade = {"otter-grader": otter, "nbgrader": nbgrader, "nbgrader-twice": nbgrader}[name](folder, names, sources)
    told.write("ready\n")
    for _ in sys.stdin:
        told.write(json.dumps(grade()) + "\n")


def otter(folder: Path, names: list[str], sources: dict[str, str]) -> Callable[[], Scores]:
    """Generate the autograder's archive and write a notebook for each student; return what grades them."""
    from otter.api import grade_submission  # type: ignore[import-not-found]

    (folder / "tests").mkdir()
    cases = "".join(OTTER_CASE.format(number=number, name=name) for number, name in enumerate(names))
    (folder / "tests" / f"{FUNCTION}.py").write_text(OTTER_TESTS + cases, encoding="utf-8")
    command = [sys.executable, "-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip", "checks.py"]
    subprocess.run(command, check=True)
    for student, source in sources.items():
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        nbformat.write(book, folder / f"{student}.ipynb")

    def grade() -> Scores:
        scores = {}
        for student in sources:
            result = grade_submission(str(folder / f"{student}.ipynb"), str(folder / "autograder.zip"), quiet=True)
            scores[student] = (float(result.total), float(result.possible))
        return scores

    return grade


def nbgrader(folder: Path, names: list[str], sources: dict[str, str]) -> Callable[[], Scores]:
    """Generate the assignment in a course of its own and hand in a notebook for each student; return what grades them."""
    from nbgrader.apps import NbGraderAPI  # type: ignore[import-not-found]
    from traitlets.config import Config  # type: ignore[import-not-found]

    config = Config()
    config.CourseDirectory.course_id = "course"
    config.CourseDirectory.root = str(folder)
    api = NbGraderAPI(config=config)
    source = folder / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (source / "checks.py").write_bytes((folder / "checks.py").read_bytes())
    nbformat.write(assignment(names), source / f"{FUNCTION}.ipynb")
    must_succeed(api.generate_assignment(ASSIGNMENT))
    for student, written in sources.items():
        book = nbformat.read(folder / "release" / ASSIGNMENT / f"{FUNCTION}.ipynb", as_version=4)
        book.cells[0].source = written
        handed_in = folder / "submitted" / student / ASSIGNMENT
        handed_in.mkdir(parents=True)
        nbformat.write(book, handed_in / f"{FUNCTION}.ipynb")

    def grade() -> Scores:
        for student in sources:
            must_succeed(api.autograde(ASSIGNMENT, student, force=True))
        with api.gradebook as gradebook:
            submissions = [gradebook.find_submission(ASSIGNMENT, student) for student in sources]
            return {submission.student_id: (submission.score, submission.max_score) for submission in submissions}

    return grade


def assignment(names: list[str]) -> nbformat.NotebookNode:
    """Return the instructor's notebook: a cell to fill in, one that imports the checks, and a graded cell for each of them."""
    cells = [cell(FUNCTION, NBGRADER_STUB, solution=True), cell("import", "import checks")]
    for number, name in enumerate(names):
        text = f"# {name}\nchecks.check({FUNCTION}, *checks.CASES[{number}])"
        cells.append(cell(f"case-{number}", text, points=1))
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def cell(name: str, source: str, *, solution: bool = False, points: int | None = None) -> nbformat.NotebookNode:
    """Return a code cell as nbgrader wants it: for a solution, or locked, and graded if there are points for it."""
    about = {
        "grade": points is not None,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        about["points"] = points
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": about})


def must_succeed(result: dict[str, object]) -> None:
    if not result["success"]:
        sys.exit(f"{result.get('log')}\n{result.get('error')}")


KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NBGRADER_STUB = f"""\
def {FUNCTION}(x, w, b, stride=1, pad=0):
    ### BEGIN SOLUTION
    ### END SOLUTION"""
OTTER_TESTS = """\
from checks import CASES, check
from otter.test_files import test_case

OK_FORMAT = False
name = "conv2d"
"""
OTTER_CASE = """

@test_case(name={name!r}, points=1)
def test_{number}(conv2d):
    check(conv2d, *CASES[{number}])
"""


if __name__ == "__main__":
    main()
