"""The package's edges: its version, commands and bounds, the Pythons that it names, and what gates a change."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CI: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
NEWER = {
    "3.12": {},
    "3.13": {"numpy": "2.1", "pyyaml": "6.0.2", "sqlalchemy": "2.0.31"},
    "3.14": {
        "numpy": "2.3.2", "pydantic": "2.12", "pytest": "8.4", "pyyaml": "6.0.3", "sqlalchemy": "2.0.44", "typer": "0.20",
    },
}  # fmt: skip


def lowest(python: str) -> dict[str, str]:
    """Return the lowest release of each requirement that a Python may have."""
    bounds: dict[str, str] = {}
    for requirement in map(Requirement, PROJECT["dependencies"]):
        if requirement.marker is None or requirement.marker.evaluate({"python_version": python}):
            (bound,) = requirement.specifier
            assert bound.operator == ">="
            bounds[requirement.name] = bound.version
    return bounds


@pytest.mark.parametrize("python", NEWER)
def test_a_newer_python_has_newer_bounds(python: str) -> None:
    """Each is tried by .ci/lowest, where that Python is."""
    assert lowest("3.11") | NEWER[python] == lowest(python)


def test_both_names_start_the_same_command() -> None:
    assert PROJECT["scripts"] == {"learn": "grader.cli.start:main", "learn-sharing": "grader.cli.start:main"}


def test_both_names_are_installed() -> None:
    scripts = distribution("learn-sharing").entry_points.select(group="console_scripts")

    assert PROJECT["scripts"] == {script.name: script.value for script in scripts}


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told(learn, option: str) -> None:
    assert f"learn {PROJECT['version']}\n" == learn(option).stdout


def test_the_same_version_everywhere() -> None:
    import grader

    assert PROJECT["version"] == grader.__version__ == distribution("learn-sharing").version
    assert (
        re.findall(r"^## (\S+) \(\d{4}-\d\d-\d\d\)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[0]
        == grader.__version__
    )


def test_ci_tries_every_python_and_the_lowest_releases_on_each() -> None:
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    assert [CI["jobs"][job]["strategy"]["matrix"]["python"] for job in ("ci", "lowest")] == [PYTHONS, PYTHONS]
    assert [CI["jobs"][job]["steps"][-1]["run"].split()[-1] for job in ("ci", "lowest")] == [".ci/run", ".ci/lowest"]


def test_no_python_is_named_that_ci_does_not_try() -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))

    assert set(named) <= set(PYTHONS)


def test_the_workflow_fits_githubs_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]

    done = subprocess.run([*command, ".github/workflows/ci.yml"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


def test_a_commit_is_checked_by_the_command_of_ci() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]

    assert [hook["entry"] for hook in hooks] == ["make lint"]
    assert "\nmake lint\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
