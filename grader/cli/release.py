"""`learn release`: an exercise for a platform that grades it. Declare, call once, print; heavy imports stand inside."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.options import CourseOption, ExerciseArgument, open_named

ForceOption = Annotated[bool, typer.Option("--force", help="Replace what an earlier release wrote there.")]


def gradescope(
    exercise: ExerciseArgument,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The archive to write.")] = Path(
        "autograder.zip"
    ),
    force: ForceOption = False,
    course: CourseOption = None,
) -> None:
    """Write the archive that Gradescope takes for a programming assignment; LEARN_COURSE_SECRET goes into it if it is set."""
    from grader.authoring.release.entries import check_output, write_zip
    from grader.authoring.release.platforms import gradescope_entries

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

    check_output(output, force=force)
    write_folder(output, classroom50_entries(open_named(course), exercise), force=force)
    typer.echo(f"{output}/ is ready: it holds {exercise}, its references and this grader.")
    typer.echo(
        "Classroom 50 publishes it on GitHub Pages: whoever has the link, students too, can read the references."
    )
    typer.echo("Next: move it to CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository")
