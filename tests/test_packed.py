"""A submission as bytes is the submission, and its digest names its content."""

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.loader import Course
from grader.errors import WorkspaceError
from grader.workspace.files import Missing, Refused
from grader.workspace.folder import Submission
from grader.workspace.packed import digest, pack, unpack


@pytest.fixture
def submission(tiny: Course) -> Submission:
    files = {"a.py": b"\xff\x00", "b.py": Missing("b.py is missing"), "c.py": Refused("c.py is a link")}
    return Submission("ada", tiny.exercise("tiny"), "Ada", files, 2, sizes={"area": {"side": 3}})


def test_what_is_packed_is_the_same_when_unpacked(submission: Submission, tiny: Course) -> None:
    assert unpack(pack(submission), tiny.exercise) == submission


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no packed bytes",
        zlib.compress(b"{"),
        zlib.compress(b"[1, 2]"),
        zlib.compress(b'["a", {}, "tiny", null, 1, 7]'),
    ],
    ids=["nothing", "other bytes", "no JSON", "too short", "no files"],
)
def test_a_damaged_submission_is_told_so(packed: bytes, tiny: Course) -> None:
    with pytest.raises(WorkspaceError, match="a packed submission is damaged"):
        unpack(packed, tiny.exercise)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"label": "grace"}, True),
        ({"path": Path("ada")}, True),
        ({"sizes": {}}, True),
        ({"student": None}, False),
        ({"attempt": 1}, False),
        ({"files": {}}, False),
        ({"files": {"a.py": b"\xff"}}, False),
    ],
    ids=str,
)
def test_a_digest_names_the_content_and_not_the_place(
    submission: Submission, change: dict[str, object], same: bool
) -> None:
    other = replace(submission, **change)  # type: ignore[arg-type]

    assert (digest(other) == digest(submission)) is same


def test_a_file_that_is_missing_is_not_one_that_is_refused(submission: Submission) -> None:
    missing, refused = (replace(submission, files={"a.py": kind("x")}) for kind in (Missing, Refused))

    assert digest(missing) != digest(refused)
