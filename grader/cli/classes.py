"""A class, graded into a gradebook: what `learn grade FOLDER` does where the folder holds the work of many."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.cli.options import known_keep, open_gradebook_named, open_named
from grader.cli.progress import Progress
from grader.cli.showing import Showing, after_storing, check_output, show_stored
from grader.course.place import MARKER
from grader.errors import ALL_RIGHT, NOT_JUDGED, UsageError, shown
from grader.reports.formats import Format
from grader.reports.inert import inert

if TYPE_CHECKING:
    from grader.course.loader import Course, Exercise
    from grader.gradebook.batch import Batch, Tally
    from grader.gradebook.entries import Entry, Shard
    from grader.gradebook.executors import Executor
    from grader.gradebook.store import Gradebook
    from grader.results import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What only a class has a use for, as it was typed."""

    gradebook: str | None = None
    roster: Path | None = None
    keep: str | None = None
    shard: str | None = None
    jobs: int | None = None
    cluster: str | None = None
    force: bool = False

    @property
    def anything(self) -> bool:
        """Whether any of it was asked for, so that a folder must be a class."""
        return self != Asked()


def is_class(paths: Sequence[Path], exercise: str | None, asked: Asked, course: Path | None) -> bool:
    """Tell whether a class is to be graded; raise UsageError where what was asked for needs one, and there is none."""
    if asked.anything and (len(paths) != 1 or not paths[0].is_dir()):
        raise UsageError(_ONE_FOLDER if len(paths) != 1 else _NO_FOLDER.format(path=shown(paths[0])))
    if asked.anything:
        return True
    if len(paths) != 1 or not paths[0].is_dir() or os.path.lexists(paths[0] / MARKER):
        return False
    from grader.gradebook.entries import looks_like_class

    opened = open_named(course)
    known = exercise in opened.exercise_ids()
    return looks_like_class(paths[0], opened.exercise(str(exercise), texts=False) if known else None)


def grade_class(
    course: "Course",
    folder: Path,
    exercise: str | None,
    asked: Asked,
    showing: Showing,
    *,
    hidden: bool,
    isolation: str,
) -> int:
    """Grade what is not in the gradebook yet, close with a table, show the reports if asked for; return the exit code."""
    from grader.gradebook.batch import Batch
    from grader.gradebook.entries import find_entries
    from grader.reports.forms import listed
    from grader.workspace.roster import read_roster

    format, output, form = showing.format, showing.output, showing.form
    loaded = None if exercise is None else course.exercise(exercise, texts=False)
    if output is not None:
        check_output(output, [folder])
    roster = None if asked.roster is None else read_roster(asked.roster)
    entries, aside = find_entries(folder, roster, _shard(asked.shard))
    if aside:
        typer.echo(f"Left aside, no folder, archive or .py: {listed(aside)}", err=True)
    if not entries:
        raise UsageError(f"{shown(folder)} holds no submissions. Name the folder with a folder or archive a student.")
    keep = None if asked.keep is None else known_keep(asked.keep)
    with open_gradebook_named(asked.gradebook, course=course.id, create=True) as gradebook:
        if keep is not None:
            gradebook.keep = keep
        batch = Batch(course, gradebook, hidden=hidden, force=asked.force)
        with after_storing(gradebook.where, "What was graded"):
            _run(batch, course, entries, loaded, gradebook, asked, isolation)
            _close(batch.tally, gradebook, to_error=format is not Format.TEXT and output is None)
            if format is not Format.TEXT or output is not None:
                show_stored(_just_graded(gradebook, batch.tally), format, output, form)
    return ALL_RIGHT if batch.tally.is_complete else NOT_JUDGED


def executor(
    course: "Course", jobs: int | None, cluster: str | None
) -> "tuple[AbstractContextManager[Executor], str | bytes]":
    """Return the processes that judge, and the course as they get it: its folder, or packed for other machines."""
    if cluster is not None:
        if jobs is not None:
            raise UsageError(
                "--jobs is for this machine; a cluster has as many processes as it has workers. Leave one out."
            )
        from grader.course.packed import pack_course
        from grader.gradebook.cluster import ClusterExecutor

        return ClusterExecutor(cluster), pack_course(course.root)
    from grader.gradebook.batch import default_jobs
    from grader.gradebook.local import LocalExecutor

    return LocalExecutor(jobs or default_jobs()), str(course.root)


def _run(
    batch: "Batch",
    course: "Course",
    entries: "Sequence[Entry]",
    exercise: "Exercise | None",
    gradebook: "Gradebook",
    asked: Asked,
    isolation: str,
) -> None:
    from grader.gradebook.worker import Setting

    processes, sent = executor(course, asked.jobs, asked.cluster)
    with processes as chosen, Progress(len(entries), "Graded") as progress:
        setting = Setting(sent, batch.hidden, isolation=isolation)
        for _ in batch.run(entries, exercise, chosen, setting, lambda count: progress.advance(count, judged=False)):
            progress.advance()


def _just_graded(gradebook: "Gradebook", tally: "Tally") -> "list[Report]":
    """Return the reports of those who are in this run."""
    return [report for report in _stored(gradebook, tally) if (report.exercise, str(report.student)) in tally.students]


def _stored(gradebook: "Gradebook", tally: "Tally") -> "Iterator[Report]":
    """Yield all reports of the exercises that are in this run."""
    for exercise in dict.fromkeys(exercise for exercise, _ in tally.students):
        yield from gradebook.reports(exercise=exercise)


def _close(tally: "Tally", gradebook: "Gradebook", *, to_error: bool) -> None:
    from grader.reports.forms import listed
    from grader.reports.statistics import class_statistics
    from grader.reports.summary import render_summary

    def say(text: str) -> None:
        typer.echo(inert(text), err=to_error)

    say(render_summary(class_statistics(_stored(gradebook, tally))))
    twice = [f"{student} ({count})" for (_, student), count in sorted(tally.students.items()) if count > 1]
    if twice:
        say(f"Handed in more than once, the {gradebook.keep} counts: {listed(twice)}")
    for missing in tally.not_taken:
        say(f"Not taken in: {missing.reason}")
    for failed in tally.failed:
        say(f"Could not be judged: {failed.reason}")
    if tally.clamped:
        say(f"Their files bear times before 1980 or after 2200, and count as from that year: {listed(tally.clamped)}")
    if tally.unjudged:
        say(f"Could not be judged: {listed(tally.unjudged)}. Try again: the same command with --force")
    if tally.elsewise:
        say(
            f"{tally.elsewise:,} keep a grade by another version of the question, learn or NumPy. See: learn regrade --dry-run"
        )
    before = f", {tally.before:,} before" if tally.before else ""
    say(f"Graded now: {tally.graded:,}{before}. Kept in {gradebook.where}; next: learn gradebook export --format csv")


def _shard(written: str | None) -> "Shard":
    from grader.gradebook.entries import Shard

    if written is None:
        return Shard()
    found = re.fullmatch(r"([1-9]\d{0,6})/([1-9]\d{0,6})", written)
    if found is None or int(found[1]) > int(found[2]):
        raise UsageError(f"--shard {written} is no part. The second of eight: --shard 2/8")
    return Shard(int(found[1]), int(found[2]))


_ONE_FOLDER = """\
A class is one folder, with a folder, an archive or a .py for each student: learn grade SUBMISSIONS --exercise ID"""
_NO_FOLDER = "{path} is no folder. Name the folder of a class: learn grade SUBMISSIONS --exercise ID"
