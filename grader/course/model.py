"""What an instructor writes, as models: each field's description is its documentation."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from grader.course.inputs import Input
from grader.course.values import (
    MEMORY,
    Argument,
    CaseId,
    CaseWeight,
    Condition,
    Expression,
    Id,
    Key,
    Letter,
    Line,
    Name,
    Size,
    Text,
    Weight,
)

LINES_CHECK = "number of lines"


class Model(BaseModel):
    """Frozen, and strict about its keys and types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True, defer_build=True)


class OneOf(Model):
    """A parameter that takes one of the listed values."""

    one_of: list[Size] = Field(description="the values to draw from", min_length=1)


class Between(Model):
    """A parameter that takes any whole number of a range."""

    between: Annotated[list[Size], Field(min_length=2, max_length=2)] = Field(
        description="lowest and highest value, both included"
    )


class Misconception(Model):
    """A wrong method, as the formula it leads to."""

    answer: Expression = Field(description="what the wrong method gives")
    say: Text = Field(description="what a student with exactly that answer is told")


class Ask(Model):
    """One thing that is asked, with one answer."""

    text: Text = Field(description="what is asked")
    answer: Expression = Field(description="the right answer, as a formula")
    points: Weight = Field(default=1, description="its weight among the parts of its question")
    misconceptions: dict[Name, Misconception] = Field(default={}, description="wrong methods, by their stable names")


class Link(Model):
    """What must agree with a student's own answers to a question of another exercise."""

    here: Expression = Field(description="a formula over the answers to this question's asks")
    question: Key = Field(description="the other question")
    there: Expression = Field(description="a formula over the answers to its asks")
    say: Text = Field(description="why the two must be equal")


class Option(Model):
    """One option of a choice."""

    text: Text = Field(description="what can be chosen")
    right: bool = Field(default=False, description="whether choosing it is right")
    say: Text | None = Field(default=None, description="what a student who got this option wrong is told")
    misconception: Name | None = Field(default=None, description="the stable name of the mistake of getting it wrong")


class Variable(Model):
    """A symbol that a formula may use."""

    meaning: Text = Field(description="what it stands for")
    example: int = Field(description="a value at which a wrong formula is shown to fail", ge=1, le=1_000_000)


class Limits(Model):
    """What one call of a student's function may take."""

    seconds: float = Field(default=5.0, description="wall-clock time of one call", gt=0, le=600)
    memory: Annotated[str, Field(pattern=MEMORY)] = Field(
        default="512 MB", description="memory beyond what Python and NumPy take, where the machine can bound it"
    )

    @property
    def memory_bytes(self) -> int:
        """The memory limit in bytes."""
        amount, unit = self.memory.split()
        return int(amount) * (1_000_000 if unit == "MB" else 1_000_000_000)


class Case(Model):
    """One call of a student's function, compared with the reference."""

    id: CaseId = Field(description="its name in reports: a few words that say what is special about it")
    like: CaseId | None = Field(default=None, description="a case whose arguments it takes over, but for those in args")
    args: dict[Name, Argument] = Field(default={}, description="argument → number, or how to draw an array")
    repeat: Annotated[int, Field(ge=1, le=200)] = Field(default=1, description="how many draws to call it with")
    anew: dict[Name, Argument] = Field(
        default={},
        description="what stands in place of these args where work is handed in and the case is judged once more, on inputs that"
        " nobody knows: fixed numbers can be looked up, so a case that draws nothing is worth nothing then",
    )
    points: CaseWeight = Field(
        default=1,
        description="its weight among the cases of its question; with 0 it shows something, and is worth nothing",
    )
    hidden: bool = Field(default=False, description="whether it runs only when the work is handed in")
    because: Line | None = Field(
        default=None, description="why it stays although every mistake that it catches is caught by other cases too"
    )


class SameLines(Model):
    """Two cases of different sizes for which the same number of lines of a student's file must run."""

    small: CaseId = Field(description="the smaller case")
    large: CaseId = Field(description="the larger case, for which no more lines may run")
    slack: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=0, description="how many more lines may run all the same"
    )
    points: Weight = Field(default=1, description="its weight among the cases of its question")


class Where(Model):
    """How to say which part of the input makes an element of the result."""

    index: list[Name] = Field(description="a name for each axis of the result, such as [n, i, j, c]")
    text: Text = Field(description="the place in words; may use those names, the axes, where and the arguments")


class QuestionBase(Model):
    """What every question has."""

    format: Literal[1] = Field(description="the version of this format")
    title: Line = Field(description="one line")
    source: Text = Field(description="where the facts come from")
    prompt: Text = Field(description="what the student reads; Markdown, with {{ expressions }} over the parameters")
    hints: list[Text] = Field(description="each a step further than the one before", min_length=1)
    explanation: Text = Field(description="shown once the question is right")


class NumberQuestion(QuestionBase):
    """Numbers that follow from the sizes of a student's variant."""

    kind: Literal["number"] = Field(description="numbers that follow from a variant's sizes")
    params: dict[Name, OneOf | Between] = Field(default={}, description="what a variant draws, and from what")
    example: dict[Name, int] = Field(default={}, description="the variant without a student's name")
    variant_of: Key | None = Field(
        default=None,
        description="another number question, whose params, example and require it takes, and whose numbers it asks about",
    )
    require: list[Condition] = Field(default=[], description="conditions on a variant")
    where: dict[Name, Expression] = Field(default={}, description="names for formulas over the parameters")
    asks: dict[Name, Ask] = Field(description="what is asked, by name", min_length=1)
    links: dict[Name, Link] = Field(
        default={},
        description="what must agree with the same student's answers elsewhere: checked where both are given, for no points",
    )


