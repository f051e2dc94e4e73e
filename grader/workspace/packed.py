"""A submission as bytes, to be sent to another process or kept; reading them runs nothing."""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from typing import Any

from grader.course.loader import Exercise
from grader.errors import WorkspaceError
from grader.workspace.files import Missing, Refused, Unread
from grader.workspace.folder import Submission

LEVEL = 1  # of compression: text shrinks to a third, in some ten microseconds


def digest(submission: Submission) -> str:
    """Return what names a submission by its content: exercise, whose sizes, attempt and files; not by who handed it in."""
    files = sorted((name, *_hashed(data)) for name, data in submission.files.items())
    content = [submission.exercise.id, submission.student, submission.attempt, files]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def pack(submission: Submission) -> bytes:
    """Return all of a submission but its place on disk."""
    sizes = {question: dict(sizes) for question, sizes in submission.sizes.items()}
    return zlib.compress(json.dumps([submission.label, sizes, *_content(submission)]).encode(), LEVEL)


def unpack(packed: bytes, load: Callable[[str], Exercise]) -> Submission:
    """Return what was packed; `load` gives the exercise for its name. Raises WorkspaceError where it is damaged."""
    try:
        label, sizes, exercise, made_for, attempt, files = json.loads(zlib.decompress(packed))
        held = {name: _read(written) for name, written in files}
    except (zlib.error, ValueError, TypeError) as error:
        raise WorkspaceError(f"a packed submission is damaged: {error}") from error
    return Submission(label, load(exercise), made_for, held, attempt, sizes=sizes)


def _content(submission: Submission) -> list[Any]:
    files = sorted((name, _written(data)) for name, data in submission.files.items())
    return [submission.exercise.id, submission.student, submission.attempt, files]


def _hashed(data: bytes | Missing) -> list[str]:
    return ["file", hashlib.sha256(data).hexdigest()] if isinstance(data, bytes) else _written(data)


def _written(data: bytes | Missing) -> list[str]:
    if isinstance(data, bytes):
        return ["file", base64.b64encode(data).decode()]
    return [next((kind for kind, form in _KINDS.items() if isinstance(data, form)), "missing"), data.reason]


def _read(written: list[str]) -> bytes | Missing:
    kind, text = written
    if kind == "file":
        return base64.b64decode(text)
    return _KINDS.get(kind, Missing)(text)


_KINDS: dict[str, type[Missing]] = {"refused": Refused, "unread": Unread}
