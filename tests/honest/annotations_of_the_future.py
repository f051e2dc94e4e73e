# verdict: passed
"""Annotate with names that are never looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from nowhere import Image

T = TypeVar("T")


def scale(x: Image, factor: int = 2) -> Image:
    return cast("Image", x * factor)
