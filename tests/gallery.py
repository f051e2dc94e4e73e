"""Run the gallery of attacks at every level that this kernel has, as root and as an ordinary user: `gallery.py`, `gallery.py --levels`.

It needs a Python that everybody may read, for at `landlock` root becomes somebody else: this one, or one of the machine's with an
environment and a copy of the checkout, made for it and removed. The ordinary user owns those packages, as on a machine of their own.
A level that the kernel has and that is skipped all the same fails: LEARN_REQUIRE_LEVELS names those levels to the tests.
`--levels` prints what this user and this Python must offer; where that stands in the environment, `make test-all` has tried it already.
"""

import os
import runpy
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.runner import kernel, landlock, seccomp

ROOT = Path(__file__).parents[1]
REQUIRED = "LEARN_REQUIRE_LEVELS"
USER = runpy.run_path(str(ROOT / "tests/simulated.py"))["USER"]
OLDEST = (3, 11)
KINDS = ("NEWUSER", "NEWNS", "NEWPID", "NEWNET", "NEWIPC", "NEWUTS")
LEFT_BEHIND = (".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache")


def works(attempt: Callable[[], object]) -> bool:
    """Return whether something can be done, in a process that ends with it."""
    child = os.fork()
    if child == 0:
        try:
            attempt()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def enter_namespaces() -> None:
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(sum(getattr(kernel, f"CLONE_{kind}") for kind in KINDS), "all")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", "/tmp", "tmpfs", 0)


def load_filter() -> None:
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.load_filter(seccomp.assemble([(0x06, 0, 0, seccomp.ALLOW)]))


def kernel_levels() -> list[str]:
    """Return the levels that this kernel has for this user; it is asked, and nothing of the sandbox is."""
    asked = {"namespaces": enter_namespaces, "landlock": landlock.version, "compute": load_filter}
    return [level for level, attempt in asked.items() if works(attempt)]


def is_public(path: Path) -> bool:
    """Return whether everybody may come to a path."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def is_own_public() -> bool:
    return all(is_public(path) for path in (Path(os.__file__), Path(sys.executable), Path(sys.prefix, "x"), ROOT / "x"))


def public_pythons() -> Iterator[str]:
    """Yield interpreters that everybody may read and that are new enough, with what makes environments."""
    asked = f"import ensurepip, os, sys, venv; sys.exit(sys.version_info < {OLDEST})"
    names = (
        "/usr/bin/python3",
        "/usr/local/bin/python3",
        *map(str, sorted(Path("/usr/bin").glob("python3.[0-9]*[0-9]"))),
    )
    for name in names:
        there = os.access(name, os.X_OK) and is_public(Path(name))
        if there and subprocess.run([name, "-c", asked], capture_output=True).returncode == 0:
            yield name


def find_public_python() -> str:
    """Return a Python that everybody may read, installed from Debian's packages where there is none; end where that fails."""
    found = next(public_pythons(), None)
    if found is None and shutil.which("apt-get"):
        for command in ("update", "install -y --no-install-recommends python3 python3-venv"):
            subprocess.run(["apt-get", "-qq", *command.split()], stdout=subprocess.DEVNULL, check=False)
        found = next(public_pythons(), None)
    if found is None:
        sys.exit(
            "There is no Python 3.11 or newer that everybody may read: the level landlock cannot be tried as root."
        )
    return found


@contextmanager
def public_checkout() -> Iterator[tuple[Path, str]]:
    """Give a checkout, and an interpreter with what its tests need, that everybody may read."""
    if is_own_public():
        yield ROOT, sys.executable
        return
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix="learn-gallery-", dir="/var/tmp") as name:
        place = Path(name)
        place.chmod(0o755)
        shutil.copytree(ROOT, place / "learn", ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        subprocess.run(["chmod", "-R", "go+rX", place / "learn"], check=True)
        subprocess.run([find_public_python(), "-m", "venv", place / "venv"], check=True)
        python = str(place / "venv/bin/python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-e", str(place / "learn"), "pytest-xdist", "scipy"], check=True)
        subprocess.run(["chown", "-R", str(USER), place / "venv"], check=True)
        yield place / "learn", python


def run(checkout: Path, python: str, who: str) -> int:
    """Run the gallery as somebody; return what pytest ends with."""
    as_somebody = [python, "tests/simulated.py", "user"] if who == "user" else []
    levels = subprocess.run(
        [*as_somebody, python, "-B", "tests/gallery.py", "--kernel"],
        cwd=checkout,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    print(f"The gallery as {who}, levels that must be there: {levels}", flush=True)
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "4", "--dist", "worksteal", "-k", "not none"]
    files = ["tests/test_hostile.py", "tests/test_isolation.py", "tests/test_hostile_class.py"]
    environment = {**os.environ, REQUIRED: levels}
    return subprocess.run([*as_somebody, python, "-B", *tests, *files], cwd=checkout, env=environment).returncode


def main() -> int:
    if "--kernel" in sys.argv:
        print(*kernel_levels())
        return 0
    if "--levels" in sys.argv:
        print(*(kernel_levels() if os.geteuid() != 0 or is_own_public() else ()))
        return 0
    tried = bool(os.environ.get(REQUIRED))
    if os.geteuid() != 0:
        print("Not tried: the gallery as root, and as a user beside root. Only root can.", flush=True)
        return 0 if tried else run(ROOT, sys.executable, "this user")
    with public_checkout() as (checkout, python):
        return max(run(checkout, python, who) for who in (("user",) if tried else ("root", "user")))


if __name__ == "__main__":
    sys.exit(main())
