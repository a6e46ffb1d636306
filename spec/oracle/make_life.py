"""Writes life.json: make_life.py > life.json, then `npm run format`. Change the life only here."""

import json
import sys
from typing import Any

from life_calls import (
    MAIN,
    ROOT,
    SIDE,
    Script,
    acct,
    admin,
    call,
    childkey_take,
    children,
    claim_type,
    commit_reveal,
    move,
    pay,
    root,
    stake,
    stake_limit,
    sub,
    swap,
    swap_limit,
    tao,
    transfer,
    unstake,
    unstake_limit,
)
from life_weights import hidden_weights, open_weights

Json = Any
U64_MAX = 2**64 - 1
VALIDATORS = {"Validator1": "Alice", "Validator2": "Dave", "Validator3": "Ferdie"}
MINERS = {
    **{f"Miner{i}": "Dave" for i in range(1, 5)},
    **{f"Miner{i}": "Eve" for i in range(5, 8)},
    # A miner of the subnet's owner: its incentive is withheld.
    "Miner8": "Bob",
}


def opening(s: Script) -> None:
    """Root opens what must be open; two subnets are made and started."""
    s.at(
        1,
        "Alice",
        root(admin("sudo_set_admin_freeze_window", window=0)),
        root(admin("sudo_set_network_rate_limit", rate_limit="0")),
        root(admin("sudo_set_owner_hparam_rate_limit", epochs=0)),
        root(admin("sudo_set_subtoken_enabled", netuid=ROOT, subtoken_enabled=True)),
        root(admin("sudo_set_tx_delegate_take_rate_limit", tx_rate_limit="5")),
        # 0.1 as I96F32 bits, so that prices average within the life.
        root(admin("sudo_set_subnet_moving_alpha", alpha=str(429496730))),
    )
    s.at(2, "Bob", sub("register_network", hotkey=acct("BobHot")))
    s.at(3, "Bob", sub("start_call", netuid=MAIN))
    s.at(
        3,
        "Alice",
        root(admin("sudo_set_subnet_emission_enabled", netuid=MAIN, enabled=True)),
        root(admin("sudo_set_ema_price_halving_period", netuid=MAIN, ema_halving="5")),
        pay("Nominator1", tao(900)),
        pay("Nominator2", tao(1)),
    )
    s.at(4, "Alice", root(admin("sudo_set_weights_set_rate_limit", netuid=MAIN, **_LIMIT)))
    s.at(4, "Bob", commit_reveal(MAIN, False))
    s.at(12, "Charlie", sub("register_network", hotkey=acct("CharlieHot")))
    s.at(13, "Charlie", sub("start_call", netuid=SIDE), commit_reveal(SIDE, False))
    s.at(
        13,
        "Alice",
        root(admin("sudo_set_subnet_emission_enabled", netuid=SIDE, enabled=True)),
        root(admin("sudo_set_ema_price_halving_period", netuid=SIDE, ema_halving="5")),
        root(admin("sudo_set_weights_set_rate_limit", netuid=SIDE, **_LIMIT)),
    )


_LIMIT = {"weights_set_rate_limit": "0"}


def arrivals(s: Script) -> None:
    """Neurons, root validators and the first stake."""
    register = [*VALIDATORS.items(), *MINERS.items()]
    for i, (hotkey, coldkey) in enumerate(register):
        block = 5 + i // 3
        s.at(block, coldkey, sub("burned_register", netuid=MAIN, hotkey=acct(hotkey)))
    for block, (hotkey, coldkey) in zip((8, 9, 11), VALIDATORS.items(), strict=True):
        s.at(block, coldkey, sub("root_register", hotkey=acct(hotkey)))
    s.at(9, "Alice", stake("Validator1", MAIN, tao(200)))
    s.at(9, "Dave", stake("Validator2", MAIN, tao(150)))
    s.at(9, "Ferdie", stake("Validator3", MAIN, tao(120)))
    s.at(10, "Alice", stake("Validator1", ROOT, tao(50_000)))
    s.at(10, "Dave", stake("Validator2", ROOT, tao(500)))
    s.at(10, "Charlie", stake("Validator1", ROOT, tao(20_000)))
    s.at(11, "Nominator1", stake("Validator3", ROOT, tao(300)))
    for hotkey, coldkey in (("Validator1", "Alice"), ("Miner1", "Dave"), ("Miner5", "Eve")):
        s.at(14, coldkey, sub("burned_register", netuid=SIDE, hotkey=acct(hotkey)))
    s.at(15, "Eve", stake("CharlieHot", SIDE, tao(50)))
    s.at(16, "Alice", stake("Validator1", SIDE, tao(80)))


