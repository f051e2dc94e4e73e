"""Make a wheel of the grader that runs here, from its installed files: without an index, and without the built-in course."""

import base64
import hashlib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import grader
from grader.authoring.release.entries import Entries, Entry, zipped
from grader.errors import UsageError

NAME = "learn-sharing"
_LEFT_OUT = {"builtin", "__pycache__"}
_WHEEL = b"Wheel-Version: 1.0\nGenerator: learn release\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def build_wheel() -> tuple[str, bytes]:
    """Return a wheel's file name and its bytes, the same whenever the files are; raise UsageError where nothing is installed."""
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        raise UsageError(f"{NAME} is not installed here, so it cannot be packed. Install it: pip install .") from None
    stem = f"{NAME.replace('-', '_')}-{installed.version}"
    files = {**_package(), **_metadata(installed, f"{stem}.dist-info")}
    record = f"{stem}.dist-info/RECORD"
    lines = [_line(name, entry.data) for name, entry in sorted(files.items())]
    files[record] = Entry("".join([*lines, f"{record},,\n"]).encode())
    return f"{stem}-py3-none-any.whl", zipped(files)


def _package() -> Entries:
    """Return the files of the package; solutions of other exercises need not travel, so the built-in course stays here."""
    package = Path(grader.__file__).parent
    paths = [path for path in package.rglob("*") if path.is_file()]
    names = {path.relative_to(package.parent).as_posix(): path for path in paths}
    return {
        name: Entry(path.read_bytes()) for name, path in names.items() if not _LEFT_OUT.intersection(name.split("/"))
    }


def _metadata(installed: Distribution, folder: str) -> Entries:
    texts = {name: installed.read_text(name) for name in ("METADATA", "entry_points.txt")}
    kept = {f"{folder}/{name}": Entry(text.encode()) for name, text in texts.items() if text}
    return {**kept, f"{folder}/WHEEL": Entry(_WHEEL)}


def _line(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"{name},sha256={digest},{len(data)}\n"
