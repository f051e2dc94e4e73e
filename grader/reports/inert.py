"""Make a stranger's text harmless wherever a report is read: no escapes, no commands, no markup, no formulas, bounded."""

import re
import string

# C0 and C1 controls but for tab and line feed, line separators, lone surrogates, and two that XML knows no way to write.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# What nobody sees: Unicode's Default_Ignorable_Code_Point (bidirectional controls, zero width, fillers, variation selectors, tags),
# but for the two joiners: between letters of scripts that join them (Arabic to Syriac, those of India, Myanmar, Khmer, Mongolian)
# they are spelling, and elsewhere as invisible as the others.
_INVISIBLE = (
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINED = r"[\u0600-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17d3\u1820-\u18aa\ufb50-\ufdff\ufe70-\ufefc]"
_JOINER = r"[\u200c\u200d]"
_UNSAFE = re.compile(rf"[{_CONTROLS}{_INVISIBLE}]|(?<!{_JOINED}){_JOINER}|{_JOINER}(?!{_JOINED})")
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
