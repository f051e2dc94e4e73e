"""Read the plain form of an answer sheet without a YAML parser: what the sheet was given with, filled in as it says.

Nothing is refused here. Whatever is not certain to mean the same in YAML is left to `parse_yaml`.
"""

import re

Plain = dict[str, "str | list[str] | dict[str, str]"]

_VALUE = r"[A-Za-z0-9](?:[A-Za-z0-9 _.,*/+()-]*[A-Za-z0-9_.*/+()-])?"
_LINE = re.compile(
    rf"(?P<indent> *)(?P<key>[A-Za-z0-9][A-Za-z0-9_-]{{0,99}}):"
    rf"(?: +(?:(?P<text>{_VALUE})|\[(?P<items>[A-Za-z](?:, *[A-Za-z])*)\]))?(?: +#.*| *)"
)
_ENTRY = re.compile(r"\n(?!#)(?! *(?:[#\n]|\Z))([^\n]*)")
# What YAML calls printable, without the characters that it takes for line breaks.
_PRINTABLE = re.compile(r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff]*")
MAX_CHARACTERS = 100_000


def read_plain(text: str) -> tuple[Plain, dict[str, int]] | None:
    """Return what stands in a sheet, every scalar as text, and the lines of the outer keys; None where YAML must tell."""
    text = "\n" + text.replace("\r\n", "\n")
    if len(text) > MAX_CHARACTERS or not _PRINTABLE.fullmatch(text):
        return None
    found: Plain = {}
    lines: dict[str, int] = {}
    outer = indent = ""
    at = number = 0
    for written in _ENTRY.finditer(text):
        number += text.count("\n", at, written.start(1))
        at = written.start(1)
        if (entry := _LINE.fullmatch(written[1])) is None:
            return None
        key = entry["key"]
        value = entry["items"].replace(" ", "").split(",") if entry["items"] else entry["text"] or ""
        if not entry["indent"]:
            if key in found:
                return None
            found[key], lines[key], outer, indent = value, number, key, ""
            continue
        if not _add_part(found, outer, entry, indent, value):
            return None
        indent = entry["indent"]
    return (found, lines) if found else None


def _add_part(found: Plain, outer: str, entry: "re.Match[str]", indent: str, value: "str | list[str]") -> bool:
    """Add a part to the outer key before it; whether that is certain to be what YAML makes of it."""
    if not outer or not isinstance(value, str):
        return False
    parts = found[outer]
    if parts == "" and not indent:
        parts = found[outer] = {}
    if not isinstance(parts, dict) or entry["key"] in parts or (indent and entry["indent"] != indent):
        return False
    parts[entry["key"]] = value
    return True
