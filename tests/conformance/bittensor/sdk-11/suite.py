"""Scenarios of the rewritten SDK, bittensor 11, against a local network; reported, not required."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).resolve().parent
# Not the package, which needs the substrate client that this SDK does without.
sys.path[:0] = [str(HERE.parent.parent / "lib" / "asi")]

import bittensor as bt  # noqa: E402
from bittensor.sp_core import Keypair  # noqa: E402

from suite import Suite, endpoint, equal, ok  # noqa: E402

NETUID = 2


def wallet(uri: str) -> Any:
    pair = Keypair.create_from_uri(f"//{uri}")
    return SimpleNamespace(coldkey=pair, coldkeypub=pair, hotkey=pair)


alice, bob = wallet("Alice"), wallet("Bob")
A, B = alice.coldkey.ss58_address, bob.coldkey.ss58_address
client = bt.Subtensor(endpoint())
suite = Suite()


def execute(intent: Any, who: Any) -> None:
    result = client.execute(intent, who)
    ok(result.success, f"{type(intent).__name__}: {result.error or result.message}")


def sudo(call: Any) -> None:
    inner = client.compose(call)
    result = client.submit_call(bt.calls.Sudo.sudo(call=inner), alice)
    ok(result.success, f"sudo: {result.error or result.message}")


# Calls in their order: what is done, by whom, with what.
INTENTS = [
    ("registers a subnet", alice, lambda: bt.RegisterSubnet(hotkey_ss58=A)),
    ("starts it", alice, lambda: bt.StartCall(netuid=NETUID)),
    ("registers a neuron", bob, lambda: bt.BurnedRegister(netuid=NETUID, hotkey_ss58=B)),
    ("joins root", alice, lambda: bt.RootRegister(hotkey_ss58=A)),
    ("stakes", bob, lambda: bt.AddStake(hotkey_ss58=B, netuid=NETUID, amount_tao=50, rate_tolerance=0.2)),
    ("unstakes", bob, lambda: bt.RemoveStake(hotkey_ss58=B, netuid=NETUID, amount_alpha=5)),
    (
        "moves stake", bob,
        lambda: bt.MoveStake(
            origin_hotkey_ss58=B, origin_netuid=NETUID, dest_hotkey_ss58=A, dest_netuid=NETUID,
            amount_alpha=5,
        ),
    ),
    ("serves an axon", bob, lambda: bt.ServeAxon(netuid=NETUID, ip="8.8.8.8", port=8091)),
    ("sets weights", alice, lambda: bt.SetWeights(netuid=NETUID, uids=[1], weights=[1.0])),
    ("sets children", bob, lambda: bt.SetChildren(netuid=NETUID, children=[(0.5, A)])),
    ("sets a take", alice, lambda: bt.SetTake(take=0.1, hotkey_ss58=A)),
    ("sets an identity", alice, lambda: bt.SetIdentity(name="Alice")),
    (
        "sets a parameter", alice,
        lambda: bt.SetHyperparameter(netuid=NETUID, name="immunity_period", value=4000),
    ),
]
# Values of the parameters of reads, by name.
VALUES = {
    "netuid": NETUID, "uid": 1, "mechid": 0, "lite": True, "block": 1, "netuids": [NETUID],
    "coldkey_ss58": B, "hotkey_ss58": B, "coldkey_ss58s": [B], "hotkey_ss58s": [B],
    "account_ss58": B, "call_hash": "0x" + "00" * 32, "amount_tao": 1, "amount_alpha": 1,
    "crowdloan_id": 0, "lease_id": 0,
}


@suite.test("connects and transfers", 60)
def _transfer() -> None:
    equal(bt.__version__, os.environ.get("PLEXUS_RELEASE", "11.3.0").split()[-1], "version")
    before = client.balances.get(B)
    execute(bt.Transfer(dest_ss58=B, amount_tao=10), alice)
    equal(client.balances.get(B).rao - before.rao, 10 * 10**9, "what arrived")


def add_intents(intents: list) -> None:
    for title, who, intent in intents:

        @suite.test(title, 60)
        def _intent(who: Any = who, intent: Any = intent) -> None:
            execute(intent(), who)


add_intents(INTENTS[:2])


@suite.test("sends raw calls, also through Root", 60)
def _raw() -> None:
    sudo(bt.calls.AdminUtils.sudo_set_admin_freeze_window(window=0))
    # Its intent of registration asks for storage that the runtime does not have.
    call = bt.calls.SubtensorModule.burned_register(netuid=NETUID, hotkey=B)
    result = client.submit_call(call, bob)
    ok(result.success, f"{result.error or result.message}")


add_intents(INTENTS[2:])


for each in client.reads():

    @suite.test(f"reads {each['name']}", 20)
    def _read(each: Any = each) -> None:
        client.read(each["name"], **{name: VALUES[name] for name in each["params"]})


if __name__ == "__main__":
    failures = suite.run()
    sys.stdout.flush()
    os._exit(0 if failures == 0 else 1)
