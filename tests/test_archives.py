"""Archives are read in memory and refused whole where one entry could do harm; only errors of ours leave the reader."""

import bz2
import contextlib
import dataclasses
import gzip
import io
import json
import lzma
import shutil
import stat
import struct
import tarfile
import time
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.course.loader import Course, open_course
from grader.errors import LearnError, WorkspaceError
from grader.results import Category, Report
from grader.workspace.answers import read_answers
from grader.workspace.archives import MAX_ARCHIVE, unpack
from grader.workspace.folder import parse_marker
from grader.workspace.sources import admitted

Graded = Callable[..., list[Report]]

TESTS = Path(__file__).parent
COURSE = ("--course", str(TESTS / "course"))
RIGHT = b"def scale(x, factor=2):\n    return x * factor\n"
MARKER = b"format: 1\ncourse: tiny\nexercise: tiny\nstudent:\n"
HONEST = {"work/.learn.yaml": MARKER, "work/scale.py": RIGHT, "work/answers.yaml": b"pick: b\n"}
CURE = ". Pack the exercise's own files again, as a zip: no links, nothing else."


# Making archives, honest ones and others


def zipped(*more: tuple[str | zipfile.ZipInfo, bytes], honest: dict[str, bytes] = HONEST) -> bytes:
    made = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore", category=UserWarning),
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, data in (*honest.items(), *more):
            archive.writestr(name, data)
    return made.getvalue()


def of_mode(name: str, mode: int) -> zipfile.ZipInfo:
    """Return an entry as a Unix writes it for a link or a device."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def named(name: str) -> tuple[zipfile.ZipInfo, bytes]:
    """Return an entry whose name zipfile does not tidy up."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    return info, b""


def patched(data: bytes, signature: bytes, offset: int, new: bytes, *, which: int = 0) -> bytes:
    """Overwrite a field of one record of a zip archive."""
    at = -1
    for _ in range(which + 1):
        at = data.index(signature, at + 1)
    return data[: at + offset] + new + data[at + offset + len(new) :]


CENTRAL, LOCAL, END = b"PK\1\2", b"PK\3\4", b"PK\5\6"


def tarred(*more: tuple[str, bytes, bytes], form: int = tarfile.PAX_FORMAT, root: str = "work/") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data in HONEST.items():
            info = tarfile.TarInfo(name.replace("work/", root))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, type_, data in more:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = type_, len(data), "/etc/passwd" if type_ in b"12" else ""
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def header(name: bytes, size: int | bytes, type_: bytes = b"0", *, magic: bytes = b"ustar\x0000") -> bytes:
    """Return the first block of an entry, with a right sum whatever stands in it."""
    stated = b"%011o\0" % size if isinstance(size, int) else size
    block = name.ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + stated + b"0" * 11 + b"\0" + b" " * 8 + type_
    block = (block + b"\0" * 100 + magic).ljust(512, b"\0")
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def raw(*blocks: bytes) -> bytes:
    """Return a tar archive of an honest start and these blocks."""
    return tarred()[: 512 * 6] + b"".join(block + b"\0" * (-len(block) % 512) for block in blocks) + b"\0" * 1024


def pax(*records: tuple[bytes, bytes]) -> bytes:
    body = b""
    for key, value in records:
        rest = b" %s=%s\n" % (key, value)
        length = len(rest) + len(str(len(rest) + 2))
        body += b"%d" % length + rest
    return header(b"pax", len(body), b"x") + body + b"\0" * (-len(body) % 512)


