"""A report for the terminal: per question what passed, what failed and why, the score, and an honest last line."""

from collections.abc import Callable, Iterator

from grader.reports.inert import inert, inert_lines
from grader.results import CheckResult, QuestionResult, Report, Status

Paint = Callable[[str, Status], str]

MARKS = {
    Status.PASSED: "✓",
    Status.FAILED: "✗",
    Status.ERROR: "!",
    Status.INVALID: "?",
    Status.NOT_RUN: "–",
}


def render_text(report: Report, paint: Paint = lambda text, status: text) -> str:
    """Return the report as text; `paint` may colour what belongs to a status."""
    heading = f"{report.exercise} · {report.title}"
    lines = [heading if report.student is None else f"{heading} · {inert(report.student)}", ""]
    for question in report.questions:
        lines.extend(_question(question, paint))
        lines.append("")
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
    line = f"{counts[Status.PASSED]} of {len(checks)} visible checks passed"
    if any(check.hidden for check in checks):
        line = line.replace(" visible", "")
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


def _question(question: QuestionResult, paint: Paint) -> Iterator[str]:
    status = question.status
    score = f"{points(question.score)}/{points(question.max_score)}"
    yield paint(f"{MARKS[status]} {question.id}", status) + f"  {question.title}  {score}"
    shown = [check for check in question.checks if not check.waits]
    previous: str | None = None
    for position, check in enumerate(shown):
        if check.message and check.message == previous:
            continue
        same = _run_length(shown[position:])
        previous = check.message if same > 1 else None
        if len(question.checks) == 1 and question.kind == "choice":
            yield from (f"    {line}" for line in inert_lines(check.message) if line)
        else:
            yield from _check(check, same, paint)
    if question.printed and status is not Status.PASSED:
        yield "  It printed:"
        yield from (f"  | {line}" for line in inert_lines(question.printed.rstrip("\n")))


def _run_length(checks: list[CheckResult]) -> int:
    """Return how many checks from the first on say the same; they are shown once."""
    first = checks[0]
    count = 1
    while first.message and count < len(checks) and checks[count].message == first.message:
        count += 1
    return count


def _check(check: CheckResult, same: int, paint: Paint) -> Iterator[str]:
    title = check.title if same == 1 else f"{check.title}, and {same - 1} more"
    hidden = " (hidden)" if check.hidden else ""
    yield f"  {paint(MARKS[check.status], check.status)} {title}{hidden}"
    if check.message:
        yield from (f"      {line}" for line in inert_lines(check.message))