def nominators(s: Script) -> None:
    """Stake that comes, goes and moves; calls that fail; a batch."""
    s.at(26, "Eve", stake("Validator1", MAIN, tao(30)))
    s.at(26, "Charlie", stake_limit("Validator2", MAIN, tao(40), "5000000000", False))
    s.at(27, "Nominator1", stake_limit("Validator3", MAIN, tao(250), "2700000000", True))
    both = [stake("Validator1", MAIN, tao(10)), stake("CharlieHot", SIDE, tao(15))]
    s.at(27, "Charlie", call("Utility.batch", calls=both))
    # Failures that are charged; two of them are refused by their limit.
    s.at(28, "Eve", stake("Nominator2", MAIN, tao(5)))
    bad = [stake("Validator1", MAIN, tao(3)), stake("Validator1", 99, tao(3))]
    s.at(28, "Charlie", call("Utility.batch_all", calls=bad))
    s.at(28, "Charlie", call("Utility.batch", calls=bad))
    s.at(29, "Charlie", stake_limit("Validator2", MAIN, tao(400), "1000000000", False))
    s.at(29, "Charlie", stake_limit("Validator2", MAIN, tao(400), "2800000000", False))
    s.at(29, "Eve", swap("Validator1", MAIN, MAIN, tao(1)))
    s.at(35, "Eve", unstake("Validator1", MAIN, tao(5)))
    s.at(35, "Charlie", unstake_limit("Validator2", MAIN, tao(3), "900000000", False))
    s.at(36, "Eve", move("Validator1", "Validator2", MAIN, MAIN, tao(4)))
    s.at(37, "Charlie", move("Validator2", "CharlieHot", MAIN, SIDE, tao(6)))
    s.at(37, "Charlie", move("Validator1", "Validator2", ROOT, ROOT, tao(1000)))
    s.at(38, "Charlie", swap("Validator2", MAIN, SIDE, tao(3)))
    s.at(38, "Charlie", swap_limit("Validator2", MAIN, SIDE, tao(2), "100000000", True))
    s.at(39, "Eve", transfer("Nominator2", "Validator2", MAIN, MAIN, tao(2)))
    s.at(39, "Charlie", transfer("Nominator2", "CharlieHot", SIDE, MAIN, tao(5)))
    s.at(40, "Charlie", move("Validator1", "Validator3", ROOT, MAIN, tao(100)))
    s.at(43, "Alice", move("Validator1", "Validator1", MAIN, ROOT, tao(10)))
    s.at(180, "Charlie", unstake("Validator1", ROOT, tao(2500)))
    s.at(181, "Nominator1", unstake("Validator3", ROOT, tao(10_000)))
    # A transfer within root does not index the receiver; the walk over the stakes does later.
    s.at(183, "Charlie", transfer("Nominator2", "Validator1", ROOT, ROOT, tao(50)))
    s.at(190, "Eve", sub("unstake_all_alpha", hotkey=acct("Validator1")))
    s.at(191, "Nominator2", sub("unstake_all", hotkey=acct("Validator2")))
    s.at(192, "Dave", unstake_limit("Validator2", MAIN, tao(60), "2450000000", True))
    # So little root stake is left that the chain buys alpha again.
    s.at(245, "Alice", unstake("Validator1", ROOT, tao(49_000)))
    s.at(245, "Charlie", unstake("Validator1", ROOT, tao(12_000)))


