"""`learn gradebook`: export, adjust, merge and look at what is stored."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import (
    FormOption,
    GradebookOption,
    complete_exercise,
    known_keep,
    open_gradebook_named,
    standard_output,
)
from grader.cli.showing import after_storing, check_output, show_stored, write
from grader.errors import UsageError
from grader.reports.formats import Format
from grader.reports.inert import inert, inert_word
from grader.suggest import did_you_mean

if TYPE_CHECKING:
    from grader.gradebook.store import Gradebook, Merged
    from grader.results import Report

ExerciseOption = Annotated[
    str | None,
    typer.Option("--exercise", metavar="ID", help="Only this exercise.", autocompletion=complete_exercise),
]
_POINTS = re.compile(r"[+-]?\d{1,6}(?:\.\d{1,2})?")


def export(
    gradebook: GradebookOption = None,
    format: Annotated[Format, typer.Option(help="What the reports are written as.")] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            callback=standard_output,
            help="Write them there; - is standard output, as without it.",
        ),
    ] = None,
    exercise: ExerciseOption = None,
    student: Annotated[str | None, typer.Option("--student", metavar="NAME", help="Only this student.")] = None,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="WHICH", help="latest, first or best; by default what the gradebook says."),
    ] = None,
    form: FormOption = None,
) -> None:
    """Write what is stored in any format: one report for each student and exercise, with what was adjusted by hand."""
    if keep is not None:
        known_keep(keep)
    if output is not None:
        check_output(output)
    with open_gradebook_named(gradebook, only_read=True) as book:
        _check_names(book, exercise, student)
        reports = list(book.reports(exercise=exercise, student=student, keep=keep))
    if format is Format.HTML and student is not None:
        _show_student(reports, output)
    else:
        show_stored(reports, format, output, form)


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
    with open_gradebook_named(gradebook) as book:
        before = book.find(student, question, exercise)
        after = book.adjust(student, before.exercise, question, hundredths, why)
    (old,) = (q for q in before.questions if q.id == question)
    (new,) = (q for q in after.questions if q.id == question)
    line = f"{student} · {after.exercise} · {question}: {written(old.score)} → {written(new.score)} of {written(new.max_score)}"
    with after_storing(book.where, "The adjustment", "learn gradebook adjustments"):
        typer.echo(inert(line))
        if new.score - old.score != hundredths:
            typer.echo(
                f"Not all of it counts: a question is worth at least 0 and at most {written(new.max_score)} points."
            )


def adjustments(gradebook: GradebookOption = None) -> None:
    """List what was adjusted by hand."""
    from grader.reports.text import points as written

    with open_gradebook_named(gradebook, only_read=True) as book:
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

    with open_gradebook_named(sources[0], only_read=True) as first:
        course, salt = first.course, first.salt
    total = Merged()
    with open_gradebook_named(gradebook, course=course, create=True, salt=salt) as book:
        for source in sources:
            with open_gradebook_named(source, only_read=True) as other:
                total += book.merge(other)
    with after_storing(book.where, "What was merged"):
        _show_merged(book.where, total)


def _show_merged(where: str, total: "Merged") -> None:
    typer.echo(
        f"{where}: {total.results:,} results, {total.hand_ins:,} submissions of students"
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

    with open_gradebook_named(gradebook, only_read=True) as book:
        _check_names(book, exercise, None)
        typer.echo(inert(render_statistics(class_statistics(book.reports(exercise=exercise)))), nl=False)


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
