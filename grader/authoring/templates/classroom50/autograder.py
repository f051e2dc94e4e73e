"""Grade the student's checkout, which is the current folder, and write ./result.json; exit with 0 exactly if it was judged.

Everything runs with `-I` and by its full path: the current folder is a stranger's, and Python would import from it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent / "learn"
# What the platform says about a submission, by the name of its variable.
SAID = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def main() -> int:
    """Grade, and return the exit code."""
    workspace = Path.cwd()
    with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP") or None) as scratch:
        learn, report = _installed(Path(scratch)), Path(scratch, "result.json")
        options = ("--untrusted", "--hidden", "--exit-zero", "--format", "classroom50", "--output", str(report))
        exercise = (HERE / "exercise").read_text(encoding="utf-8").strip()
        command = [learn, "grade", str(workspace), "--exercise", exercise, "--course", str(HERE / "course"), *options]
        code = subprocess.run(command, cwd=scratch, env=_environment(), check=False).returncode
        if code == 0:
            _hand_over(report, workspace / "result.json")
        else:
            print(f"This submission could not be judged (learn ended with {code}).", file=sys.stderr)
        return code


def _installed(scratch: Path) -> str:
    """Return the command `learn` of an environment that is made for this run, or of the one that is named."""
    given = os.environ.get("LEARN_VENV")
    folder = Path(given) if given else scratch / "venv"
    if not given:
        subprocess.run([sys.executable, "-I", "-m", "venv", str(folder)], cwd=scratch, check=True)
        pip = [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *map(str, HERE.glob("*.whl"))], cwd=scratch, check=True)
    return str(folder / "bin" / "learn")


def _environment() -> dict[str, str]:
    """Return the variables of this process without those that change what is graded."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("LEARN_", "PYTEST_", "PYTHON"))}


def _hand_over(report: Path, path: Path) -> None:
    """Write the result in one step, in place of whatever has its name: that may be a student's link."""
    result = json.loads(report.read_text(encoding="utf-8"))
    result |= {field: os.environ[name] for field, name in SAID.items() if os.environ.get(name)}
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with open(part, "x", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
