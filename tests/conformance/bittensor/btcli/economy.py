"""Wallets, subnets, registration and stake."""

import subprocess
import sys
from pathlib import Path

import chain
from asi.suite import Suite, equal, ok
from cli import LONG, OPEN, WALLETS, YES, btcli, coldkey, create, done, hotkey, parsed, refused, wallet

# Of the requirements.
RELEASE = "9.21.2"


def free(name: str) -> float:
    return parsed("wallet", "balance", *wallet(name))["balances"][name]["free"]


def stake_of(name: str, netuid: int) -> float:
    """Alpha of a wallet on its own hotkey."""
    listed = parsed("stake", "list", *wallet(name))["stake_info"].get(hotkey(name), [])
    return sum(each["stake_value"] for each in listed if each["netuid"] == netuid)


def staked(result: dict, netuid: int) -> dict:
    """The outcome of `stake add`, which is told by subnet and hotkey."""
    ok(all(result["staking_success"][str(netuid)].values()), f"{result}")
    return result


def register(suite: Suite) -> None:
    @suite.test("is the release that the requirements name", 60)
    def _release() -> None:
        program = str(Path(sys.prefix) / "bin" / "btcli")
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        equal(said.stdout.split()[-1], RELEASE, "version")

    @suite.test("creates wallets, lists them and signs with them", 120)
    def _wallets() -> None:
        for name in ("Alice", "Bob", "Charlie"):
            create(name)
        listed = parsed("wallet", "list", "--wallet-path", WALLETS, chain=False)
        names = sorted(each["name"] for each in listed["wallets"])
        equal(names, ["Alice", "Bob", "Charlie"], "names")
        equal(coldkey("Bob"), "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", "key of //Bob")
        signed = parsed("wallet", "sign", *wallet("Bob"), "--use-hotkey", "--message", "hello", chain=False)
        equal(signed["signer_address"], hotkey("Bob"), "signer")
        verified = parsed(
            "wallet", "verify", "--message", "hello", "--address", hotkey("Bob"),
            "--signature", signed["signed_message"], chain=False,
        )
        ok(verified["verified"], f"{verified}")

    @suite.test("shows balances, transfers, and refuses to transfer what is not there", 120)
    def _transfer() -> None:
        before = free("Bob")
        to_bob = ["wallet", "transfer", *wallet("Alice"), "--destination", coldkey("Bob")]
        done(parsed(*to_bob, "--amount", "10", *YES))
        equal(round(free("Bob") - before, 6), 10.0, "what arrived")
        refused(parsed(*to_bob, "--amount", "10000000", *YES))

    @suite.test("creates and starts a subnet, and starts the root network", 120)
    def _subnet() -> None:
        # A chain-wide parameter, which the command line does not know.
        chain.sudo("sudo_set_admin_freeze_window", window=0)
        cost = parsed("subnets", "burn-cost")["burn_cost"]
        equal(cost["rao"], 1_000_000_000_000, "cost of the first subnet")
        before = free("Alice")
        created = parsed(
            "subnets", "create", *wallet("Alice"), "--subnet-name", "Plexus",
            "--repo", "https://github.com/plexus/plexus", "--contact", "someone@example.org",
            "--url", "https://example.org", "--discord", "plexus", "--description", "what it does",
            "--additional-info", "more", "--logo-url", "https://example.org/logo.png", *OPEN,
        )
        done(created)
        equal(created["netuid"], 2, "netuid")
        ok(1000 <= before - free("Alice") < 1000.01, f"{before - free('Alice')} paid")
        for netuid in ("2", "0"):
            said = btcli("subnets", "start", *wallet("Alice"), "--netuid", netuid, *YES)
            ok("Successfully started" in said, said)
        said = btcli("subnets", "start", *wallet("Alice"), "--netuid", "2", *YES)
        ok("already has an emission schedule" in said, said)

    @suite.test("registers neurons, also on root", 120)
    def _register() -> None:
        for name, uid in (("Bob", 1), ("Charlie", 2)):
            result = parsed("subnets", "register", *wallet(name), "--netuid", "2", *LONG, *YES)
            done(result)
            equal(result["msg"], f"Registered on 2 with UID {uid}", "message")
        again = parsed("subnets", "register", *wallet("Bob"), "--netuid", "2", *YES)
        equal(again["msg"], "Already registered", "message")
        root = parsed("subnets", "register", *wallet("Alice"), "--netuid", "0", *LONG, *YES)
        equal((root["success"], root["msg"]), (True, "Registered with UID 0"), "root")
        refused(parsed("subnets", "register", *wallet("Bob"), "--netuid", "77", *YES))

    @suite.test("stakes and lists stake", 120)
    def _stake() -> None:
        add = ["stake", "add", *wallet("Bob"), "--netuid", "2", "--no-partial", *LONG, *OPEN]
        before = free("Bob")
        staked(parsed(*add, "--amount", "50", "--unsafe"), 2)
        paid = before - free("Bob")
        ok(50 <= paid < 50.01, f"{paid} paid for a stake of 50")
        held = stake_of("Bob", 2)
        # The pool holds 1,000 of each and gives 1000·50/1050 alpha; epochs may have paid more.
        ok(45 < held < 60, f"{held} alpha for 50 TAO")
        root = ["stake", "add", *wallet("Alice"), "--netuid", "0", "--amount", "100"]
        staked(parsed(*root, "--unsafe", "--no-partial", *LONG, *OPEN), 0)

    @suite.test("stakes with a price limit and is refused beyond it", 120)
    def _limit() -> None:
        add = ["stake", "add", *wallet("Bob"), "--netuid", "2", "--safe", "--no-partial", *LONG, *OPEN]
        staked(parsed(*add, "--amount", "5", "--tolerance", "0.05"), 2)
        result = parsed(*add, "--amount", "500", "--tolerance", "0.0001")
        equal(result["staking_success"]["2"], {hotkey("Bob"): False}, "success")
        ok("SlippageTooHigh" in result["error_messages"]["2"][hotkey("Bob")], f"{result}")

    @suite.test("transfers, moves and swaps stake", 180)
    def _move() -> None:
        within = ["--origin-netuid", "2", "--dest-netuid", "2", "--amount", "5", *LONG, *OPEN]
        done(parsed("stake", "transfer", *wallet("Bob"), "--dest", coldkey("Charlie"), *within))
        equal(chain.read("StakingHotkeys", coldkey("Charlie"))[-1], hotkey("Bob"), "hotkey")
        done(parsed("stake", "move", *wallet("Bob"), "--dest", hotkey("Charlie"), *within))
        equal(sorted(chain.read("StakingHotkeys", coldkey("Bob"))),
              sorted([hotkey("Bob"), hotkey("Charlie")]), "hotkeys")
        done(
            parsed(
                "stake", "swap", *wallet("Alice"), "--origin-netuid", "2", "--dest-netuid", "0",
                "--amount", "1", "--unsafe", *LONG, *OPEN,
            )
        )

    @suite.test("takes back stake", 120)
    def _unstake() -> None:
        remove = [
            "stake", "remove", *wallet("Bob"), "--hotkey-ss58-address", hotkey("Bob"),
            "--netuid", "2", "--unsafe", "--no-partial", *LONG, *OPEN,
        ]
        before = free("Bob")
        price = parsed("subnets", "list")["subnets"]["2"]["price"]
        [result] = parsed(*remove, "--amount", "10")
        ok(result["success"] and result["unstake_amount"] == 10.0, f"{result}")
        gained = free("Bob") - before
        # A hundredth of the pool moves the price by two hundredths, half of which is paid.
        ok(0.98 < gained / (10 * price) < 1, f"{gained} TAO for 10 alpha at {price}")

    @suite.test("lets a proxy act", 60)
    def _proxy() -> None:
        done(
            parsed(
                "proxy", "add", *wallet("Bob"), "--delegate", coldkey("Charlie"),
                "--proxy-type", "Transfer", "--delay", "0", *YES,
            )
        )
        before = free("Bob")
        done(
            parsed(
                "wallet", "transfer", *wallet("Charlie"), "--destination", coldkey("Alice"),
                "--amount", "3", "--proxy", coldkey("Bob"), *YES,
            )
        )
        equal(round(before - free("Bob"), 6), 3.0, "what the proxied account paid")
