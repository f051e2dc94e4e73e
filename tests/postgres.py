"""A real PostgreSQL server for the tests that need one: started on loopback by whoever asks first, and gone with its process.

Run as a program, it starts a server, says its URL, and stops it as soon as its standard input ends or its parent has: so it goes
even where the tests are killed.
"""

import contextlib
import getpass
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
USER = "postgres"
GUARDED = "guarded"  # a role that has to give its password; a test makes it
PATIENCE = 20.0  # seconds for it to end


def _as_user(*command: str | Path) -> None:
    """Run a program of the server's; it refuses root."""
    before = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*before, *map(str, command)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Yield the URL of a server without its database's name."""
    import pytest

    if not PROGRAMS:
        pytest.skip("no PostgreSQL here (Debian: apt-get install postgresql)")
    # In a session of its own, so that what ends the tests does not end it before it has ended the server.
    watcher = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert watcher.stdin is not None
    assert watcher.stdout is not None
    try:
        url = watcher.stdout.readline().strip()
        assert url, "PostgreSQL did not start"
        yield url
    finally:
        watcher.stdin.close()
        watcher.stdout.close()
        watcher.wait(PATIENCE)


def _watch() -> None:
    parent = os.getppid()
    with _started() as url:
        print(url, flush=True)
        # Something that the tests forked may hold the other end of standard input open.
        while os.getppid() == parent and not select.select([sys.stdin], [], [], 1.0)[0]:
            pass


@contextlib.contextmanager
def _started() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="learn-postgres-"))
    user = USER if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    port, data = _free_port(), folder / "data"
    try:
        _as_user(
            PROGRAMS[-1] / "initdb", "-D", data, "-A", "trust", "-U", user, "--no-sync", "-E", "UTF8", "--locale", "C"
        )
        rules = data / "pg_hba.conf"
        rules.write_text(f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c shared_buffers=16MB -c max_connections=20"
        _as_user(PROGRAMS[-1] / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql+psycopg://{user}@127.0.0.1:{port}"
        finally:
            _as_user(PROGRAMS[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _watch()
