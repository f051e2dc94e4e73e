"""Containment: the level that is chosen, what is said where there is none, and a canary that misses every layer left out."""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.errors import JudgingError, UsageError
from grader.runner import cures, wire
from grader.runner.child import Exited, Returned
from grader.runner.isolation import Isolation, Opening
from grader.runner.levels import CONFINED, LAYERS, Level
from grader.runner.pool import CAN_FORK, Pool, Unavailable
from grader.runner.proof import prove, try_out, visible_course
from grader.runner.syscalls import ALLOWED, ATTRIBUTES, CHANGES, CHECKED, KILLED, MACHINES, PATHS, REFUSED

TESTS = Path(__file__).parent
MEMORY = 200_000_000

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="containment needs Linux")


def offers(level: Level) -> bool:
    with Pool(level, proof=prove) as pool:
        try:
            pool.ready()
        except Unavailable:
            return False
    return True


OFFERED = [level for level in CONFINED if CAN_FORK and offers(level)]


def elsewhere(environment: str, *command: str, required: str = "") -> "subprocess.CompletedProcess[str]":
    """Run Python as on another machine; see simulated.py."""
    environment_variables = {name: value for name, value in os.environ.items() if name != "CI" and "LEARN" not in name}
    environment_variables["LEARN_REQUIRE_LEVELS"] = required
    return subprocess.run(
        [sys.executable, str(TESTS / "simulated.py"), environment, sys.executable, "-B", *command],
        cwd=TESTS.parent, env=environment_variables, capture_output=True, encoding="utf-8", timeout=600,
    )  # fmt: skip


def test_this_machine_offers_something() -> None:
    assert OFFERED


def test_every_level_that_is_required_is_offered() -> None:
    """Tests of a level that is not offered are not even made here."""
    assert set(os.environ.get("LEARN_REQUIRE_LEVELS", "").split()) <= set(OFFERED)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make another machine of this one")
@pytest.mark.parametrize(("required", "outcome"), [("", "1 skipped"), ("namespaces", "1 error")])
def test_a_level_that_is_required_is_not_skipped(required: str, outcome: str) -> None:
    one = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_hostile.py", "-k", "namespaces-honest-loops"]
    done = elsewhere("docker", *one, required=required)

    assert re.search(rf"\b{outcome}\b", done.stdout), done.stdout
    said = "the level namespaces is required, and cannot be had: unshare mount: Operation not permitted"
    assert (said in done.stdout) == bool(required)


@pytest.mark.parametrize("level", OFFERED)
def test_a_level_is_proved_and_then_works(level: Level) -> None:
    with Opening(level) as opening:
        pool = opening.pool(untrusted=True)

        assert try_out(pool) is None
        assert opening.isolation.level is level
        assert opening.isolation.tried > 30
        assert str(opening.isolation).startswith(f"{level}: ")


def test_the_strongest_level_is_chosen() -> None:
    with Opening() as opening:
        assert opening.pool(untrusted=True).level is OFFERED[0]


# What the canary, or the set-up of a child, says when a layer is missing: at the level, without the layer.
MISSED = {
    "user": "runs as root|shares the user namespace of the grader|unshare .*: Operation not permitted",
    "pid": "shares the pid namespace of the grader|in the grader's process namespace",
    "mount": "shares the mount namespace of the grader",
    "net": "shares the net namespace of the grader",
    "ipc": "shares the ipc namespace of the grader",
    "uts": "shares the uts namespace of the grader",
    "uid": "runs as root",
    "landlock": "reads what only Landlock hides|reads a file of the grader",
    "rlimits": "has no memory limit",
    "capabilities": "holds capabilities",
    "no_new_privs": "can gain privileges|landlock_restrict_self: Operation not permitted|seccomp: Permission denied",
    "undumpable": "can be looked into",
    "seccomp": "forks",
}
LEFT_OUT = [(level, layer) for level in OFFERED for layer in LAYERS[level] if not (layer == "uid" and os.getuid() != 0)]


@pytest.mark.parametrize(("level", "layer"), LEFT_OUT, ids=lambda value: str(value))
def test_a_missing_layer_is_noticed(level: Level, layer: str) -> None:
    others = layer == "capabilities" and level is not Level.NAMESPACES
    if others and os.getuid() != 0:
        pytest.skip("an ordinary user has none to keep")
    # Giving up root gives up its capabilities too: elsewhere they are missed only where both are left out.
    without = {layer, "uid"} if others else {layer}
    with Pool(level, without=frozenset(without), proof=prove) as pool:
        with pytest.raises(JudgingError) as error:
            pool.ready()

        assert re.search(MISSED[layer], str(error.value)), str(error.value)


