"""Reports as JSON, one a line: for programs that read them one by one."""

import json
from collections.abc import Sequence

from grader.reports.json import report_object
from grader.results import Report


def render_jsonl(reports: Sequence[Report]) -> str:
    """Return each report as an object on a line of its own."""
    return "".join(f"{json.dumps(report_object(report))}\n" for report in reports)