def bomb(megabytes: int, *, wbits: int) -> bytes:
    """Return what unpacks to zeros, made without packing them all: one megabyte's block, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    first = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (megabytes - 1) + packer.flush()


def zip_bomb(megabytes: int) -> bytes:
    """Return an archive whose scale.py states ten bytes and unpacks to many."""
    packed = bomb(megabytes, wbits=-15)
    data = zipped(honest={"work/.learn.yaml": MARKER, "work/scale.py": b"0123456789"})
    place = data.index(b"work/scale.py") + len("work/scale.py")
    central = data.index(CENTRAL)
    grown = data[:place] + packed + data[central:]
    grown = patched(grown, CENTRAL, 20, struct.pack("<L", len(packed)), which=1)
    return patched(grown, END, 16, struct.pack("<L", place + len(packed)))


def many(number: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for count in range(number):
            archive.writestr(f"f{count}", b"")
    return made.getvalue()


def wrong_sum() -> bytes:
    return patched(zipped(), CENTRAL, 16, b"\0\0\0\0", which=1)


def nested() -> bytes:
    return zipped(("work/inner.zip", zipped()), ("work/sub/.learn.yaml", b"course: other"), ("work/a.tar", tarred()))


def with_comment() -> bytes:
    made = io.BytesIO(zipped())
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"PK handed in late, sorry"
    return made.getvalue()


# What each form gets: None where the work is graded, a text where all of it is refused

ARCHIVES: dict[str, tuple[Callable[[], bytes] | bytes, str | None]] = {
    "zip": (zipped(), None),
    "zip with a comment": (with_comment, None),
    "zip without a folder": (zipped(honest={name[5:]: data for name, data in HONEST.items()}), None),
    "zip two folders deep": (zipped(honest={f"a/b/{name}": data for name, data in HONEST.items()}), None),
    "zip of a Mac": (zipped(("__MACOSX/work/._scale.py", b"\0\5"), ("__MACOSX/.learn.yaml", b"x"), ("work/.DS_Store", b"")), None),
    "zip with caches, modules and links of pip": (zipped(("work/__pycache__/scale.pyc", b"\0"), ("work/numpy.py", b"1/0"), ("work/scale.so", b"\x7fELF"), ("work/a.pth", b"import os")), None),
    "zip with archives inside": (nested, None),
    "zip with the marker of git's own": (zipped((".git/.learn.yaml", b"x"), (".git/hooks/pre-commit", b"#!/bin/sh")), None),
    "tar": (tarred(), None),
    "tar of GNU": (tarred(form=tarfile.GNU_FORMAT), None),
    "tar of 1988": (tarred(form=tarfile.USTAR_FORMAT), None),
    "tar with long names": (tarred(("work/" + "x" * 300, b"0", b""), form=tarfile.GNU_FORMAT), None),
    "tar with long names in headers of their own": (tarred(("work/ü" + "x" * 300, b"0", b"")), None),
    "tar of the current folder": (tarred(("./", b"5", b""), root="./"), None),
    "tar.gz": (gzip.compress(tarred()), None),
    "tar.bz2": (bz2.compress(tarred()), None),
    "tar.xz": (lzma.compress(tarred()), None),
    "tar of git with a comment for all": (raw(header(b"g", 13, b"g"), b"13 comment=x\n"), None),
    # names
    "zip with a way out": (zipped(("../../evil.py", b"")), '"../../evil.py" leads out of the archive'),
    "zip with a way out from inside": (zipped(("work/../../evil.py", b"")), '"work/../../evil.py" leads out of the archive'),
    "zip with an absolute path": (zipped(named("/etc/passwd")), '"/etc/passwd" does not stand inside the archive: its path is absolute'),
    "zip with a backslash": (zipped(named("work\\evil.py")), 'it holds the name "work\\evil.py", with a backslash'),
    "zip with a drive": (zipped(named("C:evil.py")), '"C:evil.py" does not stand inside the archive: its path is absolute'),
    "zip with an escape in a name": (zipped(named("a\x1b[2J")), r'it holds the name "a\x1b[2J", with a control character'),
    "zip with two lines in a name": (zipped(named("a\n::error::b")), r'it holds the name "a\n::error::b", with a control character'),
    "zip with a NUL in a name": (patched(patched(zipped(named("scale.pyX")), b"scale.pyX", 8, b"\0"), b"scale.pyX", 8, b"\0"), r'it holds the name "scale.py\x00", with a control character'),
    "zip with another order in a name": (zipped(named("a\u202eyp.b")), r'it holds the name "a\u202eyp.b", with a control character'),
    "zip with a name without end": (zipped(named("x" * 501)), "it holds a name of 501 characters"),
    "zip with a file without a name": (zipped(named(".")), "it holds a file without a name"),
    "zip with the same name twice": (zipped(named("work/scale.py")), 'it holds "work/scale.py" twice; some systems have only one file of this name'),
    "zip with names alike but for case": (zipped(("work/SCALE.py", b"")), 'it holds "work/scale.py" and "work/SCALE.py"; some systems have only one file of this name'),
    "zip with names alike but for form": (zipped(("work/ﬁt.py", b""), ("work/fit.py", b"")), 'it holds "work/ﬁt.py" and "work/fit.py"; some systems have only one file of this name'),
    "zip with a file and a folder of one name": (zipped(("work/scale.py/", b"")), 'it holds "work/scale.py" twice; some systems have only one file of this name'),
    "zip with a name that is not UTF-8": (patched(zipped(("work/é", b"")), "work/é".encode(), 5, b"\xff\xff", which=1), r'it holds a name that is not UTF-8: "work/\xff\xff"'),
    # kinds
    "zip with a link": (zipped((of_mode("work/link", stat.S_IFLNK | 0o777), b"/etc/passwd")), '"work/link" is a link, not a file'),
    "zip whose marker is a link": (zipped((of_mode("work/.learn.yaml", stat.S_IFLNK), b"/etc/passwd"), honest={"work/scale.py": RIGHT}), '"work/.learn.yaml" is a link, not a file'),
    "zip with a device": (zipped((of_mode("work/zero", stat.S_IFCHR | 0o666), b"")), '"work/zero" is a device, not a file'),
    "zip with a pipe": (zipped((of_mode("work/pipe", stat.S_IFIFO | 0o666), b"")), '"work/pipe" is a device, not a file'),
    "zip with a secret": (patched(zipped(), CENTRAL, 8, b"\1"), '"work/.learn.yaml" is encrypted'),
    "tar with a symbolic link": (tarred(("work/link", b"2", b"")), '"work/link" is a link, not a file'),
    "tar with a hard link": (tarred(("work/link", b"1", b"")), '"work/link" is a link, not a file'),
    "tar with a device": (tarred(("work/zero", b"3", b"")), '"work/zero" is a device, not a file'),
    "tar with a disk": (tarred(("work/disk", b"4", b"")), '"work/disk" is a device, not a file'),
    "tar with a pipe": (tarred(("work/pipe", b"6", b"")), '"work/pipe" is a device, not a file'),
    "tar with a way out": (tarred(("../evil.py", b"0", b"")), '"../evil.py" leads out of the archive'),
    "tar with an absolute path": (tarred(("/evil.py", b"0", b"")), '"/evil.py" does not stand inside the archive: its path is absolute'),
    "tar with the same name twice": (tarred(("work/scale.py", b"0", b"")), 'it holds "work/scale.py" twice; some systems have only one file of this name'),
    "tar with an entry of another world": (raw(header(b"x", 0, b"Z")), '"x" is an entry of an unknown kind'),
    "tar with a sparse file": (raw(header(b"x", 0, b"S")), '"x" is a sparse file'),
    "tar with a sparse file in disguise": (raw(pax((b"GNU.sparse.major", b"1")), header(b"x", 0)), '"x" is a sparse file'),
    "tar with one name for all": (raw(header(b"g", 10, b"g"), b"10 path=x\n"), "it gives one name or size to all its entries"),
    "tar with a name that is not UTF-8": (raw(header(b"\xff", 0)), r'it holds a name that is not UTF-8: "\xff"'),
    "tar with a way out in a header of its own": (raw(pax((b"path", b"../x")), header(b"x", 0)), '"../x" leads out of the archive'),
    # lengths and lies
    "nothing": (b"", "it is damaged or not complete"),
    "no archive": (b"hello\n" * 200, "it is no zip and no tar archive"),
    "zip of too many entries": (lambda: many(1_001), "it holds more than 1,000 entries"),
    "zip that states too few entries": (lambda: patched(many(2_000), END, 8, struct.pack("<2H", 3, 3)), "it holds another number of entries than it says"),
    "zip that states too many entries": (patched(zipped(), END, 8, struct.pack("<2H", 4, 4)), "it is damaged or not complete"),
    "zip that states entries without end": (patched(zipped(), END, 8, b"\xff" * 4), "it is written for more than 65,535 entries or 4 GB (zip64)"),
    "zip with a larger directory beside it": (zipped()[:-22] + struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1) + zipped()[-22:], "it is written for more than 65,535 entries or 4 GB (zip64)"),
    "zip with a size from a larger record": (patched(zipped(), CENTRAL, 20, b"\xff" * 4), '"work/.learn.yaml" is written for files of more than 4 GB (zip64)'),
    "zip of several parts": (patched(zipped(), END, 4, b"\1\0\1\0"), "it is one part of several"),
    "zip that was cut off": (zipped()[:-30], "it is damaged or not complete"),
    "zip that was cut off within its last record": (zipped()[:-3], "it is damaged or not complete"),
    "zip whose directory lies elsewhere": (patched(zipped(), END, 16, b"\0\0\0\0"), "it is damaged or not complete"),
    "zip after a program": (b"#!/bin/sh\n".ljust(600) + zipped(), "it is no zip and no tar archive"),
    "tar that was cut off": (tarred()[:1_700], "it is damaged or not complete"),
    "tar without an end": (tarred()[: 512 * 6], "it is damaged or not complete"),
    "tar with a wrong sum": (tarred()[:3] + b"X" + tarred()[4:], "it is damaged or not complete"),
    "tar with a size below zero": (raw(header(b"x", b"\xff" * 12)), "it is damaged or not complete"),
    "tar with a size beyond all": (raw(header(b"x", b"\x80" + b"\xff" * 11)), "it is damaged or not complete"),
    "tar with a size of digits beyond all": (raw(pax((b"size", b"9" * 5_000)), header(b"x", 0)), "it is damaged or not complete"),
    "tar with a header beyond all": (raw(header(b"x", 1 << 32, b"x")), "it is damaged or not complete"),
    "tar with a header of a megabyte": (raw(header(b"x", 1 << 20, b"x"), b"1" * (1 << 20)), "it holds a header of more than 100,000 bytes"),
    "tar with a header of digits": (raw(header(b"x", 90_000, b"x"), b"1" * 90_000), "it is damaged or not complete"),
    "tar with a header of empty records": (raw(header(b"x", 4, b"x"), b"0 =\n"), "it is damaged or not complete"),
    "tar of headers without end": (lambda: raw(*[header(b"x", 0, b"L")] * 5_000), "it holds more than 1,000 entries"),
    "tar of too many entries": (lambda: raw(*[header(b"f%d" % number, 0) for number in range(1_001)]), "it holds more than 1,000 entries"),
    "gzip that was cut off": (gzip.compress(tarred())[:-12], "it is damaged or not complete"),
    "gzip with something behind it": (gzip.compress(tarred()) * 2, "it is damaged or not complete"),
    "gzip of noise": (b"\x1f\x8b\x08\0" + b"\xff" * 100, "it is damaged or not complete"),
    "gzip of a gigabyte": (lambda: bomb(1_000, wbits=31), "it unpacks to more than 5 MB"),
    "gzip of a zip": (gzip.compress(zipped()), "it is no zip and no tar archive"),
    "bzip2 of noise": (b"BZh9" + b"\xff" * 100, "it is damaged or not complete"),
    "bzip2 of many megabytes": (lambda: bz2.compress(b"\0" * 20_000_000), "it unpacks to more than 5 MB"),
    "xz of noise": (b"\xfd7zXZ\0" + b"\xff" * 100, "it is damaged or not complete"),
    "xz of many megabytes": (lambda: lzma.compress(b"\0" * 20_000_000, preset=0), "it unpacks to more than 5 MB"),
    "xz that needs a gigabyte": (lambda: xz_of_dictionary(40), "it needs more than 32 MB to be unpacked"),
}  # fmt: skip


def xz_of_dictionary(bits: int) -> bytes:
    """Return an archive of xz whose header asks for the largest dictionary there is."""
    data = bytearray(lzma.compress(tarred(), check=lzma.CHECK_CRC32))
    data[16] = bits  # the one byte of LZMA2's properties, in the first block's header of 12 bytes
    data[20:24] = struct.pack("<L", zlib.crc32(bytes(data[12:20])))
    return bytes(data)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an honest neighbour."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "neighbour.zip").write_bytes(zipped())
    return tmp_path


@pytest.fixture(scope="module")
def honest(tiny: Course, graded: Graded, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report that a neighbour must get."""
    path = tmp_path_factory.mktemp("honest") / "neighbour.zip"
    path.write_bytes(zipped())
    (report,) = graded(tiny, str(path))
    assert report.score == 500
    return report


