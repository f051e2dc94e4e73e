"""`learn gradebook`: export, adjust, merge and look at what is stored."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import DEFAULT_GRADEBOOK, FormOption, GradebookOption, complete_exercise
from grader.cli.showing import check_output, show, write
from grader.errors import UsageError
from grader.reports.formats import Format
from grader.reports.inert import inert, inert_word
from grader.suggest import did_you_mean

if TYPE_CHECKING:
    from grader.gradebook.store import Gradebook
    from grader.results import Report

ExerciseOption = Annotated[
    str | None,
    typer.Option("--exercise", metavar="ID", help="Only this exercise.", autocompletion=complete_exercise),
]
_POINTS = re.compile(r"[+-]?\d{1,6}(?:\.\d{1,2})?")


def opened(
    where: str | None, *, course: str | None = None, create: bool = False, salt: str | None = None
) -> "Gradebook":
    """Open the gradebook that an option names, or the one that is meant without it."""
    from grader.gradebook.store import open_gradebook

    place = where or os.environ.get("LEARN_GRADEBOOK") or DEFAULT_GRADEBOOK
    return open_gradebook(place, course=course, create=create, salt=salt)


def export(
    gradebook: GradebookOption = None,
    format: Annotated[Format, typer.Option(help="What the reports are written as.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write them there.")] = None,
    exercise: ExerciseOption = None,
    student: Annotated[str | None, typer.Option("--student", metavar="NAME", help="Only this student.")] = None,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="WHICH", help="latest, first or best; by default what the gradebook says."),
    ] = None,
    form: FormOption = None,
) -> None:
    """Write what is stored in any format: one report for each student and exercise, with what was adjusted by hand."""
    from grader.gradebook.store import Keep

    if keep is not None and keep not in list(Keep):
        raise UsageError(f"--keep {keep} is not known. There are: {', '.join(Keep)}.")
    if output is not None:
        check_output(output)
    with opened(gradebook) as book:
        _check_names(book, exercise, student)
        reports = list(book.reports(exercise=exercise, student=student, keep=keep))
    if format is Format.HTML and student is not None:
        _show_student(reports, output)
    elif output is not None and format is not Format.TEXT:
        from grader.cli.showing import rendered

        write(output, rendered(reports, format, form))
        typer.echo(f"{len(reports):,} {'report' if len(reports) == 1 else 'reports'} written to {output}")
    else:
        show(reports, format, output, form)


def adjust(
    student: Annotated[str, typer.Argument(metavar="STUDENT", help="The name in the gradebook.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Such as conv2d.")],
    points: Annotated[str, typer.Argument(metavar="POINTS", help="What is added, such as 1.5 or -2.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="What the student is told.")],
    gradebook: GradebookOption = None,
    exercise: ExerciseOption = None,
) -> None:
    """Add points to a question of a student's by hand, or take them away; they stay when it is graded again."""
    from grader.reports.text import points as written

    if not _POINTS.fullmatch(points):
        raise UsageError(f"{points} is no number of points. Write what is added, with at most two decimals: 1.5 or -2")
    hundredths = round(float(points) * 100)
    with opened(gradebook) as book:
        before = book.find(student, question, exercise)
        after = book.adjust(student, before.exercise, question, hundredths, why)
    (old,) = (q for q in before.questions if q.id == question)
    (new,) = (q for q in after.questions if q.id == question)
    line = f"{student} · {after.exercise} · {question}: {written(old.score)} → {written(new.score)} of {written(new.max_score)}"
    typer.echo(inert(line))
    if new.score - old.score != hundredths:
        typer.echo(f"Not all of it counts: a question is worth at least 0 and at most {written(new.max_score)} points.")


def adjustments(gradebook: GradebookOption = None) -> None:
    """List what was adjusted by hand."""
    from grader.reports.text import points as written

    with opened(gradebook) as book:
        found = book.adjustments()
    for one in found:
        sign = "+" if one.points > 0 else ""
        parts = [one.at[:10], inert_word(one.student), one.exercise, one.question, f"{sign}{written(one.points)}"]
        typer.echo(f"{'  '.join(parts)}  {inert_word(one.why)}")
    if not found:
        typer.echo("Nothing was adjusted by hand.")


def merge(
    sources: Annotated[list[str], typer.Argument(metavar="FROM", help="Gradebooks whose content is taken over.")],
    gradebook: GradebookOption = None,
) -> None:
    """Take over all that other gradebooks hold, such as those of the shards of a class; twice is the same as once."""
    from grader.gradebook.store import Merged

    with opened(sources[0]) as first:
        course, salt = first.course, first.salt
    total = Merged()
    with opened(gradebook, course=course, create=True, salt=salt) as book:
        for source in sources:
            with opened(source) as other:
                total += book.merge(other)
        typer.echo(
            f"{book.where}: {total.results:,} results, {total.hand_ins:,} submissions of students"
            f" and {total.adjustments:,} adjustments are new."
        )
    if total.differing or total.recounted:
        typer.echo(
            f"{total.differing:,} results differed: one that could be judged went before one that could not, then the later one."
            f" For {total.recounted:,} submissions another version's result counts now, the one chosen later."
        )


def stats(gradebook: GradebookOption = None, exercise: ExerciseOption = None) -> None:
    """Show, for each exercise, scores, how hard each question is and whom it tells apart, and the mistakes that were made."""
    from grader.reports.statistics import class_statistics
    from grader.reports.summary import render_statistics

    with opened(gradebook) as book:
        _check_names(book, exercise, None)
        typer.echo(inert(render_statistics(class_statistics(_reports(book, exercise)))), nl=False)


def _reports(book: "Gradebook", exercise: str | None) -> "Iterator[Report]":
    for name in book.exercises() if exercise is None else [exercise]:
        yield from book.reports(exercise=name)


def _check_names(book: "Gradebook", exercise: str | None, student: str | None) -> None:
    for what, name, known in (("exercise", exercise, book.exercises), ("student", student, book.students)):
        if name is not None and name not in (names := known()):
            raise UsageError(f'{book.where} has no {what} "{name}".{did_you_mean(name, names)}')


def _show_student(reports: "list[Report]", output: Path | None) -> None:
    from grader.reports.html import render_student

    page = render_student(reports)
    if output is None:
        typer.echo(page, nl=False)
    else:
        write(output, page)
        typer.echo(f"Written to {output}")
