"""A student's commands: declare, call once, print. Heavy imports stand inside, so that --help and completion stay quick."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import (
    CourseOption,
    ExerciseArgument,
    FolderOption,
    QuestionArgument,
    complete_question,
    open_named,
)
from grader.errors import UsageError, WorkspaceError

if TYPE_CHECKING:
    from grader.course.loader import Course, Exercise, LoadedQuestion
    from grader.workspace.folder import Started


def list_exercises(course: CourseOption = None) -> None:
    """List the exercises: title, points, what is started here, the best score so far."""
    from grader.reports.inert import inert_word
    from grader.reports.text import points
    from grader.workspace.folder import find_all_started
    from grader.workspace.progress import read_progress

    id, title, exercises = _outlines(course)
    started: dict[str, list[str]] = {}
    for folder in find_all_started(Path()):
        if folder.course == id:
            progress = read_progress(folder.path)
            best = "not graded yet" if progress.best is None else f"best {points(progress.best)}"
            started.setdefault(folder.exercise, []).append(f"{inert_word(os.path.relpath(folder.path))}: {best}")
    typer.echo(f"{title}\n")
    for name, (called, worth) in exercises.items():
        state = "; ".join(started.get(name, [])) or "not started"
        typer.echo(f"{name:<12} {called:<32} {worth:>3} points   {state}")
    typer.echo("\nStart one: learn start EXERCISE")


def _outlines(course: Path | None) -> tuple[str, str, dict[str, tuple[str, int]]]:
    """Return id and title of a course, and the titles and points of its exercises."""
    from grader.course.glance import glance_at
    from grader.course.place import course_root

    glance = glance_at(course_root(course))
    outlines = None if glance is None else glance.outlines()
    if glance is not None and outlines is not None:
        return glance.id, glance.title, {name: (each.title, each.worth) for name, each in outlines.items()}
    opened = open_named(course)
    models = {name: opened.exercise_model(name) for name in opened.exercise_ids()}
    worth = {name: (model.title, sum(item.points for item in model.questions)) for name, model in models.items()}
    return opened.id, opened.title, worth


def start(
    exercise: ExerciseArgument,
    into: Annotated[Path | None, typer.Option("--into", metavar="DIR", help="Where; by default ./EXERCISE.")] = None,
    student: Annotated[str | None, typer.Option(metavar="NAME", help="Your name: you get numbers of your own.")] = None,
    attempt: Annotated[
        int, typer.Option(metavar="N", min=1, max=999, help="Other numbers for the same name: attempt 2, 3, …")
    ] = 1,
    force: Annotated[
        bool,
        typer.Option("--force", help="Use a folder that holds files; those in the way are kept as numbered backups."),
    ] = False,
    course: CourseOption = None,
) -> None:
    """Start an exercise: a folder with its story, a stub for each function, a sheet for answers. Nothing is overwritten."""
    from grader.workspace import folder

    opened = open_named(course)
    loaded = opened.exercise(exercise)
    target = into or Path(exercise)
    name = _student_name(student)
    backups = folder.start(opened, loaded, target, name, force=force, attempt=attempt)
    typer.echo(f"{target}{os.sep} is ready · {loaded.model.title}")
    typer.echo(loaded.model.summary)
    for backup in backups:
        typer.echo(f"Kept: {backup}")
    typer.echo(f"Next: read {target / 'README.md'}, then: learn grade {target}")


def _student_name(student: str | None) -> str | None:
    if student is None:
        return None
    from grader.workspace.folder import A_NAME, is_name

    name = student.strip()
    if not is_name(name):
        raise UsageError(f"--student: write {A_NAME}")
    return name


def hint(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Such as conv2d.", autocompletion=complete_question)
    ] = None,
    path: FolderOption = Path(),
    course: CourseOption = None,
) -> None:
    """Show a hint, one step further each time; without a question, say how many there are."""
    from grader.workspace.progress import read_progress, write_progress

    started, hints = _hints(path, course, question)
    progress = read_progress(started.path)
    if len(hints) > 1:
        for name, texts in hints.items():
            typer.echo(f"{name:<24} {min(progress.hints.get(name, 0), len(texts))} of {len(texts)} hints shown")
        typer.echo("\nOne step further: learn hint QUESTION")
        return
    ((name, texts),) = hints.items()
    number = min(progress.hints.get(name, 0) + 1, len(texts))
    text = _filled(texts[number - 1], name, path, course)
    typer.echo(f"{name}, hint {number} of {len(texts)}: {text.strip()}")
    if progress.hints.get(name, 0) >= len(texts):
        typer.echo("That was the last one.")
    progress.hints[name] = number
    write_progress(started.path, progress)


def _hints(path: Path, course: Path | None, question: str | None) -> "tuple[Started, dict[str, list[str]]]":
    """Return what is started at a path, and the hints of its questions, or of the one that is named."""
    from grader.course.glance import glance_at
    from grader.course.place import course_root
    from grader.workspace.folder import find_started

    glance = glance_at(course_root(course))
    if glance is not None:
        started = find_started(path)
        hints = glance.hints(started.exercise, question) if started.course == glance.id else None
        if hints is not None:
            return started, hints
    _, started, exercise = _started(path, course)
    asked = [loaded for _, loaded in exercise.questions] if question is None else [_question(exercise, question)]
    return started, {loaded.id: loaded.question.hints for loaded in asked}


def _filled(text: str, question: str, path: Path, course: Path | None) -> str:
    """Return a hint with the student's numbers in it."""
    from grader.course.templates import fill_in, is_template

    if not is_template(text):
        return text
    opened, started, exercise = _started(path, course)
    return fill_in(text, opened.values(_question(exercise, question), started.student, started.attempt))


