"""Blocks: headers, bodies, heads."""

from __future__ import annotations

from typing import Any

from .client import Client, header_hash, plain
from .suite import Suite, equal, ok


def block_tests(suite: Suite, client: Client) -> None:
    @suite.test("headers hash to their block hash and name their parent")
    def _() -> None:
        substrate = client.substrate
        best = substrate.get_block_number(substrate.get_chain_head())
        for number in range(max(1, best - 2), best + 1):
            block_hash = substrate.get_block_hash(number)
            header = substrate.rpc_request("chain_getHeader", [block_hash])["result"]
            equal(header_hash(header), block_hash, f"hash of header {number}")
            parent = substrate.get_block_hash(number - 1)
            equal(header["parentHash"], parent, f"parent of block {number}")
            decoded = substrate.get_block_header(block_hash)["header"]
            logs = [plain(log) for log in decoded["digest"]["logs"]]
            ok(any("PreRuntime" in log for log in logs), "no pre-runtime digest")
        future = substrate.rpc_request("chain_getBlockHash", [best + 1_000])["result"]
        equal(future, None, "hash of a future block")

    @suite.test("blocks begin with the timestamp")
    def _() -> None:
        substrate = client.substrate
        head = substrate.get_chain_head()
        block = substrate.get_block(head)
        ok(block["extrinsics"], "the block is empty")
        call = plain(block["extrinsics"][0])["call"]
        equal((call["call_module"], call["call_function"]), ("Timestamp", "set"), "first call")
        now = plain(substrate.query("Timestamp", "Now", block_hash=head))
        equal(call["call_args"][0]["value"], now, "Timestamp.Now")
        events = [plain(event) for event in substrate.get_events(head)]
        done = [event for event in events if event["extrinsic_idx"] == 0]
        equal(done[-1]["event"]["event_id"], "ExtrinsicSuccess", "outcome of the timestamp")

    @suite.test("follows new and finalised heads without a gap")
    def _() -> None:
        for finalized_only in (False, True):
            numbers = _heads(client, 3, finalized_only)
            equal(numbers, list(range(numbers[0], numbers[0] + 3)), "numbers of the heads")
        substrate = client.substrate
        final = substrate.get_block_number(substrate.get_chain_finalised_head())
        best = substrate.get_block_number(substrate.get_chain_head())
        ok(1 <= best - final <= 5, f"best {best}, finalised {final}")


def _heads(client: Client, count: int, finalized_only: bool) -> list[int]:
    numbers: list[int] = []

    def handler(block: dict[str, Any]) -> bool | None:
        numbers.append(block["header"]["number"])
        return True if len(numbers) == count else None

    client.substrate.subscribe_block_headers(handler, finalized_only=finalized_only)
    return numbers
