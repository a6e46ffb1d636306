"""Extrinsics: fees, receipts, events, errors, batches, sudo."""

from __future__ import annotations

from typing import Any

from .client import TAO, Client, events_of, plain
from .suite import Suite, equal, ok

MISSING_PREIMAGE = "0x" + "06" * 32


def transaction_tests(suite: Suite, client: Client) -> None:
    @suite.test("a transfer is watched to finality, with receipt and the estimated fee")
    def _() -> None:
        bob, target = client.key("Bob").ss58_address, client.key("TransferTarget").ss58_address
        call = client.transfer("TransferTarget", TAO)
        info = client.substrate.get_payment_info(call, client.key("Bob"), era={"period": 64})
        estimate = plain(info)["partial_fee"]
        ok(estimate > 0, "estimated fee")
        before = client.account("Bob")
        receipt = client.submit(call, "Bob", final=True)
        ok(receipt.is_success, f"the transfer failed: {receipt.error_message}")
        equal(receipt.finalized, True, "finalized")
        equal(receipt.total_fee_amount, estimate, "fee paid")
        equal(len(events_of(receipt, "TransactionPayment", "TransactionFeePaid")), 1, "fee events")
        moved = events_of(receipt, "Balances", "Transfer")
        equal(moved, [{"from": bob, "to": target, "amount": TAO}], "Balances.Transfer")
        equal(len(events_of(receipt, "System", "ExtrinsicSuccess")), 1, "outcomes")
        ok(plain(receipt.weight)["ref_time"] > 0, "weight")
        number = client.substrate.get_block_number(receipt.block_hash)
        equal(receipt.get_extrinsic_identifier(), f"{number}-{receipt.extrinsic_idx}", "id")
        after = client.account("Bob", receipt.block_hash)
        equal(before["data"]["free"] - after["data"]["free"], TAO + estimate, "what left")
        equal(after["nonce"], before["nonce"] + 1, "nonce")
        _check_in_block(client, receipt)

    @suite.test("extrinsics of one account follow each other, mortal or not")
    def _() -> None:
        for era in (None, {"period": 128}, {"period": 8}):
            receipt = client.submit(client.transfer("TransferTarget", 2_000), "Bob", era=era)
            ok(receipt.is_success, f"era {era}: {receipt.error_message}")
        # Payloads above 256 bytes are signed by their hash.
        receipt = client.submit(client.remark("17" * 300), "Bob")
        ok(receipt.is_success, f"a long remark: {receipt.error_message}")

    @suite.test("a failed call names its error")
    def _() -> None:
        missing = client.call("Preimage", "unnote_preimage", {"hash": MISSING_PREIMAGE})
        receipt = client.submit(missing, "Charlie")
        equal(receipt.is_success, False, "outcome")
        equal(receipt.error_message["type"], "Module", "kind of the error")
        equal(receipt.error_message["name"], "NotNoted", "name of the error")
        ok(" ".join(receipt.error_message["docs"]), "the error has no docs")
        ok(receipt.total_fee_amount > 0, "no fee was paid")
        who = client.key("Bob").ss58_address
        force = client.call("Balances", "force_set_balance", {"who": who, "new_free": 1})
        receipt = client.submit(force, "Charlie")
        equal(receipt.error_message["name"], "BadOrigin", "name of the error")
        receipt = client.submit(client.transfer("Bob", 2 * 10**15), "Charlie")
        equal(
            (receipt.error_message["name"], receipt.error_message["docs"]),
            ("Token", "FundsUnavailable"),
            "error of a transfer without funds",
        )

    @suite.test("batches")
    def _() -> None:
        transfer = client.transfer("BatchTarget", TAO)
        batch = client.call("Utility", "batch_all", {"calls": [transfer, transfer]})
        receipt = client.submit(batch, "Charlie")
        ok(receipt.is_success, f"the batch failed: {receipt.error_message}")
        equal(len(events_of(receipt, "Utility", "ItemCompleted")), 2, "completed calls")
        equal(client.free("BatchTarget"), 2 * TAO, "what the batch moved")

    @suite.test("sudo sets a balance and raw storage")
    def _() -> None:
        who = client.key("SudoTarget").ss58_address
        force = client.call("Balances", "force_set_balance", {"who": who, "new_free": 42 * TAO})
        _sudo(client, force)
        equal(client.free("SudoTarget"), 42 * TAO, "balance")
        key, value = "0x" + b"plexus/conformance".hex(), "0x0102030405"
        _sudo(client, client.call("System", "set_storage", {"items": [(key, value)]}))
        raw = client.substrate.rpc_request("state_getStorage", [key])["result"]
        equal(raw, value, "the raw value")


def _sudo(client: Client, call: Any) -> None:
    receipt = client.submit(client.call("Sudo", "sudo", {"call": call}), "Alice")
    ok(receipt.is_success, f"sudo failed: {receipt.error_message}")
    (done,) = events_of(receipt, "Sudo", "Sudid")
    result = done["sudo_result"]
    ok(result == "Ok" or "Ok" in result, f"result of sudo: {result}")


def _check_in_block(client: Client, receipt: Any) -> None:
    """The extrinsic is in its block, found by hash, and decodes as it was sent."""
    block = client.substrate.get_block(receipt.block_hash)
    found = plain(block["extrinsics"][receipt.extrinsic_idx])
    equal(found["address"], client.key("Bob").ss58_address, "signer in the block")
    equal(found["call"]["call_function"], "transfer_keep_alive", "call in the block")
