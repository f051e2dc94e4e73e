"""What a result depends on besides the submission, as digests: so a changed question is known, and named."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.course.companions import mistakes_path, properties_path
from grader.course.loader import Course, LoadedQuestion
from grader.course.made import inputs_path
from grader.course.model import NumberQuestion

HIDDEN, RUN = "hidden checks", "run"  # a part that says whether they ran


@dataclass(frozen=True)
class Fingerprint:
    """The parts of an exercise by their names, such as `question conv/conv2d` or `reference conv/conv2d`, each with its digest."""

    parts: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """One digest of them all."""
        return _digest(*(f"{name}={digest}".encode() for name, digest in sorted(self.parts.items())))


def fingerprint(course: Course, exercise: str, *, hidden: bool) -> Fingerprint:
    """Return the fingerprint of an exercise as it is judged: with its hidden checks, or without."""
    loaded = course.exercise(exercise, texts=False)
    points = [f"{item.question} {item.points}" for item, _ in loaded.questions]
    parts = {"points": _digest(*(line.encode() for line in points)), HIDDEN: RUN if hidden else "not run"}
    for _, question in loaded.questions:
        parts |= {name: _digest(path.read_bytes()) for name, path in question_files(course, question).items()}
    return Fingerprint(parts)


def question_files(course: Course, loaded: LoadedQuestion) -> dict[str, Path]:
    """Return the files on which the judging of a question depends, by what they are, such as `reference conv/conv2d`."""
    question, reference = loaded.question, loaded.reference
    files = {f"question {loaded.key}": loaded.path}
    if isinstance(question, NumberQuestion) and question.variant_of is not None:
        files[f"question {question.variant_of}"] = course.root / "questions" / f"{question.variant_of}.yaml"
    if reference is not None:
        files |= {
            f"reference {loaded.key}": reference,
            f"mistakes of {loaded.key}": mistakes_path(reference),
            f"laws of {loaded.key}": properties_path(reference),
            f"inputs of {loaded.key}": inputs_path(reference),
        }
    return {name: path for name, path in files.items() if path.is_file()}


def _digest(*contents: bytes) -> str:
    """Return a digest that tells where one content ends and the next begins."""
    total = hashlib.sha256()
    for content in contents:
        total.update(len(content).to_bytes(8, "little") + content)
    return total.hexdigest()
