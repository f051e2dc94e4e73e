"""A report for the terminal: per question what passed, what failed and why, the score, and an honest last line."""

from collections.abc import Callable, Iterator, Sequence

from grader.reports.brief import made_for_note
from grader.reports.inert import inert_lines, inert_word
from grader.results import CheckResult, QuestionResult, Report, Status

Paint = Callable[[str, Status], str]

EXPLAINED = 3  # checks of a question that are explained in full; of further ones the first line is shown

UNNAMED = ("choice", "match", "order")  # kinds of questions with one check, which needs no name beside its question's

MARKS = {
    Status.PASSED: "✓",
    Status.FAILED: "✗",
    Status.ERROR: "!",
    Status.INVALID: "?",
    Status.NOT_RUN: "–",
}


def render_texts(reports: Sequence[Report], paint: Paint = lambda text, status: text) -> str:
    """Return reports one after the other; several are told apart by their folders."""
    folder = len(reports) > 1
    return "\n".join(render_text(report, paint, folder=folder) for report in reports)


def render_text(report: Report, paint: Paint = lambda text, status: text, *, folder: bool = False) -> str:
    """Return the report as text; `paint` may colour what belongs to a status."""
    parts = [report.exercise, report.title, report.student, report.folder if folder else None]
    lines = [" · ".join(inert_word(part) for part in parts if part is not None)]
    lines += [note, ""] if (note := made_for_note(report)) else [""]
    for question in report.questions:
        lines.extend(_question(question, paint))
        lines.append("")
    lines.extend(_offers(report))
    lines.append(f"Isolation: {report.isolation.partition(':')[0]}")
    lines.append(f"Score: {points(report.score)} of {points(report.max_score)}")
    lines.append(last_line(report))
    return "\n".join(lines) + "\n"


def points(hundredths: int) -> str:
    """Return a score in points, without needless zeros."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def last_line(report: Report) -> str:
    """Say how much was judged, and what was not."""
    checks = [check for check in report.checks if not check.waits]
    counts = {status: sum(check.status is status for check in checks) for status in Status}
    kind = "checks" if any(check.hidden for check in checks) else "visible checks"
    line = f"{counts[Status.PASSED]} of {len(checks)} {kind} passed"
    anew = sum(check.anew for check in checks)
    if anew:
        line += f" ({anew} also on inputs of this run)"
    others = (
        (Status.FAILED, "failed"),
        (Status.INVALID, "could not be read"),
        (Status.NOT_RUN, "not run"),
        (Status.ERROR, "could not be judged"),
    )
    line += "".join(f", {counts[status]} {words}" for status, words in others if counts[status])
    waiting = sum(check.waits for check in report.checks)
    if waiting:
        line += f"; {waiting} hidden {'check runs' if waiting == 1 else 'checks run'} when you hand in"
    return f"{line}."


def _offers(report: Report) -> Iterator[str]:
    """Say what to type next: why a right answer is right, and a hint for the first that is not."""
    right = [question.id for question in report.questions if question.status is Status.PASSED]
    if right:
        yield f"Why it is so: learn explain {right[0]}"
    wrong = [question.id for question in report.questions if question.status not in (Status.PASSED, Status.ERROR)]
    if wrong:
        yield f"A hint: learn hint {wrong[0]}"


def _question(question: QuestionResult, paint: Paint) -> Iterator[str]:
    status = question.status
    score = f"{points(question.score)}/{points(question.max_score)}"
    yield paint(f"{MARKS[status]} {question.id}", status) + f"  {question.title}  {score}"
    groups = _groups([check for check in question.checks if not check.waits])
    explained = 0
    for checks in groups:
        brief = explained >= EXPLAINED
        explained += bool(checks[0].message)
        lines = inert_lines(checks[0].message) if checks[0].message else []
        if question.kind in UNNAMED:
            yield from (f"    {line}" for line in lines)
            continue
        yield _title(checks, paint)
        yield from (f"      {line}" for line in (lines[:1] if brief else lines))
    if question.printed and status is not Status.PASSED:
        yield "  It printed:"
        yield from (f"  | {line}" for line in inert_lines(question.printed.rstrip("\n")))


def _groups(checks: list[CheckResult]) -> list[list[CheckResult]]:
    """Put neighbours with the same message together; it is shown once."""
    groups: list[list[CheckResult]] = []
    for check in checks:
        if groups and check.message and groups[-1][0].message == check.message:
            groups[-1].append(check)
        else:
            groups.append([check])
    return groups


def _title(checks: list[CheckResult], paint: Paint) -> str:
    first = checks[0]
    more = f", and {len(checks) - 1} more" if len(checks) > 1 else ""
    notes = f"{' (hidden)' if first.hidden else ''}{'' if any(check.max_score for check in checks) else ' (no points)'}"
    return f"  {paint(MARKS[first.status], first.status)} {first.id}{notes}{more}"
