"""A course as bytes, for a machine that does not share this disk."""

import io
import tempfile
import zipfile
from pathlib import Path

from grader.errors import JudgingError

PARTS = ("exercises", "questions", "solutions")


def pack_course(root: Path) -> bytes:
    """Return the three folders of a course as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in PARTS:
            for path in sorted((root / part).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    # Without a date it is of 1980, so that the same course is the same bytes.
                    entry = zipfile.ZipInfo(path.relative_to(root).as_posix())
                    archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpacked_course(packed: bytes) -> Path:
    """Return a new temporary folder with the course; raise JudgingError for an entry that would lie elsewhere."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            path = Path(name)
            if path.is_absolute() or ".." in path.parts or path.parts[:1] not in [(part,) for part in PARTS]:
                raise JudgingError(f"The course that was sent holds {name!r}, which is no part of a course.")
        root = Path(tempfile.mkdtemp(prefix="learn-course-"))
        archive.extractall(root)
    return root
