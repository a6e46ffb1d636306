"""State: values, maps in pages, several keys at once, past states, runtime APIs, subscriptions."""

from __future__ import annotations

import asyncio
from typing import Any

from . import localnet
from .client import Client, plain
from .suite import Suite, ascending, equal, ok


def state_tests(suite: Suite, client: Client) -> None:
    @suite.test("reads single values and the defaults of missing ones")
    def _() -> None:
        equal(client.free("Alice"), localnet.ALICE_FREE, "balance of Alice")
        nobody = client.account("PlexusNobody")
        equal((nobody["nonce"], nobody["data"]["free"]), (0, 0), "a missing account")
        sudo = plain(client.substrate.query("Sudo", "Key"))
        equal(sudo, client.key("Alice").ss58_address, "sudo key")
        issuance = plain(client.substrate.query("Balances", "TotalIssuance"))
        equal(issuance, localnet.ISSUANCE, "total issuance")

    @suite.test("pages through a map in the order of raw keys")
    def _() -> None:
        substrate = client.substrate
        head = substrate.get_chain_finalised_head()
        paged = list(substrate.query_map("System", "Account", block_hash=head, page_size=3))
        equal(len(paged), localnet.ACCOUNTS, "number of accounts")
        keys = [_account_key(client, plain(account)) for account, _ in paged]
        ascending(keys, "keys in pages of three")
        whole = list(substrate.query_map("System", "Account", block_hash=head))
        equal([plain(who) for who, _ in whole], [plain(who) for who, _ in paged], "accounts")
        total = sum(plain(value)["data"]["free"] for _, value in paged)
        equal(total, localnet.ISSUANCE, "sum of the balances")

    @suite.test("reads several values in one request")
    def _() -> None:
        substrate = client.substrate
        names = ["Alice", "Dave", "PlexusNobody"]
        keys = [
            substrate.create_storage_key("System", "Account", [client.key(name).ss58_address])
            for name in names
        ]
        found = substrate.query_multi(keys)
        equal([key.to_hex() for key, _ in found], [key.to_hex() for key in keys], "keys")
        equal(
            [plain(value)["data"]["free"] for _, value in found[:2]],
            [localnet.ALICE_FREE, localnet.DAVE_FREE],
            "balances",
        )

    @suite.test("reads past states")
    def _() -> None:
        substrate = client.substrate
        before = substrate.get_chain_head()
        receipt = client.submit(client.transfer("History", 9_000), "Alice")
        ok(receipt.is_success, "the transfer failed")
        equal(client.free("History", before), 0, "balance before the transfer")
        equal(client.free("History", receipt.block_hash), 9_000, "balance after the transfer")
        genesis, first = substrate.get_block_hash(0), substrate.get_block_hash(1)
        equal(client.free("Alice", genesis), localnet.ALICE_FREE, "balance at the genesis")
        number = plain(substrate.query("System", "Number", block_hash=first))
        equal(number, 1, "number at block 1")

    @suite.test("calls runtime APIs")
    def _() -> None:
        substrate = client.substrate
        alice = client.key("Alice").ss58_address
        nonce = plain(substrate.runtime_call("AccountNonceApi", "account_nonce", [alice]))
        equal(nonce, client.account("Alice")["nonce"], "nonce")
        slot = plain(substrate.runtime_call("AuraApi", "slot_duration"))
        # A composite of one unnamed field: one decoder keeps it as a list.
        slot = slot[0] if isinstance(slot, (list, tuple)) else slot
        equal(slot, localnet.SLOT_DURATION, "slot duration")

    @suite.test("the asynchronous client follows storage while it sends")
    def _() -> None:
        # An account that exists: the client cannot read a null in a change set (1.6.4, 2.0.4).
        before = client.free("Dave")
        seen = asyncio.run(_follow(client, "Dave", 7_000))
        equal(seen, [before, before + 7_000], "balances before and after the transfer")


async def _follow(client: Client, target: str, amount: int) -> list[int]:
    seen: list[int] = []
    address = client.key(target).ss58_address

    async def handler(_key: Any, account: Any, _subscription: str) -> None:
        seen.append(plain(account)["data"]["free"])

    async with client.connect_async() as substrate:
        keys = [await substrate.create_storage_key("System", "Account", [address])]
        following = asyncio.create_task(substrate.subscribe_storage(keys, handler))
        while not seen:
            await asyncio.sleep(0.01)
        call = await substrate.compose_call(
            "Balances", "transfer_keep_alive", {"dest": address, "value": amount}
        )
        extrinsic = await substrate.create_signed_extrinsic(
            call, client.key("Alice"), era={"period": 64}
        )
        receipt = await substrate.submit_extrinsic(extrinsic, wait_for_inclusion=True)
        ok(await receipt.is_success, "the transfer failed")
        while len(seen) < 2:
            await asyncio.sleep(0.01)
        following.cancel()
    return seen


def _account_key(client: Client, account: Any) -> str:
    return client.substrate.create_storage_key("System", "Account", [account]).to_hex()
