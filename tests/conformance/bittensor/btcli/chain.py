"""What the command line cannot do or show: Root's chain-wide calls, commitments, raw storage."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from async_substrate_interface import SubstrateInterface
from bittensor_cli.src.bittensor.extrinsics.root import generate_weight_hash
from bittensor_cli.version import __version_as_int__
from bittensor_wallet import Keypair

from asi.suite import endpoint, ok
from cli import hotkey

# Time between two looks at the chain, and the longest wait.
STEP_S = 0.5
PATIENCE_S = 60


def connect() -> SubstrateInterface:
    """A connection for one use: commands run in forks, which must not inherit its thread."""
    return SubstrateInterface(endpoint(), ss58_format=42, chain_name="Bittensor")


def sudo(function: str, **params: Any) -> None:
    """Alice has Root dispatch a call of AdminUtils."""
    with connect() as substrate:
        inner = substrate.compose_call("AdminUtils", function, params)
        call = substrate.compose_call("Sudo", "sudo", {"call": inner})
        _submit(substrate, call, "Alice", function)


def commit_weights(name: str, netuid: int, uids: list[int], values: list[int], salt: list[int]) -> None:
    """
    Commits to weights with the hash of the command line, whose own command is broken, and returns
    at the start of the epoch in which they must be revealed.
    """
    address = hotkey(name)
    digest = generate_weight_hash(address, netuid, uids, values, __version_as_int__, salt)
    with connect() as substrate:
        params = {"netuid": netuid, "commit_hash": digest}
        call = substrate.compose_call("SubtensorModule", "commit_weights", params)
        _submit(substrate, call, name, "commit_weights")
        [(_, epoch, *_)] = _read(substrate, "WeightCommits", netuid, address)
        due = epoch + _read(substrate, "RevealPeriodEpochs", netuid)
        until(lambda: _read(substrate, "SubnetEpochIndex", netuid) >= due, "the epoch to reveal in")


def read(item: str, *params: Any) -> Any:
    """A value of the pallet."""
    with connect() as substrate:
        return _read(substrate, item, *params)


def until(condition: Callable[[], bool], what: str) -> None:
    """Waits until the condition holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        ok(time.monotonic() < deadline, f"{what}: not within {PATIENCE_S} s")
        time.sleep(STEP_S)


def _read(substrate: SubstrateInterface, item: str, *params: Any) -> Any:
    found = substrate.query("SubtensorModule", item, list(params))
    return getattr(found, "value", found)


def _submit(substrate: SubstrateInterface, call: Any, name: str, what: str) -> None:
    extrinsic = substrate.create_signed_extrinsic(call, Keypair.create_from_uri(f"//{name}"))
    receipt = substrate.submit_extrinsic(extrinsic, wait_for_inclusion=True)
    ok(receipt.is_success, f"{what}: {receipt.error_message}")
