"""Writes life.json: make_life.py > life.json. Change the life here, never in the JSON."""

import json
import sys
from typing import Any

from economy.commits import commit_hash
from economy.run_epochs import storage_index
from life_accounts import ACCOUNTS

Json = Any
TAO = 10**9
U64_MAX = 2**64 - 1
ROOT, MAIN, SIDE = 0, 2, 3
END = 300
CHECKPOINTS = [60, 120, 180, 240, 300]
VALIDATORS = {"Validator1": "Alice", "Validator2": "Dave", "Validator3": "Ferdie"}
MINERS = {
    **{f"Miner{i}": "Dave" for i in range(1, 5)},
    **{f"Miner{i}": "Eve" for i in range(5, 8)},
    # A miner of the subnet's owner: its incentive is withheld.
    "Miner8": "Bob",
}
MINER_UIDS = list(range(4, 12))


def acct(name: str) -> Json:
    """An account argument."""
    return {"account": name}


def tao(amount: float | int) -> str:
    """An amount of whole TAO or alpha in rao."""
    return str(int(amount * TAO)) if isinstance(amount, int) else str(round(amount * 1000) * 10**6)


def call(name: str, **args: Json) -> Json:
    """A call."""
    return {"call": name, "args": args}


def sub(name: str, **args: Json) -> Json:
    """A call of SubtensorModule."""
    return call(f"SubtensorModule.{name}", **args)


def admin(name: str, **args: Json) -> Json:
    """A call of AdminUtils."""
    return call(f"AdminUtils.{name}", **args)


def root(inner: Json) -> Json:
    """The call as Root; signed by Alice."""
    return call("Sudo.sudo", call=inner)


class Script:
    """Collects extrinsics block by block."""

    def __init__(self) -> None:
        self.blocks: dict[int, list[Json]] = {}

    def at(self, block: int, signer: str, *calls: Json) -> None:
        """Appends calls of one signer to a block."""
        for c in calls:
            self.blocks.setdefault(block, []).append({"signer": signer, **c})

    def dump(self) -> Json:
        """The whole file."""
        steps = [{"block": b, "extrinsics": self.blocks[b]} for b in sorted(self.blocks)]
        head = {"accounts": ACCOUNTS, "steps": steps}
        return {**head, "checkpoints": CHECKPOINTS, "end": END}


def stake(hotkey: str, netuid: int, amount: str) -> Json:
    """add_stake."""
    return sub("add_stake", hotkey=acct(hotkey), netuid=netuid, amount_staked=amount)


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


def pay(name: str, amount: str) -> Json:
    """A transfer that keeps the sender alive."""
    dest = {"type": "Id", "value": acct(name)}
    return call("Balances.transfer_keep_alive", dest=dest, value=amount)