def test_there_are_many_forms() -> None:
    assert len(ARCHIVES) > 40


@pytest.mark.parametrize("form", ARCHIVES)
def test_an_archive_gets_its_verdict_and_its_neighbour_its_report(
    form: str, place: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    build, reason = ARCHIVES[form]
    (place / "work.zip").write_bytes(build() if callable(build) else build)

    if reason is None:
        report, neighbour = graded(tiny, "work.zip", "neighbour.zip")
        assert report == dataclasses.replace(honest, folder="work.zip")
    else:
        message = f"work.zip: {reason}{CURE}"
        with pytest.raises(WorkspaceError) as caught:
            graded(tiny, "work.zip", "neighbour.zip")
        assert str(caught.value) == message
        report, neighbour = graded(tiny, "work.zip", "neighbour.zip", exercise="tiny")
        assert {(c.message, c.category) for c in report.checks if not c.waits} == {(message, Category.REFUSED)}
    assert neighbour == honest
    assert sorted(path.name for path in place.iterdir()) == ["neighbour.zip", "work.zip"]


ONE_FILE: dict[str, tuple[Callable[[], bytes] | bytes, str]] = {
    "a wrong sum": (wrong_sum, "work/scale.py is damaged inside the archive."),
    "a large file": (zipped(("work/scale.py", b"#" * 1_000_001), honest={"work/.learn.yaml": MARKER}), "work/scale.py is larger than 1 MB."),
    "a gigabyte that states ten bytes": (lambda: zip_bomb(1_000), "work/scale.py is larger than 1 MB."),
    "another size than it states": (patched(zipped(), CENTRAL, 24, b"\1", which=1), "work/scale.py is damaged inside the archive."),
    "no place in the archive": (patched(zipped(), CENTRAL, 42, b"\xf0\xff\xff", which=1), "work/scale.py is damaged inside the archive."),
    "another method": (patched(zipped(), CENTRAL, 10, b"\x0e", which=1), "work/scale.py is packed by method 14; pack it again as an ordinary zip."),
    "noise": (patched(zipped(), b"work/scale.py", 13, b"\xff" * 8), "work/scale.py is damaged inside the archive."),
    "another encoding": (zipped(("work/scale.py", b"# coding: utf-7\n"), honest={"work/.learn.yaml": MARKER}), "scale.py:1: the encoding utf-7 is declared: save the file as UTF-8, without this line."),
}  # fmt: skip


@pytest.mark.parametrize("form", ONE_FILE)
def test_one_bad_file_in_an_archive_is_refused_alone(
    form: str, place: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    build, message = ONE_FILE[form]
    (place / "work.zip").write_bytes(build() if callable(build) else build)

    report, neighbour = graded(tiny, "work.zip", "neighbour.zip")

    assert {(c.message, c.category) for c in report.questions[0].checks if not c.waits} == {(message, Category.REFUSED)}
    assert neighbour == honest


def test_a_large_file_in_a_tar_is_refused_alone() -> None:
    files = unpack(raw(header(b"large.py", 1_000_001), b"#" * 1_000_001))

    assert str(files["large.py"].read()).endswith("(reason='large.py is larger than 1 MB')")
    assert files["work/scale.py"].read() == RIGHT


@pytest.mark.parametrize("files", [{}, {"work/scale.py": RIGHT}], ids=["nothing", "no marker"])
def test_an_archive_that_does_not_say_what_it_is(
    place: Path, tiny: Course, graded: Graded, files: dict[str, bytes]
) -> None:
    (place / "work.zip").write_bytes(zipped(honest=files))

    with pytest.raises(WorkspaceError) as caught:
        graded(tiny, "work.zip", "neighbour.zip")
    assert str(caught.value) == (
        "work.zip: it holds no .learn.yaml, so it does not say what it is."
        " Name its exercise: learn grade work.zip --exercise ID."
    )


def test_an_archive_without_a_marker_is_the_exercise_that_is_named(place: Path, tiny: Course, graded: Graded) -> None:
    (place / "bare.zip").write_bytes(zipped(("a/notes.txt", b""), honest={"a/b/scale.py": RIGHT, "scale.txt": b""}))

    (report,) = graded(tiny, "bare.zip", exercise="tiny")

    assert (report.folder, report.score) == ("bare.zip", 400)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a/.learn.yaml": b"course: x", "a/scale.py": RIGHT}, "work.zip/.learn.yaml:1:1: it must say course: and exercise:."),
        ({"a/.learn.yaml": b"#" * 4_001, "a/scale.py": RIGHT}, "work.zip/.learn.yaml: .learn.yaml is larger than 4 kB."),
    ],
    ids=["a bad marker", "a huge marker"],
)  # fmt: skip
def test_an_archive_of_which_it_is_not_plain_what_it_holds(
    place: Path, tiny: Course, graded: Graded, honest: Report, files: dict[str, bytes], message: str
) -> None:
    (place / "work.zip").write_bytes(zipped(honest=files))

    report, neighbour = graded(tiny, "work.zip", "neighbour.zip", exercise="tiny")

    ((said, category),) = {(c.message, c.category) for c in report.checks if not c.waits}
    assert said.startswith(message)
    assert category is Category.REFUSED
    assert neighbour == honest


