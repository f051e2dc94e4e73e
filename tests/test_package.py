"""The package's edges: its version and its commands."""

import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_both_names_start_the_same_command() -> None:
    assert PROJECT["scripts"] == {"learn": "grader.cli.app:main", "learn-sharing": "grader.cli.app:main"}


def test_both_names_are_installed() -> None:
    scripts = distribution("learn-sharing").entry_points.select(group="console_scripts")

    assert PROJECT["scripts"] == {script.name: script.value for script in scripts}


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told(learn, option: str) -> None:
    assert f"learn {PROJECT['version']}\n" == learn(option).stdout
