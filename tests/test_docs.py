"""The documentation cannot lie: its sessions are run, its tables are generated, its links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECTIONS = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[1:]
SESSIONS = [
    (section.splitlines()[0], session)
    for section in SECTIONS
    for session in re.findall(r"```console\n(.*?)```", section, re.DOTALL)
]
MARK = "=====next====="


def split_session(text: str) -> list[tuple[str, str]]:
    """Return the commands of a session, each with the output that it shows."""
    steps: list[tuple[list[str], list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append(([line[2:]], []))
        elif line == ">" or line.startswith("> "):
            steps[-1][0].append(line[2:])
        else:
            steps[-1][1].append(line)
    return [("\n".join(command), "\n".join(output)) for command, output in steps]


def test_the_readme_has_a_session_for_each_user() -> None:
    assert [name.split(",")[0] for name, _ in SESSIONS] == ["For students", "For instructors", "For CI"]


@pytest.mark.parametrize(("name", "text"), SESSIONS, ids=[name for name, _ in SESSIONS])
def test_a_session_shows_what_happens(name: str, text: str, tmp_path: Path) -> None:
    steps = split_session(text)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "learn").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m grader "$@"\n')
    (bin_folder / "learn").chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("LEARN")}
    environment = {**kept, "PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    script = "\n".join(f"{command}\necho '{MARK}'" for command, _ in steps)

    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=work,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )

    for (command, shown), printed in zip(steps, done.stdout.split(f"{MARK}\n"), strict=False):
        pattern = ".*".join(re.escape(part) for part in shown.split("...\n"))
        assert re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL), f"$ {command}\n{printed}"


@pytest.mark.parametrize("name", ["questions/README.md", "exercises/README.md"])
def test_the_field_tables_are_up_to_date(name: str) -> None:
    """Rewrite them: make docs."""
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", name], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("[!.]*/*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []
