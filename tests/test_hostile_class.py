"""A class of 60, 20 of them hostile: the reports of the honest 40 are those of a run without the others, at every level.

Who sits where is drawn, so that a hostile member is judged before, between and after honest ones; what they hand in is made here.
`make gallery` runs it as an ordinary user too.
"""

import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.gradebook.store import open_gradebook
from grader.reports.json import report_object

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the levels are Linux's")

TESTS = Path(__file__).parent
COURSE = TESTS / "course"
LEVELS = ("namespaces", "landlock", "compute")
HONEST, SEATS = 40, 60
HANDED_IN = 1_700_000_000

RIGHT = "def scale(x, factor=2):\n    return x * factor\n"
MARKER = "format: 1\ncourse: tiny\nexercise: tiny\nstudent:\n"

# Honest work: what each file holds, and the points that `scale` is worth.
HONEST_WORK: list[tuple[dict[str, str], float]] = [
    ({"scale.py": RIGHT}, 4),
    ({"scale.py": RIGHT.replace("*", "+")}, 0),
    ({"scale.py": "def scale(x, factor=2):\n    return (x * factor).T\n"}, 0),
    ({"scale.py": "def scale(x, factor=2):\n    raise ValueError('not yet')\n"}, 0),
    ({"scale.py": "def scale(x, factor=2):\n    pass\n"}, 0),
    ({"scale.py": "print('hello')\n" + RIGHT, "answers.yaml": "pick: b\n"}, 4),
    ({"answers.yaml": "pick: a\n"}, 0),
    ({"scale.py": "def scale(x, factor=2:\n"}, 0),
]

# Programs of a hostile member; {there} is the folder of the class.
PROGRAMS = {
    "forks": "import os\ndef scale(x, factor=2):\n    while True:\n        os.fork()\n",
    "loops": "def scale(x, factor=2):\n    while True:\n        pass\n",
    "sleeps": "import time\ntime.sleep(0.2)\ndef scale(x, factor=2):\n    time.sleep(60)\n",
    "exits": "import os\ndef scale(x, factor=2):\n    os._exit(0)\n",
    "floods": "def scale(x, factor=2):\n    while True:\n        print('x' * 9999)\n",
    "takes memory": "def scale(x, factor=2):\n    return [bytearray(10**8) for _ in range(100)]\n",
    "starts threads": "import threading, time\ndef scale(x, factor=2):\n"
    "    while True:\n        threading.Thread(target=time.sleep, args=(60,)).start()\n",
    "closes files": "import os, pathlib\nfor path in [pathlib.Path('{there}'), *pathlib.Path('{there}').rglob('*')]:\n"
    "    try:\n        os.chmod(path, 0)\n    except OSError:\n        pass\n",
    "changes times": "import os, pathlib\nfor n in range(60):\n    try:\n"
    "        os.utime(f'{there}/s{{n:02}}/scale.py', (1, 1))\n    except OSError:\n        pass\n",
}


def written(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (HANDED_IN, HANDED_IN))


