"""The PostgreSQL server of the tests ends with them, even where they are killed."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
RUN = """\
def test_it(postgres):
    import os
    print(postgres, flush=True)
    if END == "killed":
        os.kill(os.getpid(), 9)
    assert END != "failed"
"""


@pytest.mark.skipif(not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="no PostgreSQL here")
@pytest.mark.parametrize(("end", "code"), [("passed", 0), ("failed", 1), ("killed", -9)])
def test_a_server_ends_with_the_run_that_started_it(end: str, code: int, open_place: Path) -> None:
    ours = f"import runpy\n\npostgres = runpy.run_path({str(TESTS / 'conftest.py')!r})['postgres']\n"
    (open_place / "conftest.py").write_text(ours)
    (open_place / "test_it.py").write_text(f"END = {end!r}\n{RUN}")
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:learn", "-p", "no:cacheprovider", "test_it.py"]
    environment = {
        **os.environ,
        "TMPDIR": str(open_place),
        "PYTHONPATH": str(TESTS.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == code, done.stdout + done.stderr
    port = done.stdout.split("@127.0.0.1:")[1].split()[0]
    until = time.monotonic() + 20
    while (listens(int(port)) or [*open_place.glob("learn-postgres-*")]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not listens(int(port))
    assert [*open_place.glob("learn-postgres-*")] == []


def listens(port: int) -> bool:
    """Return whether a server listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
