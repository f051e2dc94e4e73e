"""What a result depends on besides the submission, as digests: so a changed question is known, and named."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.course.companions import mistakes_path, properties_path
from grader.course.loader import Course, LoadedQuestion
from grader.course.made import inputs_path
from grader.course.model import NumberQuestion


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
    parts = {"points": _digest(*(line.encode() for line in points)), "hidden checks": "run" if hidden else "not run"}
    for _, question in loaded.questions:
        parts |= _parts(course, question)
    return Fingerprint(parts)


def _parts(course: Course, loaded: LoadedQuestion) -> dict[str, str]:
    parts = {f"question {loaded.key}": _digest(loaded.path.read_bytes())}
    question = loaded.question
    if isinstance(question, NumberQuestion) and question.variant_of is not None:
        other = course.root / "questions" / f"{question.variant_of}.yaml"
        parts[f"question {question.variant_of}"] = _digest(other.read_bytes())
    if loaded.reference is not None:
        reference = loaded.reference
        files = {
            "reference": reference,
            "mistakes of": mistakes_path(reference),
            "laws of": properties_path(reference),
            "inputs of": inputs_path(reference),
        }
        parts |= {f"{what} {loaded.key}": _digest(file.read_bytes()) for what, file in files.items() if file.is_file()}
    return parts


def _digest(*contents: bytes) -> str:
    """Return a digest that tells where one content ends and the next begins."""
    total = hashlib.sha256()
    for content in contents:
        total.update(len(content).to_bytes(8, "little") + content)
    return total.hexdigest()
