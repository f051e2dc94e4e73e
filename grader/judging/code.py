"""Judge a function that a student wrote: call it in a child, compare what comes back with the reference or the count formula."""

import contextlib
import io
from typing import Any, assert_never

import numpy as np

from grader.course.cases import axis_values, case_arguments
from grader.course.inputs import Input
from grader.course.loader import Course, LoadedQuestion
from grader.course.model import Case, CodeQuestion
from grader.course.references import load_reference, read_signature
from grader.errors import CourseError, Problem
from grader.judging.compare import to_wire
from grader.judging.explain import Call, explain, first_change
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Child, Exited, Failure, Flooded, Garbled, Returned, TimedOut
from grader.runner.pool import Pool
from grader.workspace.files import Missing
from grader.workspace.render import stub_name

MAX_TIMEOUTS = 2
SHOWN_OUTPUT = 2_000

PASSED = Verdict(Status.PASSED, fraction=1.0)


class CodeJudge:
    """One student's file for one question. Children are started when a case needs one, and a new one after a failure."""

    def __init__(self, course: Course, loaded: LoadedQuestion, source: bytes | Missing, pool: Pool, salt: str) -> None:
        assert isinstance(loaded.question, CodeQuestion)
        assert loaded.reference is not None
        self.question = loaded.question
        self.printed = ""
        self._course = course
        self._loaded = loaded
        self._reference = loaded.reference
        self._signature = read_signature(loaded.reference, loaded.question.function)
        self._source = source
        self._pool = pool
        self._salt = salt
        self._child: Child | None = None
        self._cases = {case.id: case for case in loaded.question.cases}
        self._blocked: Verdict | None = None
        self._timeouts = 0
        self._is_hidden = False

    def judge(self, case: Case) -> Verdict:
        """Call the function with the inputs of a case, as often as it says, until a result is wrong."""
        if self._blocked is not None:
            return self._blocked
        if case.hidden != self._is_hidden:
            self.close()
            self._is_hidden = case.hidden
        verdicts = (self._judge_call(self._call(case, draw)) for draw in range(case.repeat))
        verdict = next((verdict for verdict in verdicts if verdict.status is not Status.PASSED), PASSED)
        if case.hidden and verdict.status is Status.FAILED:
            return Verdict(Status.FAILED, f"A hidden check failed ({verdict.category}).", category=verdict.category)
        return verdict

    def close(self) -> None:
        """End the child. What it printed is kept, unless it saw hidden inputs, which it may have printed."""
        child, self._child = self._child, None
        if child is not None:
            printed = child.close()
            self.printed = (self.printed + ("" if self._is_hidden else printed))[:SHOWN_OUTPUT]

    def _call(self, case: Case, draw: int) -> Call:
        """Draw the inputs of a case; an argument taken over from another case is the very same as there."""
        arguments: dict[str, Any] = {}
        for name, argument in case_arguments(case, self._cases).items():
            origin = self._origin(case, name)
            salt = self._salt if origin.hidden else ""
            key = f"{self._loaded.key}/{origin.id}/{name}/{draw}{salt}"
            arguments[name] = argument.draw(key) if isinstance(argument, Input) else argument
        ordered = {name: arguments[name] for name in self._signature.parameters if name in arguments}
        values = axis_values(self.question, {**self._signature.defaults, **ordered})
        return Call(self.question, ordered, values)

    def _origin(self, case: Case, name: str) -> Case:
        while name not in case.args and case.like is not None:
            case = self._cases[case.like]
        return case

    def _judge_call(self, call: Call) -> Verdict:
        expected = self._expected(call)
        child = self._ready_child()
        if isinstance(child, Verdict):
            return child
        arrays = {name: value for name, value in call.arguments.items() if isinstance(value, np.ndarray)}
        wired = {name: to_wire(array) for name, array in arrays.items()}
        arguments = [wired[name][0] if name in wired else value for name, value in self._positional(call).items()]
        size = sum(part.nbytes for part in _arrays(expected))
        answer = child.call(arguments, [body for _, body in wired.values()], self.question.limits.seconds, size)
        if self.question.strict:
            self.close()
        if not isinstance(answer, Returned):
            return self._described(answer)
        wrong = explain(expected, answer.value, call)
        changed = first_change(list(arrays.values()), answer.arguments, list(arrays)) if answer.arguments else None
        messages = [message for message in (wrong, changed) if message is not None]
        return _failed("\n".join(messages), Category.WRONG) if messages else PASSED

    def _positional(self, call: Call) -> dict[str, Any]:
        """Return all arguments up to the last one given, in order, so that the student may name them as they like."""
        names = self._signature.parameters
        last = max(names.index(name) for name in call.arguments) + 1 if call.arguments else 0
        return {name: call.arguments.get(name, self._signature.defaults.get(name)) for name in names[:last]}

    def _expected(self, call: Call) -> object:
        if self.question.answer is not None:
            numbers = {**self._signature.defaults, **call.arguments}
            return self.question.answer.evaluate({name: int(value) for name, value in numbers.items()})
        copies = [v.copy() if isinstance(v, np.ndarray) else v for v in self._positional(call).values()]
        reference = load_reference(self._reference, self.question.function)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # what it prints is not for the student
                return _judgeable(reference(*copies))
        except (Exception, SystemExit) as error:
            path = self._reference.relative_to(self._course.root)
            message = f"the reference raises {type(error).__name__}: {error}; called as {call.written()}"
            raise CourseError([Problem(path, 1, 1, message)]) from error

    def _ready_child(self) -> Child | Verdict:
        """Return a child that has loaded the file, or the verdict that blocks this and every further case."""
        if self._child is not None and self._child.alive:
            return self._child
        if self._timeouts >= MAX_TIMEOUTS:
            return self._block(f"Not run: {self.question.function} did not finish {MAX_TIMEOUTS} times already.")
        name = stub_name(self._loaded)
        if isinstance(self._source, Missing):
            first = f"{self._source.reason}. Get the stub back: learn reset {self._loaded.id}"
            return self._fail_and_block(_failed(first, Category.REFUSED), f"Not run: {self._source.reason}.")
        self.close()
        limits = self.question.limits
        allow = self.question.allow
        self._child = self._pool.child(limits.memory_bytes, allow)
        loaded = self._child.load(self._source, name, self.question.function, limits.seconds, allow)
        verdict = self._check_signature(loaded) if isinstance(loaded, wire.Loaded) else self._described(loaded)
        if verdict is not None:
            return self._fail_and_block(verdict, f"Not run: {name} could not be used.")
        return self._child

    def _block(self, reason: str) -> Verdict:
        self._blocked = Verdict(Status.NOT_RUN, reason)
        return self._blocked

    def _fail_and_block(self, verdict: Verdict, reason: str) -> Verdict:
        self._block(reason)
        return verdict

    def _check_signature(self, loaded: wire.Loaded) -> Verdict | None:
        function, signature = self.question.function, self._signature
        if loaded.parameters is None:
            defines = f"{stub_name(self._loaded)} defines no function {function}. Is its name as it was?"
            return _failed(defines, Category.WRONG)
        enough = loaded.variadic or len(loaded.parameters) >= len(signature.parameters)
        if enough and loaded.required <= signature.required:
            return None
        yours = f"{function}({', '.join(loaded.parameters)})"
        if enough and len(loaded.parameters) == len(signature.parameters):
            optional = ", ".join(f"{name}={default!r}" for name, default in signature.defaults.items())
            how = f"in {yours} the defaults are missing ({optional})"
        else:
            how = f"yours is {yours}; it must take ({', '.join(signature.parameters)})"
        return _failed(f"The parameters are not as they were: {how}.", Category.WRONG)

    def _described(self, answer: wire.Raised | Failure) -> Verdict:
        return _failed(self._describe(answer), categorise(answer))

    def _describe(self, answer: wire.Raised | Failure) -> str:
        function, limits = self.question.function, self.question.limits
        match answer:
            case wire.Raised(type_name="NotImplementedError", text=""):
                return f"{function} is not written yet: it raises NotImplementedError."
            case wire.Raised(type_name="SystemExit"):
                return _with_frames("The code called sys.exit or quit; a function returns its result.", answer)
            case wire.Raised(type_name="MemoryError"):
                text = f": {answer.text}" if answer.text else ""
                return _with_frames(f"MemoryError{text} (limit: {limits.memory})", answer)
            case wire.Raised():
                return _with_frames(f"{answer.type_name}: {answer.text}" if answer.text else answer.type_name, answer)
            case TimedOut(seconds=seconds):
                self._timeouts += 1
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


def _failed(message: str, category: Category) -> Verdict:
    return Verdict(Status.FAILED, message, category=category)


def _with_frames(text: str, raised: wire.Raised) -> str:
    return "\n".join([text, *(f"  {frame}" for frame in raised.frames)])


def _judgeable(result: object, *, nested: bool = False) -> object:
    """Return a reference's result as an int, an array or a tuple of those; raise TypeError for anything else."""
    if isinstance(result, tuple) and not nested:
        return tuple(_judgeable(part, nested=True) for part in result)
    if isinstance(result, (int, np.integer)) and not isinstance(result, bool):
        return int(result)
    numeric = isinstance(result, (bool, float, complex, np.ndarray, np.generic))
    if numeric and (array := np.asarray(result)).dtype.name in wire.DTYPES:
        return array
    raise TypeError(f"it returns {type(result).__name__}; a result is an array, a number, or a tuple of those")


def _arrays(expected: object) -> list[np.ndarray[Any, Any]]:
    parts: tuple[object, ...] = expected if isinstance(expected, tuple) else (expected,)
    return [part for part in parts if isinstance(part, np.ndarray)]
