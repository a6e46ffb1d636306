"""Root dividends: what is owed and how it is claimed (spec: 30-block-step §12)."""

from contextlib import suppress

from . import amm
from .balances import transfer_from_subnet
from .errors import DispatchError, ensure
from .fixed import I64_MAX, I64_MIN, I96F32, U128_MAX, clamp, u64
from .keys import alpha_key, subnet_account
from .stake import hotkey_stake, increase, stake_of
from .state import ROOT, State

MAX_CLAIM_SUBNETS = 5
_MAP_BATCH = 30


def rates(s: State, hotkey: bytes) -> dict[int, int]:
    """Claimable rate per subnet, I96F32, ascending."""
    return dict(s.RootClaimable.at(hotkey))


def _write_rates(s: State, hotkey: bytes, rate_of: dict[int, int]) -> None:
    s.RootClaimable[hotkey] = tuple(sorted(rate_of.items()))


def increase_claimable(s: State, hotkey: bytes, netuid: int, amount: int) -> None:
    """Adds a dividend to the rate of the hotkey, an entry even for 0 (§12.1)."""
    total = I96F32.of(hotkey_stake(s, hotkey, ROOT))
    if amount > I96F32.to_u64(total):
        increase(s, hotkey, s.Owner.at(hotkey), netuid, amount)
        return
    step = I96F32.div0(I96F32.of(amount), total)
    rate_of = rates(s, hotkey)
    rate_of[netuid] = I96F32.add(rate_of.get(netuid, 0), step)
    _write_rates(s, hotkey, rate_of)


def _scaled(rate: int, amount: int) -> int:
    return clamp(I96F32.mul(rate, I96F32.of(amount)) >> 32, 0, U128_MAX)


def on_stake_added(s: State, hotkey: bytes, coldkey: bytes, amount: int) -> None:
    """New root stake owes nothing yet: the watermark rises for every subnet."""
    for netuid, rate in rates(s, hotkey).items():
        s.RootClaimed[(netuid, hotkey, coldkey)] = min(
            U128_MAX, s.RootClaimed.at((netuid, hotkey, coldkey)) + _scaled(rate, amount)
        )


def on_stake_removed(s: State, hotkey: bytes, coldkey: bytes, amount: int) -> None:
    """Root stake that leaves takes its watermark along."""
    for netuid, rate in rates(s, hotkey).items():
        if netuid != ROOT:
            s.RootClaimed[(netuid, hotkey, coldkey)] = max(
                0, s.RootClaimed.at((netuid, hotkey, coldkey)) - _scaled(rate, amount)
            )


def owed(s: State, hotkey: bytes, coldkey: bytes, netuid: int) -> int:
    """What a coldkey may claim, I96F32, perhaps negative."""
    root = I96F32.of(stake_of(s, hotkey, coldkey, ROOT))
    claimable = I96F32.mul(rates(s, hotkey).get(netuid, 0), root)
    return I96F32.sub(claimable, I96F32.of(s.RootClaimed.at((netuid, hotkey, coldkey))))


def _claim_one(s: State, hotkey: bytes, coldkey: bytes, netuid: int) -> None:
    amount_fixed = owed(s, hotkey, coldkey, netuid)
    if amount_fixed < s.RootClaimableThreshold.at(netuid):
        return
    amount = u64(amount_fixed >> 32)
    if amount == 0:
        return
    kind, kept = s.RootClaimType.at(coldkey)
    if kind == "Keep" or (kind == "KeepSubnets" and netuid in kept):
        increase(s, hotkey, coldkey, netuid, amount)
    else:
        with s.layer():
            _sell_for_root(s, hotkey, coldkey, netuid, amount)
    key = (netuid, hotkey, coldkey)
    s.RootClaimed[key] = min(U128_MAX, s.RootClaimed.at(key) + amount)


def _sell_for_root(s: State, hotkey: bytes, coldkey: bytes, netuid: int, amount: int) -> None:
    tao = amm.swap_alpha_for_tao(s, netuid, amount, amm.MIN_PRICE, True).paid_out
    transfer_from_subnet(s, netuid, subnet_account(ROOT), tao)
    s.SubnetRootSellTao.bump(netuid, tao)
    s.SubnetProtocolFlow.bump(netuid, -tao, I64_MAX, I64_MIN)
    increase(s, hotkey, coldkey, ROOT, tao)
    s.SubnetTAO.bump(ROOT, tao)
    s.SubnetAlphaOut.bump(ROOT, tao)
    s.TotalStake = u64(s.TotalStake + tao)
    on_stake_added(s, hotkey, coldkey, tao)


