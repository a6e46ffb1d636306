"""The released client, opened as the bittensor SDK opens it, and small helpers around it."""

from __future__ import annotations

import ast
import functools
from hashlib import blake2b
from typing import Any

from async_substrate_interface import AsyncSubstrateInterface, SubstrateInterface
from async_substrate_interface.errors import SubstrateRequestException
from bittensor_wallet import Keypair

from . import localnet
from .suite import endpoint

TAO = 1_000_000_000


class Client:
    """One client line; `line` is 1 (metadata 14 and 15, bt_decode) or 2 (cyscale)."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.options: dict[str, Any] = {
            "ss58_format": localnet.SS58_FORMAT,
            "type_registry": {"types": {"Balance": "u64"}},
            "chain_name": localnet.CHAIN,
            "max_retries": 1,
            "retry_timeout": 5.0,
        }
        if line == 1:
            self.options["decode_ss58"] = True

    @functools.cached_property
    def substrate(self) -> SubstrateInterface:
        return SubstrateInterface(endpoint(), **self.options)

    def connect_async(self) -> AsyncSubstrateInterface:
        return AsyncSubstrateInterface(endpoint(), **self.options)

    @functools.cache
    def key(self, name: str) -> Keypair:
        return Keypair.create_from_uri(f"//{name}")

    def account(self, name: str, block_hash: str | None = None) -> dict[str, Any]:
        address = self.key(name).ss58_address
        return plain(
            self.substrate.query("System", "Account", [address], block_hash=block_hash)
        )

    def free(self, name: str, block_hash: str | None = None) -> int:
        return self.account(name, block_hash)["data"]["free"]

    def call(self, module: str, function: str, params: dict[str, Any]) -> Any:
        return self.substrate.compose_call(module, function, params)

    def transfer(self, target: str, amount: int) -> Any:
        dest = self.key(target).ss58_address
        return self.call("Balances", "transfer_keep_alive", {"dest": dest, "value": amount})

    def remark(self, text: str = "00") -> Any:
        return self.call("System", "remark", {"remark": f"0x{text}"})

    def sign(self, call: Any, name: str, **options: Any) -> Any:
        options.setdefault("era", {"period": 64})
        return self.substrate.create_signed_extrinsic(call, self.key(name), **options)

    def submit(self, call: Any, name: str, final: bool = False, **options: Any) -> Any:
        return self.substrate.submit_extrinsic(
            self.sign(call, name, **options),
            wait_for_inclusion=True,
            wait_for_finalization=final,
        )

    def next_block(self) -> None:
        """Returns right after the next block, so that what follows has a whole interval."""
        seen: list[int] = []

        def handler(block: dict[str, Any]) -> bool | None:
            seen.append(block["header"]["number"])
            return True if len(seen) == 2 else None

        self.substrate.subscribe_block_headers(handler)


def plain(value: Any) -> Any:
    """The Python value in what the client returns."""
    return getattr(value, "value", value)


def refusal(client: Client, extrinsic: Any) -> dict[str, Any]:
    """The JSON-RPC error of a refused submission, read as the SDK reads it."""
    try:
        client.substrate.submit_extrinsic(extrinsic, wait_for_inclusion=True)
    except SubstrateRequestException as error:
        parsed = ast.literal_eval(str(error))
        return parsed.get("error", parsed)
    raise AssertionError("the pool accepted the extrinsic")


def events_of(receipt: Any, module: str, name: str) -> list[Any]:
    """Attributes of the events of one kind among those that an extrinsic triggered."""
    found = []
    for event in receipt.triggered_events:
        inner = plain(event)["event"]
        if (inner["module_id"], inner["event_id"]) == (module, name):
            found.append(inner["attributes"])
    return found


def header_hash(header: dict[str, Any]) -> str:
    """The block hash that a header in JSON stands for."""
    logs = header["digest"]["logs"]
    encoded = (
        bytes.fromhex(header["parentHash"][2:])
        + compact(int(header["number"], 16))
        + bytes.fromhex(header["stateRoot"][2:])
        + bytes.fromhex(header["extrinsicsRoot"][2:])
        + compact(len(logs))
        + b"".join(bytes.fromhex(log[2:]) for log in logs)
    )
    return "0x" + blake2b(encoded, digest_size=32).hexdigest()


def compact(value: int) -> bytes:
    """SCALE compact of a number below 2^30."""
    if value < 1 << 6:
        return bytes([value << 2])
    if value < 1 << 14:
        return ((value << 2) | 1).to_bytes(2, "little")
    return ((value << 2) | 2).to_bytes(4, "little")
