"""Say what ended a call without a result, in words and as a category."""

from typing import assert_never

from grader.course.model import CodeQuestion
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Exited, Failure, Flooded, Garbled, TimedOut

NO_RESULT = (wire.Raised, TimedOut, Flooded, Garbled, Exited)


def described(answer: wire.Raised | Failure, question: CodeQuestion) -> Verdict:
    """Return the verdict on a call that ended without a result."""
    return failed(_describe(answer, question), categorise(answer))


def failed(message: str, category: Category) -> Verdict:
    """Return a verdict that is the student's."""
    return Verdict(Status.FAILED, message, category=category)


def _describe(answer: wire.Raised | Failure, question: CodeQuestion) -> str:
    match answer:
        case wire.Raised(type_name="NotImplementedError", text=""):
            return f"{question.function} is not written yet: it raises NotImplementedError."
        case wire.Raised(type_name="SystemExit"):
            return _with_frames("The code called sys.exit or quit; a function returns its result.", answer)
        case wire.Raised(type_name="MemoryError"):
            text = f": {answer.text}" if answer.text else ""
            return _with_frames(f"MemoryError{text} (limit: {question.limits.memory})", answer)
        case wire.Raised():
            return _with_frames(f"{answer.type_name}: {answer.text}" if answer.text else answer.type_name, answer)
        case TimedOut(seconds=seconds):
            return f"It did not finish within its limit of {seconds:g} seconds and was stopped."
        case Flooded():
            return "It printed more than 8 MB and was stopped."
        case Garbled():
            return "What came back is not a result: the code wrote to a pipe that is not its own."
        case Exited(signal="SIGSYS"):
            return "It made a system call that no exercise needs, and was stopped."
        case Exited(signal="SIGXCPU"):
            return "It took more processor time than all its calls together may, and was stopped."
        case Exited(signal=None, code=code):
            return f"The process ended during the call, with exit code {code}."
        case Exited(signal=name):
            return f"The process crashed during the call ({name})."
    assert_never(answer)


def categorise(answer: wire.Raised | Failure) -> Category:
    """Return what kind of thing ended a call without a result."""
    match answer:
        case wire.Raised(type_name="SystemExit"):
            return Category.EXITED
        case wire.Raised(type_name="MemoryError"):
            return Category.MEMORY
        case wire.Raised():
            return Category.EXCEPTION
        case TimedOut() | Exited(signal="SIGXCPU"):
            return Category.TIMEOUT
        case Flooded():
            return Category.OUTPUT
        case Garbled():
            return Category.PROTOCOL
        case Exited(signal=None):
            return Category.EXITED
        case Exited(signal="SIGSYS"):
            return Category.FORBIDDEN
        case Exited():
            return Category.CRASHED
    assert_never(answer)


def _with_frames(text: str, raised: wire.Raised) -> str:
    return "\n".join([text, *(f"  {frame}" for frame in raised.frames)])
