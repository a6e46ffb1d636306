"""Requests and answers of the Open Inference Protocol, JSON and binary (spec 87, 2.2 and 2.3)."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from .errors import BadRequestError, ModelFailedError
from .specs import TensorSpec

Array = np.ndarray[Any, np.dtype[Any]]

DTYPES = {
    "BOOL": "?",
    "UINT8": "u1",
    "UINT16": "<u2",
    "UINT32": "<u4",
    "UINT64": "<u8",
    "INT8": "i1",
    "INT16": "<i2",
    "INT32": "<i4",
    "INT64": "<i8",
    "FP16": "<f2",
    "FP32": "<f4",
    "FP64": "<f8",
}
_NAMES = {np.dtype(code): name for name, code in DTYPES.items()}
MAX_ELEMENTS = 2**28
MAX_RANK = 16


@dataclass
class InferRequest:
    """A request, parsed and checked against the model."""

    inputs: dict[str, Array]
    id: str | None = None
    # Names of the wanted outputs, or None for all.
    outputs: list[str] | None = None
    binary: bool = False
    binary_of: dict[str, bool] = field(default_factory=dict)


def datatype_of(array: Array) -> str:
    """The protocol's name of an array's element type."""
    if array.dtype.kind in "OSU":
        return "BYTES"
    name = _NAMES.get(array.dtype.newbyteorder("<"))
    if name is None:
        raise ModelFailedError(f"arrays of {array.dtype} cannot be sent: convert to float32")
    return name


def decode_request(body: bytes, header_length: int | None, specs: list[TensorSpec]) -> InferRequest:
    """Parses a request; with no `specs`, any tensors do."""
    if header_length == 0:
        return _decode_raw(body, specs)
    if header_length is not None and header_length > len(body):
        raise BadRequestError("the JSON header is longer than the body")
    message = _parse_json(body[:header_length])
    raw = memoryview(body)[len(body) if header_length is None else header_length :]
    inputs: dict[str, Array] = {}
    offset = 0
    for entry in _list(message, "inputs"):
        name, array, used = _decode_tensor(entry, raw[offset:])
        if name in inputs:
            raise BadRequestError(f"input '{name}' comes twice")
        inputs[name] = array
        offset += used
    if offset != len(raw):
        raise BadRequestError(f"{len(raw) - offset} bytes are left over behind the tensors")
    check_inputs(inputs, specs)
    request = InferRequest(inputs)
    if message.get("id") is not None:
        request.id = str(message["id"])
    request.binary = bool(_parameters(message).get("binary_data_output", False))
    if message.get("outputs"):
        wanted = _list(message, "outputs")
        request.outputs = [_name(entry) for entry in wanted]
        for entry in wanted:
            binary = _parameters(entry).get("binary_data")
            if binary is not None:
                request.binary_of[_name(entry)] = bool(binary)
    return request


def encode_response(
    model: str, outputs: dict[str, Array], request: InferRequest
) -> tuple[bytes, int | None]:
    """The body of an answer, and the length of its JSON header when tensors follow it."""
    unknown = [name for name in request.outputs or [] if name not in outputs]
    if unknown:
        raise BadRequestError(f"there is no output '{unknown[0]}', only {', '.join(outputs)}")
    entries: list[dict[str, Any]] = []
    raw: list[bytes] = []
    for name in request.outputs or list(outputs):
        array = outputs[name]
        entry: dict[str, Any] = {
            "name": name,
            "shape": list(array.shape),
            "datatype": datatype_of(array),
        }
        if request.binary_of.get(name, request.binary):
            raw.append(_to_binary(array))
            entry["parameters"] = {"binary_data_size": len(raw[-1])}
        else:
            entry["data"] = _to_json(name, array)
        entries.append(entry)
    message: dict[str, Any] = {"model_name": model, "model_version": "1", "outputs": entries}
    if request.id is not None:
        message["id"] = request.id
    header = json.dumps(message, allow_nan=False, separators=(",", ":")).encode()
    return (b"".join([header, *raw]), len(header) if raw else None)


def check_inputs(inputs: dict[str, Array], specs: list[TensorSpec]) -> None:
    """Refuses tensors that the model does not take, naming the first."""
    if not specs:
        return
    takes = ", ".join(f"{s.name} {s.datatype}{s.shape}" for s in specs)
    for spec in specs:
        array = inputs.get(spec.name)
        if array is None:
            raise BadRequestError(f"input '{spec.name}' is missing: the model takes {takes}")
        if datatype_of(array) != spec.datatype:
            raise BadRequestError(
                f"input '{spec.name}' is {datatype_of(array)}: the model takes {takes}"
            )
        fits = len(array.shape) == len(spec.shape) and all(
            want in (-1, have) for want, have in zip(spec.shape, array.shape)
        )
        if not fits:
            raise BadRequestError(
                f"input '{spec.name}' has the shape {list(array.shape)}: the model takes {takes}"
            )
    for name in inputs:
        if all(name != spec.name for spec in specs):
            raise BadRequestError(f"input '{name}' is unknown: the model takes {takes}")


def _decode_raw(body: bytes, specs: list[TensorSpec]) -> InferRequest:
    """A body that is one tensor; its batch is 1."""
    if len(specs) != 1 or any(d == -1 for d in specs[0].shape[1:]):
        raise BadRequestError("the raw form needs a model with one input of a known shape")
    spec = specs[0]
    shape = [1 if d == -1 else d for d in spec.shape]
    array = _from_binary(spec.name, spec.datatype, shape, memoryview(body))
    return InferRequest({spec.name: array}, binary=True)


def _decode_tensor(entry: Any, raw: memoryview) -> tuple[str, Array, int]:
    name = _name(entry)
    datatype, shape = entry.get("datatype"), entry.get("shape")
    if datatype not in DTYPES and datatype != "BYTES":
        raise BadRequestError(f"input '{name}' has no known datatype")
    is_shape = isinstance(shape, list) and all(type(d) is int and d >= 0 for d in shape)
    if not is_shape or len(shape) > MAX_RANK or math.prod(shape) > MAX_ELEMENTS:
        raise BadRequestError(f"input '{name}' has no shape within the limits")
    size = _parameters(entry).get("binary_data_size")
    if size is None:
        return name, _from_json(name, datatype, shape, entry.get("data")), 0
    if type(size) is not int or not 0 <= size <= len(raw):
        raise BadRequestError(f"input '{name}' has more bytes than came")
    return name, _from_binary(name, datatype, shape, raw[:size]), size


def _from_binary(name: str, datatype: str, shape: list[int], raw: memoryview) -> Array:
    count = math.prod(shape)
    if datatype == "BYTES":
        return _objects(_split_byte_strings(name, raw, count), shape)
    dtype = np.dtype(DTYPES[datatype])
    if len(raw) != count * dtype.itemsize:
        raise BadRequestError(
            f"input '{name}' has {len(raw)} bytes, not the {count * dtype.itemsize} of {shape}"
        )
    if datatype == "BOOL" and any(byte > 1 for byte in raw):
        raise BadRequestError(f"input '{name}' has bytes other than 0 and 1")
    return np.frombuffer(raw, dtype).reshape(shape)


def _split_byte_strings(name: str, raw: memoryview, count: int) -> list[bytes]:
    strings: list[bytes] = []
    offset = 0
    for _ in range(count):
        end = offset + 4
        if end <= len(raw):
            end += struct.unpack_from("<I", raw, offset)[0]
        if end > len(raw):
            break
        strings.append(bytes(raw[offset + 4 : end]))
        offset = end
    if len(strings) != count or offset != len(raw):
        raise BadRequestError(f"input '{name}' does not hold {count} byte strings")
    return strings


def _from_json(name: str, datatype: str, shape: list[int], data: Any) -> Array:
    if not isinstance(data, list):
        raise BadRequestError(f"input '{name}' has no data")
    if datatype == "FP16":
        raise BadRequestError(f"input '{name}': FP16 travels in the binary form only")
    if datatype == "BYTES":
        flat = _flatten(data)
        if not all(isinstance(text, str) for text in flat) or len(flat) != math.prod(shape):
            raise BadRequestError(f"input '{name}' does not hold {math.prod(shape)} strings")
        return _objects([text.encode() for text in flat], shape)
    try:
        array = np.asarray(data)
    except (ValueError, OverflowError):
        array = np.asarray([])
    dtype = np.dtype(DTYPES[datatype])
    if dtype.kind in "iu" and array.dtype.kind in "fO" and array.size > 0:
        # numpy makes floats of integers beyond 2^63, which loses their digits.
        array = _exact_integers(data, dtype)
    if array.size != math.prod(shape) or not _fits(array, dtype):
        raise BadRequestError(f"the data of input '{name}' are not {math.prod(shape)} x {datatype}")
    return array.astype(dtype).reshape(shape)


def _fits(array: Array, dtype: np.dtype[Any]) -> bool:
    """Whether a cast loses nothing but the precision of floats."""
    if array.size == 0:
        return True
    if dtype.kind == "f":
        return array.dtype.kind in "iuf"
    if dtype.kind == "b":
        return array.dtype.kind == "b" or (array.dtype.kind in "iu" and set(array.flat) <= {0, 1})
    info = np.iinfo(dtype)
    is_integer = array.dtype.kind in "iu"
    return bool(is_integer and info.min <= array.min() and array.max() <= info.max)


def _exact_integers(data: list[Any], dtype: np.dtype[Any]) -> Array:
    """Integers of any size, 1.0 among them; empty when there is another value."""
    values = [int(x) if isinstance(x, float) and x.is_integer() else x for x in _flatten(data)]
    info = np.iinfo(dtype)
    fine = all(type(x) is int and info.min <= x <= info.max for x in values)
    return np.array(values if fine else [], dtype)


def _to_binary(array: Array) -> bytes:
    if array.dtype.kind not in "OSU":
        return np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes()
    strings = [_to_bytes(value) for value in array.flat]
    return b"".join(struct.pack("<I", len(text)) + text for text in strings)


def _to_json(name: str, array: Array) -> list[Any]:
    if array.dtype.kind in "OSU":
        return [_to_bytes(value).decode("utf-8", "replace") for value in array.flat]
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ModelFailedError(
            f"output '{name}' holds NaN or infinity, which JSON cannot carry: ask for binary output"
        )
    values: list[Any] = array.ravel().tolist()
    return values


def _to_bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _objects(values: list[bytes], shape: list[int]) -> Array:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array.reshape(shape)


def _flatten(data: list[Any], depth: int = 1) -> list[Any]:
    if depth > MAX_RANK:
        raise BadRequestError("the data are nested too deep")
    flat: list[Any] = []
    for value in data:
        flat.extend(_flatten(value, depth + 1) if isinstance(value, list) else [value])
    return flat


def _parse_json(body: bytes) -> dict[str, Any]:
    def refuse(constant: str) -> NoReturn:
        raise BadRequestError(f"{constant} is no JSON: send the tensor in the binary form")

    try:
        message = json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise BadRequestError("the body is no JSON") from None
    if not isinstance(message, dict):
        raise BadRequestError("the body is no JSON object")
    return message


def _list(message: dict[str, Any], key: str) -> list[Any]:
    value = message.get(key)
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise BadRequestError(f"'{key}' is no list of tensors")
    return value


def _name(entry: dict[str, Any]) -> str:
    name = entry.get("name")
    if not isinstance(name, str) or len(name) > 256:
        raise BadRequestError("a tensor has no name")
    return name


def _parameters(entry: dict[str, Any]) -> dict[str, Any]:
    parameters = entry.get("parameters")
    return parameters if isinstance(parameters, dict) else {}