def test_an_archive_without_a_file_of_the_exercise_is_no_zero(
    place: Path, tiny: Course, graded: Graded, honest: Report
) -> None:
    (place / "work.zip").write_bytes(zipped(honest={"a/other.py": RIGHT}))

    report, neighbour = graded(tiny, "work.zip", "neighbour.zip", exercise="tiny")

    ((said, category),) = {(c.message, c.category) for c in report.checks if not c.waits}
    assert said.startswith(
        "work.zip: it holds none of the files of tiny: scale.py, answers.yaml. So it was not judged,"
    )
    assert (report.status, category) == ("error", Category.INTERNAL)
    assert neighbour == honest


@pytest.mark.parametrize("make", [lambda path: path.touch(), lambda path: path.write_bytes(b"PK" * 2_500_001)])
def test_archives_of_no_size_and_of_too_much(place: Path, tiny: Course, graded: Graded, make) -> None:
    make(place / "work.zip")

    with pytest.raises(
        WorkspaceError, match=r"^work.zip: (it is damaged or not complete|work.zip is larger than 5 MB)\. Pack"
    ):
        graded(tiny, "work.zip")


# What it costs


@pytest.mark.parametrize(
    "make",
    [lambda: bomb(4_000, wbits=31), lambda: zip_bomb(4_000), lambda: many(30_000), lambda: raw(*[header(b"x", 0, b"L")] * 9_000)],
    ids=["gzip", "zip", "entries", "headers"],
)  # fmt: skip
def test_a_bomb_costs_neither_time_nor_memory(make: Callable[[], bytes]) -> None:
    data = make()
    assert len(data) < MAX_ARCHIVE
    tracemalloc.start()
    began = time.perf_counter()

    with contextlib.suppress(LearnError):
        assert [entry.read() for entry in unpack(data).values()]

    seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
    assert seconds < 20  # unpacked whole, it would take minutes


