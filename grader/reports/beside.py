"""Two texts beside each other where there is room, else one below the other."""

import itertools
import textwrap
from collections.abc import Sequence

from grader.reports.inert import inert

WIDE = 120
MAX_LINES = 400
BETWEEN = " │ "


def beside(titles: tuple[str, str], texts: tuple[str, str], width: int) -> str:
    """Return two texts with their titles: in two columns from a width of 120 characters on. Both may be a stranger's."""
    columns = [_lines(text) for text in texts]
    if width < WIDE:
        return "\n".join(_below(title, lines) for title, lines in zip(titles, columns, strict=True))
    half = (width - len(BETWEEN)) // 2
    blocks = [[title, "─" * half, *_folded(lines, half)] for title, lines in zip(titles, columns, strict=True)]
    rows = itertools.zip_longest(*blocks, fillvalue="")
    return "".join(f"{left:<{half}}{BETWEEN}{right}".rstrip() + "\n" for left, right in rows)


def _lines(text: str) -> list[str]:
    lines = inert(text).expandtabs(4).rstrip().split("\n")
    return lines if len(lines) <= MAX_LINES else [*lines[:MAX_LINES], f"… {len(lines) - MAX_LINES} more lines"]


def _below(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", "", *(f"    {line}".rstrip() for line in lines), ""])


def _folded(lines: Sequence[str], width: int) -> list[str]:
    """Fold lines that are too long for a column, and mark what goes on."""
    folded: list[str] = []
    for line in lines:
        parts = textwrap.wrap(line, width - 2, drop_whitespace=False, replace_whitespace=False, break_on_hyphens=False)
        folded.extend(part if position == 0 else f"↪ {part}" for position, part in enumerate(parts or [""]))
    return folded
