"""From epoch results to hotkeys: parents, split, payout (spec: 30-block-step §10.2–10.4)."""

from dataclasses import dataclass

from . import alpha, root_claim
from .fixed import U96F32, u64
from .stake import hotkey_stake, increase, increase_all, proportion, tao_weight
from .state import ROOT, State

Emission = tuple[bytes, int, int]
"""(hotkey, incentive, dividend)."""


@dataclass(frozen=True)
class Distribution:
    """Incentives in rao, dividends in U96F32, per hotkey in account order."""

    incentives: dict[bytes, int]
    alpha_dividends: dict[bytes, int]
    root_dividends: dict[bytes, int]


def childkey_take(s: State, hotkey: bytes, netuid: int) -> int:
    """The stored take, but at least the effective minimum."""
    low = max(s.MinChildkeyTake, s.MinChildkeyTakePerSubnet.at(netuid))
    return int(max(s.ChildkeyTake.at((hotkey, netuid)), low))


def self_contribution(s: State, hotkey: bytes, netuid: int) -> int:
    """What the hotkey keeps of its own stake weight, in rao."""
    rest = U96F32.one
    for parts, _ in s.ChildKeys.at((hotkey, netuid)):
        rest = U96F32.sub(rest, proportion(parts))
    own = U96F32.mul(U96F32.of(hotkey_stake(s, hotkey, netuid)), rest)
    root = U96F32.mul(U96F32.of(hotkey_stake(s, hotkey, ROOT)), rest)
    return U96F32.to_u64(U96F32.add(own, U96F32.mul(root, tao_weight(s))))


def _parent_contribution(s: State, parent: bytes, parts: int, netuid: int) -> int:
    share = proportion(parts)
    own = U96F32.mul(U96F32.of(hotkey_stake(s, parent, netuid)), share)
    root = U96F32.mul(U96F32.of(hotkey_stake(s, parent, ROOT)), share)
    return U96F32.add(own, U96F32.mul(root, tao_weight(s)))


def to_parents(s: State, hotkey: bytes, netuid: int, dividend: int) -> list[tuple[bytes, int]]:
    """Divides one hotkey's dividend among its parents and itself (§10.2)."""
    whole = U96F32.of(dividend)
    rest = whole
    take_share = U96F32.div0(U96F32.of(childkey_take(s, hotkey, netuid)), U96F32.of(65535))
    burn_share = proportion(s.CKBurn)
    total = U96F32.of(self_contribution(s, hotkey, netuid))
    contributions = []
    for parts, parent in s.ParentKeys.at((hotkey, netuid)):
        part = _parent_contribution(s, parent, parts, netuid)
        total = U96F32.add(total, part)
        contributions.append((parent, part))
    takes = 0
    out = []
    for parent, part in contributions:
        share = U96F32.mul(whole, U96F32.div0(part, total))
        rest = U96F32.sub(rest, share)
        if s.Owner.at(parent) != s.Owner.at(hotkey):
            burned = U96F32.mul(burn_share, share)
            take = U96F32.mul(take_share, share)
            share = U96F32.sub(U96F32.sub(share, burned), take)
            takes = U96F32.add(takes, take)
            alpha.recycle(s, netuid, U96F32.to_u64(burned))
        out.append((parent, U96F32.to_u64(share)))
    out.append((hotkey, U96F32.to_u64(U96F32.add(rest, takes))))
    return out


def split(
    validator_alpha: int,
    pending_root: int,
    weight: int,
    stakes: dict[bytes, tuple[int, int]],
    dividends: dict[bytes, int],
) -> tuple[dict[bytes, int], dict[bytes, int]]:
    """Alpha and root dividends per hotkey, U96F32 (§10.3). Stakes are (alpha, root)."""
    by_alpha: dict[bytes, int] = {}
    by_root: dict[bytes, int] = {}
    for hotkey, dividend in sorted(dividends.items()):
        if hotkey not in stakes:
            continue
        own, root = stakes[hotkey]
        root_value = U96F32.mul(U96F32.of(root), weight)
        part = U96F32.div0(root_value, U96F32.add(U96F32.of(own), root_value))
        by_root[hotkey] = U96F32.mul(dividend, part)
        by_alpha[hotkey] = U96F32.sub(dividend, by_root[hotkey])
    return _pro_rata(by_alpha, validator_alpha), _pro_rata(by_root, pending_root)


