"""The script of the life and short names for its calls."""

from typing import Any

from life_accounts import ACCOUNTS

Json = Any
TAO = 10**9
ROOT, MAIN, SIDE = 0, 2, 3
END = 300
CHECKPOINTS = [60, 120, 180, 240, 300]


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


def acct(name: str) -> Json:
    """An account argument."""
    return {"account": name}


def tao(amount: int) -> str:
    """An amount of whole TAO or alpha in rao."""
    return str(amount * TAO)


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


def stake(hotkey: str, netuid: int, amount: str) -> Json:
    """add_stake."""
    return sub("add_stake", hotkey=acct(hotkey), netuid=netuid, amount_staked=amount)


def pay(name: str, amount: str) -> Json:
    """A transfer that keeps the sender alive."""
    dest = {"type": "Id", "value": acct(name)}
    return call("Balances.transfer_keep_alive", dest=dest, value=amount)


def commit_reveal(netuid: int, enabled: bool) -> Json:
    """The owner's switch of commit-reveal."""
    return admin("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=enabled)


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


def children(hotkey: str, links: list[Json]) -> Json:
    """set_children on the main subnet."""
    return sub("set_children", hotkey=acct(hotkey), netuid=MAIN, children=links)


def childkey_take(take: int) -> Json:
    """set_childkey_take of the third validator."""
    return sub("set_childkey_take", hotkey=acct("Validator3"), netuid=MAIN, take=take)


def claim_type(kind: str, value: Json = None) -> Json:
    """set_root_claim_type."""
    return sub("set_root_claim_type", new_root_claim_type={"type": kind, "value": value})


def set_weights(netuid: int, uids: list[int], values: list[int]) -> Json:
    """set_weights."""
    return sub("set_weights", netuid=netuid, dests=uids, weights=values, version_key="0")
