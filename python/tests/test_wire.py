"""Requests and answers against the text of the protocol, written out by hand."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pytest

from plexus_adapter import wire
from plexus_adapter.errors import BadRequestError, ModelFailedError
from plexus_adapter.specs import TensorSpec

ANY: list[TensorSpec] = []
PAIR = [TensorSpec("x", "FP32", [-1, 2])]


def body(*inputs: dict[str, Any], raw: bytes = b"", **more: Any) -> tuple[bytes, int]:
    header = json.dumps({"inputs": list(inputs), **more}).encode()
    return header + raw, len(header)


def tensor(datatype: str, shape: list[int], data: Any = None, **parameters: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": "x", "datatype": datatype, "shape": shape}
    if data is not None:
        entry["data"] = data
    if parameters:
        entry["parameters"] = parameters
    return entry


@pytest.mark.parametrize(
    ("datatype", "data", "raw"),
    [
        ("BOOL", [True, False], b"\x01\x00"),
        ("UINT8", [0, 255], b"\x00\xff"),
        ("UINT16", [1, 65535], b"\x01\x00\xff\xff"),
        ("UINT32", [1, 2**32 - 1], struct.pack("<II", 1, 2**32 - 1)),
        ("UINT64", [1, 2**64 - 1], struct.pack("<QQ", 1, 2**64 - 1)),
        ("INT8", [-1, 127], b"\xff\x7f"),
        ("INT16", [-1, 1], b"\xff\xff\x01\x00"),
        ("INT32", [-1, 1], struct.pack("<ii", -1, 1)),
        ("INT64", [-(2**63), 2**63 - 1], struct.pack("<qq", -(2**63), 2**63 - 1)),
        ("FP32", [1.5, -2], struct.pack("<ff", 1.5, -2)),
        ("FP64", [0.1, 1e300], struct.pack("<dd", 0.1, 1e300)),
        ("BYTES", ["ab", ""], b"\x02\x00\x00\x00ab\x00\x00\x00\x00"),
    ],
)
def test_every_datatype_is_the_same_in_both_forms(datatype: str, data: Any, raw: bytes) -> None:
    as_json, _ = body(tensor(datatype, [2], data))
    one = wire.decode_request(as_json, None, ANY)
    whole, length = body(tensor(datatype, [2], binary_data_size=len(raw)), raw=raw)
    two = wire.decode_request(whole, length, ANY)
    assert one.inputs["x"].tolist() == two.inputs["x"].tolist()
    answer, head = wire.encode_response("m", two.inputs, wire.InferRequest({}, binary=True))
    assert head is not None
    assert answer[head:] == raw
    answer, head = wire.encode_response("m", two.inputs, wire.InferRequest({}, id="7"))
    assert head is None
    assert json.loads(answer) == {
        "model_name": "m",
        "model_version": "1",
        "id": "7",
        "outputs": [{"name": "x", "shape": [2], "datatype": datatype, "data": data}],
    }


def test_halves_travel_in_the_binary_form_only() -> None:
    raw = struct.pack("<ee", 1.5, -2)
    whole, length = body(tensor("FP16", [2], binary_data_size=4), raw=raw)
    assert wire.decode_request(whole, length, ANY).inputs["x"].tolist() == [1.5, -2]
    with pytest.raises(BadRequestError, match="binary form only"):
        wire.decode_request(body(tensor("FP16", [2], [1, 2]))[0], None, ANY)


def test_data_may_be_nested_and_forms_mixed() -> None:
    other = {**tensor("INT16", [1], binary_data_size=2), "name": "y"}
    whole, length = body(tensor("FP32", [2, 2], [[1, 2], [3, 4]]), other, raw=b"\x05\x00", id="a")
    request = wire.decode_request(whole, length, ANY)
    assert request.inputs["x"].tolist() == [[1, 2], [3, 4]]
    assert request.inputs["y"].tolist() == [5]
    assert request.id == "a"


def test_a_dimension_may_be_zero() -> None:
    whole, length = body(tensor("FP32", [0, 2], binary_data_size=0))
    assert wire.decode_request(whole, length, PAIR).inputs["x"].shape == (0, 2)
    assert (
        wire.decode_request(body(tensor("FP32", [0, 2], []))[0], None, PAIR).inputs["x"].size == 0
    )


def test_the_raw_form_is_one_tensor_of_batch_one() -> None:
    request = wire.decode_request(struct.pack("<ff", 1, 2), 0, PAIR)
    assert request.inputs["x"].tolist() == [[1, 2]]
    assert request.binary
    with pytest.raises(BadRequestError, match="not the 8 of"):
        wire.decode_request(b"\0" * 12, 0, PAIR)
    with pytest.raises(BadRequestError, match="one input of a known shape"):
        wire.decode_request(b"\0" * 8, 0, ANY)


@pytest.mark.parametrize(
    ("entry", "raw", "why"),
    [
        (tensor("FP8", [1], [1]), b"", "no known datatype"),
        (tensor("FP32", [-1], [1]), b"", "no shape"),
        (tensor("FP32", [1.0], [1]), b"", "no shape"),  # type: ignore[list-item]
        (tensor("FP32", [True], [1]), b"", "no shape"),
        (tensor("FP32", [2**20, 2**20], [1]), b"", "no shape"),
        (tensor("FP32", [1] * 17, [1]), b"", "no shape"),
        ({"datatype": "FP32", "shape": [1], "data": [1]}, b"", "no name"),
        (tensor("FP32", [2], [1]), b"", "not 2 x FP32"),
        (tensor("FP32", [2], [[1], [2, 3]]), b"", "not 2 x FP32"),
        (tensor("FP32", [1], ["1"]), b"", "not 1 x FP32"),
        (tensor("FP32", [1], [None]), b"", "not 1 x FP32"),
        (tensor("FP32", [1], "1"), b"", "no data"),
        (tensor("FP32", [1]), b"", "no data"),
        (tensor("UINT8", [1], [256]), b"", "not 1 x UINT8"),
        (tensor("UINT8", [1], [-1]), b"", "not 1 x UINT8"),
        (tensor("INT32", [1], [0.5]), b"", "not 1 x INT32"),
        (tensor("UINT64", [1], [2**64]), b"", "not 1 x UINT64"),
        (tensor("BOOL", [1], [2]), b"", "not 1 x BOOL"),
        (tensor("BYTES", [1], [1]), b"", "1 strings"),
        (tensor("FP32", [1], binary_data_size=4), b"\0\0", "more bytes than came"),
        (tensor("FP32", [1], binary_data_size=-4), b"\0\0\0\0", "more bytes than came"),
        (tensor("FP32", [1], binary_data_size="4"), b"\0\0\0\0", "more bytes than came"),
        (tensor("FP32", [2], binary_data_size=4), b"\0\0\0\0", "4 bytes, not the 8"),
        (tensor("BOOL", [1], binary_data_size=1), b"\x02", "other than 0 and 1"),
        (tensor("BYTES", [1], binary_data_size=5), b"\x02\0\0\0a", "1 byte strings"),
        (tensor("BYTES", [2**28], binary_data_size=0), b"", "byte strings"),
        (tensor("FP32", [1], [1]), b"\0", "1 bytes are left over"),
    ],
)
def test_what_is_no_tensor_is_refused(entry: dict[str, Any], raw: bytes, why: str) -> None:
    whole, length = body(entry, raw=raw)
    with pytest.raises(BadRequestError, match=why):
        wire.decode_request(whole, length, ANY)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "no JSON"),
        (b"[]", "no JSON object"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"{}", "'inputs' is no list"),
        (b'{"inputs":[1]}', "'inputs' is no list"),
        (b'{"inputs":[{"name":"x","datatype":"FP32","shape":[1],"data":[NaN]}]}', "NaN is no JSON"),
    ],
)
def test_what_is_no_request_is_refused(text: bytes, why: str) -> None:
    with pytest.raises(BadRequestError, match=why):
        wire.decode_request(text, None, ANY)


def test_a_header_longer_than_the_body_is_refused() -> None:
    with pytest.raises(BadRequestError, match="longer than the body"):
        wire.decode_request(b"{}", 3, ANY)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({**tensor("FP32", [1, 2], [1, 2]), "name": "y"}, "input 'x' is missing"),
        (tensor("FP64", [1, 2], [1, 2]), "input 'x' is FP64"),
        (tensor("FP32", [2], [1, 2]), r"input 'x' has the shape \[2\]"),
        (tensor("FP32", [1, 3], [1, 2, 3]), r"takes x FP32\[-1, 2\]"),
    ],
)
def test_what_the_model_does_not_take_is_named(entry: dict[str, Any], why: str) -> None:
    with pytest.raises(BadRequestError, match=why):
        wire.decode_request(body(entry)[0], None, PAIR)


def test_outputs_are_chosen_and_each_has_its_form() -> None:
    outputs = {"a": np.float32([1]), "b": np.float32([2]), "c": np.float32([3])}
    wanted = [{"name": "b", "parameters": {"binary_data": True}}, {"name": "a"}]
    whole, _ = body(tensor("FP32", [1], [1]), outputs=wanted)
    answer, head = wire.encode_response("m", outputs, wire.decode_request(whole, None, ANY))
    assert [entry["name"] for entry in json.loads(answer[:head])["outputs"]] == ["b", "a"]
    assert head is not None
    assert answer[head:] == struct.pack("<f", 2)
    whole, _ = body(tensor("FP32", [1], [1]), outputs=[{"name": "z"}])
    with pytest.raises(BadRequestError, match="no output 'z', only a, b, c"):
        wire.encode_response("m", outputs, wire.decode_request(whole, None, ANY))


def test_nan_goes_out_in_the_binary_form_only() -> None:
    outputs = {"a": np.float32([np.nan])}
    with pytest.raises(ModelFailedError, match="ask for binary output"):
        wire.encode_response("m", outputs, wire.InferRequest({}))
    answer, head = wire.encode_response("m", outputs, wire.InferRequest({}, binary=True))
    assert np.isnan(np.frombuffer(answer[head:], "<f4")).all()
