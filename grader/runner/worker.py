"""Run a submission, in a process that never sees the course: standard library and NumPy only, started with `python -I`.

As the parent of children (Linux): NumPy is imported once; for every submission a packet with three descriptors arrives on the
socket that is our standard input, and a fork serves it. As `worker.py direct` (elsewhere): this very process serves one submission
on its standard streams. What the child says about itself is never believed; it only has to be said in bounded frames.
"""

import contextlib
import importlib.util
import inspect
import io
import json
import linecache
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import numpy as np


def _load_wire() -> ModuleType:
    """Load wire.py from beside this file: `python -I` has neither the folder nor the package on its path."""
    spec = importlib.util.spec_from_file_location("wire", Path(__file__).with_name("wire.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["wire"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


wire = _load_wire()

MAX_TEXT = 2_000
MAX_FRAMES = 6
SET_PDEATHSIG, SET_CHILD_SUBREAPER = 1, 36


class Submission:
    """The student's module: its source as it arrived, its function once it was executed."""

    def __init__(self) -> None:
        self.function: Callable[..., Any] | None = None
        self.name = "submission.py"

    def load(self, source: bytes, name: str, function: str) -> dict[str, Any]:
        """Execute the source; say what parameters its function has."""
        self.name = name
        try:
            text = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SyntaxError(f"the file is not UTF-8 ({error.reason}): save it as UTF-8") from None
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        module = ModuleType(name.removesuffix(".py"))
        module.__file__ = name
        sys.modules[module.__name__] = module
        exec(compile(text, name, "exec", dont_inherit=True), module.__dict__)
        self.function = getattr(module, function, None)
        return _parameters(self.function)

    def failure(self, error: BaseException) -> str:
        """Tell an exception as JSON: its type and text, and the frames of the student's file alone."""
        if isinstance(error, SyntaxError) and error.filename == self.name:
            frames = [f"line {error.lineno}: {(error.text or '').strip()[:200]}"]
            return _message(type(error).__name__, str(error.msg), frames)
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == self.name]
        frames = [f"line {frame.lineno}, in {frame.name[:60]}: {(frame.line or '')[:200]}" for frame in own]
        shown = frames[-MAX_FRAMES:]
        return _message(type(error).__name__, _text(error), shown)


def _parameters(function: object) -> dict[str, Any]:
    if not callable(function):
        return {"parameters": None, "required": 0, "variadic": False}
    named, required, variadic = [], 0, False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            variadic = True
        elif parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            named.append(parameter.name)
            required += parameter.default is parameter.empty
    return {"parameters": named, "required": required, "variadic": variadic}


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT]
    except Exception:
        return "(its text cannot be read)"


