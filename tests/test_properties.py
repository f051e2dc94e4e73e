"""The laws of a question hold for its reference, and each of them is broken by a mistake that the course names."""

import functools
import importlib.util
import inspect
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.course.loader import open_course
from grader.course.model import CodeQuestion
from grader.course.references import load_reference

pytest.importorskip("grader.course.laws", reason="laws are judged by a later part of this version")

COURSE = open_course()
LOADED = {
    loaded.key: loaded
    for name in COURSE.exercise_ids()
    for _, loaded in COURSE.exercise(name).questions
    if isinstance(loaded.question, CodeQuestion) and loaded.question.properties
}
LAWS = [(key, name) for key, loaded in LOADED.items() for name in loaded.question.properties]  # type: ignore[union-attr]


class Draws:
    """Stands for the judge's generator: normal numbers, whole numbers, one whole number."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def normal(self, *shape: int) -> Any:
        return self._rng.standard_normal(shape)

    def integers(self, low: int, high: int, shape: tuple[int, ...]) -> Any:
        return self._rng.integers(low, high, shape)

    def between(self, low: int, high: int) -> int:
        return int(self._rng.integers(low, high + 1))


def load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def beside(key: str, suffix: str) -> ModuleType:
    reference = LOADED[key].reference
    assert reference is not None
    return load_module(reference.with_name(f"{reference.stem}_{suffix}.py"))


def reference_of(key: str) -> Callable[..., Any]:
    reference, question = LOADED[key].reference, LOADED[key].question
    assert reference is not None
    assert isinstance(question, CodeQuestion)
    return load_reference(reference, question.function)


def holds(law: Any) -> bool:
    left, right = np.asarray(law.left), np.asarray(law.right)
    close = left.shape == right.shape and np.allclose(left, right, rtol=1e-6, atol=1e-7)
    return bool(close) is law.equal


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("key", "name"), LAWS)
def test_a_law_holds_for_the_reference(key: str, name: str, seed: int) -> None:
    law = getattr(beside(key, "properties"), name)(reference_of(key), Draws(seed))

    assert holds(law)
    assert law.says.endswith(".")
    assert law.inputs


@pytest.mark.parametrize(("key", "name"), LAWS)
def test_a_law_is_broken_by_a_mistake(key: str, name: str) -> None:
    law, broken = getattr(beside(key, "properties"), name), []
    for mistake, function in inspect.getmembers(beside(key, "mistakes"), inspect.isfunction):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                is_broken = not holds(law(functools.partial(function, reference_of(key)), Draws(0)))
        except Exception:
            continue
        if is_broken and not mistake.startswith("_"):
            broken.append(mistake)

    assert broken


@pytest.mark.parametrize("key", LOADED)
def test_every_law_of_a_file_is_asked(key: str) -> None:
    question = LOADED[key].question
    assert isinstance(question, CodeQuestion)
    functions = inspect.getmembers(beside(key, "properties"), inspect.isfunction)

    asked = [name for name, function in functions if function.__module__ == beside(key, "properties").__name__]
    assert sorted(name for name in asked if not name.startswith("_")) == sorted(question.properties)
