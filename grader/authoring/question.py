"""Check one question, everything of it at once."""

import time
from typing import Any, assert_never

from grader.authoring.answers import choice_findings, formula_findings, match_findings, number_findings, order_findings
from grader.authoring.code import code_findings
from grader.authoring.findings import Checked, Finding, Places, from_error
from grader.authoring.killing import by_check
from grader.authoring.texts import text_findings
from grader.authoring.trial import trial_findings
from grader.authoring.variants import no_variant, raw_draws, variant_findings, variants
from grader.course.loader import Course, LoadedQuestion, load_question
from grader.course.model import (
    ChoiceQuestion,
    CodeQuestion,
    FormulaQuestion,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.course.variants import Values, VariantError, example_variant, with_where
from grader.errors import CourseError
from grader.runner.pool import Pool


def check_question(course: Course, key: str, pool: Pool) -> Checked:
    """Return what is wrong with a question, and what was counted on the way."""
    began = time.perf_counter()
    facts: dict[str, Any] = {}
    try:
        loaded = load_question(course.root, key)
    except CourseError as error:
        found = from_error(error, course.root)
    else:
        facts["kind"] = loaded.question.kind
        try:
            found = _check(course, loaded, pool, facts)
        except Exception as error:  # a fault of ours must not hide what is wrong with other questions
            message = f"Internal error: {type(error).__name__}: {error}. Please report it."
            found = [Finding(loaded.path.relative_to(course.root), 1, 1, "internal", message)]
    return Checked(key, tuple(sorted(set(found))), time.perf_counter() - began, facts)


def _check(course: Course, loaded: LoadedQuestion, pool: Pool, facts: dict[str, Any]) -> list[Finding]:
    question = loaded.question
    places = Places(course.root, loaded.path)
    drawn: list[Values] = [{}]
    match question:
        case NumberQuestion():
            found, drawn = _number(course, loaded, question, places, facts)
        case FormulaQuestion():
            examples: Values = {name: variable.example for name, variable in question.variables.items()}
            drawn = [with_where(question.where, examples)]
            found = list(formula_findings(question, places))
        case ChoiceQuestion():
            found = list(choice_findings(question, places))
        case MatchQuestion():
            found = list(match_findings(question, places))
        case OrderQuestion():
            found = list(order_findings(question, places))
        case CodeQuestion():
            found, table = code_findings(loaded, places)
            if table is not None:
                facts["mistakes"] = list(table.kills)
                facts["kill_table"] = by_check(table)
        case _:
            assert_never(question)
    found += text_findings(question, drawn, places)
    if not any(finding.code.startswith("reference") for finding in found):
        found += trial_findings(course, loaded, pool, places)
    return found


def _number(
    course: Course, loaded: LoadedQuestion, question: NumberQuestion, places: Places, facts: dict[str, Any]
) -> tuple[list[Finding], list[Values]]:
    draws = raw_draws(question, loaded.key)
    if question.params:
        facts["acceptance"] = round(draws.acceptance, 4)
        facts["collisions"] = [[*pair, round(share, 4)] for pair, share in draws.pairs.items()]
    try:
        drawn = variants(question, course.id, loaded.key)
    except VariantError as error:
        return no_variant(question, error, draws, places), [example_variant(question)]
    found = list(variant_findings(question, drawn, draws, places)) if question.params else []
    return found + list(number_findings(question, drawn, places)), drawn
