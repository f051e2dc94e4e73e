"""`learn doctor`: what this machine has, and what contains a submission on it."""

from typing import TYPE_CHECKING

import typer

from grader.cli.options import CourseOption, open_named
from grader.errors import NOT_JUDGED, USAGE, LearnError

if TYPE_CHECKING:
    from grader.course.loader import Course


def doctor(course: CourseOption = None) -> None:
    """Check this machine: versions, the course, and what contains a submission here."""
    import platform
    from importlib.metadata import version

    typer.echo(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for package in ("numpy", "pytest", "typer", "pydantic", "jinja2", "pyyaml"):
        typer.echo(f"  {package} {version(package)}")
    opened = open_named(course)
    typer.echo(f"Course: {opened.title} ({opened.id}), {opened.root}")
    problems = _course_problems(opened)
    for problem in problems:
        typer.echo(f"  {problem}")
    typer.echo(f"  {len(opened.exercise_ids())} exercises, {'all can be loaded' if not problems else 'not all right'}")
    failure = _contained()
    if failure:
        raise typer.Exit(NOT_JUDGED)
    if problems:
        raise typer.Exit(USAGE)


def _course_problems(course: "Course") -> list[str]:
    problems = []
    for name in course.exercise_ids():
        try:
            course.exercise(name)
        except LearnError as error:
            problems.extend(str(error).splitlines())
    return problems


def _contained() -> str | None:
    """Show what contains a submission here; return what does not work."""
    from grader.errors import JudgingError
    from grader.runner.isolation import Opening
    from grader.runner.levels import LAYER_WORDS
    from grader.runner.proof import try_out

    with Opening() as opening:
        try:
            pool = opening.pool()
            failure = try_out(pool)
        except JudgingError as error:
            failure = str(error)
    isolation = opening.isolation
    typer.echo(f"Containment: {str(isolation).partition(':')[0]}")
    typer.echo(f"  tried here: {failure or 'works'}")
    if isolation.layers:
        typer.echo(f"  canary: {isolation.canary}")
    for layer in isolation.layers:
        typer.echo(f"  enforced: {LAYER_WORDS[layer]}")
    for reason in isolation.passed_over:
        typer.echo(f"  passed over: {reason}")
    for fact in isolation.not_enforced:
        typer.echo(f"  not enforced: {fact}")
    if isolation.level == "none":
        typer.echo("  strangers' code is refused: learn grade --untrusted, several folders, CI")
    return failure