def explain(
    question: QuestionArgument,
    path: FolderOption = Path(),
    course: CourseOption = None,
) -> None:
    """Explain a question that you have solved: why the answer is what it is, and for code the reference beside yours."""
    from grader.course.templates import fill_in
    from grader.workspace.progress import read_progress

    opened, started, exercise = _started(path, course)
    loaded = _question(exercise, question)
    if loaded.id not in read_progress(started.path).solved:
        raise WorkspaceError(
            f"{loaded.id} is not solved yet, as far as this folder knows. Grade it: learn grade -q {loaded.id}"
        )
    values = opened.values(loaded, started.student, started.attempt)
    typer.echo(f"{loaded.question.title}\n\n{fill_in(loaded.question.explanation, values).strip()}")
    if loaded.reference is not None:
        typer.echo(f"\n{_beside_reference(started, loaded)}", nl=False)
    typer.echo(f"\nSource: {loaded.question.source}")


def _beside_reference(started: "Started", loaded: "LoadedQuestion") -> str:
    """Return the reference and the student's file, side by side where the terminal is wide enough."""
    import shutil

    from grader.reports.beside import beside
    from grader.workspace.files import Missing, read_file
    from grader.workspace.render import stub_name

    assert loaded.reference is not None
    own = read_file(started.path / stub_name(loaded))
    text = own.reason if isinstance(own, Missing) else own.decode("utf-8-sig", "replace")
    reference = loaded.reference.read_text(encoding="utf-8")
    return beside(("The reference", "Yours"), (reference, text), shutil.get_terminal_size().columns)


def reset(
    question: QuestionArgument,
    path: FolderOption = Path(),
    course: CourseOption = None,
) -> None:
    """Begin a question afresh; your old file is kept as a numbered backup."""
    from grader.workspace import folder

    opened, started, exercise = _started(path, course)
    written, backup = folder.reset(opened, exercise, started, _question(exercise, question))
    if backup is not None:
        typer.echo(f"Kept: {os.path.relpath(backup)}")
    typer.echo(f"Fresh: {os.path.relpath(written)}")


def _started(path: Path, course: Path | None) -> "tuple[Course, Started, Exercise]":
    from grader.judging.markers import check_marker
    from grader.workspace.folder import find_started

    opened = open_named(course)
    started = check_marker(opened, find_started(path), None)
    return opened, started, opened.exercise(started.exercise)


def _question(exercise: "Exercise", name: str) -> "LoadedQuestion":
    from grader.suggest import did_you_mean

    known = {loaded.id: loaded for _, loaded in exercise.questions}
    if name not in known:
        raise UsageError(
            f'{exercise.id} has no question "{name}".{did_you_mean(name, known)} It has: {", ".join(known)}.'
        )
    return known[name]
