"""Fill in the texts of a question: Jinja2, strict about names, whole numbers with thousands commas."""

import functools
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any


class TemplateError(ValueError):
    """A text that cannot be filled in; `line` counts from the text's first line."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def is_template(text: str) -> bool:
    """Return whether there is anything to fill in; most texts have nothing, and need no template engine."""
    return "{{" in text or "{%" in text or "{#" in text


def fill_in(text: str, values: Mapping[str, object]) -> str:
    """Return the text with its {{ expressions }} over `values` replaced by what they give."""
    if not is_template(text):
        return text
    import jinja2

    try:
        return str(_compiled(text).render(values))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"template: {error.message}", error.lineno) from error
    except (jinja2.UndefinedError, ArithmeticError, TypeError, ValueError) as error:
        raise TemplateError(f"template: {error}") from error


def unknown_names(text: str, known: Iterable[str]) -> list[str]:
    """Return the names that a text uses and nobody defines; raise TemplateError where it cannot be read."""
    if not is_template(text):
        return []
    import jinja2
    from jinja2 import meta

    try:
        return sorted(meta.find_undeclared_variables(_environment().parse(text)) - set(known))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"template: {error.message}", error.lineno) from error


@functools.lru_cache(maxsize=1024)
def _compiled(text: str) -> Any:
    return _environment().from_string(text)


@functools.cache
def _environment() -> Any:
    import jinja2

    return jinja2.Environment(  # Markdown and Python, not HTML
        undefined=jinja2.StrictUndefined, finalize=_written, keep_trailing_newline=True, autoescape=False
    )


def _written(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value.numerator:,}/{value.denominator:,}" if isinstance(value, Fraction) else value