# Ten thousand hostile inputs: only errors of ours


def fuzz(examples: int, *strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Make a test of a function that takes what is drawn: with so many examples where all tests run, else with a tenth of them."""
    counts = [pytest.param(examples // 10, id="some"), pytest.param(examples, id="many", marks=pytest.mark.slow)]

    def made(function: Callable[..., None]) -> Callable[[int], None]:
        @pytest.mark.parametrize("count", counts)
        def test(count: int) -> None:
            how = settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
            how(given(*strategies)(function))()

        return test

    return made


BEGINNINGS = [b"", b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0"]
SAMPLES = [zipped(), tarred(), tarred(form=tarfile.GNU_FORMAT), gzip.compress(tarred()), bz2.compress(tarred()), lzma.compress(tarred())]  # fmt: skip
EDITS = st.lists(st.tuples(st.integers(0, 4_000), st.binary(min_size=0, max_size=4)), min_size=1, max_size=6)


def take_all(data: bytes) -> None:
    with contextlib.suppress(WorkspaceError):
        for name, entry in unpack(data).items():
            assert not name.startswith("/")
            assert ".." not in name.split("/")
            admitted(name, entry.read())


@fuzz(1_500, st.sampled_from(BEGINNINGS), st.binary(max_size=2_000))
def test_noise(beginning: bytes, rest: bytes) -> None:
    take_all(beginning + rest)


@fuzz(3_500, st.sampled_from(SAMPLES), EDITS, st.booleans())
def test_archives_with_wrong_bytes(data: bytes, edits: list[tuple[int, bytes]], cut: bool) -> None:
    for place, new in edits:
        at = place % len(data)
        data = data[:at] + new + data[at + len(new) :]
    take_all(data[: edits[0][0] % len(data)] if cut else data)


@fuzz(2_000, st.lists(st.tuples(st.binary(max_size=30), st.binary(min_size=12, max_size=12) | st.integers(0, 2_000), st.sampled_from([bytes([c]) for c in b"0123456789xgLKSZ\0"]), st.binary(max_size=700)), max_size=8))  # fmt: skip
@example([(b"x", 12, b"x", b"12 size=9\n\n9")])
def test_tars_of_any_fields(parts: list[tuple[bytes, int | bytes, bytes, bytes]]) -> None:
    take_all(raw(*(block for name, size, type_, body in parts for block in (header(name, size, type_), body))))


WORDS = st.lists(st.sampled_from(["format: 1\n", "course: ", "exercise: ", "student: ", "tiny\n", "{", "}", "[", "]", "&a ", "*a", "!!x ", "? ", "- ", ": ", "\n", "  ", '"', "'", "\\", "|\n", "%YAML 9\n", "---\n", "\x00", "\x1b", "\u2028", "\ud7ff", "pick: b\n", "area: ", "9" * 50, "w**w**w", "\t", "#"]) | st.text(max_size=5), max_size=30).map("".join)  # fmt: skip
TINY = open_course(TESTS / "course").exercise("tiny")


@fuzz(1_500, st.binary(max_size=300) | WORDS.map(str.encode))
def test_markers(data: bytes) -> None:
    with contextlib.suppress(WorkspaceError):
        started = parse_marker(data, Path("work"))
        assert started.student is None or started.student.isprintable()


@fuzz(1_500, st.binary(max_size=300) | WORDS.map(str.encode))
def test_answer_sheets(data: bytes) -> None:
    assert len(read_answers(data, TINY).problems) <= 20


# As a whole


def test_the_command_takes_folders_and_archives(learn, tmp_path: Path) -> None:
    """Nothing is kept beside an archive."""
    learn("start", "tiny", *COURSE)
    (tmp_path / "tiny" / "scale.py").write_bytes(RIGHT)
    shutil.make_archive(str(tmp_path / "packed"), "gztar", tmp_path, "tiny")
    (tmp_path / "bad.zip").write_bytes(b"PK")

    done = learn("grade", "tiny", "packed.tar.gz", *COURSE, "--format", "json", "--output", "report")
    refused = learn("grade", "tiny", "packed.tar.gz", "bad.zip", *COURSE)
    named = learn("grade", "tiny", "bad.zip", "packed.tar.gz", *COURSE, "--exercise", "tiny", "--format", "json")

    reports = json.loads((tmp_path / "report").read_text())
    assert [(report["folder"], report["score"]) for report in reports] == [("tiny", 4), ("packed.tar.gz", 4)]
    assert reports[0]["questions"][0]["checks"][0]["status"] == "passed"
    assert (done.returncode, refused.returncode, named.returncode) == (1, 2, 1)
    assert refused.stderr == f"bad.zip: it is no zip and no tar archive{CURE}\n"
    assert [report["score"] for report in json.loads(named.stdout)] == [4, 0, 4]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.zip", "packed.tar.gz", "report", "tiny"]


def test_a_report_does_not_replace_an_archive_that_is_graded(learn, tmp_path: Path) -> None:
    packed = zipped()
    (tmp_path / "work.zip").write_bytes(packed)

    done = learn("grade", "work.zip", *COURSE, "--output", "work.zip")

    assert done.stderr == "work.zip is what is to be graded. Choose another file: --output FILE\n"
    assert (done.returncode, (tmp_path / "work.zip").read_bytes()) == (2, packed)
