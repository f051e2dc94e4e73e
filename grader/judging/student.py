"""Call a student's function in children that have loaded their file: a new one after a failure, and after hidden inputs."""

import time
from collections.abc import Callable
from typing import TypeVar

from grader.course.loader import LoadedQuestion
from grader.course.model import CodeQuestion
from grader.judging.budget import Budget
from grader.judging.calls import Calls, arrays_of
from grader.judging.compare import to_wire
from grader.judging.explain import Call
from grader.judging.failures import described, failed
from grader.judging.oracle import array_parts
from grader.results import Category, Status, Verdict
from grader.runner import wire
from grader.runner.child import Child, Failure, Returned, TimedOut
from grader.runner.pool import Pool
from grader.workspace.files import Missing
from grader.workspace.render import stub_name

MAX_TIMEOUTS = 2
SHOWN_OUTPUT = 2_000

Answer = Returned | wire.Raised | Failure
Step = TypeVar("Step", Answer, wire.Loaded | wire.Raised | Failure)

NOTHING_LEFT = "Not run: the time of this submission is spent."


class StudentCode:
    """One student's file for one question; `blocked` is the verdict on all that follows, once it cannot be used."""

    def __init__(
        self, loaded: LoadedQuestion, source: bytes | Missing, pool: Pool, calls: Calls, budget: Budget | None = None
    ) -> None:
        assert isinstance(loaded.question, CodeQuestion)
        self.question = loaded.question
        self.printed = ""
        self.blocked: Verdict | None = None
        self._loaded = loaded
        self._calls = calls
        self._source = source
        self._pool = pool
        self._budget = budget or Budget()
        self._child: Child | None = None
        self._processor = 0.0  # seconds that the child had taken when it was last looked at
        self._timeouts = 0
        self._is_late = False
        self._is_hidden = False

    def close(self) -> None:
        """End the child. What it printed is kept, unless it has seen hidden inputs, which it may have printed."""
        child, self._child = self._child, None
        if child is not None:
            printed = child.close()
            if not self._is_hidden:
                self._keep(printed)

    def resume(self) -> None:
        """Let calls be made again that were blocked by time-outs alone: of what has been right, on other inputs."""
        if self._is_late:
            self.blocked = None
        self._timeouts, self._is_late = 0, False

    def _keep(self, printed: str) -> None:
        self.printed = (self.printed + printed)[:SHOWN_OUTPUT]

    def processor_seconds(self) -> float:
        """Return the processor time of the current child, by the kernel's word; where nobody can tell, the time on the clock."""
        seconds = self._child.processor_seconds() if self._child is not None else 0.0
        return time.monotonic() if seconds is None else seconds

    def call(self, call: Call, expected: object, *, hidden: bool = False, count: bool = False) -> Answer | Verdict:
        """Call the function, and count its lines if asked; what comes back, or the verdict that keeps it from being called."""
        if self._is_hidden and not hidden:
            self.close()  # what it raises or prints from now on would be shown, and it has seen hidden inputs
        elif hidden and not self._is_hidden and self._child is not None:
            self._keep(self._child.printed())
        self._is_hidden = hidden
        child = self._ready_child()
        if isinstance(child, Verdict):
            return child
        wired = {name: to_wire(array) for name, array in arrays_of(call).items()}
        arguments = [wired[name][0] if name in wired else value for name, value in self._calls.positional(call).items()]
        size = sum(part.nbytes for part in array_parts(expected))
        bodies = [body for _, body in wired.values()]
        answer = self._timed(child, lambda seconds: child.call(arguments, bodies, seconds, size, count=count))
        if self.question.strict:
            self.close()
        return answer

    def _timed(self, child: Child, step: Callable[[float], Step]) -> Step | Verdict:
        """Make a step within its limit and within what is left for the submission; the verdict where that is spent."""
        limit = self.question.limits.seconds
        if self._budget.left <= 0:
            return self._block(NOTHING_LEFT)
        seconds, began = min(limit, self._budget.left), time.monotonic()
        answer = step(seconds)
        taken = time.monotonic() - began
        processor = child.processor_seconds() if child.alive else None
        if processor is not None:  # what it did between two calls counts too
            taken, self._processor = max(taken, processor - self._processor), processor
        self._budget.spend(taken)
        if isinstance(answer, TimedOut):
            self._timeouts += 1
            return answer if seconds == limit else self._block(NOTHING_LEFT)
        return answer

    def _ready_child(self) -> Child | Verdict:
        """Return a child that has loaded the file, or the verdict that blocks this and every further call."""
        if self.blocked is not None:
            return self.blocked
        if self._child is not None and self._child.alive:
            return self._child
        if self._timeouts >= MAX_TIMEOUTS:
            self._is_late = True
            return self._block(f"Not run: {self.question.function} did not finish {MAX_TIMEOUTS} times already.")
        name = stub_name(self._loaded)
        if isinstance(self._source, Missing):
            first = f"{self._source.reason}. Get the stub back: learn reset {self._loaded.id}"
            return self._fail_and_block(failed(first, Category.REFUSED), f"Not run: {self._source.reason}.")
        self.close()
        limits = self.question.limits
        allow = self.question.allow
        if self._budget.left <= 0:
            return self._block(NOTHING_LEFT)
        source = self._source
        self._child = child = self._pool.child(limits.memory_bytes, allow)
        self._processor = 0.0
        loaded = self._timed(child, lambda seconds: child.load(source, name, self.question.function, seconds, allow))
        if isinstance(loaded, Verdict):
            return loaded
        verdict = self._check_signature(loaded) if isinstance(loaded, wire.Loaded) else described(loaded, self.question)
        if verdict is not None:
            return self._fail_and_block(verdict, f"Not run: {name} could not be used.")
        return child

    def _block(self, reason: str) -> Verdict:
        self.blocked = Verdict(Status.NOT_RUN, reason)
        return self.blocked

    def _fail_and_block(self, verdict: Verdict, reason: str) -> Verdict:
        self._block(reason)
        return verdict

    def _check_signature(self, loaded: wire.Loaded) -> Verdict | None:
        function, signature = self.question.function, self._calls.signature
        if loaded.parameters is None:
            defines = f"{stub_name(self._loaded)} defines no function {function}. Is its name as it was?"
            return failed(defines, Category.WRONG)
        enough = loaded.variadic or len(loaded.parameters) >= len(signature.parameters)
        if enough and loaded.required <= signature.required:
            return None
        yours = f"{function}({', '.join(loaded.parameters)})"
        if enough and len(loaded.parameters) == len(signature.parameters):
            optional = ", ".join(f"{name}={default!r}" for name, default in signature.defaults.items())
            how = f"in {yours} the defaults are missing ({optional})"
        else:
            how = f"yours is {yours}; it must take ({', '.join(signature.parameters)})"
        return failed(f"The parameters are not as they were: {how}.", Category.WRONG)
