"""The kinds of values in a course's files: names, lines, formulas, arguments; each says what is wrong with a value."""

from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from grader.course.formulas import Formula, parse_formula
from grader.course.inputs import Input, parse_input


def _formula(value: object, *, condition: bool = False) -> Formula:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError("a formula is text, such as: (k * k * c_in + 1) * c_out")
    return parse_formula(str(value), condition=condition)


def _condition(value: object) -> Formula:
    return _formula(value, condition=True)


def _argument(value: object) -> Input | int | float | bool:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return parse_input(value)
    raise ValueError("an argument is a number, true, false, or an input such as: normal(2, 5, 7, 3)")


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("the text is empty")
    return value


NAME = r"^[A-Za-z_][A-Za-z0-9_]*$"
ID = r"^[a-z0-9][a-z0-9_-]*$"
LETTER = r"^[a-z]$"
CASE_ID = r"^[a-z0-9][a-z0-9 ,×-]*$"
MEMORY = r"^[1-9][0-9]{0,4} (MB|GB)$"
QUESTION_KEY = r"^[a-z0-9_-]+/[a-z0-9_-]+$"
_TEXT = {"type": ["string", "integer"]}
Expression = Annotated[Formula, PlainValidator(_formula), WithJsonSchema(_TEXT)]
Condition = Annotated[Formula, PlainValidator(_condition), WithJsonSchema({"type": "string"})]
Argument = Annotated[
    Input | int | float | bool, PlainValidator(_argument), WithJsonSchema({"type": ["string", "number", "boolean"]})
]


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("one line belongs here")
    return _filled(value)


Line = Annotated[str, AfterValidator(_one_line)]
Text = Annotated[str, AfterValidator(_filled)]
Name = Annotated[str, Field(pattern=NAME)]
Id = Annotated[str, Field(pattern=ID)]
Letter = Annotated[str, Field(pattern=LETTER)]
CaseId = Annotated[str, Field(pattern=CASE_ID)]
Size = Annotated[int, Field(ge=-(10**12), le=10**12)]
Weight = Annotated[int, Field(ge=1, le=100)]
CaseWeight = Annotated[int, Field(ge=0, le=100)]
Key = Annotated[str, Field(pattern=QUESTION_KEY)]