def _pro_rata(parts: dict[bytes, int], amount: int) -> dict[bytes, int]:
    total = 0
    for part in parts.values():
        total = U96F32.add(total, part)
    whole = U96F32.of(amount)
    return {h: U96F32.mul(whole, U96F32.div0(part, total)) for h, part in parts.items()}


def distribute(
    s: State, netuid: int, pending_root: int, validator_alpha: int, emissions: list[Emission]
) -> Distribution:
    """All of §10.2 and §10.3."""
    incentives: dict[bytes, int] = {}
    dividends: dict[bytes, int] = {}
    for hotkey, incentive, dividend in emissions:
        incentives[hotkey] = u64(incentives.get(hotkey, 0) + incentive)
        for receiver, amount in to_parents(s, hotkey, netuid, dividend):
            dividends[receiver] = U96F32.add(dividends.get(receiver, 0), U96F32.of(amount))
    stakes = {h: (hotkey_stake(s, h, netuid), hotkey_stake(s, h, ROOT)) for h in dividends}
    by_alpha, by_root = split(validator_alpha, pending_root, tao_weight(s), stakes, dividends)
    return Distribution(dict(sorted(incentives.items())), by_alpha, by_root)


def _owner_hotkeys(s: State, netuid: int) -> set[bytes]:
    owned = {h for h in s.OwnedHotkeys.at(s.SubnetOwner.at(netuid)) if (netuid, h) in s.Uids}
    owner_hotkey = s.SubnetOwnerHotkey.get(netuid)
    if owner_hotkey is not None and (netuid, owner_hotkey) in s.Uids:
        owned.add(owner_hotkey)
    return owned


def _pay_incentives(s: State, netuid: int, incentives: dict[bytes, int]) -> None:
    owners = _owner_hotkeys(s, netuid)
    total = withheld = 0
    for hotkey, incentive in sorted(incentives.items()):
        total = u64(total + incentive)
        if hotkey in owners:
            withheld = u64(withheld + incentive)
            sink = alpha.recycle if s.RecycleOrBurn.at(netuid) == "Recycle" else alpha.burn
            sink(s, netuid, incentive)
            continue
        owner = s.Owner.at(hotkey)
        target = s.AutoStakeDestination.at((owner, netuid)) or hotkey
        increase(s, target, owner, netuid, incentive)
    s.MinerBurned[netuid] = U96F32.div0(U96F32.of(withheld), U96F32.of(total))


def _clear_prefix(store: dict[tuple[int, bytes], int], netuid: int) -> None:
    for key in [k for k in store if k[0] == netuid]:
        del store[key]


def _take_owner_share(s: State, hotkey: bytes, netuid: int, amount: int) -> int:
    """Pays the owner's take of a dividend (U96F32); gives what is left for the stakers, rao."""
    share = U96F32.div0(U96F32.of(s.Delegates.at(hotkey)), U96F32.of(65535))
    take = U96F32.mul(share, amount)
    increase(s, hotkey, s.Owner.at(hotkey), netuid, U96F32.to_u64(take))
    return U96F32.to_u64(U96F32.sub(amount, take))


def pay(s: State, netuid: int, owner_cut: int, d: Distribution) -> None:
    """Owner cut, incentives, alpha dividends, root dividends, in this order (§10.4)."""
    owner, owner_hotkey = s.SubnetOwner.get(netuid), s.SubnetOwnerHotkey.get(netuid)
    if owner is not None and owner_hotkey is not None:
        increase(s, owner_hotkey, owner, netuid, owner_cut)
    _pay_incentives(s, netuid, d.incentives)
    _clear_prefix(s.AlphaDividendsPerSubnet, netuid)
    for hotkey, amount in sorted(d.alpha_dividends.items()):
        rest = _take_owner_share(s, hotkey, netuid, amount)
        increase_all(s, hotkey, netuid, rest)
        s.AlphaDividendsPerSubnet.bump((netuid, hotkey), rest)
        s.TotalHotkeyAlphaLastEpoch[(hotkey, netuid)] = hotkey_stake(s, hotkey, netuid)
    _clear_prefix(s.RootAlphaDividendsPerSubnet, netuid)
    for hotkey, amount in sorted(d.root_dividends.items()):
        rest = _take_owner_share(s, hotkey, netuid, amount)
        root_claim.increase_claimable(s, hotkey, netuid, rest)
        s.RootAlphaDividendsPerSubnet.bump((netuid, hotkey), rest)
