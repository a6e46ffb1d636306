"""Making, starting and dissolving subnets (spec: 20-calls §7.3–§7.5, 30-block-step §15.4)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from . import amm
from .balances import keep_alive, recycle_tao, transfer_from_subnet, transfer_to_subnet
from .children import set_root_validators
from .emission import network_lock_cost
from .errors import DispatchError, ensure, fail
from .fixed import U64F64, u64
from .keys import is_subnet_account, subnet_account
from .neurons import append_neuron, create_account
from .schedule import passes_rate_limit
from .share_pool import value_from_share
from .stake import StakePool, alpha_rows, worth_of_share
from .state import BY_NET_ITEMS, ROOT, State, Store

NEW_SUBNET_TEMPO = 10
NEW_SUBNET_BURN = 10**9
_LAST_REGISTERED = ("NetworkLastRegistered",)


def _median_price(s: State) -> int:
    """Median of the positive prices of all subnets, U64F64; 1 without any."""
    prices = sorted(p for n in s.netuids() if n != ROOT and (p := amm.price(s, n)) > 0)
    if not prices:
        return U64F64.one
    low, high = prices[(len(prices) - 1) // 2], prices[len(prices) // 2]
    if len(prices) % 2:
        return high
    return U64F64.div0(U64F64.add(low, high), U64F64.of(2))


def _init_network(s: State, netuid: int) -> None:
    s.SubnetworkN[netuid] = 0
    s.NetworksAdded[netuid] = True
    s.Tempo[netuid] = NEW_SUBNET_TEMPO
    # Epochs of different subnets are staggered.
    s.LastEpochBlock[netuid] = max(0, s.Number - netuid % NEW_SUBNET_TEMPO)
    s.TotalNetworks += 1
    s.NetworkRegistrationAllowed[netuid] = True
    s.MaxAllowedUids[netuid] = 256
    s.MaxAllowedValidators[netuid] = 64
    s.MinAllowedWeights[netuid] = 1
    s.ImmunityPeriod[netuid] = 5000
    s.Yuma3On[netuid] = True
    s.Burn[netuid] = NEW_SUBNET_BURN


def register_network(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Call register_network."""
    ensure(s.Owner.get(hotkey, coldkey) == coldkey, "NonAssociatedColdKey")
    ensure(not is_subnet_account(hotkey), "CannotUseSystemAccount")
    ensure(s.Number >= s.NetworkRegistrationStartBlock, "SubNetRegistrationDisabled")
    last = s.LastRateLimitedBlock.at(_LAST_REGISTERED)
    ensure(passes_rate_limit(s, s.NetworkRateLimit, last), "NetworkTxRateLimitExceeded")
    if sum(1 for n in s.netuids() if n != ROOT) >= s.SubnetLimit:
        raise NotImplementedError("a full chain is outside the life")
    cost = network_lock_cost(s)
    ensure(cost <= s.Free.at(coldkey), "CannotAffordLockCost")
    netuid = next(n for n in range(1, 65536) if n not in s.NetworksAdded)
    median = _median_price(s)
    _init_network(s, netuid)
    paid = transfer_to_subnet(s, netuid, coldkey, cost)
    s.NetworkLastLockCost = paid
    s.LastRateLimitedBlock[_LAST_REGISTERED] = s.Number
    create_account(s, coldkey, hotkey)
    append_neuron(s, netuid, hotkey)
    s.SubnetMechanism[netuid] = 1
    s.NetworkRegisteredAt[netuid] = s.Number
    s.RegisteredSubnetCounter.bump(netuid, 1)
    tao = max(paid, s.NetworkMinLockCost)
    s.SubnetTAO[netuid] = tao
    s.SubnetAlphaIn[netuid] = U64F64.to_u64(U64F64.div0(U64F64.of(tao), median))
    s.SubnetOwner[netuid] = coldkey
    s.SubnetOwnerHotkey[netuid] = hotkey
    s.SubnetLocked[netuid] = paid
    s.SubnetAlphaOut[netuid] = 0
    s.SubnetVolume[netuid] = 0
    s.RAORecycledForRegistration[netuid] = u64(paid - tao)
    s.TotalStake = u64(s.TotalStake + tao)
    set_root_validators(s, netuid)
    s.SubnetEmissionEnabled[netuid] = False


def start_call(s: State, coldkey: bytes, netuid: int) -> None:
    """Call start_call."""
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    if s.SubnetOwner.at(netuid) != coldkey:
        raise DispatchError("BadOrigin")
    is_new = s.FirstEmissionBlockNumber.at(netuid) is None
    ensure(is_new, "FirstEmissionBlockNumberAlreadySet")
    ready = s.Number >= s.NetworkRegisteredAt.at(netuid) + s.StartCallDelay
    ensure(ready, "NeedWaitingMoreBlocksToStarCall")
    s.FirstEmissionBlockNumber[netuid] = s.Number + 1
    s.SubtokenEnabled[netuid] = True


