"""`learn release`: an exercise for a platform that grades it. Declare, call once, print; heavy imports stand inside."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.options import CourseOption, ExerciseArgument, open_named, standard_output
from grader.errors import UsageError

ForceOption = Annotated[bool, typer.Option("--force", help="Replace what an earlier release wrote there.")]


def gradescope(
    exercise: ExerciseArgument,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The archive to write; - is standard output."),
    ] = Path("autograder.zip"),
    force: ForceOption = False,
    course: CourseOption = None,
) -> None:
    """Write the archive that Gradescope takes for a programming assignment; LEARN_COURSE_SECRET goes into it if it is set."""
    from grader.authoring.release.entries import check_output, write_zip, zipped
    from grader.authoring.release.platforms import gradescope_entries

    if standard_output(output) is None:
        sys.stdout.buffer.write(zipped(gradescope_entries(open_named(course), exercise)))
        return
    check_output(output, force=force)
    write_zip(output, gradescope_entries(open_named(course), exercise), force=force)
    typer.echo(f"{output} is ready: it holds {exercise}, its references and this grader. Keep it from students.")
    typer.echo("Next: upload it in the assignment's settings, under Configure Autograder")


def classroom50(
    exercise: ExerciseArgument,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder to write.")] = Path(
        "autograder"
    ),
    force: ForceOption = False,
    course: CourseOption = None,
) -> None:
    """Write the folder that Classroom 50 takes as autograders/ASSIGNMENT of a classroom."""
    from grader.authoring.release.entries import check_output, write_folder
    from grader.authoring.release.platforms import classroom50_entries

    if standard_output(output) is None:
        raise UsageError("- is standard output, and this release is a folder. Name one: --output autograder")
    check_output(output, force=force)
    write_folder(output, classroom50_entries(open_named(course), exercise), force=force)
    typer.echo(f"{output}/ is ready: it holds {exercise}, its references and this grader.")
    typer.echo(
        "Classroom 50 publishes it on GitHub Pages: whoever has the link, students too, can read the references."
    )
    typer.echo("Next: move it to CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository")
