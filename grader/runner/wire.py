"""The frames between the trusted process and a child: written by either side, believed by neither.

First a child says that it is ready, before it has seen anything of a stranger: a frame READY, or FAILED with the reason.
A request is a length and a JSON header, then raw array bytes. A response is one frame or, for a sequence, one frame and its
items; after it come the array arguments as the call left them, or one frame UNCHANGED. A frame is a fixed header of 88 bytes,

    magic 4s · nonce u64 · kind u8 · dtype u8 · ndim u8 · pad · shape 8×u64 · nbytes u64

and `nbytes` bytes, in C order and little-endian. Nothing of a body is read before kind, dtype, shape and size have been checked
against each other and against a limit. Standard library only: worker.py loads this file by its path.
"""

import json
import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

MAGIC = b"LRN1"
HEADER = struct.Struct("<4sQBBBx8QQ")
LENGTH = struct.Struct("<I")
MAX_DIMENSIONS = 8
MAX_REQUEST = 64_000  # bytes of a request's JSON
MAX_MESSAGE = 8_000  # bytes of the text of an exception, a type's name, a list of parameters
MAX_ITEMS = 16
MAX_BYTES = 2**63  # of the dimensions of an array that are not 0: NumPy makes no larger one, and an empty one neither
MAX_DIGITS = 1_300  # of a Python int: 4,096 bits, as in formulas

ARRAY, INTEGER, SEQUENCE, OTHER, RAISED, LOADED, ALIAS, READY, FAILED, UNCHANGED = range(1, 11)

