"""Connecting: chain, properties, metadata, runtime version, constants."""

from __future__ import annotations

from . import localnet
from .client import Client, plain
from .suite import Suite, equal, ok


def connect_tests(suite: Suite, client: Client) -> None:
    @suite.test("connects and reads the chain")
    def _() -> None:
        substrate = client.substrate
        equal(substrate.rpc_request("system_chain", [])["result"], localnet.CHAIN, "chain")
        ok(substrate.name, "node name is empty")
        ok(substrate.version, "node version is empty")
        equal(
            substrate.properties,
            {
                "ss58Format": localnet.SS58_FORMAT,
                "tokenDecimals": localnet.TOKEN_DECIMALS,
                "tokenSymbol": localnet.TOKEN_SYMBOL,
            },
            "properties",
        )
        equal(substrate.rpc_request("system_chainType", [])["result"], "Local", "chain type")
        for method in ("state_call", "account_nextIndex", "state_getStorageAt"):
            ok(substrate.supports_rpc_method(method), f"{method} is not listed")

    @suite.test("metadata decodes")
    def _() -> None:
        substrate = client.substrate
        runtime = substrate.init_runtime()
        ok(runtime.metadata_v15 is not None, "metadata 15 did not decode")
        if client.line == 1:
            _check_both_versions(client)
        pallets = [plain(pallet)["name"] for pallet in runtime.metadata.pallets]
        for name in ("System", "Timestamp", "Balances", "Utility", "Sudo", "Proxy"):
            ok(name in pallets, f"no pallet {name}")
        function = substrate.get_metadata_call_function("Balances", "transfer_keep_alive")
        equal([plain(arg)["name"] for arg in function.args], ["dest", "value"], "arguments")

    @suite.test("runtime version agrees with metadata")
    def _() -> None:
        substrate = client.substrate
        head = substrate.get_chain_head()
        version = substrate.get_block_runtime_info(head)
        equal(version["specVersion"], localnet.SPEC_VERSION, "spec version")
        equal(version["transactionVersion"], 1, "transaction version")
        declared = plain(substrate.get_constant("System", "Version"))
        equal(declared["spec_version"], version["specVersion"], "spec version in metadata")
        core = plain(substrate.runtime_call("Core", "version"))
        equal(core["spec_version"], localnet.SPEC_VERSION, "Core_version")

    @suite.test("genesis hash is the same everywhere")
    def _() -> None:
        substrate = client.substrate
        genesis = substrate.get_block_hash(0)
        stored = plain(substrate.query("System", "BlockHash", [0]))
        equal(_hex(stored), genesis, "System.BlockHash[0]")
        first = substrate.rpc_request("chain_getHeader", [substrate.get_block_hash(1)])
        equal(first["result"]["parentHash"], genesis, "parent of block 1")

    @suite.test("constants")
    def _() -> None:
        expected = {
            ("Balances", "ExistentialDeposit"): localnet.EXISTENTIAL_DEPOSIT,
            ("System", "SS58Prefix"): localnet.SS58_FORMAT,
            ("System", "BlockHashCount"): localnet.BLOCK_HASH_COUNT,
            ("Aura", "SlotDuration"): localnet.SLOT_DURATION,
            ("Timestamp", "MinimumPeriod"): localnet.SLOT_DURATION // 2,
        }
        for (module, name), value in expected.items():
            equal(plain(client.substrate.get_constant(module, name)), value, f"{module}.{name}")


def _check_both_versions(client: Client) -> None:
    """The first line reads metadata 14 with scalecodec and 15 with bt_decode."""
    import bt_decode

    runtime = client.substrate.init_runtime()
    ok(isinstance(runtime.metadata_v15, bt_decode.MetadataV15), "metadata 15 of bt_decode")
    ok(isinstance(runtime.registry, bt_decode.PortableRegistry), "registry of bt_decode")
    fifteen = runtime.metadata_v15.value()
    fourteen = [pallet.value["name"] for pallet in runtime.metadata.pallets]
    equal([pallet["name"] for pallet in fifteen["pallets"]], fourteen, "pallets of 14 and 15")


def _hex(value: object) -> str:
    """A hash as hex: one decoder gives text, the other a tuple of bytes."""
    while isinstance(value, (tuple, list)) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) else "0x" + bytes(value).hex()  # type: ignore[arg-type]