# Parts of a layer that can be left out, what is said then, and the levels that have them.
PARTS = [
    ("tasks", "has more threads than it may", CONFINED),
    ("metadata", "changes the mode of a file; .*changes the times of a file; ", (Level.LANDLOCK,)),
    ("metadata", "changes the mode of what it holds; changes the times of what it holds", (Level.LANDLOCK,)),
    ("metadata", "opens a file to empty it", (Level.LANDLOCK,)),
]
PARTS_OUT = [(level, part, said) for part, said, levels in PARTS for level in levels if level in OFFERED]


@pytest.mark.parametrize(("level", "part", "said"), PARTS_OUT, ids=lambda value: str(value))
def test_a_missing_part_of_a_layer_is_noticed(level: Level, part: str, said: str) -> None:
    with Pool(level, without=frozenset({part}), proof=prove) as pool, pytest.raises(JudgingError, match=said):
        pool.ready()


def test_the_oldest_landlock_is_enough() -> None:
    """What later versions know, truncation, the network and signals among it, the filter of system calls keeps too."""
    if Level.LANDLOCK not in OFFERED:
        pytest.skip("no Landlock here, or a Python that only its owner can read")
    with Pool(Level.LANDLOCK, without=frozenset({"newer landlock"}), proof=prove) as pool:
        pool.ready()
    without = frozenset({"newer landlock", "metadata"})
    with (
        Pool(Level.LANDLOCK, without=without, proof=prove) as pool,
        pytest.raises(JudgingError, match=r"empties a file$"),
    ):
        pool.ready()


KEEPS_A_FILE = b"""
import os

def f(n):
    if n == 0:
        import sqlite3
        return len(sqlite3.sqlite_version_info)
    with open("kept", "w") as file:
        file.write("kept")
    return os.stat("kept").st_mode & 0o777
"""


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077], ids=oct)
@pytest.mark.parametrize("level", OFFERED)
def test_the_umask_of_who_grades_decides_nothing(level: Level, umask: int) -> None:
    before = os.umask(umask)
    try:
        with Pool(level, proof=prove) as pool:
            child = pool.child(MEMORY)
            child.load(KEEPS_A_FILE, "f.py", "f", 20.0)
            answers = [child.call([n], [], 20.0, 0) for n in (0, 1)]
    finally:
        os.umask(before)

    assert answers[0] == Returned(wire.Integer(3), ())
    if level is Level.NAMESPACES:
        assert answers[1] == Returned(wire.Integer(0o644), ())


@pytest.mark.parametrize("level", [level for level in OFFERED if level is Level.COMPUTE])
def test_what_cannot_be_imported_without_files_says_so(level: Level) -> None:
    said = []
    with Pool(level) as pool:
        for module in (b"wave", b"concurrent.futures.process", b"scipy"):
            said.append(pool.child(MEMORY).load(b"import " + module, "f.py", "f", 20.0))

    reason = "no file can be read here (level compute), so only what learn imported ahead can be imported"
    assert [answer.text for answer in said if isinstance(answer, wire.Raised)] == [
        f"No module named 'wave': {reason}",
        f"No module named 'concurrent.futures.process': {reason}",
        "No module named 'scipy': here the standard library and numpy can be imported",
    ]


