"""Frames: what is written is read, and no bytes do anything but raise the typed errors."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.runner import wire


def frame(*parts: bytes | memoryview) -> io.BytesIO:
    return io.BytesIO(b"".join(bytes(part) for part in parts))


def header(**changes: int | bytes) -> bytes:
    fields: dict[str, int | bytes] = {"magic": wire.MAGIC, "nonce": 7, "kind": wire.ARRAY, "dtype": 11, "ndim": 1}
    fields |= {f"shape{i}": 0 for i in range(8)} | {"shape0": 2, "nbytes": 16} | changes
    return wire.HEADER.pack(*fields.values())


def test_a_header_has_88_bytes() -> None:
    assert wire.HEADER.size == 88


@pytest.mark.parametrize("dtype", wire.DTYPES)
def test_every_dtype_has_its_size(dtype: str) -> None:
    import numpy as np

    assert wire.ITEM_SIZES[dtype] == np.dtype(dtype).itemsize


def test_an_array_comes_back() -> None:
    stream = frame(*wire.pack_array(7, "int16", (2, 1), b"\x01\x00\x02\x00"))

    assert wire.read_response(stream, 7, 100) == wire.Array("int16", (2, 1), b"\x01\x00\x02\x00")


def test_a_request_comes_back() -> None:
    stream = io.BytesIO()
    wire.write_request(stream, {"nonce": 7, "args": [1]}, [b"body"])
    stream.seek(0)

    assert wire.read_request(stream) == {"nonce": 7, "args": [1]}
    assert stream.read() == b"body"


def test_a_large_body_is_not_read() -> None:
    stream = frame(header(shape0=10**12, nbytes=8 * 10**12))

    assert wire.read_response(stream, 7, 1000) == wire.TooLarge("float64", (10**12,))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"nonce": 8}, "stray bytes where a result belongs"),
        ({"magic": b"XXXX"}, "stray bytes where a result belongs"),
        ({"dtype": 200}, "an array whose header is wrong"),
        ({"ndim": 9}, "an array whose header is wrong"),
        ({"shape5": 1}, "an array whose header is wrong"),
        ({"nbytes": 17}, "an array whose size is not that of its shape"),
        ({"shape0": 2**63, "nbytes": 0}, "an array whose size is not that of its shape"),
        ({"ndim": 2, "shape0": 0, "shape1": 2**63, "nbytes": 0}, "an array that no machine holds"),
        ({"kind": wire.SEQUENCE, "shape0": 99, "nbytes": 0}, "a sequence that is too long"),
        ({"kind": wire.RAISED, "nbytes": 2**62}, "a message that is too long"),
        ({"kind": 99}, "a frame of unknown kind 99"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value),
)
def test_a_wrong_header_is_refused(changes: dict[str, int | bytes], message: str) -> None:
    with pytest.raises(wire.ProtocolError, match=message):
        wire.read_response(frame(header(**changes), bytes(16)), 7, 100)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (wire.RAISED, "[" * 5000),
        (wire.RAISED, "{}"),
        (wire.RAISED, "[]"),
        (wire.LOADED, '{"parameters": 3}'),
        (wire.LOADED, '{"parameters": ["x"], "required": Infinity, "variadic": false}'),
        (wire.ALIAS, "-1"),
        (wire.ALIAS, "1000"),
        (wire.INTEGER, "1_0"),
        (wire.INTEGER, "٣"),
        (wire.INTEGER, "9" * 1301),
        (wire.INTEGER, ""),
    ],
)
def test_a_wrong_message_is_refused(kind: int, body: str) -> None:
    with pytest.raises(wire.ProtocolError):
        wire.read_response(frame(wire.pack_text(7, kind, body)), 7, 100)


def test_a_sequence_inside_a_sequence_is_refused() -> None:
    with pytest.raises(wire.ProtocolError):
        wire.read_response(frame(wire.pack_sequence(7, 1), wire.pack_sequence(7, 1)), 7, 100)


EXAMPLES = [pytest.param(500, id="some"), pytest.param(5_000, id="many", marks=pytest.mark.slow)]


@pytest.mark.parametrize("examples", EXAMPLES)
def test_random_bytes_raise_typed_errors_only(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.binary(max_size=400))
    def read(data: bytes) -> None:
        with contextlib.suppress(wire.ProtocolError, wire.Ended):
            wire.read_response(io.BytesIO(data), 7, 1000)

    read()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_random_headers_raise_typed_errors_only(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(
        st.integers(0, 255), st.integers(0, 255), st.integers(0, 255),
        st.lists(st.integers(0, 2**64 - 1), min_size=8, max_size=8), st.integers(0, 2**64 - 1), st.binary(max_size=300),
    )  # fmt: skip
    def read(kind: int, dtype: int, ndim: int, shape: list[int], nbytes: int, body: bytes) -> None:
        data = wire.HEADER.pack(wire.MAGIC, 7, kind, dtype, ndim, *shape, nbytes) + body
        with contextlib.suppress(wire.ProtocolError, wire.Ended):
            wire.read_response(io.BytesIO(data), 7, 1000)

    read()