def dissolve(s: State, netuid: int) -> None:
    """Call root_dissolve_network, after the origin check."""
    if netuid == ROOT or not s.NetworksAdded.at(netuid):
        raise fail("SubnetNotExists")
    for hotkey, rows in list(s.RootClaimable.items()):
        s.RootClaimable[hotkey] = tuple(row for row in rows if row[0] != netuid)
    _clear(s.RootClaimed, lambda key: key[0] == netuid)
    _pay_stakers(s, netuid)
    amm.clear_protocol_liquidity(s, netuid)
    _remove_network(s, netuid)


def _pay_stakers(s: State, netuid: int) -> None:
    """Divides the pool's TAO over stakers and protocol, by largest remainder."""
    protocol = s.SubnetProtocolAlpha.at(netuid)
    if s.NetworkRegisteredAt.at(netuid) > s.TaoInRefundDeploymentBlock:
        protocol = u64(protocol + s.SubnetAlphaIn.at(netuid))
    stakers: list[tuple[bytes | None, int]] = []
    rows = alpha_rows(s, netuid)
    for hotkey, shares in rows:
        for coldkey, share in shares:
            worth = value_from_share(StakePool(s, hotkey, netuid), share) or worth_of_share(share)
            if worth:
                stakers.append((coldkey, worth))
    total = protocol + sum(worth for _, worth in stakers)
    pot = s.SubnetTAO.at(netuid)
    if pot:
        s.SubnetTAO.pop(netuid, None)
        s.TotalStake = u64(s.TotalStake - pot)
    if pot and total:
        if protocol:
            stakers.append((None, protocol))
        _pay_portions(s, netuid, pot, total, stakers)
    for hotkey, shares in rows:
        for coldkey, _ in shares:
            s.AlphaV2.pop((hotkey, coldkey, netuid), None)
        s.TotalHotkeyAlpha.pop((hotkey, netuid), None)
        s.TotalHotkeySharesV2.pop((hotkey, netuid), None)
    for item in ("SubnetAlphaIn", "SubnetAlphaOut", "SubnetProtocolAlpha"):
        getattr(s, item).pop(netuid, None)
    account = subnet_account(netuid)
    # The owner's refund only concerns subnets older than NetworkRegistrationStartBlock (0 here).
    recycle_tao(s, account, keep_alive(s, account))


def _pay_portions(
    s: State, netuid: int, pot: int, total: int, stakers: list[tuple[bytes | None, int]]
) -> None:
    portions = [(*divmod(pot * worth, total), who) for who, worth in stakers]
    left = pot - sum(share for share, _, _ in portions)
    if left > 0:
        # Stable: equal remainders stay in order, the protocol last.
        portions.sort(key=lambda portion: -portion[1])
    for place, (share, _, who) in enumerate(portions):
        amount = share + 1 if place < left else share
        if who is not None and amount > 0:
            # A refused payment is ignored by the chain.
            with suppress(DispatchError), s.layer():
                transfer_from_subnet(s, netuid, who, amount)


def _clear(store: Store, matches: Callable[[Any], bool]) -> None:
    for key in [k for k in store if matches(k)]:
        del store[key]


# Items that survive a dissolve although they are keyed by netuid (10-state §3, "Kept").
_KEPT = frozenset(
    (
        "OwnerCutEnabled SubnetEmissionEnabled RecycleOrBurn MinNonImmuneUids MinAllowedUids "
        "RootProp RootClaimableThreshold RootAlphaDividendsPerSubnet AutoStakeDestination "
        "AutoStakeDestinationColdkeys MinChildkeyTakePerSubnet RegisteredSubnetCounter "
        "TotalAlphaIssuance AlphaBurned AlphaRecycled"
    ).split()
)
_FIRST_KEY = ("AlphaDividendsPerSubnet", "Keys", "Uids", "BlockAtRegistration", "PendingChildKeys")
_BY_INDEX = ("Weights", "Bonds", "WeightCommits", "TimelockedWeightCommits")
_SECOND_KEY = (
    "ChildkeyTake",
    "ChildKeys",
    "ParentKeys",
    "TotalHotkeyAlphaLastEpoch",
    "TransactionKeyLastBlock",
)


def _remove_network(s: State, netuid: int) -> None:
    """Forgets everything about a subnet but what is kept."""
    indices = {m * 4096 + netuid for m in range(s.MechanismCountCurrent.at(netuid))}
    for item in BY_NET_ITEMS:
        if item in _KEPT:
            continue
        for key in indices if item in ("Incentive", "LastUpdate") else {netuid}:
            getattr(s, item).pop(key, None)
    for item in _FIRST_KEY:
        _clear(getattr(s, item), lambda key: key[0] == netuid)
    for item in _BY_INDEX:
        _clear(getattr(s, item), lambda key: key[0] in indices)
    for item in _SECOND_KEY:
        _clear(getattr(s, item), lambda key: key[1] == netuid)
    s.TotalNetworks -= 1