# Run as a user of its own, whom nobody else's tasks are counted with; `limit` stands for `ulimit -u`.
COUNTS = """
import os, resource, sys, threading
sys.path.insert(0, {root!r})
from grader.runner import tasks
user = 1_800_000_000 + os.getpid()
os.setresuid(user, user, user)
before, stop = tasks.count(), threading.Event()
for _ in range(70):
    threading.Thread(target=stop.wait).start()
resource.setrlimit(resource.RLIMIT_NPROC, (100, 100))
print(before, tasks.count())
tasks.reserve()
print(resource.getrlimit(resource.RLIMIT_NPROC))
tasks.bound_shared()
print(resource.getrlimit(resource.RLIMIT_NPROC))
stop.set()
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become a user who has no tasks yet")
def test_the_tasks_of_a_user_are_counted_as_the_kernel_does() -> None:
    code = COUNTS.format(root=str(TESTS.parent))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60)

    assert done.stdout == "1 71\n(68, 100)\n(68, 68)\n", done.stderr


# A submission that takes all the tasks it can get, in front of a grader that then needs some.
TAKES_TASKS = """
import ctypes, os, resource, sys, threading
sys.path.insert(0, {root!r})
from grader.runner.levels import Level
from grader.runner.pool import Pool
user = 1_800_000_000 + os.getpid()
os.setresuid(user, user, user)
resource.setrlimit(resource.RLIMIT_NPROC, ({limit}, {limit}))
with Pool(Level({level!r})) as pool:
    child = pool.child(200_000_000)
    child.load(open({source!r}, "rb").read(), "f.py", "started", 20.0)
    print(child.call([2000], [], 20.0, 0).value.value)
    stop, threads = threading.Event(), [threading.Thread(target=lambda: stop.wait()) for _ in range(20)]
    for thread in threads:
        thread.start()
    stop.set()
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become a user who has no tasks yet")
@pytest.mark.parametrize("limit", [60, 1000])
@pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])
@pytest.mark.parametrize("level", OFFERED)
def test_threads_by_the_bare_call_are_bounded_and_leave_the_grader_some(level: Level, shared: bool, limit: int) -> None:
    """Where a user namespace can be had, and where not (as in Docker): there everything that the user runs is counted."""
    if shared and level is Level.NAMESPACES:
        pytest.skip("there is none without a user namespace")
    source = TESTS / "hostile/denial/threads_by_the_bare_call.py"
    code = TAKES_TASKS.format(root=str(TESTS.parent), limit=limit, level=str(level), source=str(source))
    done = elsewhere("docker+public" if shared else "public", "-c", code)

    assert done.returncode == 0, done.stderr
    started = int(done.stdout)
    assert 20 <= started <= 64 if limit == 1000 else started <= 60 - 32


NEEDS_THREADS = b"""
import threading

def f(wanted):
    threading.stack_size(65536)
    meeting = threading.Barrier(wanted + 1)
    for _ in range(wanted):
        threading.Thread(target=meeting.wait, daemon=True).start()
    meeting.wait(10)
    return wanted
"""


@pytest.mark.skipif(os.getuid() != 0 and Level.NAMESPACES not in OFFERED, reason="tasks cannot be counted apart here")
@pytest.mark.parametrize("level", OFFERED)
def test_a_neighbour_keeps_its_threads(level: Level) -> None:
    """Two parents of children, as two workers of a class have: one child takes what it can get while the other needs some."""
    greedy = (TESTS / "hostile/denial/threads_by_the_bare_call.py").read_bytes()
    with Pool(level) as one, Pool(level) as other:
        takes, needs = one.child(MEMORY), other.child(MEMORY)
        takes.load(greedy, "f.py", "started", 20.0)
        needs.load(NEEDS_THREADS, "f.py", "f", 20.0)
        taken = takes.call([2000], [], 20.0, 0)

        assert needs.call([40], [], 20.0, 0) == Returned(wire.Integer(40), ())
        assert isinstance(taken, Returned)
        assert isinstance(taken.value, wire.Integer)
        assert 40 <= taken.value.value <= 64


