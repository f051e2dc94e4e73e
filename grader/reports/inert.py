"""Make a stranger's text harmless wherever a report is read: no escapes, no commands, no markup, no formulas, bounded."""

import re
import string

# C0 and C1 controls but for tab and line feed, bidirectional controls, line separators, the byte order mark, lone surrogates,
# and two that XML knows no way to write.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# CI runners obey `::name::` at the beginning of a line, white space left out, and `##[name]` and `##vso[name]` anywhere in it.
_COMMAND = re.compile(r"^(?=[^\S\n]*(?:::|##(?:vso)?\[))", re.MULTILINE | re.IGNORECASE)
_COMMAND_INSIDE = re.compile(r"##(?=(?:vso)?\[)", re.IGNORECASE)
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in "<>&\"'"}
_MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
_FORMULA = tuple("=+-@\t＝＋－＠")

MAX_LINES = 20
MAX_WIDTH = 200
MAX_TEXT = 10_000


def inert(text: str) -> str:
    """Return the text with whatever a terminal or a CI runner might obey written as an escape or set apart."""
    escaped = _UNSAFE.sub(lambda character: character.group().encode("unicode_escape").decode(), text)
    return _COMMAND_INSIDE.sub("# #", _COMMAND.sub("| ", escaped))


def inert_word(text: str) -> str:
    """Return a name inert on one line, clipped."""
    return _clipped(inert(text.replace("\n", "\\n").replace("\t", "\\t")), MAX_WIDTH)


def inert_lines(text: str) -> list[str]:
    """Return the lines of a text, inert, clipped in width and number."""
    lines = [_clipped(line, MAX_WIDTH) for line in inert(text).split("\n")]
    if len(lines) > MAX_LINES:
        return [*lines[:MAX_LINES], f"… {len(lines) - MAX_LINES} more lines"]
    return lines


def for_json(text: str) -> str:
    """Return a text for a value of JSON: inert for whoever prints it, and bounded."""
    return _clipped(inert(text), MAX_TEXT)


def for_html(text: str) -> str:
    """Return a text for an element or a quoted attribute of HTML."""
    return for_json(text).translate(_ENTITIES)


def for_xml(text: str) -> str:
    """Return a text for an element or a quoted attribute of XML 1.0."""
    return for_html(text).replace("\n", "&#10;").replace("\t", "&#9;")


def for_markdown(text: str) -> str:
    """Return a text for a paragraph or a table of Markdown, as code: nobody is mentioned in code, and nothing linked."""
    return f"<code>{'<br>'.join(line.translate(_MARKUP) for line in inert_lines(text))}</code>"


def for_csv(text: str) -> str:
    """Return a text for a cell that no spreadsheet takes for a formula."""
    cell = for_json(text)
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell


def _clipped(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[:width]}…"