def _message(type_name: str, text: str, frames: list[str]) -> str:
    message = {"type": type_name[:60], "text": text[:MAX_TEXT], "frames": frames}
    while len(json.dumps(message)) > wire.MAX_MESSAGE:  # \u escapes can make a text six times as long
        message = {"type": type_name[:60], "text": message["text"][: len(message["text"]) // 2], "frames": frames[-1:]}
        frames = [frame[: len(frame) // 2] for frame in frames]
    return json.dumps(message)


def serve(requests: IO[bytes], responses: IO[bytes]) -> None:
    """Answer requests until the pipe is closed."""
    submission = Submission()
    while True:
        try:
            request = wire.read_request(requests)
        except wire.Ended:
            return
        for part in _respond(submission, request, requests):
            responses.write(part)
        # A block-buffered print is lost when this process is killed; it must not be lost with a result before it.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        responses.flush()


def _respond(submission: Submission, request: dict[str, Any], requests: IO[bytes]) -> Iterator[bytes | memoryview]:
    nonce = request["nonce"]
    try:
        if "source" in request:
            source = wire.read_exactly(requests, request["source"])
            loaded = submission.load(source, request["name"], request["function"])
            yield wire.pack_text(nonce, wire.LOADED, json.dumps(loaded))
            return
        arguments = [_argument(argument, requests) for argument in request["args"]]
        assert submission.function is not None
        result = submission.function(*arguments)
        parts = list(_result(nonce, result, arguments, nested=False))
    except wire.Ended:
        raise
    except BaseException as error:  # sys.exit and KeyboardInterrupt are the student's too
        yield wire.pack_text(nonce, wire.RAISED, submission.failure(error))
        return
    yield from parts
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            yield from _array(nonce, argument)


def _argument(argument: Any, requests: IO[bytes]) -> Any:
    if not isinstance(argument, dict):
        return argument
    dtype, shape = argument["dtype"], argument["shape"]
    count = int(np.prod(shape, dtype=np.int64))
    data = bytearray(wire.read_exactly(requests, count * np.dtype(dtype).itemsize))
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _result(nonce: int, value: object, arguments: list[Any], *, nested: bool) -> Iterator[bytes | memoryview]:
    shared = [n for n, a in enumerate(arguments) if _share(value, a)]
    if shared:
        yield wire.pack_text(nonce, wire.ALIAS, str(shared[0]))
    elif isinstance(value, int) and not isinstance(value, bool):
        digits = str(int(value)) if value.bit_length() <= 4096 else ""
        yield wire.pack_text(nonce, wire.INTEGER, digits) if digits else wire.pack_text(nonce, wire.OTHER, "huge int")
    elif isinstance(value, (np.ndarray, np.generic, bool, float, complex)):
        yield from _array(nonce, np.asarray(value))
    elif isinstance(value, tuple) and not nested and len(value) <= wire.MAX_ITEMS:
        yield wire.pack_sequence(nonce, len(value))
        for item in value:
            yield from _result(nonce, item, arguments, nested=True)
    else:
        yield wire.pack_text(nonce, wire.OTHER, type(value).__name__[:60])


def _share(value: object, argument: object) -> bool:
    return isinstance(value, np.ndarray) and isinstance(argument, np.ndarray) and np.may_share_memory(value, argument)


def _array(nonce: int, array: "np.ndarray[Any, Any]") -> Iterator[bytes | memoryview]:
    if array.dtype.name not in wire.DTYPES or array.ndim > wire.MAX_DIMENSIONS:
        yield wire.pack_text(nonce, wire.OTHER, f"array of dtype {array.dtype.name}"[:60])
        return
    flat = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(-1)
    yield from wire.pack_array(nonce, array.dtype.name, array.shape, flat.view(np.uint8).data)


def main() -> None:
    """Serve as a parent of children, or directly."""
    if sys.argv[1:] == ["direct"]:
        requests, responses = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        serve(requests, responses)
    else:
        _parent(socket.socket(fileno=os.dup(0)))


def _parent(control: socket.socket) -> None:
    """Fork a child for every packet; end it with all its descendants when it is asked for, or when the grader is gone."""
    _prctl(SET_CHILD_SUBREAPER, 1)  # descendants whose own parent ended become ours, so that none can outlive its turn
    child = 0
    while True:
        packet, descriptors, _, _ = socket.recv_fds(control, 4096, 3)
        if packet[:1] == b"S":
            child = os.fork()
            if child == 0:
                control.close()
                _child(descriptors, json.loads(packet[1:]))
            for descriptor in descriptors:
                os.close(descriptor)
            control.send(b"here")
        else:
            status = _end(child) if child else 0
            child = 0
            if not packet:
                return
            control.send(status.to_bytes(4, "little"))


def _child(descriptors: list[int], limits: dict[str, Any]) -> None:
    """Serve one submission and never return."""
    code = 1
    try:
        _prctl(SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()
        requests, responses, output = descriptors
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb"), "utf-8", "backslashreplace")
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb"), "utf-8", "backslashreplace", line_buffering=True)
        _bound_memory(limits["memory"])
        serve(os.fdopen(requests, "rb"), os.fdopen(responses, "wb"))
        code = 0
    finally:
        os._exit(code)


def _bound_memory(limit: int) -> None:
    import resource

    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + limit, taken + limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _prctl(option: int, value: int) -> None:
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _end(child: int) -> int:
    """Kill the child and whatever it left; return the child's wait status (as it was before, if it had ended itself)."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    status = 0
    while True:
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if pid == child:
            status = ended
        elif pid == 0:
            for other in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(other), signal.SIGKILL)


if __name__ == "__main__":
    main()