# What a child may do to a folder that its own user has mounted within the library.
CHANGES_A_MOUNT = """
import sys
sys.path.insert(0, {root!r})
from grader.runner.levels import Level
from grader.runner.pool import Pool
source = b"import os\\ndef f(n):\\n    os.chmod(os.path.join(os.path.dirname(os.__file__), 'wsgiref'), 0o777)\\n"
with Pool(Level.NAMESPACES) as pool:
    child = pool.child(200_000_000)
    child.load(source, "f.py", "f", 20.0)
    print(child.call([0], [], 20.0, 0).text)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount something")
@pytest.mark.skipif(Level.NAMESPACES not in OFFERED, reason="no namespaces here")
def test_what_is_mounted_within_the_library_is_read_only_too() -> None:
    done = elsewhere("submount+user", "-c", CHANGES_A_MOUNT.format(root=str(TESTS.parent)))

    assert done.stdout.startswith("[Errno 30] Read-only file system: "), done.stdout + done.stderr


SIMULATED = [
    ("docker+public", "landlock", "namespaces: unshare mount: Operation not permitted"),
    ("docker+user", "landlock", r"namespaces: unshare user.*: Operation not permitted"),
    ("apparmor+public", "landlock", "namespaces: mount bind: Permission denied"),
    ("apparmor+user", "landlock", "namespaces: mount.*: Permission denied"),
    ("docker+no-landlock", "compute", "landlock: landlock_create_ruleset: Function not implemented|only its owner"),
    (
        "docker+landlock-off+public",
        "compute",
        "landlock: landlock_create_ruleset: Operation not supported",
    ),
    ("no-landlock", "namespaces", None),
    ("user", "namespaces", None),
    ("no-seccomp", "none", "could not be confined: seccomp: Invalid argument"),
]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make another machine of this one")
@pytest.mark.parametrize(("environment", "level", "reason"), SIMULATED, ids=[row[0] for row in SIMULATED])
def test_another_machine_gets_its_level_and_says_why(environment: str, level: str, reason: str | None) -> None:
    done = elsewhere(environment, "-m", "grader", "doctor")

    assert f"\nContainment: {level}" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
    if reason is not None:
        assert re.search(f"passed over: .*{reason}", done.stdout), done.stdout


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make another machine of this one")
def test_where_nothing_works_strangers_are_refused_before_they_are_touched(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = str(tmp_path / name)
        assert elsewhere("public", "-m", "grader", "start", "exercise-3", "--into", folder).returncode == 0
    folders = [str(tmp_path / "one"), str(tmp_path / "two")]

    several = elsewhere("no-seccomp", "-m", "grader", "grade", *folders, "--output", str(tmp_path / "report"))
    one = elsewhere("no-seccomp", "-m", "grader", "grade", folders[0], "--untrusted")
    named = elsewhere("docker", "-m", "grader", "grade", folders[0], "--isolation", "namespaces")
    own = elsewhere("no-seccomp", "-m", "grader", "grade", *folders, "--trusted")

    assert (several.returncode, one.returncode, named.returncode, own.returncode) == (3, 3, 3, 1)
    assert several.stderr == one.stderr
    assert one.stderr.startswith(
        "Strangers' code is not run here, since nothing contains it; no submission was touched.\n"
    )
    assert "It needs Linux with seccomp filters" in one.stderr
    assert named.stderr.startswith("The level namespaces cannot be had here; no submission was touched.\n")
    assert "Isolation: none (own machine)\n" in own.stdout
    assert several.stdout == ""
    assert not (tmp_path / "report").exists()


def test_nothing_is_no_containment_for_strangers() -> None:
    with Opening(Level.NONE) as opening:
        with pytest.raises(UsageError, match=r"--isolation none contains nothing, and this is strangers' code"):
            opening.pool(untrusted=True)

        assert str(opening.pool(untrusted=False).isolation) == "none (own machine)"


def test_a_course_that_submissions_can_see_is_refused() -> None:
    with Opening(OFFERED[0]) as opening:
        pool = opening.pool()
        inside = Path(os.__file__).parent / "json"
        if not pool.facts["visible"]:
            pytest.skip("there is no file system at this level")
        with pytest.raises(JudgingError, match=r"The course .*json lies below .*, which submissions can read: move it"):
            opening.pool(untrusted=True, course=inside)

        assert visible_course(pool, TESTS / "course") is None


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"kernel/apparmor_restrict_unprivileged_userns": "1"}, "AppArmor restricts user namespaces here: sudo sysctl -w"),
        ({"kernel/unprivileged_userns_clone": "0"}, "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ({"user/max_user_namespaces": "0"}, "sudo sysctl -w user.max_user_namespaces="),
        ({}, "In a container, its profile forbids namespaces"),
    ],
)  # fmt: skip
def test_a_cure_fits_the_machine(settings: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cures, "_setting", lambda name: settings.get(name, ""))

    assert expected in cures.cure(Level.NAMESPACES, "uid_map: Operation not permitted")


def test_an_isolation_says_what_it_is() -> None:
    isolation = Isolation(Level.COMPUTE, ("uid", "seccomp"), 40)

    assert str(isolation) == (
        "compute: uid, seccomp; canary: 40 of 40; not enforced: any file to read or write,"
        " exact memory (no cgroup), side channels of processor and caches"
    )


def test_a_package_that_is_not_allowed_is_not_there() -> None:
    source = b"def f(n):\n    import scipy\n"
    with Pool(OFFERED[0]) as pool:
        child = pool.child(MEMORY)
        child.load(source, "f.py", "f", 20.0)
        answer = child.call([1], [], 20.0, 0)

    assert isinstance(answer, wire.Raised)
    assert (answer.type_name, answer.text) == (
        "ModuleNotFoundError",
        "No module named 'scipy': here the standard library and numpy can be imported",
    )


def test_a_package_that_is_allowed_is_there() -> None:
    pytest.importorskip("scipy")
    source = b"def f(n):\n    import scipy.special\n    return int(scipy.special.comb(4, 2, exact=True)) + n\n"
    with Pool(OFFERED[0], proof=prove) as pool:
        child = pool.child(MEMORY, ["numpy", "scipy"])
        assert isinstance(child.load(source, "f.py", "f", 20.0, ["numpy", "scipy"]), wire.Loaded)

        assert child.call([1], [], 20.0, 0) == Returned(wire.Integer(7), ())


def test_numpy_itself_can_be_withheld() -> None:
    with Pool(OFFERED[0]) as pool:
        loaded = pool.child(MEMORY).load(b"import numpy\n", "f.py", "f", 20.0, [])

    assert isinstance(loaded, wire.Raised)
    assert loaded.text == "No module named 'numpy': here the standard library can be imported"


def test_a_package_that_is_not_installed_is_an_error_of_ours() -> None:
    with Pool(OFFERED[0]) as pool, pytest.raises(JudgingError, match="package no_such_thing: not installed"):
        pool.child(MEMORY, ["numpy", "no_such_thing"])


def test_a_parent_of_children_that_died_is_replaced() -> None:
    with Pool(OFFERED[0], proof=prove) as pool:
        pool.ready()
        assert pool._zygote is not None
        pool._zygote.kill()
        pool._zygote.wait()
        with pytest.raises(JudgingError, match="The process for submissions ended"):
            pool.child(MEMORY)

        pool.restart()

        assert try_out(pool) is None


@pytest.mark.parametrize("level", OFFERED)
def test_a_killed_call_is_told_from_an_ended_one(level: Level) -> None:
    source = b"import ctypes, os\ndef f(n):\n    os._exit(0) if n else ctypes.CDLL(None).unshare(0x10000000)\n"
    answers = []
    with Pool(level) as pool:
        for number in (0, 1):
            child = pool.child(MEMORY)
            child.load(source, "f.py", "f", 20.0)
            answers.append(child.call([number], [], 20.0, 0))

    assert answers == [Exited(None, "SIGSYS"), Exited(0, None)]


HEADERS = {"x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "aarch64": "/usr/include/asm-generic/unistd.h"}
SAME_CALL = {"newfstatat": "fstatat"}  # named so, among others with a suffix, where 32-bit machines have their own


@pytest.mark.parametrize("machine", MACHINES)
def test_the_numbers_of_system_calls_are_the_kernels(machine: str) -> None:
    header = Path(HEADERS[machine])
    if not header.is_file():
        pytest.skip("the kernel's headers are not installed")
    defined = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\n", header.read_text()))
    column = list(MACHINES).index(machine)
    tables = ALLOWED | PATHS | CHANGES | ATTRIBUTES | CHECKED | REFUSED | KILLED

    ours = {name: numbers[column] for name, numbers in tables.items()}
    theirs = {name: defined.get(name) or defined.get(SAME_CALL.get(name, name)) for name in ours}

    assert {name: int(number) if number else None for name, number in theirs.items()} == ours


def test_no_call_is_answered_in_two_ways() -> None:
    tables = (ALLOWED, PATHS, CHANGES, ATTRIBUTES, CHECKED, REFUSED, KILLED)

    assert sum(map(len, tables)) == len(set().union(*tables))


def test_every_proof_that_the_security_page_names_is_there() -> None:
    page = (TESTS.parent / "docs/security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    there = {
        name for path in TESTS.glob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }

    assert len(named) >= 8
    assert named <= there
    assert all((TESTS / folder).is_dir() for folder in re.findall(r"`(hostile/\w+)`", page))


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="no table for this processor")
def test_every_report_carries_the_isolation(learn, tmp_path: Path) -> None:
    learn("start", "exercise-3", "--into", "mine")

    report = json.loads(learn("grade", "mine", "--format", "json", "--isolation", OFFERED[0]).stdout)

    assert report["isolation"].startswith(f"{OFFERED[0]}: ")
    assert f"Isolation: {OFFERED[0]}\n" in learn("grade", "mine").stdout
