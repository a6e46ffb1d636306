"""The pool: statuses, next index, refusals."""

from __future__ import annotations

from typing import Any

from . import localnet
from .client import Client, refusal
from .suite import Suite, equal, ok


def pool_tests(suite: Suite, client: Client) -> None:
    @suite.test("the statuses of a watched extrinsic come in order")
    def _() -> None:
        extrinsic = client.sign(client.remark("01"), "Eve")
        statuses: list[str] = []

        def handler(message: dict[str, Any], subscription: Any) -> tuple[dict[str, Any], bool]:
            if "params" not in message:
                return message, False
            equal(type(message["params"]["subscription"]), str, "type of the subscription id")
            equal(message["params"]["subscription"], subscription, "subscription id")
            status = message["params"]["result"]
            statuses.append(status if isinstance(status, str) else next(iter(status)))
            return message, statuses[-1] == "finalized"

        client.substrate.rpc_request(
            "author_submitAndWatchExtrinsic", [str(extrinsic.data)], result_handler=handler
        )
        equal([name for name in statuses if name != "broadcast"], localnet.WATCHED, "statuses")

    @suite.test("the next index counts the pool")
    def _() -> None:
        substrate = client.substrate
        address = client.key("Eve").ss58_address
        nonce = client.account("Eve")["nonce"]
        signed = [
            client.sign(client.remark(f"0{i}"), "Eve", nonce=nonce + i) for i in range(3)
        ]
        client.next_block()
        for extrinsic in signed:
            substrate.submit_extrinsic(extrinsic)
        counted = substrate.get_account_next_index(address)
        equal(counted, nonce + 3, "next index with three extrinsics in the pool")
        while client.account("Eve")["nonce"] < nonce + 3:
            client.next_block()

    @suite.test("the pool refuses with the words that clients match")
    def _() -> None:
        forged = client.sign(client.remark(), "Ferdie", signature="0x01" + "17" * 64)
        sudo = client.call("Sudo", "sudo", {"call": client.remark()})
        cases = [
            (client.sign(client.remark(), "Eve", nonce=0), localnet.STALE),
            (client.sign(client.remark(), "PlexusNobody"), localnet.PAYMENT),
            (forged, localnet.BAD_PROOF),
            (client.sign(sudo, "Ferdie"), localnet.BAD_SIGNER),
        ]
        for extrinsic, data in cases:
            error = refusal(client, extrinsic)
            equal(error["code"], 1010, "code")
            equal(error["message"], "Invalid Transaction", "message")
            ok(isinstance(error["data"], str), f"data is {type(error['data'])}")
            equal(error["data"], data, "data")
            ok(not error["data"].startswith("Custom error:"), "custom error")

    @suite.test("an expired extrinsic no longer verifies")
    def _() -> None:
        era = {"period": 4, "current": 0}
        extrinsic = client.sign(client.remark("05"), "One", era=era)
        while client.substrate.get_block_number(client.substrate.get_chain_head()) < 8:
            client.next_block()
        # At a birth block to come there is no hash yet to check the signature with.
        data = refusal(client, extrinsic)["data"]
        ok(data in (localnet.BAD_PROOF, localnet.ANCIENT), f"data {data}")
