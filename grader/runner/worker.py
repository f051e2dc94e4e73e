"""Run a submission, in a process that never sees the course: standard library and NumPy only, started with `python -I`.

On Linux a fork of zygote.py serves one submission; elsewhere this file is started as a program and serves one on its standard
streams. What the child says about itself is never believed; it only has to be said in bounded frames.
"""

import codecs
import contextlib
import inspect
import json
import linecache
import math
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import IO, Any

import numpy as np

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[2]))  # `python -I` knows neither this folder nor, always, the package

from grader.runner import wire
from grader.runner.visible import forget, forget_packages

codecs.lookup("utf-8-sig")  # once in the parent of children, not in each child

_NAMES = {np.dtype(name): name for name in wire.DTYPES}  # NumPy puts a name together anew each time

MAX_TEXT = 2_000
MAX_FRAMES = 6


class Submission:
    """The student's module: its source as it arrived, its function once it was executed."""

    def __init__(self, *, files: bool = True) -> None:
        self.function: Callable[..., Any] | None = None
        self.name = "submission.py"
        self.files = files

    def load(self, source: bytes, name: str, function: str, allow: Sequence[str]) -> dict[str, Any]:
        """Execute the source, which may import the packages that are allowed; say what parameters its function has."""
        self.name = name
        _limit_imports(allow, files=self.files)
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


class _Refusal:
    """The last place where a module is looked for: says what may be imported."""

    def __init__(self, allow: Sequence[str], *, files: bool) -> None:
        self.allow = allow
        self.files = files

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse a module that nobody else has found."""
        if not self.files and name.split(".")[0] in {*sys.stdlib_module_names, *self.allow}:
            raise ModuleNotFoundError(f"No module named {name!r}: {_NO_FILES}", name=name)
        if path is None:
            others = f" and {', '.join(self.allow)}" if self.allow else ""
            message = f"No module named {name!r}: here the standard library{others} can be imported"
            raise ModuleNotFoundError(message, name=name)


_NO_FILES = "no file can be read here (level compute), so only what learn imported ahead can be imported"


def _limit_imports(allow: Sequence[str], *, files: bool) -> None:
    """Leave the allowed packages and the standard library to be imported; containment, not this, keeps files out of sight."""
    for package in allow:
        import_module(package)
    forget_packages()
    if "numpy" not in allow:
        forget("numpy")
    sys.meta_path.append(_Refusal(allow, files=files))


def _parameters(function: object) -> dict[str, Any]:
    if not callable(function):
        return {"parameters": None, "required": 0, "variadic": False}
    if (
        isinstance(function, FunctionType) and not function.__dict__
    ):  # inspect would touch, and so copy, much of the parent
        code = function.__code__
        return {
            "parameters": code.co_varnames[: code.co_argcount],
            "required": code.co_argcount - len(function.__defaults__ or ()),
            "variadic": bool(code.co_flags & inspect.CO_VARARGS),
        }
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


def greet(responses: IO[bytes], failure: str | None = None) -> None:
    """Say that this process is ready for a submission, or why it is not."""
    responses.write(wire.pack_text(0, wire.READY if failure is None else wire.FAILED, failure or ""))
    responses.flush()


def serve(requests: IO[bytes], responses: IO[bytes], *, files: bool = True) -> None:
    """Answer requests until the pipe is closed; without `files`, modules cannot be found in any."""
    submission = Submission(files=files)
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


class _Lines:
    """Counts the lines of a file that run while it is entered, each turn of a comprehension included."""

    def __init__(self, name: str) -> None:
        self.count = 0
        self._name = name

    def __enter__(self) -> "_Lines":
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _trace(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != self._name:
            return None
        self.count += event in ("call", "line")  # a generator is called for each of its items
        return self._trace


def _respond(submission: Submission, request: dict[str, Any], requests: IO[bytes]) -> Iterator[bytes | memoryview]:
    nonce = request["nonce"]
    try:
        if "source" in request:
            source = wire.read_exactly(requests, request["source"])
            loaded = submission.load(source, request["name"], request["function"], request["allow"])
            yield wire.pack_text(nonce, wire.LOADED, json.dumps(loaded))
            return
        sent = [_read_argument(argument, requests) for argument in request["args"]]
        arguments = [argument for argument, _ in sent]
        assert submission.function is not None
        with _Lines(submission.name) if "count" in request else contextlib.nullcontext() as lines:
            result = submission.function(*arguments)
        parts = list(_result(nonce, result, arguments, nested=False))
    except wire.Ended:
        raise
    except BaseException as error:  # sys.exit and KeyboardInterrupt are the student's too
        yield wire.pack_text(nonce, wire.RAISED, submission.failure(error))
        return
    yield from parts
    yield from _arguments_left(nonce, request["args"], sent)
    if lines is not None:
        yield wire.pack_text(nonce, wire.INTEGER, str(lines.count))


def _read_argument(argument: Any, requests: IO[bytes]) -> tuple[Any, bytes]:
    """Return an argument, and for an array its bytes as they came."""
    if not isinstance(argument, dict):
        return argument, b""
    dtype, shape = argument["dtype"], argument["shape"]
    data = wire.read_exactly(requests, math.prod(shape) * wire.ITEM_SIZES[dtype])
    return np.frombuffer(bytearray(data), dtype=dtype).reshape(shape), data


def _arguments_left(nonce: int, described: list[Any], sent: list[tuple[Any, bytes]]) -> Iterator[bytes | memoryview]:
    """Tell the array arguments as the call left them."""
    arrays = [(how, *pair) for how, pair in zip(described, sent, strict=True) if isinstance(how, dict)]
    if arrays and all(_is_as_sent(*array) for array in arrays):
        yield wire.pack_unchanged(nonce)
        return
    for _, array, _ in arrays:
        yield from _array(nonce, array)


def _is_as_sent(described: dict[str, Any], array: "np.ndarray[Any, Any]", data: bytes) -> bool:
    same = list(array.shape) == described["shape"] and _NAMES.get(array.dtype) == described["dtype"]
    return same and bytes(_flat(array)) == data


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
    name = _NAMES.get(array.dtype) or array.dtype.name
    if name not in wire.DTYPES or array.ndim > wire.MAX_DIMENSIONS:
        yield wire.pack_text(nonce, wire.OTHER, f"array of dtype {name}"[:60])
        return
    yield from wire.pack_array(nonce, name, array.shape, _flat(array))


def _flat(array: "np.ndarray[Any, Any]") -> memoryview:
    """Return an array's bytes, little-endian and in C order."""
    flat = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(-1)
    return flat.view(np.uint8).data


def main() -> None:
    """Serve one submission on the standard streams."""
    requests, responses = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    forget("grader")
    greet(responses)
    serve(requests, responses)


if __name__ == "__main__":
    main()
