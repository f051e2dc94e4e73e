"""A real PostgreSQL server for the tests that need one: started on loopback by whoever asks first, and gone with its process."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
USER = "postgres"
GUARDED = "guarded"  # a role that has to give its password; a test makes it


def _as_user(*command: str | Path) -> None:
    """Run a program of the server's; it refuses root."""
    before = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Yield the URL of a server without its database's name."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL here (Debian: apt-get install postgresql)")
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