def family(s: Script) -> None:
    """Takes, children, claims and automatic stake."""
    s.at(25, "Alice", sub("decrease_take", hotkey=acct("Validator1"), take=6000))
    s.at(33, "Alice", sub("increase_take", hotkey=acct("Validator1"), take=9000))
    # Free, and fails: a decrease that does not decrease; an increase that comes too soon.
    s.at(34, "Alice", sub("decrease_take", hotkey=acct("Validator1"), take=9500))
    s.at(34, "Alice", sub("increase_take", hotkey=acct("Validator1"), take=9900))
    links = [
        [str(U64_MAX // 4), acct("Miner1")],
        [str(U64_MAX // 8), acct("Validator3")],
    ]
    s.at(40, "Alice", children("Validator1", links))
    # A hotkey with parents that has children too: what it keeps competes with what it inherits.
    grandchild = [[str(U64_MAX // 10), acct("Miner5")]]
    s.at(41, "Ferdie", childkey_take(5000), children("Validator3", grandchild))
    s.at(42, "Ferdie", childkey_take(6000))
    s.at(48, "Ferdie", childkey_take(7000))
    s.at(42, "Alice", root(admin("sudo_set_ck_burn", burn=str(U64_MAX // 20))))
    s.at(44, "Alice", claim_type("Keep"))
    s.at(44, "Charlie", claim_type("KeepSubnets", {"subnets": [SIDE]}))
    s.at(46, "Dave", sub("set_coldkey_auto_stake_hotkey", netuid=MAIN, hotkey=acct("Validator2")))
    s.at(46, "Eve", sub("set_coldkey_auto_stake_hotkey", netuid=MAIN, hotkey=acct("Miner5")))
    s.at(146, "Eve", sub("set_coldkey_auto_stake_hotkey", netuid=MAIN, hotkey=acct("Miner6")))
    s.at(50, "Dave", sub("claim_root", subnets=[MAIN, SIDE]))
    s.at(75, "Nominator1", sub("claim_root", subnets=[MAIN]))
    s.at(185, "Alice", claim_type("Swap"))
    s.at(205, "Alice", children("Validator1", []))


def settings(s: Script) -> None:
    """The subnet's rules change: liquid alpha, penalty, pruning, mechanisms, sinks."""
    s.at(
        57,
        "Bob",
        admin("sudo_set_liquid_alpha_enabled", netuid=MAIN, enabled=True),
        admin("sudo_set_alpha_values", netuid=MAIN, alpha_low=30000, alpha_high=60000),
    )
    s.at(91, "Bob", admin("sudo_set_bonds_penalty", netuid=MAIN, bonds_penalty=30000))
    s.at(
        95,
        "Alice",
        root(admin("sudo_set_min_allowed_uids", netuid=MAIN, min_allowed_uids=5)),
        root(admin("sudo_set_min_non_immune_uids", netuid=MAIN, min=1)),
        root(admin("sudo_set_max_allowed_validators", netuid=MAIN, max_allowed_validators=4)),
    )
    s.at(
        96,
        "Bob",
        admin("sudo_set_immunity_period", netuid=MAIN, immunity_period=20),
        admin("sudo_set_max_allowed_uids", netuid=MAIN, max_allowed_uids=12),
    )
    s.at(97, "Ferdie", sub("burned_register", netuid=MAIN, hotkey=acct("Miner9")))
    s.at(130, "Bob", sub("root_register", hotkey=acct("BobHot")))
    s.at(133, "Bob", admin("sudo_set_yuma3_enabled", netuid=MAIN, enabled=False))
    s.at(153, "Bob", admin("sudo_set_yuma3_enabled", netuid=MAIN, enabled=True))
    s.at(
        155,
        "Bob",
        admin("sudo_set_mechanism_count", netuid=MAIN, mechanism_count=2),
        admin("sudo_set_mechanism_emission_split", netuid=MAIN, maybe_split=[45000, 20535]),
    )
    sink = {"type": "Recycle", "value": None}
    s.at(165, "Bob", admin("sudo_set_recycle_or_burn", netuid=MAIN, recycle_or_burn=sink))
    s.at(172, "Alice", root(admin("sudo_set_kappa", netuid=MAIN, kappa=30000)))
    s.at(215, "Bob", admin("sudo_set_mechanism_count", netuid=MAIN, mechanism_count=1))


def ending(s: Script) -> None:
    """The second subnet is dissolved, its number used again."""
    s.at(232, "Alice", root(sub("root_dissolve_network", netuid=SIDE)))
    s.at(240, "Charlie", swap("Validator1", MAIN, SIDE, tao(1)))
    s.at(262, "Charlie", sub("register_network", hotkey=acct("CharlieHot")))
    s.at(265, "Charlie", sub("start_call", netuid=SIDE))
    s.at(268, "Eve", stake("CharlieHot", SIDE, tao(5)))
    s.at(
        266,
        "Alice",
        root(admin("sudo_set_ema_price_halving_period", netuid=SIDE, ema_halving="5")),
        # Sudo does not fail, what it carries does.
        root(sub("root_dissolve_network", netuid=77)),
    )


def main() -> None:
    """Prints the life."""
    s = Script()
    for part in (
        opening,
        arrivals,
        nominators,
        family,
        open_weights,
        settings,
        hidden_weights,
        ending,
    ):
        part(s)
    json.dump(s.dump(), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