def packed(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def guesses(*places: str) -> dict[str, str]:
    return {f"{p}/{name}": text for p in places for name, text in {".learn.yaml": MARKER, "scale.py": RIGHT}.items()}


def at(seconds: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        written(path, {"scale.py": RIGHT})
        os.utime(path / "scale.py", (seconds, seconds))

    return make


def closed(name: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        written(path, {"scale.py": RIGHT})
        (path / name).chmod(0)

    return make


def named(end: bytes) -> Callable[[Path], None]:
    return lambda path: os.mkdir(os.fsencode(path) + end)


def linked(path: Path) -> None:
    written(path, {})
    (path / "scale.py").symlink_to("../s00/scale.py")


# Other things that a hostile member hands in, and whether it gets a row at all.
THINGS: dict[str, tuple[Callable[[Path], Any], bool]] = {
    "a time far ahead": (at(300_000_000_000), True),
    "a time long ago": (at(-2_000_000_000), True),
    "a closed folder": (closed("."), False),
    "a closed file": (closed("scale.py"), False),
    "eight guesses": (lambda path: written(path, guesses(*map(str, range(8)))), False),
    "packed guesses": (
        lambda path: path.with_suffix(".zip").write_bytes(
            packed({name: text.encode() for name, text in guesses("a", "b").items()})
        ),
        False,
    ),
    "a name that is no text": (named(b"\xff"), False),
    "a name of two lines": (named(b"\n::error::x"), False),
    "a bomb": (lambda path: path.with_suffix(".zip").write_bytes(packed({"tiny/scale.py": bytes(10**8)})), True),
    "a bomb of gzip": (lambda path: path.with_suffix(".tar.gz").write_bytes(gzip.compress(bytes(10**7))), True),
    "links": (linked, True),
}


def make_class(folder: Path, *, hostile: bool) -> tuple[dict[str, float], dict[str, str]]:
    """Write a class; return the points of each honest student, and what each hostile one does. Seats are the same each time."""
    kinds = [*PROGRAMS, *THINGS]
    assert len(kinds) == SEATS - HONEST
    seats: list[str | int] = [*range(HONEST), *kinds]
    random.Random(11).shuffle(seats)
    honest, others = {}, {}
    for number, who in enumerate(seats):
        name = f"s{number:02}"
        if isinstance(who, int):
            files, honest[name] = HONEST_WORK[who % len(HONEST_WORK)]
            written(folder / name, {file: f"{text}# {name}\n" for file, text in files.items()})
        elif hostile:
            others[name] = who
            if who in PROGRAMS:
                source = PROGRAMS[who].format(there=folder.absolute())
                written(folder / name, {"scale.py": source if "def scale" in source else source + RIGHT})
            else:
                THINGS[who][0](folder / name)
    return honest, others


def modes(folder: Path, names: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """Return mode and time of what the honest handed in."""
    paths = [path for name in names for path in (folder / name, *(folder / name).iterdir())]
    return {str(path.relative_to(folder)): (path.stat().st_mode, int(path.stat().st_mtime)) for path in paths}


def opened_again(folder: Path) -> None:
    """Let pytest remove what was closed."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o755)


def grade(place: Path, level: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "LEARN" not in name}
    environment |= {"PYTHONPATH": str(TESTS.parent), "PYTHONUTF8": "1", "LEARN_COURSE_SECRET": "the same salt"}
    command = [sys.executable, "-B", "-m", "grader", "grade", "class", "--exercise", "tiny", "--course", str(COURSE)]
    return subprocess.run(
        [*command, "--isolation", level, "--jobs", "2"],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        encoding="utf-8",
    )


def reports(place: Path) -> dict[str, str]:
    """Return the report of each student as it is exported, without what a clock says."""
    with open_gradebook(str(place / "grades.db")) as book:
        found = [report_object(report) for report in book.reports()]
    texts = {}
    for report in found:
        for question in report["questions"]:
            for check in question["checks"]:
                check["seconds"] = 0
        texts[report["student"]] = json.dumps(report | {"graded_at": ""}, indent=1)
    return texts


@pytest.mark.parametrize("level", LEVELS)
def test_hostile_members_change_no_report_of_an_honest_one(
    level: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    alone, among = tmp_path / "alone", tmp_path / "among"
    honest, _ = make_class(alone / "class", hostile=False)
    _, hostile = make_class(among / "class", hostile=True)
    request.addfinalizer(lambda: opened_again(among / "class"))
    before = modes(among / "class", honest)

    first = grade(alone, level)
    if first.returncode == 3 and "Graded now" not in first.stdout:
        pytest.skip(first.stderr.strip().replace("\n", " ")[:500])
    second = grade(among, level)

    assert (first.returncode, second.returncode) == (0, 3), first.stderr + second.stdout + second.stderr
    assert "Traceback" not in first.stderr + second.stderr
    expected, found = reports(alone), reports(among)
    points = {name: json.loads(text)["questions"][0]["score"] for name, text in expected.items()}
    assert points == honest
    assert {name: found.get(name) for name in honest} == expected
    assert modes(among / "class", honest) == before
    is_root = os.geteuid() == 0
    for name, what in hostile.items():
        has_row = what in PROGRAMS or THINGS[what][1] or (is_root and "closed" in what)
        assert (name in found) is has_row, what
        if what in PROGRAMS and "def scale" in PROGRAMS[what]:
            report = json.loads(found[name])
            assert report["status"] == "graded", what
            assert report["questions"][0]["score"] == 0, what
    said = re.findall("^(Not taken in|Could not be judged): ", second.stdout, re.MULTILINE)
    assert said.count("Not taken in") == 4
    assert said.count("Could not be judged") == (0 if is_root else 2)
