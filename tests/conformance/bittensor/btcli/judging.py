"""Parameters, serving, weights, children, takes and identities."""

import chain
from asi.suite import Suite, equal, ok
from cli import YES, btcli, coldkey, done, hotkey, parsed, refused, wallet

UIDS, WEIGHTS, SALT = [1, 2], [0.5, 1.0], [7, 11, 13]
# Scaled so that the largest is 65,535, as the command line does it.
VALUES = [32768, 65535]


def listed(values: list) -> str:
    return ",".join(str(value) for value in values)


def set_parameter(name: str, parameter: str, value: str) -> dict:
    return parsed(
        "sudo", "set", *wallet(name), "--netuid", "2", "--param", parameter, "--value", value, *YES
    )


def parameters() -> dict:
    return {each["hyperparameter"]: each["value"] for each in parsed("sudo", "get", "--netuid", "2")}


def neurons() -> dict[int, dict]:
    shown = parsed("subnets", "show", "--netuid", "2", *YES)
    return {each["uid"]: each for each in shown["uids"]}


def register(suite: Suite) -> None:
    @suite.test("lets owner and Root set parameters, and nobody else", 180)
    def _parameters() -> None:
        before = parameters()
        equal((before["tempo"], before["immunity_period"]), (10, 5000), "at first")
        # The second one belongs to Root.
        changes = {"serving_rate_limit": "0", "weights_rate_limit": "0", "immunity_period": "4000"}
        for parameter, value in changes.items():
            done(set_parameter("Alice", parameter, value))
        refused(set_parameter("Bob", "immunity_period", "3000"), "doesn't own")
        refused(set_parameter("Bob", "weights_rate_limit", "1"), "Invalid signing address")
        after = parameters()
        equal(after["immunity_period"], 4000, "after")
        equal({key for key in after if after[key] != before[key]}, set(changes), "what changed")
        # Newer releases set the tempo as owners, who may not choose one that is short enough here.
        chain.sudo("sudo_set_tempo", netuid=2, tempo=40)
        equal(parameters()["tempo"], 40, "tempo")

    @suite.test("serves an axon and takes it back", 120)
    def _axon() -> None:
        axon = ["axon", "set", *wallet("Bob"), "--netuid", "2", "--ip", "8.8.8.8", "--port", "8091"]
        said = btcli(*axon, *YES)
        ok("Axon set successfully to 8.8.8.8:8091" in said, said)
        [subnet] = parsed("wallet", "overview", *wallet("Bob"))["subnets"]
        [neuron] = subnet["neurons"]
        equal((neuron["uid"], neuron["axon"]), (1, "8.8.8.8:8091"), "neuron")
        said = btcli("axon", "reset", *wallet("Bob"), "--netuid", "2", *YES)
        ok("successfully" in said, said)
        equal(chain.read("Axons", 2, hotkey("Bob"))["ip"], 0, "ip")

    @suite.test("commits and reveals weights", 180)
    def _weights() -> None:
        done(set_parameter("Alice", "commit_reveal_weights_enabled", "true"))
        chain.commit_weights("Alice", 2, UIDS, VALUES, SALT)
        done(
            parsed(
                "weights", "reveal", *wallet("Alice"), "--netuid", "2", "--uids", listed(UIDS),
                "--weights", listed(WEIGHTS), "--salt", listed(SALT), *YES,
            )
        )
        # The command does not wait for the block.
        expected = list(zip(UIDS, VALUES))
        chain.until(
            lambda: [tuple(each) for each in chain.read("Weights", 2, 0)] == expected, "weights"
        )

    @suite.test("pays who was judged well", 120)
    def _incentive() -> None:
        chain.until(lambda: neurons()[1]["incentive"] > 0, "incentive")
        found = neurons()
        low, high = (found[uid]["incentive"] for uid in UIDS)
        ok(abs(high / low - 2) < 0.01, f"incentives {low} and {high} of weights 0.5 and 1")
        ok(found[0]["dividends"] > 0, "dividends of the validator")

    @suite.test("sets children, which count after the cool-down", 180)
    def _children() -> None:
        child = [*wallet("Bob"), "--netuid", "2"]
        given = ["--children", hotkey("Charlie"), "--proportions", "0.5"]
        done(parsed("stake", "child", "set", *child, *given, *YES)["2"])
        expected = {"2": {hotkey("Charlie"): 2**63}}
        chain.until(lambda: parsed("stake", "child", "get", *child) == expected, "children")

    @suite.test("sets the take of a child key", 60)
    def _childkey_take() -> None:
        take = [*wallet("Bob"), "--netuid", "2", "--child-hotkey-ss58", hotkey("Bob")]
        done(parsed("stake", "child", "take", *take, "--take", "0.1", *YES)["2"])
        equal(chain.read("ChildkeyTake", hotkey("Bob"), 2), int(0.1 * 65535), "take")

    @suite.test("sets the take of a delegate", 60)
    def _take() -> None:
        done(parsed("sudo", "set-take", *wallet("Alice"), "--take", "0.12"))
        take = parsed("sudo", "get-take", *wallet("Alice"))["current_take"]
        ok(abs(take - 0.12) < 1 / 65535, f"take {take}")

    @suite.test("gives an account its identity", 60)
    def _identity() -> None:
        done(
            parsed(
                "wallet", "set-identity", *wallet("Alice"), "--id-name", "Alice",
                "--web-url", "https://example.org", "--image-url", "https://example.org/a.png",
                "--discord", "alice", "--description", "who", "--additional", "more",
                "--github", "https://github.com/alice", *YES,
            )
        )
        identity = parsed("wallet", "get-identity", "--key", coldkey("Alice"))
        equal(
            (identity["name"], identity["github_repo"]),
            ("Alice", "https://github.com/alice"), "identity",
        )

    @suite.test("gives a subnet its identity and symbol", 60)
    def _subnet_identity() -> None:
        fields = {
            "subnet-name": "Plexus two", "repo": "https://github.com/plexus/plexus",
            "contact": "someone@example.org", "url": "https://example.org", "discord": "plexus",
            "description": "what", "additional-info": "more", "logo-url": "https://example.org/l.png",
        }
        options = [part for name, value in fields.items() for part in (f"--{name}", value)]
        done(parsed("subnets", "set-identity", *wallet("Alice"), "--netuid", "2", *options, *YES))
        identity = parsed("subnets", "get-identity", "--netuid", "2")
        equal(sorted(identity.values()), sorted(fields.values()), "identity")
        done(parsed("subnets", "set-symbol", *wallet("Alice"), "--netuid", "2", *YES, "ش"))

    @suite.test("chooses how root dividends are paid", 60)
    def _claim() -> None:
        done(parsed("stake", "set-claim", "keep", *wallet("Alice"), *YES))
        equal(chain.read("RootClaimType", coldkey("Alice")), "Keep", "type")
        # With something to claim the command breaks on the map of rates.
        claimed = parsed("stake", "process-claim", *wallet("Bob"), "--netuids", "2", *YES)
        equal(claimed["message"], "No claimable emissions found", "message")

    @suite.test("revokes children as soon as it may", 180)
    def _revoke() -> None:
        # Children of a hotkey are set once in 150 blocks.
        revoke = ["stake", "child", "revoke", *wallet("Bob"), "--netuid", "2", *YES]
        chain.until(lambda: parsed(*revoke)["2"]["success"], "revocation")
