"""The workflows in docs/github.md: that they fit GitHub's schema, may do no more than they must, and take numbers from reports only."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).parents[1] / "docs"
TEXTS = re.findall(r"## `(\w+)\.yml`\n\n```yaml\n(.*?)```", (DOCS / "github.md").read_text(), re.DOTALL)

ACTIONS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
}


def parsed(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(dict(TEXTS)[name])
    return loaded


def job(name: str) -> dict[str, Any]:
    (only,) = parsed(name)["jobs"].values()
    return dict(only)


def uses(name: str) -> list[str]:
    return [step["uses"] for step in job(name)["steps"] if "uses" in step]


def test_there_are_two_workflows() -> None:
    assert [name for name, _ in TEXTS] == ["grade", "publish"]


@pytest.mark.parametrize("name", ["grade", "publish"])
def test_a_workflow_fits_githubs_schema(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.yml").write_text(dict(TEXTS)[name])
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", f"{name}.yml"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


def test_a_workflow_with_a_mistake_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "grade.yml").write_text(dict(TEXTS)["grade"].replace("runs-on", "runs_on"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", "grade.yml"]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", ["grade", "publish"])
def test_a_workflow_may_nothing_unless_it_says_so_and_ends(name: str) -> None:
    assert parsed(name)["permissions"] == {}
    assert job(name)["timeout-minutes"] <= 15
    assert uses(name)


def test_every_action_is_the_same_commit_of_a_named_release_everywhere() -> None:
    """A tag can be moved; a commit without its release tells nobody how old it is."""
    workflow = (DOCS.parent / ".github" / "workflows" / "ci.yml").read_text()
    lines = [line for text in (workflow, *dict(TEXTS).values()) for line in text.splitlines() if "- uses:" in line]

    pinned = [re.fullmatch(r" +- uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line) for line in lines]

    assert [line for line, pin in zip(lines, pinned, strict=True) if pin is None] == []
    assert {pin.groups() for pin in pinned if pin} == {(name, *release) for name, release in ACTIONS.items()}


def test_the_job_that_grades_has_no_rights_and_no_secrets() -> None:
    grade = job("grade")

    assert parsed("grade")[True] == "pull_request"  # `on`, as YAML 1.1 reads it
    assert "permissions" not in grade
    assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN", dict(TEXTS)["grade"])
    assert all(
        step["with"]["persist-credentials"] is False for step in grade["steps"] if "checkout" in step.get("uses", "")
    )
    assert "LEARN_COURSE" in grade["env"]


def test_the_job_that_publishes_runs_nothing_of_the_students() -> None:
    assert job("publish")["permissions"] == {"actions": "read", "contents": "read", "statuses": "write"}
    assert [action.split("@")[0] for action in uses("publish")] == ["actions/download-artifact"]


@pytest.mark.parametrize("name", ["grade", "publish"])
def test_no_expression_stands_in_a_script(name: str) -> None:
    """What an event says is a stranger's: it reaches a script by the environment only."""
    assert not [step["run"] for step in job(name)["steps"] if "${{" in step.get("run", "")]


def test_the_job_that_grades_writes_the_report_that_is_published(tmp_path: Path, learn) -> None:
    """The step as it stands, with a wrong submission: it is a result, not a failed job."""
    (script,) = (step["run"] for step in job("grade")["steps"] if step.get("name") == "Grade")
    assert learn("start", "exercise-3", "--into", "exercise-3").returncode == 0
    (tmp_path / "submission").mkdir()
    (tmp_path / "exercise-3").rename(tmp_path / "submission" / "exercise-3")
    environment = {"PATH": f"{sys.prefix}/bin:/usr/bin:/bin", "CI": "true", "LEARN_COURSE": str(DOCS.parent)}

    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert [type(report[name]) for name in ("score", "max_score")] == [float, float]


FAKE_GH = """#!/bin/sh
case "$2" in
*/compare/*) printf '%s' "$CHANGED" ;;
*/statuses/*) shift 2; printf '%s\\n' "$@" > status.txt ;;
esac
"""
REPORT = {"schema": "learn/report/1", "score": 12.5, "max_score": 25.0}


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize(
    ("report", "changed", "description"),
    [
        pytest.param(REPORT, "exercise-3/conv2d.py\n", "description=12.5 of 25", id="a report"),
        pytest.param(REPORT, ".github/workflows/grade.yml\n", None, id="its own judge"),
        pytest.param(REPORT, "a\n" * 300, None, id="too much to tell"),
        pytest.param({**REPORT, "score": "$(touch pwned)"}, "a\n", None, id="a text for a score"),
        pytest.param([REPORT], "a\n", None, id="another shape"),
    ],
)
def test_publish_takes_two_numbers_and_nothing_else(
    tmp_path: Path, report: object, changed: str, description: str | None
) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.json").write_text(json.dumps(report))
    (tmp_path / "gh").write_text(FAKE_GH)
    (tmp_path / "gh").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_REPOSITORY": "a/b", "BASE": "main", "COMMIT": "0" * 40}

    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", job("publish")["steps"][-1]["run"]],
        cwd=tmp_path, env={**environment, "CHANGED": changed}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    status = tmp_path / "status.txt"
    assert (status.read_text().splitlines()[-1] if status.exists() else None) == description
    assert (done.returncode == 0) == (description is not None)
    assert not (tmp_path / "pwned").exists()
