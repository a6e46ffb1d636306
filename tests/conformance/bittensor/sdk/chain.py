"""The official SDK, opened as its users open it, and small helpers around it."""

from __future__ import annotations

import tempfile
from typing import Any

import bittensor as bt
from bittensor.utils.balance import Balance
from bittensor_wallet import Keypair, Wallet

from asi.suite import endpoint, ok

TAO = 1_000_000_000


def wallet(uri: str, hotkey: str | None = None) -> Wallet:
    """A wallet with the development key of `uri`; its hotkey is the same key or another one."""
    result = Wallet(path=tempfile.mkdtemp(), name="plexus", hotkey="default")
    cold = Keypair.create_from_uri(f"//{uri}")
    result.set_coldkey(keypair=cold, encrypt=False, overwrite=True)
    result.set_coldkeypub(keypair=cold, encrypt=False, overwrite=True)
    hot = Keypair.create_from_uri(f"//{hotkey or uri}")
    result.set_hotkey(keypair=hot, encrypt=False, overwrite=True)
    return result


class Chain:
    """One connection and the wallets of the scenario."""

    def __init__(self) -> None:
        self.subtensor = bt.Subtensor(endpoint())
        self.alice = wallet("Alice")
        self.bob = wallet("Bob", "BobHot")
        self.charlie = wallet("Charlie", "CharlieHot")
        self.dave = wallet("Dave", "DaveHot")
        self.netuid = 0
        self.other = 0

    def sudo(self, function: str, **params: Any) -> None:
        """Root dispatches a call of AdminUtils."""
        inner = self.subtensor.compose_call("AdminUtils", function, params)
        call = self.subtensor.compose_call("Sudo", "sudo", {"call": inner})
        response = self.subtensor.sign_and_send_extrinsic(call, self.alice)
        ok(response.success, f"{function}: {response.message}")

    def free(self, who: Wallet) -> Balance:
        return self.subtensor.get_balance(who.coldkeypub.ss58_address)

    def stake(self, cold: Wallet, hot: Wallet, netuid: int) -> Balance:
        return self.subtensor.get_stake(
            cold.coldkeypub.ss58_address, hot.hotkey.ss58_address, netuid
        )

    def blocks(self, count: int) -> None:
        """Waits for some blocks."""
        self.subtensor.wait_for_block(self.subtensor.block + count)


def done(response: Any, what: str) -> Any:
    """Fails with the SDK's own words unless the extrinsic succeeded."""
    ok(response.success, f"{what}: {response.message}")
    return response


def event(response: Any, name: str) -> Any:
    """Attributes of the one event of a kind that an extrinsic has caused."""
    events = [each["event"] for each in response.extrinsic_receipt.triggered_events]
    found = [each["attributes"] for each in events if each["event_id"] == name]
    ok(len(found) == 1, f"{len(found)} events {name} among {events}"[:800])
    return found[0]


def refused(response: Any, word: str) -> None:
    """Fails unless the extrinsic failed for the reason given."""
    text = f"{response.message} {response.error}"
    ok(not response.success and word in text, f"expected {word}, got: {text}")


def address(who: Wallet) -> str:
    return who.hotkey.ss58_address


def tao(amount: float) -> Balance:
    return Balance.from_tao(amount)
