"""`learn regrade`: declare, call once, print."""

from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.classes import executor
from grader.cli.options import (
    ClusterOption,
    CourseOption,
    GradebookOption,
    IsolationOption,
    JobsOption,
    complete_exercise,
    complete_question,
    open_gradebook_named,
    open_named,
)
from grader.cli.progress import Progress
from grader.cli.showing import after_storing
from grader.errors import NOT_JUDGED
from grader.reports.inert import inert, inert_word

if TYPE_CHECKING:
    from grader.gradebook.regrade import Change, Regrade
    from grader.gradebook.store import Gradebook


def regrade(
    gradebook: GradebookOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="QUESTION", help="Only this question; others stay.", autocompletion=complete_question
        ),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option("--exercise", metavar="ID", help="Only this exercise.", autocompletion=complete_exercise),
    ] = None,
    allow_lower: Annotated[bool, typer.Option("--allow-lower", help="Let a lower score count too.")] = False,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
    isolation: IsolationOption = "auto",
    course: CourseOption = None,
) -> None:
    """Grade again what another version of a question, of learn or of NumPy graded, and say who gains, who loses and why.

    A score that would be lower stays, unless --allow-lower. Adjustments by hand stay. Variants are those that students had.

    \b
    Exit codes:
      0  done, or nothing to do
      2  usage, or the course or the gradebook is wrong
      3  something could not be judged
    """
    from grader.gradebook.regrade import Regrade
    from grader.gradebook.worker import Setting

    opened = open_named(course)
    if exercise is not None:
        opened.exercise_model(exercise)
    with open_gradebook_named(gradebook, course=opened.id, only_read=dry_run) as book:
        run = Regrade(opened, book, exercise=exercise, only=only, allow_lower=allow_lower, dry_run=dry_run)
        processes, sent = executor(opened, jobs, cluster)
        changes = []
        with after_storing(book.where, "What was there before" if dry_run else "What was graded again"):
            with processes as chosen, Progress(0, "Graded again") as progress:
                for change in run.run(chosen, Setting(sent, True, isolation=isolation)):
                    progress.advance()
                    changes.append(change)
            _show(changes, run, book, dry_run=dry_run)
    raise typer.Exit(NOT_JUDGED if any(change.after.status == "error" for change in changes) else 0)


def _show(changes: "list[Change]", run: "Regrade", book: "Gradebook", *, dry_run: bool) -> None:
    whose = book.whose([change.submission for change in changes])
    by_why: dict[tuple[str, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        by_why.setdefault((change.before.exercise, change.why), []).append(change)
    for (exercise, why), group in sorted(by_why.items()):
        typer.echo(f"{exercise}: {'; '.join(why)}")
        lines = [(name, change) for change in group for name in whose.get(change.submission, ["?"])]
        for name, change in sorted(lines, key=lambda line: line[0]):
            if change.points or change.after.status != change.before.status:
                typer.echo(inert(_line(name, change)))
        typer.echo("")
    typer.echo(_last_line(changes, run, dry_run=dry_run))


def _line(name: str, change: "Change") -> str:
    from grader.gradebook.regrade import changed_checks
    from grader.reports.text import points

    before = {question.id: question for question in change.before.questions}
    parts = [
        f"{question.id}: {', '.join(changed_checks(before[question.id], question)) or 'points'}"
        for question in change.after.questions
        if question.id in before and question.judged != before[question.id].judged
    ]
    stays = "" if change.counts else "   stays as it was"
    if change.after.status == "error":
        return f"  {inert_word(name)}   could not be judged{stays}"
    score = f"{points(change.before.score)} → {points(change.after.score)}"
    return f"  {inert_word(name)}   {score}   {' · '.join(parts)}{stays}"


def _last_line(changes: "list[Change]", run: "Regrade", *, dry_run: bool) -> str:
    gains = sum(change.points > 0 for change in changes)
    losses = [change for change in changes if change.points < 0 and change.after.status != "error"]
    kept = sum(not change.counts for change in losses)
    failed = sum(change.after.status == "error" for change in changes)
    parts = [f"{gains:,} gain", f"{len(losses):,} lose", f"{len(changes) - gains - len(losses) - failed:,} as before"]
    line = f"{len(changes):,} graded again: {', '.join(parts)}"
    line += f"; {failed:,} could not be judged and stay" if failed else ""
    line += f". {kept:,} stay as they were: let them lose with --allow-lower" if kept else ""
    line += f". {run.current:,} were graded by this version already" if run.current else ""
    line += f". No longer in the course: {', '.join(sorted(run.gone))}" if run.gone else ""
    return f"{line}.{' Nothing was changed (--dry-run).' if dry_run else ''}"
