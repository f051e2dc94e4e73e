"""Which case catches which mistake: the kill table, and what it shows of the cases and of the mistakes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from grader.authoring.findings import Finding, Places
from grader.authoring.mutants import Asked, Function, Raised, received
from grader.course.model import CodeQuestion


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mistake with what it gives, call by call, and the place of its function."""

    name: str
    line: int
    outcomes: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Case → the mistakes that it catches, in the order of the file; `mistakes` are all of them."""

    cases: Mapping[str, tuple[str, ...]]
    mistakes: tuple[str, ...]
    hidden: frozenset[str]


def run_mutants(
    functions: Mapping[str, Function], reference: Function, calls: Sequence[Asked], file: Path
) -> list[Mutant]:
    """Call every mistake with the inputs of every case."""
    return [
        Mutant(
            name,
            function.__code__.co_firstlineno,
            tuple(each.outcome(partial(function, reference), file) for each in calls),
        )
        for name, function in functions.items()
    ]


def kill_table(calls: Sequence[Asked], right: Sequence[object], mutants: Sequence[Mutant]) -> Table:
    """Find which case catches which mistake, by any of its draws."""
    caught: dict[str, list[str]] = {each.case.id: [] for each in calls}
    for mutant in mutants:
        for each, expected, outcome in zip(calls, right, mutant.outcomes, strict=True):
            names = caught[each.case.id]
            if mutant.name not in names and not each.agrees(expected, outcome):
                names.append(mutant.name)
    hidden = frozenset(each.case.id for each in calls if each.case.hidden)
    return Table(
        {case: tuple(names) for case, names in caught.items()}, tuple(mutant.name for mutant in mutants), hidden
    )


def mistake_findings(table: Table, calls: Sequence[Asked], mutants: Sequence[Mutant], file: Path) -> Iterator[Finding]:
    """Find mistakes that are none, that only raise, or that nobody can tell from another."""
    visible = {name for case, names in table.cases.items() if case not in table.hidden for name in names}
    shown = [i for i, each in enumerate(calls) if not each.case.hidden]
    wrong = [mutant for mutant in mutants if mutant.name in visible]
    for mutant in mutants:
        raised = [outcome for outcome in mutant.outcomes if isinstance(outcome, Raised)]
        if len(raised) == len(mutant.outcomes):
            message = f"{mutant.name} raises in every case ({raised[0].error}): return what a student's code would"
            yield Finding(file, raised[0].line, 1, "mistake-raises", message)
        elif mutant.name not in visible:
            message = f"{mutant.name} gives what the reference gives in every case that a student sees: " + _ADD
            yield Finding(file, mutant.line, 1, "mistake-right", message)
    for position, second in enumerate(wrong):
        for first in wrong[:position]:
            if all(_same(calls[i], first.outcomes[i], second.outcomes[i]) for i in shown):
                message = (
                    f"{second.name} and {first.name} give the same in every case that a student sees, so neither"
                    " is ever named: add a case that tells them apart, or drop one"
                )
                yield Finding(file, second.line, 1, "mistakes-alike", message)


_ADD = "add a case that catches it, or drop it"


def _same(each: Asked, first: Any, second: Any) -> bool:
    expected = received(first)
    if isinstance(first, Raised) or expected is None:
        return bool(type(first) is type(second) and (isinstance(first, Raised) or first == second))
    return each.agrees(expected, second)


def case_findings(question: CodeQuestion, table: Table, places: Places) -> Iterator[Finding]:
    """Find cases that catch no mistake of their own and do not say why they stay; a hidden one is not seen, and excuses none."""
    for position, case in enumerate(question.cases):
        beside = [other for other in question.cases if other.id != case.id and (case.hidden or not other.hidden)]
        others = {name for other in beside for name in table.cases[other.id]}
        if table.mistakes and case.because is None and others.issuperset(table.cases[case.id]):
            what = "no mistake" if not table.cases[case.id] else "no mistake that another case does not"
            message = f'"{case.id}" catches {what}: drop it, change its inputs, or say why it stays in because:'
            yield places.at(("cases", position), "case-idle", message)
