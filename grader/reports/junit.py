"""Reports as JUnit XML, as pytest writes it: a suite for each report, a case for each check."""

from collections.abc import Iterable, Iterator, Sequence

from grader.reports.brief import Names, made_for_other, misconceptions, whose
from grader.reports.inert import for_xml, inert_lines
from grader.reports.text import points
from grader.results import CheckResult, QuestionResult, Report, Status

# What a check that was not passed is to JUnit. An answer that cannot be read is the student's to mend, as a wrong one is.
ELEMENTS = {
    Status.FAILED: "failure",
    Status.INVALID: "failure",
    Status.ERROR: "error",
    Status.NOT_RUN: "skipped",
}


def render_junit(reports: Sequence[Report]) -> str:
    """Return a document that pytest's own schema takes.

    The points, for which JUnit has no place, are properties of the suite and stand in the messages.
    """
    names, suites = Names(), Names()
    lines = [line for report in reports for line in _suite(report, suites.unique(_title(report)), names)]
    checks = [check for report in reports for check in report.checks]
    counts = {name: value for name, value in _counts(checks).items() if name != "skipped"}
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f"<testsuites{_attributes({'name': 'learn', **counts})}>",
            *lines,
            "</testsuites>\n",
        ]
    )


def _title(report: Report) -> str:
    return f"{report.exercise} · {whose(report)}"


def _suite(report: Report, title: str, names: Names) -> Iterator[str]:
    timestamp = {"timestamp": report.graded_at} if report.graded_at else {}
    yield f"<testsuite{_attributes({'name': title, **_counts(report.checks), **timestamp})}>"
    yield "<properties>"
    yield from (f"<property{_attributes({'name': name, 'value': value})}/>" for name, value in _properties(report))
    yield "</properties>"
    for question in report.questions:
        for check in question.checks:
            name = names.unique(f"{whose(report)} · {question.id} · {check.id}")
            yield _case(report, question, check, name)
    yield "</testsuite>"


def _counts(checks: Sequence[CheckResult]) -> dict[str, str]:
    elements = [ELEMENTS.get(check.status) for check in checks]
    return {
        "tests": str(len(elements)),
        "failures": str(elements.count("failure")),
        "errors": str(elements.count("error")),
        "skipped": str(elements.count("skipped")),
        "time": f"{sum(check.seconds for check in checks):.3f}",
    }


def _properties(report: Report) -> Iterable[tuple[str, str]]:
    yield from (("tool", report.tool), ("course", report.course), ("exercise", report.exercise))
    yield from (("student", whose(report)), ("submission", report.submission), ("status", report.status))
    if report.partial:
        yield "partial", "true"
    if other := made_for_other(report):
        yield "made_for", other
    yield from (("score", points(report.score)), ("max_score", points(report.max_score)))
    for question in report.questions:
        yield f"{question.id}.score", points(question.score)
        yield f"{question.id}.max_score", points(question.max_score)
        for adjustment in question.adjustments:
            yield f"{question.id}.adjusted", f"{points(adjustment.points)}: {adjustment.why}"
    yield from (("misconception", name) for name in misconceptions(report))


def _case(report: Report, question: QuestionResult, check: CheckResult, name: str) -> str:
    time = f"{check.seconds:.3f}"
    start = f"<testcase{_attributes({'classname': report.exercise, 'name': name, 'time': time})}"
    if check.status is Status.PASSED:
        return f"{start}/>"
    element = ELEMENTS[check.status]
    text = "\n".join(inert_lines(check.message))
    said = f"{points(check.score)} of {points(check.max_score)} points. {text.partition(chr(10))[0]}".rstrip()
    kind = check.category or check.status
    body = f"<{element}{_attributes({'type': f'learn.{kind}', 'message': said})}>{for_xml(text)}</{element}>"
    return f"{start}>{body}</testcase>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{for_xml(value)}"' for name, value in values.items())
