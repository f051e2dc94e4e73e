"""Where the bars of a chart stand, in the units of an SVG that is as wide as a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 380
HEIGHT = 220  # of a histogram, axis and labels included
TOP, FLOOR = 24, 190  # between them the columns stand
ROW = 44  # a bar with its label above it


@dataclass(frozen=True, slots=True)
class Column:
    """One bin of a histogram, as a standing bar with its number above it."""

    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One lying bar with its label and what it says above it; no width where there is nothing to draw."""

    label: str
    says: str
    top: int
    x: float
    width: float


def columns(counts: Sequence[int]) -> tuple[Column, ...]:
    """Return the standing bars of a histogram; the highest fills the height."""
    step, most = WIDTH / len(counts), max(*counts, 1)
    heights = [round((FLOOR - TOP) * count / most, 1) for count in counts]
    return tuple(
        Column(round(place * step + 2, 1), round(FLOOR - height, 1), round(step - 4, 1), height, count)
        for place, (height, count) in enumerate(zip(heights, counts, strict=True))
    )


def bars(rows: Sequence[tuple[str, str, float | None]], low: float, high: float) -> tuple[Bar, ...]:
    """Return lying bars from zero for rows of label, what is said, and a value in [low, high] or None."""
    scale = WIDTH / (high - low)
    zero = -low * scale
    return tuple(
        Bar(
            label,
            says,
            place * ROW,
            round(zero + min(0.0, value or 0.0) * scale, 1),
            round(abs(value or 0.0) * scale, 1),
        )
        for place, (label, says, value) in enumerate(rows)
    )
