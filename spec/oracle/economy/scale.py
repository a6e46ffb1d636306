"""A small SCALE encoder for the calls of the life (spec: 20-calls §0, 50-fees §1)."""

from collections.abc import Callable
from typing import Any

Encoder = Callable[[Any], bytes]


def compact(value: int) -> bytes:
    """A compact integer."""
    if value < 1 << 6:
        return bytes([value << 2])
    if value < 1 << 14:
        return (value << 2 | 1).to_bytes(2, "little")
    if value < 1 << 30:
        return (value << 2 | 2).to_bytes(4, "little")
    size = max(4, (value.bit_length() + 7) // 8)
    return bytes([(size - 4) << 2 | 3]) + value.to_bytes(size, "little")


def vec(items: list[bytes]) -> bytes:
    """A vector of encoded items."""
    return compact(len(items)) + b"".join(items)


def uint(size: int) -> Encoder:
    """Unsigned integer of `size` bytes; also takes decimal strings."""
    return lambda value: int(value).to_bytes(size, "little")


def signed(size: int) -> Encoder:
    """Signed integer of `size` bytes."""
    return lambda value: int(value).to_bytes(size, "little", signed=True)


def boolean(value: Any) -> bytes:
    """One byte."""
    return b"\1" if value else b"\0"


def raw(value: Any) -> bytes:
    """Bytes of a fixed length, as they are."""
    return bytes(value)


def compact_of(value: Any) -> bytes:
    """Compact integer from JSON."""
    return compact(int(value))


def vec_of(item: Encoder) -> Encoder:
    """A vector with one item type."""
    return lambda values: vec([item(v) for v in values])


def pair_of(first: Encoder, second: Encoder) -> Encoder:
    """A tuple of two."""
    return lambda pair: first(pair[0]) + second(pair[1])


def option_of(item: Encoder) -> Encoder:
    """None or a value."""
    return lambda value: b"\0" if value is None else b"\1" + item(value)


def set_of(item: Encoder) -> Encoder:
    """A sorted set of integers."""
    return lambda values: vec([item(v) for v in sorted(set(values))])


def address(value: Any) -> bytes:
    """MultiAddress; the life only has the variant Id."""
    if value["type"] != "Id":
        raise ValueError(f"address of type {value['type']}")
    return b"\0" + bytes(value["value"])


U8, U16, U32, U64, U128 = uint(1), uint(2), uint(4), uint(8), uint(16)


def extrinsic(signer: bytes, nonce: int, call: bytes) -> bytes:
    """A signed extrinsic: sr25519 signature (zeros here), immortal, tip 0, mode 0."""
    body = (
        b"\x84"
        + b"\0"
        + signer
        + b"\1"
        + bytes(64)
        + b"\0"
        + compact(nonce)
        + compact(0)
        + b"\0"
        + call
    )
    return compact(len(body)) + body
