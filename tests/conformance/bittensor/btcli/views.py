"""What the command line shows of a living network."""

from asi.suite import Suite, equal, ok
from cli import YES, btcli, coldkey, hotkey, parsed, wallet


def register(suite: Suite) -> None:
    @suite.test("lists subnets and their prices", 60)
    def _subnets() -> None:
        listed = parsed("subnets", "list")["subnets"]
        equal(sorted(listed), ["0", "1", "2"], "subnets")
        subnet = listed["2"]
        equal((subnet["subnet_name"], subnet["tempo"]["sn_tempo"]), ("Plexus two", 40), "subnet 2")
        pool = subnet["liquidity"]
        price = pool["tao_in"] / pool["alpha_in"]
        ok(abs(subnet["price"] / price - 1) < 0.001, f"price {subnet['price']} of pool {pool}")
        # Its history needs five points, 300 blocks apart.
        prices = parsed("subnets", "price", "--netuids", "2", "--current")["2"]["stats"]
        ok(abs(prices["current_price"] / price - 1) < 0.01, f"{prices} beside {price}")
        ok(parsed("subnets", "burn-cost")["burn_cost"]["rao"] > 0, "burn cost")

    @suite.test("shows a subnet with its metagraph", 60)
    def _metagraph() -> None:
        shown = parsed("subnets", "show", "--netuid", "2", *YES)
        equal(shown["owner"], coldkey("Alice"), "owner")
        neurons = {each["uid"]: each for each in shown["uids"]}
        names = ("Alice", "Bob", "Charlie")
        equal([neurons[uid]["hotkey"] for uid in range(3)], [hotkey(each) for each in names], "keys")
        ok(neurons[0]["stake"] > neurons[1]["stake"] > 0, "stake")
        ok(neurons[0]["tao_stake"] > 0, "root stake of the validator")
        # Without JSON; the table cuts keys short.
        said = btcli("subnets", "show", "--netuid", "0", *YES)
        ok(hotkey("Alice")[:6] in said, said)

    @suite.test("shows parameters and mechanisms", 60)
    def _parameters() -> None:
        said = btcli("subnets", "hyperparameters", "--netuid", "2")
        ok("commit_reveal_weights_enabled" in said, said)
        equal(parsed("subnets", "mechanisms", "count", "--netuid", "2")["count"], 1, "mechanisms")
        said = btcli("subnets", "check-start", "--netuid", "2")
        ok("Emission schedule can be started" in said, said)

    @suite.test("shows a wallet with its neurons and stakes", 60)
    def _wallet() -> None:
        [subnet] = parsed("wallet", "overview", *wallet("Charlie"))["subnets"]
        [neuron] = subnet["neurons"]
        equal((subnet["netuid"], neuron["uid"]), (2, 2), "neuron")
        balances = parsed("wallet", "balance", *wallet("Charlie"))["balances"]["Charlie"]
        ok(balances["staked"] > 0, f"{balances}")
        automatic = parsed("stake", "auto", "--ss58", coldkey("Bob"))
        equal(automatic["2"]["status"], "default", "destination of incentive")
