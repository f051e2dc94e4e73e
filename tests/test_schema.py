"""The JSON Schema tells an editor what the loader tells: proved by the language server that editors use."""

import contextlib
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.schema import NAMES, render_schema, schema_path
from grader.course.loader import load_question
from grader.errors import CourseError, UsageError

TESTS = Path(__file__).parent
BAD_COURSES = TESTS / "bad_courses"
PACKAGE = "yaml-language-server@1.25.0"

# What a schema can know: keys, types, sizes; and what YAML forbids. Formulas and texts are the loader's alone.
KNOWN_TO_EDITORS = (
    "backslash-parenthesis-in-double-quotes",
    "duplicate-key",
    "duplicate-key-inside",
    "mistakes-in-two-files",
    "no-kind",
    "nothing-wrong",
    "on-for-true",
    "other-format",
    "range-beyond-all-sizes",
    "sexagesimal",
    "tag",
    "three-bounds",
    "unknown-key",
    "unknown-key-inside",
    "unknown-key-of-a-parameter",
    "unknown-kind",
    "wrong-types",
)


SETTINGS = {"yaml": {"validate": True, "schemaStore": {"enable": False}, "yamlVersion": "1.2"}}


class LanguageServer:
    """One language server, spoken to over stdio as an editor does; use it as a context manager."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._watch = threading.Timer(60, self._process.kill)
        self._watch.start()

    def __enter__(self) -> "LanguageServer":
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=0)
        self._receive(lambda message: message.get("id") == 0)
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(self, *details: object) -> None:
        self._watch.cancel()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream.close()

    def problems(self, files: Mapping[str, Path]) -> dict[str, list[tuple[int, str]]]:
        """Return by name: line, counted from 1, and message of everything that the server finds wrong with a file."""
        for file in files.values():
            text = file.read_text(encoding="utf-8")
            document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
            self._send("textDocument/didOpen", {"textDocument": document})
        waiting, found = {file.as_uri(): name for name, file in files.items()}, {}
        while waiting:
            told = self._receive(lambda message: message.get("method") == "textDocument/publishDiagnostics")["params"]
            if told["uri"] in waiting:
                problems = [(each["range"]["start"]["line"] + 1, each["message"]) for each in told["diagnostics"]]
                found[waiting.pop(told["uri"])] = sorted(problems)
        return found

    def _send(self, method: str, params: dict[str, Any], **more: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self, wanted: Any) -> dict[str, Any]:
        while True:
            length = 0
            while (line := self._process.stdout.readline().strip()) or not length:
                if not line:
                    raise EOFError("the language server ended")
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            message = json.loads(self._process.stdout.read(length))
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # a request of its own: it has no further settings
                asked = message.get("params", {}).get("items", [None])
                settings = [SETTINGS["yaml"] if item and item.get("section") == "yaml" else None for item in asked]
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": settings})


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The language server, from a cache or from the registry of npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm and node are not installed")
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "learn-tests" / PACKAGE
    found = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    if not found.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        if done.returncode:
            pytest.skip(f"npm cannot install {PACKAGE}: {done.stderr.strip()[-200:]}")
    return found


def test_an_editor_is_told_of_the_lines_that_the_loader_tells_of(program: Path, tmp_path: Path) -> None:
    ours, files = {}, {}
    for mistake in KNOWN_TO_EDITORS:
        root = tmp_path / mistake
        files[mistake] = root / "questions/topic/question.yaml"
        files[mistake].parent.mkdir(parents=True)
        (root / "schema").mkdir()
        (root / schema_path("question")).write_text(render_schema("question"), encoding="utf-8")
        folder = BAD_COURSES / (mistake if (BAD_COURSES / mistake / "question.yaml").exists() else "nothing-wrong")
        text = (folder / "question.yaml").read_text(encoding="utf-8")
        line = "# yaml-language-server: $schema=../../schema/question.json\n"
        files[mistake].write_text(line + text, encoding="utf-8")
        ours[mistake] = lines_of_the_loader(root)

    with LanguageServer(program) as server:
        theirs = {name: {line for line, _ in found} for name, found in server.problems(files).items()}

    assert theirs == ours
    assert sum(bool(lines) for lines in ours.values()) >= 15


def lines_of_the_loader(root: Path) -> set[int]:
    try:
        load_question(root, "topic/question")
    except CourseError as error:
        # What is missing is told at the beginning of the file: for us its first line, for the server its first key.
        return {max(problem.line, 2) for problem in error.problems}
    return set()


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    schema = json.loads(render_schema(name))
    fields = [
        (model, field, about)
        for model, body in {**schema.get("$defs", {}), "": schema}.items()
        for field, about in body.get("properties", {}).items()
    ]

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert fields
    assert [(m, f) for m, f, about in fields if about.get("title") != f or not about.get("description")] == []


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        render_schema("qestion")

    message = 'There is no schema "qestion". Did you mean "question"? There are: question, exercise, course.'
    assert str(caught.value) == message


def test_the_command_writes_it(learn) -> None:
    done = learn("author", "schema", "exercise")

    assert done.stdout == render_schema("exercise")
    assert learn("author", "schema", "x").returncode == 2