def claim_all(s: State, coldkey: bytes, subnets: set[int] | None) -> int:
    """Claims behind every hotkey of a coldkey, all or nothing; gives the weight used (ps)."""
    read, per_subnet = 25_000_000, 60_000_000 + 7 * 25_000_000 + 5 * 100_000_000
    weight = read
    with s.layer():
        for hotkey in s.StakingHotkeys.at(coldkey):
            weight += 3 * read
            for netuid in rates(s, hotkey):
                if subnets is None or netuid in subnets:
                    _claim_one(s, hotkey, coldkey, netuid)
                    weight += per_subnet
    return weight


def auto_claim(s: State, parent_hash: bytes) -> None:
    """The block's share of automatic claims, drawn from the parent hash (§12.3)."""
    n = s.NumStakingColdkeys
    last = int.from_bytes(parent_hash[:8], "big")
    chosen: set[int] = set()
    for i in range(s.NumRootClaim):
        at = (8 * i) % 32
        step = int.from_bytes(parent_hash[at : at + 8], "big")
        last = u64(last + step) % n if n else 0
        chosen.add(last)
    for index in sorted(chosen):
        coldkey = s.StakingColdkeysByIndex.at(index)
        if coldkey is not None:
            # A failed claim is logged by the chain, nothing else.
            with suppress(DispatchError):
                claim_all(s, coldkey, None)


def add_to_index(s: State, coldkey: bytes) -> None:
    """Makes a coldkey a candidate of automatic claims."""
    if coldkey not in s.StakingColdkeys:
        s.StakingColdkeysByIndex[s.NumStakingColdkeys] = coldkey
        s.StakingColdkeys[coldkey] = s.NumStakingColdkeys
        s.NumStakingColdkeys += 1


def drop_from_index(s: State, coldkey: bytes) -> None:
    """Takes a coldkey without root stake out; the last one fills its place."""
    if any(stake_of(s, h, coldkey, ROOT) for h in s.StakingHotkeys.at(coldkey)):
        return
    index = s.StakingColdkeys.pop(coldkey, None)
    if index is None:
        return
    last = max(0, s.NumStakingColdkeys - 1)
    moved = s.StakingColdkeysByIndex.pop(last, None) if index != last else None
    if moved is not None:
        s.StakingColdkeysByIndex[index] = moved
        s.StakingColdkeys[moved] = index
    else:
        s.StakingColdkeysByIndex.pop(index, None)
    s.NumStakingColdkeys = last


def populate_index(s: State) -> None:
    """Walks 30 keys of AlphaV2 per block and indexes root stakers (§12.4)."""
    ordered = sorted(s.AlphaV2, key=alpha_key)
    hashes = [alpha_key(key) for key in ordered]
    cursor = s.AlphaV2MapLastKey
    if cursor is None:
        if not ordered:
            return
        # The first key and the ones after it; a full batch gives up its last key for it.
        batch = list(zip(hashes, ordered, strict=True))[:_MAP_BATCH]
        is_last = len(hashes) < _MAP_BATCH
    else:
        batch = [(h, k) for h, k in zip(hashes, ordered, strict=True) if h > cursor][:_MAP_BATCH]
        is_last = len(batch) < _MAP_BATCH
    new_cursor = None
    for hashed, (_, coldkey, netuid) in batch:
        if netuid == ROOT:
            add_to_index(s, coldkey)
        new_cursor = hashed
    s.AlphaV2MapLastKey = None if is_last else new_cursor


def call_claim_root(s: State, coldkey: bytes, subnets: list[int]) -> int:
    """Call claim_root; gives the weight used."""
    ensure(1 <= len(set(subnets)) <= MAX_CLAIM_SUBNETS, "InvalidSubnetNumber")
    add_to_index(s, coldkey)
    return claim_all(s, coldkey, set(subnets))


def call_set_root_claim_type(s: State, coldkey: bytes, kind: str, subnets: list[int]) -> None:
    """Call set_root_claim_type."""
    ensure(kind != "KeepSubnets" or bool(subnets), "InvalidSubnetNumber")
    add_to_index(s, coldkey)
    s.RootClaimType[coldkey] = (kind, tuple(sorted(set(subnets))))