class FormulaQuestion(QuestionBase):
    """Symbolic formulas, right if they have the right value for all sizes."""

    kind: Literal["formula"] = Field(description="symbolic formulas, judged by exact evaluation")
    variables: dict[Name, Variable] = Field(description="the symbols that an answer may use", min_length=1)
    where: dict[Name, Expression] = Field(default={}, description="names for formulas over the variables")
    asks: dict[Name, Ask] = Field(description="what is asked, by name", min_length=1)


class ChoiceQuestion(QuestionBase):
    """One or several of the listed options."""

    kind: Literal["choice"] = Field(description="one or several of the listed options")
    choose: Literal["one", "several"] = Field(description="how many options are right")
    scoring: Literal["balanced", "each", "all"] = Field(
        default="balanced",
        description="with several: the share of the right letters minus that of the wrong ones; or each letter that is right "
        "to write or to leave out; or all points for exactly the right letters",
    )
    options: dict[Letter, Option] = Field(description="letter → option", min_length=2)


class Wrong(Model):
    """What is said of a wrong pair."""

    say: Text = Field(description="what a student who made it is told")
    misconception: Name | None = Field(default=None, description="the stable name of the mistake")


class Pair(Model):
    """Something that is to be matched with one of the options."""

    text: Text = Field(description="what is to be matched")
    answer: Letter = Field(description="the letter of the option that belongs to it")
    wrong: dict[Letter, Wrong] = Field(default={}, description="wrong letters of which something is said")


class MatchQuestion(QuestionBase):
    """Each of several things belongs to one of the listed options."""

    kind: Literal["match"] = Field(description="things to match with the listed options")
    pairs: dict[Name, Pair] = Field(description="what is to be matched, by name", min_length=2)
    options: dict[Letter, Text] = Field(
        description="letter → what can be chosen, in another order than that of the right answers", min_length=2
    )


class Exchange(Model):
    """Two options that a student may put in the wrong order."""

    before: Letter = Field(description="the letter that stands before the other one, and should not")
    after: Letter = Field(description="the other letter")
    say: Text = Field(description="what a student who wrote them in this order is told")
    misconception: Name | None = Field(default=None, description="the stable name of the mistake")


class OrderQuestion(QuestionBase):
    """The listed options, to be put in order."""

    kind: Literal["order"] = Field(description="options to put in order")
    options: dict[Letter, Text] = Field(
        description="letter → what is to be ordered, in another order than the right one", min_length=2
    )
    answer: list[Letter] = Field(description="all letters in the right order")
    exchanged: list[Exchange] = Field(default=[], description="wrong orders of two letters of which something is said")


class CodeQuestion(QuestionBase):
    """A function to write; signature and docstring of the stub come from the reference."""

    kind: Literal["code"] = Field(description="a function to write")
    function: Name = Field(description="its name, in the reference and in the stub")
    answer: Expression | None = Field(
        default=None, description="a count formula over the arguments that judges instead of the reference"
    )
    axes: dict[Name, list[Name]] = Field(
        default={}, description="names for the axes of the array arguments and of the result"
    )
    where: dict[Name, Expression] = Field(default={}, description="formulas for the axes of the result")
    reduction: Expression | None = Field(
        default=None,
        description="how many products are added up in one number of the result, as a formula over axes, where and arguments;"
        " the allowance for rounding grows with it. Without it, as the axes of arguments and result imply",
    )
    window: Where | None = Field(default=None, description="which part of the input makes an element of the result")
    cases: list[Case] = Field(description="the calls that are compared", min_length=1)
    tolerance: Literal["auto"] | Annotated[float, Field(ge=0, le=0.1)] = Field(
        default="auto", description="largest error allowed, relative to the largest expected value"
    )
    properties: list[Name] = Field(
        default=[], description="laws that must hold: functions of solutions/<topic>/<id>_properties.py"
    )
    misconceptions: dict[Name, Text] = Field(
        default={},
        description="mistakes, by their stable names: functions of solutions/<topic>/<id>_mistakes.py, and what is said of them",
    )
    lines: SameLines | None = Field(
        default=None, description="that no loop of the student's goes over what grows: their lines are counted"
    )
    limits: Limits = Field(default=Limits(), description="time and memory of one call")
    allow: list[Name] = Field(
        default=["numpy"], description="packages that may be imported beside the standard library"
    )
    strict: bool = Field(default=False, description="whether every call gets a process of its own")


Question = NumberQuestion | FormulaQuestion | ChoiceQuestion | MatchQuestion | OrderQuestion | CodeQuestion
QUESTION: TypeAdapter[Question] = TypeAdapter(
    Annotated[Question, Field(discriminator="kind")], config=ConfigDict(defer_build=True)
)


class Item(Model):
    """A question's place in an exercise."""

    question: Key = Field(description="topic/id")
    points: int = Field(description="what it is worth", ge=1, le=1000)

    @property
    def id(self) -> str:
        """The question's name within its exercise."""
        return self.question.split("/")[1]


class ExerciseModel(Model):
    """Which questions an exercise asks, and what they are worth."""

    format: Literal[1] = Field(description="the version of this format")
    title: Line = Field(description="one line")
    summary: Line = Field(description="one sentence: what the student will know or have built")
    questions: list[Item] = Field(description="in the order in which they are asked", min_length=1)


class CourseModel(Model):
    """What a course is called."""

    format: Literal[1] = Field(description="the version of this format")
    id: Id = Field(description="its stable name, written into every started exercise")
    title: Line = Field(description="one line")


def shape_of(value: Any) -> tuple[int, ...] | None:
    """Return the shape of an array argument as it is specified, None for a number."""
    return value.shape if isinstance(value, Input) else None
