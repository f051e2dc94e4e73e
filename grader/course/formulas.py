"""Evaluate count formulas exactly: integers and fractions, a short list of operations, and bounds on everything.

Formulas come from the course and, as answers, from students, so neither a hang nor an overflow may come of any text.
"""

import ast
import functools
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Number = int | Fraction

MAX_CHARACTERS = 500
MAX_NODES = 200
MAX_BITS = 4096
MAX_EXPONENT = 64

_TYPOGRAPHIC = str.maketrans(
    {"×": "*", "·": "*", "⋅": "*", "∙": "*", "−": "-", "–": "-", "÷": "/", "\u00a0": " ", "\u202f": " "}
)
_ALLOWED = re.compile(r"[A-Za-z0-9_+\-*/%(),.<>=! \n]*")

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: Fraction(a) / Fraction(b),
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: lambda a, b: _power(a, b),
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Number]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: dict[str, Callable[..., Number]] = {
    "min": min,
    "max": max,
    "floor": math.floor,
    "ceil": math.ceil,
    "abs": abs,
}


class FormulaError(ValueError):
    """The text is not a formula, or it has no value here; the message says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula; make one with `parse_formula`."""

    text: str
    tree: ast.expr

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it speaks of."""
        return frozenset(
            node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and node.id not in _FUNCTIONS
        )

    def evaluate(self, values: Mapping[str, Number]) -> Number:
        """Return the exact value; raise FormulaError where there is none."""
        try:
            value: Number = _evaluate(self.tree, values)
            return value
        except ZeroDivisionError:
            raise FormulaError(f"{self.text} divides by zero") from None

    def holds(self, values: Mapping[str, Number]) -> bool:
        """Return whether a condition is true."""
        return bool(self.evaluate(values))

    def filled_in(self, values: Mapping[str, Number]) -> str:
        """Return the text with each name replaced by its value: `(5 + 2 * 1 - 3) // 2 + 1`."""
        return re.sub(r"[A-Za-z_]\w*", lambda name: str(values.get(name.group(), name.group())), self.text)


@functools.lru_cache(maxsize=4096)
def parse_formula(text: str, *, condition: bool = False) -> Formula:
    """Turn text into a formula; a condition may compare. Raise FormulaError for anything else."""
    written = text.translate(_TYPOGRAPHIC).strip()
    if not written:
        raise FormulaError("the formula is empty")
    if len(written) > MAX_CHARACTERS:
        raise FormulaError(f"the formula is longer than {MAX_CHARACTERS} characters")
    if "^" in written:
        raise FormulaError("write a power as **, not ^")
    if not _ALLOWED.fullmatch(written):
        odd = next(character for character in written if not _ALLOWED.fullmatch(character))
        raise FormulaError(f"{odd!r} has no place in a formula")
    try:
        tree = ast.parse(" ".join(written.split()), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(f"{written!r} is not a formula: is an operator or a bracket missing?") from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES * 2:  # a context or operator node stands beside nearly every other
        raise FormulaError(f"the formula has more than {MAX_NODES} parts")
    if isinstance(tree, ast.Tuple):
        raise FormulaError(f"{written!r} is not a formula: a comma stands where none belongs")
    _refuse(tree, condition)
    return Formula(written, tree)


def _refuse(tree: ast.expr, condition: bool) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and not _known(node, condition):
            raise FormulaError(f"{_source(node)} is not allowed: use numbers, names, + - * / // % ** and {_listed()}")


def _known(node: ast.expr, condition: bool) -> bool:
    match node:
        case ast.Constant(value=value):
            return type(value) in (int, float)
        case ast.Name():
            return True
        case ast.BinOp(op=op):
            return type(op) in _BINARY
        case ast.UnaryOp(op=unary):
            return type(unary) in _UNARY
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return name in _FUNCTIONS and bool(args)
        case ast.Compare(ops=ops):
            return condition and all(type(op) in _COMPARE for op in ops)
        case ast.BoolOp():
            return condition
    return False


def _source(node: ast.expr) -> str:
    return ast.unparse(node) if not isinstance(node, ast.Constant) else repr(node.value)


def _listed() -> str:
    return ", ".join(_FUNCTIONS)


def _evaluate(node: ast.expr, values: Mapping[str, Number]) -> Any:
    match node:
        case ast.Constant(value=value):
            return _bounded(value if isinstance(value, int) else _decimal(repr(value)))
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"{name} is not known here; known: {', '.join(sorted(values)) or 'nothing'}")
            return values[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _bounded(_BINARY[type(op)](_evaluate(left, values), _evaluate(right, values)))
        case ast.UnaryOp(op=unary, operand=operand):
            return _UNARY[type(unary)](_evaluate(operand, values))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call(name, [_evaluate(argument, values) for argument in args])
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            terms = [_evaluate(term, values) for term in (left, *comparators)]
            return all(_COMPARE[type(op)](a, b) for op, a, b in zip(ops, terms, terms[1:], strict=False))
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_evaluate(part, values) for part in parts)
        case ast.BoolOp(values=parts):
            return any(_evaluate(part, values) for part in parts)
    raise AssertionError(f"unreachable: {node!r} was refused when it was parsed")


def _call(name: str, arguments: list[Number]) -> Number:
    if name in ("floor", "ceil", "abs") and len(arguments) != 1:
        raise FormulaError(f"{name} takes one number")
    return _FUNCTIONS[name](*arguments) if len(arguments) > 1 or name not in ("min", "max") else arguments[0]


def _decimal(text: str) -> Number:
    """Return a decimal number exactly as it is written, whole numbers as int."""
    exponent = re.search(r"[eE]([-+]?\d+)$", text)
    if exponent and abs(int(exponent.group(1))) > MAX_BITS // 4:
        raise FormulaError(f"{text} is out of range")
    if not re.fullmatch(r"[\d.eE+-]+", text):  # inf
        raise FormulaError("a number is out of range")
    return simplest(Fraction(text))


def parse_decimal(text: str) -> Number:
    """Return the exact value of a decimal number such as `3.4944e4`; raise FormulaError for anything else."""
    try:
        return _bounded(_decimal(text))
    except ValueError as error:
        raise FormulaError(f"{text!r} is not a number") from error


def simplest(value: Number) -> Number:
    """Return a whole fraction as an int."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def _power(base: Number, exponent: Number) -> Number:
    if not isinstance(exponent, int) or not 0 <= exponent <= MAX_EXPONENT:
        raise FormulaError(f"a power must be a whole number from 0 to {MAX_EXPONENT}")
    if _bits(base) * exponent > MAX_BITS:
        raise FormulaError("the result is too large")
    return base**exponent


def _bounded(value: Number) -> Number:
    if _bits(value) > MAX_BITS:
        raise FormulaError("the result is too large")
    return simplest(value)


def _bits(value: Number) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
