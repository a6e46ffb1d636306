"""Scenarios of the official command line against a local network."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "lib")]

from asi.suite import Suite, equal, ok  # noqa: E402
from cli import WALLETS, btcli, coldkey, create, hotkey, parsed, wallet  # noqa: E402

suite = Suite()
YES = ["--no-prompt"]
OPEN = [*YES, "--no-mev-protection"]


def succeeded(result: object) -> None:
    """Every JSON document of the command line says whether it went well."""
    ok(isinstance(result, dict) and result.get("success") is True, f"{result}")


@suite.test("creates wallets and lists them", 60)
def _wallets() -> None:
    for name in ("Alice", "Bob", "Charlie"):
        create(name)
    listed = parsed("wallet", "list", "--wallet-path", WALLETS, chain=False)
    equal(sorted(each["name"] for each in listed["wallets"]), ["Alice", "Bob", "Charlie"], "names")


@suite.test("shows balances and transfers", 90)
def _transfer() -> None:
    before = parsed("wallet", "balance", *wallet("Bob"))["balances"]["Bob"]["free"]
    succeeded(
        parsed(
            "wallet", "transfer", *wallet("Alice"), "--destination", coldkey("Bob"),
            "--amount", "10", *YES,
        )
    )
    after = parsed("wallet", "balance", *wallet("Bob"))["balances"]["Bob"]["free"]
    equal(round(after - before, 6), 10.0, "what arrived")


@suite.test("lets Root set a chain-wide parameter", 60)
def _sudo() -> None:
    succeeded(
        parsed(
            "sudo", "set", *wallet("Alice"), "--netuid", "0",
            "--param", "admin_freeze_window", "--value", "0", *YES,
        )
    )


@suite.test("creates and starts a subnet", 120)
def _subnet() -> None:
    succeeded(
        parsed(
            "subnets", "create", *wallet("Alice"), "--subnet-name", "Plexus",
            "--repo", "https://example.org/repo", "--contact", "someone@example.org",
            "--url", "https://example.org", "--discord", "plexus", "--description", "what it does",
            "--additional-info", "more", "--logo-url", "https://example.org/logo.png", *OPEN,
        )
    )
    said = btcli("subnets", "start", *wallet("Alice"), "--netuid", "2", *YES)
    ok("started" in said.lower(), said)


@suite.test("registers neurons", 120)
def _register() -> None:
    for name in ("Bob", "Charlie"):
        succeeded(parsed("subnets", "register", *wallet(name), "--netuid", "2", *YES))


@suite.test("stakes and lists stake", 120)
def _stake() -> None:
    result = parsed(
        "stake", "add", *wallet("Bob"), "--netuid", "2", "--amount", "50",
        "--unsafe", "--no-partial", "--era", "144", *OPEN,
    )
    ok(all(result["staking_success"]["2"].values()), f"{result}")
    listed = parsed("stake", "list", *wallet("Bob"))
    ok(listed["stake_info"][hotkey("Bob")][0]["stake_value"] > 0, f"{listed}")


@suite.test("moves, transfers and takes back stake", 180)
def _unstake() -> None:
    succeeded(
        parsed(
            "stake", "transfer", *wallet("Bob"), "--origin-netuid", "2", "--dest-netuid", "2",
            "--dest", coldkey("Charlie"), "--amount", "5", *OPEN,
        )
    )
    succeeded(
        parsed(
            "stake", "move", "--wallet-path", WALLETS, "--wallet-name", "Bob",
            "--hotkey", "default", "--origin-netuid", "2", "--dest-netuid", "2",
            "--dest", hotkey("Charlie"), "--amount", "5", *OPEN,
        )
    )
    result = parsed(
        "stake", "remove", *wallet("Bob"), "--hotkey-ss58-address", hotkey("Bob"),
        "--netuid", "2", "--amount", "10", "--unsafe", "--no-partial", "--era", "144", *OPEN,
    )
    ok(all(each["success"] for each in result.values() if isinstance(each, dict)), f"{result}")


@suite.test("sets children and a childkey take", 120)
def _children() -> None:
    result = parsed(
        "stake", "child", "set", *wallet("Bob"), "--netuid", "2",
        "--children", hotkey("Charlie"), "--proportions", "0.5", *YES,
    )
    ok("2" in result and result["2"]["success"], f"{result}")
    result = parsed(
        "stake", "child", "take", *wallet("Bob"), "--netuid", "2", "--take", "0.1", *YES
    )
    ok("Traceback" not in str(result), f"{result}")


@suite.test("shows the subnet, its parameters and its metagraph", 120)
def _views() -> None:
    listed = parsed("subnets", "list")
    ok("2" in listed["subnets"], f"{list(listed)}")
    shown = parsed("subnets", "show", "--netuid", "2", "--no-prompt")
    equal(len(shown["uids"]), 3, "neurons")
    parameters = parsed("sudo", "get", "--netuid", "2")
    by_name = {each["hyperparameter"]: each["value"] for each in parameters}
    equal(by_name["tempo"], 10, "tempo")
    equal(parsed("subnets", "burn-cost")["burn_cost"]["to_dict"]["rao"] > 0, True, "burn cost")


@suite.test("sets the take of a delegate and an identity", 120)
def _take() -> None:
    succeeded(parsed("sudo", "set-take", *wallet("Alice"), "--take", "0.12", *YES))
    succeeded(
        parsed(
            "wallet", "set-identity", *wallet("Alice"), "--id-name", "Alice",
            "--web-url", "https://example.org", "--image-url", "https://example.org/a.png",
            "--discord", "alice", "--description", "who", "--additional", "more",
            "--github", "alice", *YES,
        )
    )


if __name__ == "__main__":
    sys.exit(suite.run())
