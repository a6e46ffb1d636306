"""Adding and replacing neurons (spec: 30-block-step §15.1, 20-calls §7.1, §7.2)."""

from . import amm
from .balances import transfer_to_subnet
from .emission import bump_registration_price
from .errors import ensure, fail
from .fixed import I64_MAX, I64_MIN
from .keys import is_subnet_account
from .prune import neuron_to_prune
from .run_epochs import storage_index
from .stake import hotkey_stake, note_staking_hotkey
from .state import ROOT, State
from .weights import set_last_update

DEFAULT_TAKE = 11796


def create_account(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Makes the coldkey the owner of a hotkey that has none."""
    ensure(not is_subnet_account(hotkey), "CannotUseSystemAccount")
    if hotkey not in s.Owner:
        s.Owner[hotkey] = coldkey
        if hotkey not in s.OwnedHotkeys.at(coldkey):
            s.OwnedHotkeys[coldkey] = (*s.OwnedHotkeys.at(coldkey), hotkey)
        note_staking_hotkey(s, coldkey, hotkey)


def append_neuron(s: State, netuid: int, hotkey: bytes) -> int:
    """Gives the next uid. StakeWeight is not extended."""
    uid: int = s.SubnetworkN.at(netuid)
    s.SubnetworkN[netuid] = uid + 1
    s.Active[netuid] = (*s.Active.at(netuid), True)
    s.ValidatorPermit[netuid] = (*s.ValidatorPermit.at(netuid), False)
    for item in ("Emission", "Consensus", "Dividends", "ValidatorTrust"):
        store = getattr(s, item)
        store[netuid] = (*store.at(netuid), 0)
    for mechanism in range(s.MechanismCountCurrent.at(netuid)):
        index = storage_index(netuid, mechanism)
        s.Incentive[index] = (*s.Incentive.at(index), 0)
        set_last_update(s, netuid, index, uid, s.Number)
    _bind(s, netuid, uid, hotkey)
    return uid


def _bind(s: State, netuid: int, uid: int, hotkey: bytes) -> None:
    s.Keys[(netuid, uid)] = hotkey
    s.Uids[(netuid, hotkey)] = uid
    s.BlockAtRegistration[(netuid, uid)] = s.Number


def _set_at(store: dict[int, tuple[int, ...]], key: int, uid: int, value: int) -> None:
    values = list(store.get(key, ()))
    if uid < len(values):
        values[uid] = value
    store[key] = tuple(values)


def replace_neuron(s: State, netuid: int, uid: int, hotkey: bytes) -> None:
    """Gives an occupied uid to a newcomer; stake stays where it is."""
    old = s.Keys.at((netuid, uid))
    if s.SubnetOwnerHotkey.get(netuid) == old:
        return
    s.Uids.pop((netuid, old), None)
    _set_at(s.Active, netuid, uid, True)
    _bind(s, netuid, uid, hotkey)
    for item in ("Emission", "Consensus", "Dividends", "StakeWeight", "ValidatorTrust"):
        _set_at(getattr(s, item), netuid, uid, 0)
    _set_at(s.ValidatorPermit, netuid, uid, False)
    for mechanism in range(s.MechanismCountCurrent.at(netuid)):
        index = storage_index(netuid, mechanism)
        _set_at(s.Incentive, index, uid, 0)
        s.Bonds.pop((index, uid), None)
        s.Weights.pop((index, uid), None)
        for key in [k for k in s.Weights if k[0] == index]:
            s.Weights[key] = tuple((j, 0 if j == uid else w) for j, w in s.Weights[key])
        set_last_update(s, netuid, index, uid, s.Number)


def register(
    s: State, coldkey: bytes, netuid: int, hotkey: bytes, limit_price: int | None = None
) -> None:
    """Calls burned_register and register_limit."""
    ensure(netuid != ROOT, "RegistrationNotPermittedOnRootSubnet")
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    cost = s.Burn.at(netuid)
    ensure(limit_price is None or cost <= limit_price, "RegistrationPriceLimitExceeded")
    ensure(s.NetworkRegistrationAllowed.at(netuid), "SubNetRegistrationDisabled")
    ensure((netuid, hotkey) not in s.Uids, "HotKeyAlreadyRegisteredInSubNet")
    ensure(cost <= s.Free.at(coldkey), "NotEnoughBalanceToStake")
    create_account(s, coldkey, hotkey)
    ensure(s.Owner.get(hotkey) == coldkey, "NonAssociatedColdKey")
    most = s.MaxAllowedUids.at(netuid)
    ensure(most != 0, "NoNeuronIdAvailable")
    is_full = s.SubnetworkN.at(netuid) >= most
    ensure(not is_full or neuron_to_prune(s, netuid) is not None, "NoNeuronIdAvailable")
    paid = transfer_to_subnet(s, netuid, coldkey, cost)
    # The fee of this swap stays on the subnet's account (§7.1).
    burned = amm.swap_tao_for_alpha(s, netuid, paid, amm.MAX_PRICE, False).paid_out
    s.SubnetAlphaOut.bump(netuid, -burned)
    if is_full:
        victim = neuron_to_prune(s, netuid)
        if victim is None:
            raise fail("NoNeuronIdAvailable")
        replace_neuron(s, netuid, victim, hotkey)
    else:
        append_neuron(s, netuid, hotkey)
    bump_registration_price(s, netuid)
    s.RegistrationsThisBlock.bump(netuid, 1, 65535)
    s.RAORecycledForRegistration.bump(netuid, cost)
    s.SubnetTaoFlow.bump(netuid, paid, I64_MAX, I64_MIN)


def root_register(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Call root_register."""
    ensure(s.NetworksAdded.at(ROOT), "RootNetworkDoesNotExist")
    this_block = s.RegistrationsThisBlock.at(ROOT)
    this_interval = s.RegistrationsThisInterval.at(ROOT)
    target = s.TargetRegistrationsPerInterval.at(ROOT)
    ensure(this_block < s.MaxRegistrationsPerBlock.at(ROOT), "TooManyRegistrationsThisBlock")
    ensure(this_interval < 3 * target, "TooManyRegistrationsThisInterval")
    ensure((ROOT, hotkey) not in s.Uids, "HotKeyAlreadyRegisteredInSubNet")
    create_account(s, coldkey, hotkey)
    if s.SubnetworkN.at(ROOT) < s.MaxAllowedUids.at(ROOT):
        append_neuron(s, ROOT, hotkey)
    else:
        rows = s.uid_keys(ROOT)
        lowest = min(hotkey_stake(s, h, ROOT) for _, h in rows)
        victim = next(uid for uid, h in rows if hotkey_stake(s, h, ROOT) == lowest)
        ensure(lowest < hotkey_stake(s, hotkey, ROOT), "StakeTooLowForRoot")
        replace_neuron(s, ROOT, victim, hotkey)
    if hotkey not in s.Delegates:
        s.Delegates[hotkey] = DEFAULT_TAKE
    s.RegistrationsThisInterval[ROOT] = this_interval + 1
    s.RegistrationsThisBlock[ROOT] = this_block + 1


def set_auto_stake(s: State, coldkey: bytes, netuid: int, hotkey: bytes) -> None:
    """Call set_coldkey_auto_stake_hotkey."""
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    ensure((netuid, hotkey) in s.Uids, "HotKeyNotRegisteredInSubNet")
    current = s.AutoStakeDestination.at((coldkey, netuid))
    followers = s.AutoStakeDestinationColdkeys
    if current is not None:
        ensure(current != hotkey, "SameAutoStakeHotkeyAlreadySet")
        rest = tuple(c for c in followers.at((current, netuid)) if c != coldkey)
        followers[(current, netuid)] = rest
    s.AutoStakeDestination[(coldkey, netuid)] = hotkey
    if coldkey not in followers.at((hotkey, netuid)):
        followers[(hotkey, netuid)] = (*followers.at((hotkey, netuid)), coldkey)
