"""A check as text, as JSON, as annotations of GitHub: one pure function each."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.authoring.check import CourseCheck
from grader.authoring.findings import Checked, Finding
from grader.reports.inert import inert

SCHEMA = "learn/author-check/1"


def check_as_text(check: CourseCheck, *, tables: bool) -> str:
    """Return the findings a line each, what was counted, and with `tables` which case catches which mistake."""
    lines = [inert(str(finding)) for finding in check.findings]
    for question in check.questions:
        lines += _facts(question, tables)
    errors = sum(not finding.is_warning for finding in check.findings)
    warnings = len(check.findings) - errors
    noted = f", {warnings} to note" if warnings else ""
    lines.append(f"{_counted(len(check.questions), 'question')} checked: {_counted(errors, 'finding')}{noted}.")
    return "\n".join(lines) + "\n"


def _facts(question: Checked, tables: bool) -> list[str]:
    facts, lines = question.facts, []
    if "acceptance" in facts:
        worst = max(facts["collisions"], key=lambda each: (each[-1], each[:-1]), default=None)
        pair = f"; most often alike: {worst[0]}: {worst[1]} and {worst[2]}, {worst[3]:.0%}" if worst else ""
        lines.append(f"{question.key}: {facts['acceptance']:.0%} of the draws make a variant{pair}")
    if "kill_table" in facts:
        caught = {name for names in facts["kill_table"].values() for name in names}
        whether = "all caught" if caught.issuperset(facts["mistakes"]) else f"{len(caught)} caught"
        lines.append(f"{question.key}: {_counted(len(facts['mistakes']), 'mistake')}, {whether}")
        lines += kill_table_as_text(facts["kill_table"], facts["mistakes"]) if tables else []
    return lines


def kill_table_as_text(table: Mapping[str, Sequence[str]], mistakes: Sequence[str]) -> list[str]:
    """Return a row for each mistake and a column for each case: ■ where the case catches it."""
    cases, width = list(table), max(map(len, mistakes), default=0)
    lines = [f"  {'':<{width}}  {' '.join(f'{number:>2}' for number in range(1, len(cases) + 1))}"]
    for name in mistakes:
        marks = " ".join(" ■" if name in table[case] else " ·" for case in cases)
        lines.append(f"  {name:<{width}}  {marks}")
    return lines + [f"  {number:>2} {case}" for number, case in enumerate(cases, 1)]


def check_as_json(check: CourseCheck) -> str:
    """Return everything that was found and counted."""
    findings = [
        {
            "path": finding.path.as_posix(),
            "line": finding.line,
            "column": finding.column,
            "code": finding.code,
            "warning": finding.is_warning,
            "message": finding.message,
        }
        for finding in check.findings
    ]
    questions: dict[str, dict[str, Any]] = {
        question.key: {**question.facts, "seconds": round(question.seconds, 3)} for question in check.questions
    }
    whole = {"schema": SCHEMA, "green": check.is_green, "findings": findings, "questions": questions}
    return json.dumps(whole, indent=2, ensure_ascii=False, default=list) + "\n"


def check_as_annotations(check: CourseCheck, root: Path) -> str:
    """Return the commands by which GitHub shows each finding at its line; paths count from the current folder."""
    return "".join(_annotation(finding, root) + "\n" for finding in check.findings)


def _annotation(finding: Finding, root: Path) -> str:
    file = os.path.relpath(root / finding.path).replace(os.sep, "/")
    properties = {"file": file, "line": finding.line, "col": finding.column, "title": finding.code}
    written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{'warning' if finding.is_warning else 'error'} {written}::{_escaped(finding.message)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
