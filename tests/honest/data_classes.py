# verdict: passed
"""Model it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol

import numpy as np


class Kind(Enum):
    PLAIN = auto()


class Size(NamedTuple):
    height: int
    width: int


class Layer(ABC):
    @abstractmethod
    def __call__(self, x: np.ndarray) -> np.ndarray: ...


class Callback(Protocol):
    def __call__(self, size: Size) -> Any: ...


@dataclass(frozen=True)
class Scale(Layer):
    factor: int
    kind: Kind = Kind.PLAIN
    after: list[Callable[[Size], Any]] = field(default_factory=list)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return x * self.factor


def scale(x, factor=2):
    return Scale(factor)(x)
