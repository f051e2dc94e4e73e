"""Make a stranger's text harmless to a terminal: no escapes, no controls, no reordering, bounded."""

import re

# C0 and C1 controls but for tab and line feed, bidirectional controls, line separators, the byte order mark, lone surrogates.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

MAX_LINES = 20
MAX_WIDTH = 200


def inert(text: str) -> str:
    """Return the text with whatever a terminal might obey written as an escape."""
    return _UNSAFE.sub(lambda character: character.group().encode("unicode_escape").decode(), text)


def inert_lines(text: str) -> list[str]:
    """Return the lines of a text, inert, clipped in width and number."""
    lines = [line if len(line) <= MAX_WIDTH else f"{line[:MAX_WIDTH]}…" for line in inert(text).split("\n")]
    if len(lines) > MAX_LINES:
        return [*lines[:MAX_LINES], f"… {len(lines) - MAX_LINES} more lines"]
    return lines