def commit_reveal(netuid: int, enabled: bool) -> Json:
    """The owner's switch of commit-reveal."""
    return admin("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=enabled)


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
    s.at(27, "Nominator1", stake_limit("Validator3", MAIN, tao(250), "2200000000", True))
    both = [stake("Validator1", MAIN, tao(10)), stake("CharlieHot", SIDE, tao(15))]
    s.at(27, "Charlie", call("Utility.batch", calls=both))
    # Three failures that are charged, and one refused by its limit.
    s.at(28, "Eve", stake("Nominator2", MAIN, tao(5)))
    bad = [stake("Validator1", MAIN, tao(3)), stake("Validator1", 99, tao(3))]
    s.at(28, "Charlie", call("Utility.batch_all", calls=bad))
    s.at(28, "Charlie", call("Utility.batch", calls=bad))
    s.at(29, "Charlie", stake_limit("Validator2", MAIN, tao(400), "1000000000", False))
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
    s.at(190, "Eve", sub("unstake_all_alpha", hotkey=acct("Validator1")))
    s.at(191, "Nominator2", sub("unstake_all", hotkey=acct("Validator2")))
    s.at(192, "Dave", unstake_limit("Validator2", MAIN, tao(20), "1500000000", True))


def stake_limit(hotkey: str, netuid: int, amount: str, limit: str, partial: bool) -> Json:
    """add_stake_limit."""
    where = {"hotkey": acct(hotkey), "netuid": netuid, "amount_staked": amount}
    return sub("add_stake_limit", **where, limit_price=limit, allow_partial=partial)


def unstake(hotkey: str, netuid: int, amount: str) -> Json:
    """remove_stake."""
    return sub("remove_stake", hotkey=acct(hotkey), netuid=netuid, amount_unstaked=amount)


def unstake_limit(hotkey: str, netuid: int, amount: str, limit: str, partial: bool) -> Json:
    """remove_stake_limit."""
    where = {"hotkey": acct(hotkey), "netuid": netuid, "amount_unstaked": amount}
    return sub("remove_stake_limit", **where, limit_price=limit, allow_partial=partial)


def _path(origin: int, destination: int, amount: str) -> dict[str, Json]:
    ends = {"origin_netuid": origin, "destination_netuid": destination}
    return {**ends, "alpha_amount": amount}


def move(source: str, target: str, origin: int, destination: int, amount: str) -> Json:
    """move_stake."""
    keys = {"origin_hotkey": acct(source), "destination_hotkey": acct(target)}
    return sub("move_stake", **keys, **_path(origin, destination, amount))


def swap(hotkey: str, origin: int, destination: int, amount: str) -> Json:
    """swap_stake."""
    return sub("swap_stake", hotkey=acct(hotkey), **_path(origin, destination, amount))


def swap_limit(
    hotkey: str, origin: int, destination: int, amount: str, limit: str, partial: bool
) -> Json:
    """swap_stake_limit."""
    limits = {"limit_price": limit, "allow_partial": partial}
    path = _path(origin, destination, amount)
    return sub("swap_stake_limit", hotkey=acct(hotkey), **path, **limits)


def transfer(coldkey: str, hotkey: str, origin: int, destination: int, amount: str) -> Json:
    """transfer_stake."""
    keys = {"destination_coldkey": acct(coldkey), "hotkey": acct(hotkey)}
    return sub("transfer_stake", **keys, **_path(origin, destination, amount))


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
    s.at(41, "Ferdie", childkey_take(5000))
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


def children(hotkey: str, links: list[Json]) -> Json:
    """set_children on the main subnet."""
    return sub("set_children", hotkey=acct(hotkey), netuid=MAIN, children=links)


def childkey_take(take: int) -> Json:
    """set_childkey_take of the third validator."""
    return sub("set_childkey_take", hotkey=acct("Validator3"), netuid=MAIN, take=take)


def claim_type(kind: str, value: Json = None) -> Json:
    """set_root_claim_type."""
    return sub("set_root_claim_type", new_root_claim_type={"type": kind, "value": value})


def open_weights(s: Script) -> None:
    """Weights in the open: blocks 21 to 101."""
    for turn, block in enumerate(range(21, 102, 10)):
        values = [(7919 * (turn + 1) * (k + 3)) % 60000 + 1 for k in range(len(MINER_UIDS))]
        # The last miner but one is never good for anything: it will be replaced.
        values[6] = 0
        shifted = values[2:] + values[:2]
        s.at(block, "Validator1", set_weights(MAIN, MINER_UIDS, values))
        s.at(
            block,
            "Validator2",
            sub(
                "set_mechanism_weights",
                netuid=MAIN,
                mecid=0,
                dests=MINER_UIDS[:6],
                weights=shifted[:6],
                version_key="0",
            ),
        )
        pairs = [[uid, v] for uid, v in zip(MINER_UIDS, values, strict=True)]
        s.at(
            block + turn % 3,
            "Validator3",
            sub("batch_set_weights", netuids=[MAIN], weights=[pairs[::-1]], version_keys=["0"]),
        )
        s.at(block, "CharlieHot", set_weights(SIDE, [2, 3], [turn + 1, 40000]))
        s.at(block + 2, "Validator1", set_weights(SIDE, [3, 2, 0], [30, 20, 10]))
    s.at(31, "BobHot", set_weights(MAIN, [0, 4, 5], [100, 200, 300]))
    # Weights of a neuron without a permit: fails, free.
    s.at(32, "Miner2", set_weights(MAIN, [4, 5], [1, 2]))


def set_weights(netuid: int, uids: list[int], values: list[int]) -> Json:
    """set_weights."""
    return sub("set_weights", netuid=netuid, dests=uids, weights=values, version_key="0")


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


def hidden_weights(s: Script) -> None:
    """Weights committed in one epoch and revealed in the next: blocks 105 to 300."""
    s.at(105, "Bob", commit_reveal(MAIN, True))
    for turn, block in enumerate(range(111, 291, 10)):
        values = [(104729 * (turn + 2) * (k + 1)) % 50000 + 5 for k in range(len(MINER_UIDS))]
        salt = [turn, 7, 1000 + turn]
        _commit_one(s, block, "Validator1", 0, values, salt)
        _commit_mechanism(s, block, "Validator2", 0, values[::-1], salt)
        _commit_batch(s, block, "Validator3", values, salt)
        if 161 <= block <= 191:
            _commit_mechanism(s, block, "Validator1", 1, values[3:] + values[:3], salt)
            _commit_mechanism(s, block, "BobHot", 1, values, salt)
    # Rejected in dispatch, free: weights in the open while they must be hidden.
    s.at(113, "Validator1", set_weights(MAIN, MINER_UIDS, [1] * 8))


def _hash(who: str, mechanism: int, values: list[int], salt: list[int]) -> str:
    key = bytes.fromhex(ACCOUNTS[who]["public"][2:])
    index = storage_index(MAIN, mechanism)
    return "0x" + commit_hash(key, index, MINER_UIDS, values, salt, 0).hex()


def _reveal_args(values: list[int], salt: list[int]) -> dict[str, Json]:
    return {"uids": MINER_UIDS, "values": values, "salt": salt, "version_key": "0"}


def _commit_one(
    s: Script, block: int, who: str, mechanism: int, values: list[int], salt: list[int]
) -> None:
    hashed = _hash(who, mechanism, values, salt)
    s.at(block, who, sub("commit_weights", netuid=MAIN, commit_hash=hashed))
    s.at(block + 11, who, sub("reveal_weights", netuid=MAIN, **_reveal_args(values, salt)))


def _commit_mechanism(
    s: Script, block: int, who: str, mechanism: int, values: list[int], salt: list[int]
) -> None:
    where = {"netuid": MAIN, "mecid": mechanism}
    hashed = _hash(who, mechanism, values, salt)
    s.at(block, who, sub("commit_mechanism_weights", **where, commit_hash=hashed))
    row = _reveal_args(values, salt)
    s.at(block + 12, who, sub("reveal_mechanism_weights", **where, **row))


def _commit_batch(s: Script, block: int, who: str, values: list[int], salt: list[int]) -> None:
    """Two commits in one epoch, revealed together: the second one stays."""
    lists = [values, values[1:] + values[:1]]
    hashes = [_hash(who, 0, v, salt) for v in lists]
    s.at(block, who, sub("batch_commit_weights", netuids=[MAIN], commit_hashes=hashes[:1]))
    s.at(block + 3, who, sub("batch_commit_weights", netuids=[MAIN], commit_hashes=hashes[1:]))
    s.at(
        block + 10,
        who,
        sub(
            "batch_reveal_weights",
            netuid=MAIN,
            uids_list=[MINER_UIDS] * 2,
            values_list=lists,
            salts_list=[salt] * 2,
            version_keys=["0", "0"],
        ),
    )


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
