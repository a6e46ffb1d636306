"""Accounts and the order of hashed keys (spec: 10-state §0, §4.10)."""

from functools import cache
from hashlib import blake2b

ZERO_ACCOUNT = bytes(32)


@cache
def b2(data: bytes) -> bytes:
    """Blake2_128Concat: the hash, then the bytes themselves."""
    return blake2b(data, digest_size=16).digest() + data


def blake2_256(data: bytes) -> bytes:
    """The 32-byte BLAKE2b hash."""
    return blake2b(data, digest_size=32).digest()


def le16(value: int) -> bytes:
    """Two little-endian bytes."""
    return value.to_bytes(2, "little")


def alpha_key(key: tuple[bytes, bytes, int]) -> bytes:
    """Hashed part of the storage key of AlphaV2."""
    return b2(key[0]) + b2(key[1]) + le16(key[2])


def subnet_account(netuid: int) -> bytes:
    """The account that holds the TAO of a subnet."""
    return (b"modl" + b"subtensr" + le16(netuid)).ljust(32, b"\0")


def is_subnet_account(account: bytes) -> bool:
    """Whether an account is one of the subnets' own."""
    return account[:12] == b"modlsubtensr" and account[14:] == bytes(18)


def pallet_account(pallet_id: bytes) -> bytes:
    """The account of a pallet."""
    return (b"modl" + pallet_id).ljust(32, b"\0")