DTYPES = (
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
)
ITEM_SIZES = {"bool": 1} | {name: int(name.lstrip("uintfloacmpex")) // 8 for name in DTYPES[1:]}


class Writer(Protocol):
    """What a request is written to."""

    def write(self, data: bytes | memoryview, /) -> object:
        """Write all of it."""

    def flush(self) -> None:
        """Have it sent."""


class Reader(Protocol):
    """What a response is read from."""

    def read(self, size: int, /) -> bytes | None:
        """Return so many bytes, fewer where there are no more."""


class ProtocolError(Exception):
    """Bytes that are no frame, or not one that may come here."""


class Ended(Exception):
    """The other side closed the pipe."""


@dataclass(frozen=True, slots=True)
class Array:
    """An array as bytes in C order, little-endian; a scalar of NumPy or a float has the shape ()."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Integer:
    """A Python int of any size."""

    value: int


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple."""

    values: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Other:
    """Something that is not a number or an array: only its type's name."""

    type_name: str


@dataclass(frozen=True, slots=True)
class TooLarge:
    """An array whose body was passed over because of its size."""

    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception, told by the child: a hostile text."""

    type_name: str
    text: str
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The submission was executed; the parameters of its function, None where it is not defined."""

    parameters: tuple[str, ...] | None
    required: int
    variadic: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """An array that shares its memory with an argument, told by its position among the arguments."""

    argument: int


Value = Alias | Array | Integer | Items | Other | TooLarge
Response = Value | Raised | Loaded


def write_request(stream: Writer, header: Mapping[str, Any], bodies: Sequence[bytes | memoryview]) -> None:
    """Write a JSON header and the bytes that it announces."""
    encoded = json.dumps(header).encode()
    stream.write(LENGTH.pack(len(encoded)) + encoded)
    for body in bodies:
        stream.write(body)
    stream.flush()


def read_request(stream: Reader) -> dict[str, Any]:
    """Read a JSON header; the caller reads the bytes that it announces."""
    (length,) = LENGTH.unpack(read_exactly(stream, LENGTH.size))
    if length > MAX_REQUEST:
        raise ProtocolError(f"a request of {length} bytes")
    header: dict[str, Any] = json.loads(read_exactly(stream, length))
    return header


def pack_array(nonce: int, dtype: str, shape: Sequence[int], data: bytes | memoryview) -> Iterator[bytes | memoryview]:
    """Yield the frame of an array; the data are passed on, not copied."""
    padded = [*shape, *[0] * (MAX_DIMENSIONS - len(shape))]
    size = data.nbytes if isinstance(data, memoryview) else len(data)
    yield HEADER.pack(MAGIC, nonce, ARRAY, DTYPES.index(dtype), len(shape), *padded, size)
    yield data


def pack_unchanged(nonce: int) -> bytes:
    """Return the frame that stands for all array arguments of a call that left them as they were."""
    return HEADER.pack(MAGIC, nonce, UNCHANGED, 0, 0, *[0] * MAX_DIMENSIONS, 0)


def pack_text(nonce: int, kind: int, text: str) -> bytes:
    """Return a frame whose body is a short text: INTEGER, OTHER, ALIAS, RAISED or LOADED."""
    body = text.encode("utf-8", "backslashreplace")[:MAX_MESSAGE]
    return HEADER.pack(MAGIC, nonce, kind, 0, 0, *[0] * MAX_DIMENSIONS, len(body)) + body


def pack_sequence(nonce: int, count: int) -> bytes:
    """Return the frame that announces `count` frames."""
    return HEADER.pack(MAGIC, nonce, SEQUENCE, 0, 1, count, *[0] * (MAX_DIMENSIONS - 1), 0)


def read_greeting(stream: Reader) -> str | None:
    """Read what a child says before anything else: None where it is ready, else why not."""
    magic, nonce, kind, *_, nbytes = HEADER.unpack(read_exactly(stream, HEADER.size))
    if (magic, nonce) != (MAGIC, 0) or kind not in (READY, FAILED) or nbytes > MAX_MESSAGE:
        raise ProtocolError("no greeting")
    return read_exactly(stream, nbytes).decode("utf-8", "replace") if kind == FAILED else None


def read_response(stream: Reader, nonce: int, limit: int, *, nested: bool = False) -> Response:
    """Read one response; arrays of more than `limit` bytes, all items of a sequence together, come back as TooLarge.

    Raises ProtocolError for anything that is no valid frame with this nonce, Ended where the pipe was closed.
    """
    return _read_body(stream, _read_header(stream, nonce), nonce, limit, nested=nested)


def read_arguments(stream: Reader, nonce: int, sizes: Sequence[int]) -> tuple[Value, ...]:
    """Read the array arguments as a call left them, given by their bytes; none where it left all as they were."""
    left: list[Value] = []
    for size in sizes:
        header = _read_header(stream, nonce)
        if header[0] == UNCHANGED and not left:
            return ()
        left.append(_plain(_read_body(stream, header, nonce, size, nested=True)))
    return tuple(left)


def _read_header(stream: Reader, nonce: int) -> tuple[int, ...]:
    """Return kind, dtype, ndim, the eight sizes and nbytes."""
    magic, sent, *fields = HEADER.unpack(read_exactly(stream, HEADER.size))
    if magic != MAGIC or sent != nonce:
        raise ProtocolError("stray bytes where a result belongs")
    return tuple(fields)


def _read_body(stream: Reader, header: tuple[int, ...], nonce: int, limit: int, *, nested: bool) -> Response:
    kind, dtype, ndim, *shape, nbytes = header
    if kind == ARRAY:
        return _read_array(stream, dtype, ndim, shape, nbytes, limit)
    if kind == SEQUENCE and not nested:
        if shape[0] > MAX_ITEMS or nbytes:
            raise ProtocolError("a sequence that is too long")
        return Items(tuple(_read_items(stream, nonce, limit, shape[0])))
    if nbytes > MAX_MESSAGE:
        raise ProtocolError("a message that is too long")
    return _read_text(kind, read_exactly(stream, nbytes).decode("utf-8", "replace"))


def _read_items(stream: Reader, nonce: int, limit: int, count: int) -> Iterator[Value]:
    """Yield the items of a sequence; together they have no more bytes than one array may have."""
    for _ in range(count):
        item = read_value(stream, nonce, limit)
        yield item
        if isinstance(item, TooLarge):
            return  # its body was not read, so nothing behind it can be
        limit -= len(item.data) if isinstance(item, Array) else 0


def _read_array(stream: Reader, dtype: int, ndim: int, shape: list[int], nbytes: int, limit: int) -> Value:
    if dtype >= len(DTYPES) or ndim > MAX_DIMENSIONS or any(shape[ndim:]):
        raise ProtocolError("an array whose header is wrong")
    name, dimensions = DTYPES[dtype], tuple(shape[:ndim])
    if math.prod(dimensions) * ITEM_SIZES[name] != nbytes:
        raise ProtocolError("an array whose size is not that of its shape")
    if math.prod(size or 1 for size in dimensions) * ITEM_SIZES[name] >= MAX_BYTES:
        raise ProtocolError("an array that no machine holds")
    if nbytes > limit:
        return TooLarge(name, dimensions)
    return Array(name, dimensions, read_exactly(stream, nbytes))


def _read_text(kind: int, text: str) -> Response:
    if kind == OTHER:
        return Other(text[:60] or "nameless")
    if kind == INTEGER:
        return _read_integer(text)
    if kind == ALIAS:
        return Alias(_read_position(text))
    if kind in (RAISED, LOADED):
        try:
            message = json.loads(text)
            return _raised(message) if kind == RAISED else _loaded(message)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise ProtocolError("a message that is not JSON of the right form") from error
    raise ProtocolError(f"a frame of unknown kind {kind}")


def _read_position(text: str) -> int:
    if not (len(text) <= 3 and text.isascii() and text.isdigit()):
        raise ProtocolError("a position that is none")
    return int(text)


def _read_integer(text: str) -> Integer:
    digits = text.removeprefix("-")
    if len(digits) > MAX_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ProtocolError("an integer that is none")
    return Integer(int(text))


def _raised(message: dict[str, Any]) -> Raised:
    return Raised(str(message["type"])[:60], str(message["text"]), tuple(map(str, message["frames"][:20])))


def _loaded(message: dict[str, Any]) -> Loaded:
    parameters = message["parameters"]
    names = None if parameters is None else tuple(str(name)[:60] for name in parameters[:50])
    return Loaded(names, int(message["required"]), bool(message["variadic"]))


def read_value(stream: Reader, nonce: int, limit: int) -> Value:
    """Read one response that is neither a message nor a sequence."""
    return _plain(read_response(stream, nonce, limit, nested=True))


def _plain(response: Response) -> Value:
    if isinstance(response, (Raised, Loaded)):
        raise ProtocolError("a message where a value belongs")
    return response


def read_exactly(stream: Reader, size: int) -> bytes:
    """Read `size` bytes; raise Ended where there are fewer."""
    if not size:
        return b""
    data = stream.read(size)
    if data is None or len(data) != size:
        raise Ended
    return data
