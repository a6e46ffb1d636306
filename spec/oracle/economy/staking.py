"""Adding and removing stake (spec: 40-amm §5.2, §5.3, 20-calls §6.1–§6.3, §6.8)."""

from . import amm
from .balances import transfer_from_subnet, transfer_to_subnet
from .errors import DispatchError, ensure, fail
from .fixed import I64_MAX, I64_MIN, U64F64
from .root_claim import add_to_index, drop_from_index, on_stake_added, on_stake_removed
from .stake import (
    decrease,
    increase,
    is_precise_enough,
    note_staking_hotkey,
    stake_of,
    total_on_subnet,
    value_in_tao,
)
from .state import ROOT, State

MIN_STAKE = 2_000_000


def become_delegate(s: State, hotkey: bytes) -> None:
    """Writes the take that would be read anyway: presence makes a delegate."""
    if hotkey not in s.Delegates:
        s.Delegates[hotkey] = s.Delegates.default


def stake_into(
    s: State, hotkey: bytes, coldkey: bytes, netuid: int, tao: int, limit: int, drop_fees: bool
) -> int:
    """Pays TAO in and gives the alpha as stake."""
    paid = transfer_to_subnet(s, netuid, coldkey, tao)
    r = amm.swap_tao_for_alpha(s, netuid, paid, limit, drop_fees)
    ensure(r.paid_out != 0, "AmountTooLow")
    ensure(is_precise_enough(s, hotkey, netuid, r.paid_out), "InsufficientLiquidity")
    increase(s, hotkey, coldkey, netuid, r.paid_out)
    note_staking_hotkey(s, coldkey, hotkey)
    transfer_from_subnet(s, netuid, s.Author, r.fee_to_author)
    s.SubnetTaoFlow.bump(netuid, r.paid_in, I64_MAX, I64_MIN)
    s.LastColdkeyHotkeyStakeBlock[(coldkey, hotkey)] = s.Number
    if netuid == ROOT:
        on_stake_added(s, hotkey, coldkey, r.paid_out)
        add_to_index(s, coldkey)
    return r.paid_out


def unstake_from(
    s: State,
    hotkey: bytes,
    coldkey: bytes,
    beneficiary: bytes,
    netuid: int,
    alpha: int,
    limit: int,
    drop_fees: bool,
) -> int:
    """Sells stake and pays the TAO out; the author's part of the fee is sold fee-less."""
    decrease(s, hotkey, coldkey, netuid, alpha)
    r = amm.swap_alpha_for_tao(s, netuid, alpha, limit, drop_fees)
    refund = max(0, alpha - (r.paid_in + r.fee))
    if refund:
        increase(s, hotkey, coldkey, netuid, refund)
    transfer_from_subnet(s, netuid, beneficiary, r.paid_out)
    author = amm.swap_alpha_for_tao(s, netuid, r.fee_to_author, amm.MIN_PRICE, True)
    transfer_from_subnet(s, netuid, s.Author, author.paid_out)
    if netuid == ROOT:
        on_stake_removed(s, hotkey, coldkey, alpha)
        drop_from_index(s, coldkey)
    s.SubnetTaoFlow.bump(netuid, -(r.paid_out + author.paid_out), I64_MAX, I64_MIN)
    s.LastColdkeyHotkeyStakeBlock[(coldkey, hotkey)] = s.Number
    return r.paid_out


def _check_input(s: State, netuid: int, amount: int, reserve: str) -> None:
    if netuid != ROOT and s.SubnetMechanism.at(netuid) == 1:
        ensure(amount <= 1000 * getattr(s, reserve).at(netuid), "InsufficientLiquidity")


def _validate_add(
    s: State, coldkey: bytes, hotkey: bytes, netuid: int, tao: int, most: int, partial: bool
) -> None:
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    ensure(s.SubtokenEnabled.at(netuid), "SubtokenDisabled")
    try:
        fee = amm.sim_swap(s, netuid, True, MIN_STAKE).fee
    except DispatchError:
        fee = amm.approx_fee(s, netuid, MIN_STAKE)
    ensure(tao >= MIN_STAKE + fee, "AmountTooLow")
    if not partial:
        ensure(tao <= most, "SlippageTooHigh")
    tao = min(tao, most)
    ensure(tao <= s.Free.at(coldkey), "NotEnoughBalanceToStake")
    ensure(hotkey in s.Owner, "HotKeyAccountNotExists")
    r = _simulate(s, netuid, True, tao)
    ensure(r.paid_in >= MIN_STAKE, "AmountTooLow")
    ensure(r.paid_out != 0, "InsufficientLiquidity")
    ensure(is_precise_enough(s, hotkey, netuid, r.paid_out), "InsufficientLiquidity")


def _simulate(s: State, netuid: int, buy: bool, amount: int) -> amm.Swap:
    try:
        return amm.sim_swap(s, netuid, buy, amount)
    except DispatchError:
        raise fail("InsufficientLiquidity") from None


def add_stake(s: State, coldkey: bytes, hotkey: bytes, netuid: int, tao: int) -> int:
    """Call add_stake."""
    _check_input(s, netuid, tao, "SubnetTAO")
    _validate_add(s, coldkey, hotkey, netuid, tao, tao, False)
    return stake_into(s, hotkey, coldkey, netuid, tao, amm.MAX_PRICE, False)


def add_stake_limit(
    s: State, coldkey: bytes, hotkey: bytes, netuid: int, tao: int, limit: int, partial: bool
) -> int:
    """Call add_stake_limit."""
    _check_input(s, netuid, tao, "SubnetTAO")
    most = amm.max_amount_add(s, netuid, limit)
    _validate_add(s, coldkey, hotkey, netuid, tao, most, partial)
    if s.Owner.at(hotkey) != coldkey:
        become_delegate(s, hotkey)
    return stake_into(s, hotkey, coldkey, netuid, min(tao, most), limit, False)


def ensure_available(s: State, coldkey: bytes, netuid: int, alpha: int) -> None:
    """No lock is ever made in the life, so everything a coldkey has is available."""
    ensure(total_on_subnet(s, coldkey, netuid) >= alpha, "StakeUnavailable")


def _validate_remove(
    s: State, coldkey: bytes, hotkey: bytes, netuid: int, alpha: int, most: int, partial: bool
) -> None:
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    ensure(alpha != 0, "AmountTooLow")
    stake = stake_of(s, hotkey, coldkey, netuid)
    ensure(alpha <= stake, "NotEnoughStakeToWithdraw")
    r = _simulate(s, netuid, False, alpha)
    ensure(stake == alpha or r.paid_out >= MIN_STAKE, "AmountTooLow")
    ensure(partial or alpha <= most, "SlippageTooHigh")
    ensure(hotkey in s.Owner, "HotKeyAccountNotExists")
    ensure_available(s, coldkey, netuid, alpha)


def _after_removal(s: State, hotkey: bytes, coldkey: bytes, netuid: int) -> None:
    clear_small_nomination(s, hotkey, coldkey, netuid)
    prices = {n: amm.price(s, n) for n in s.netuids()}
    if value_in_tao(s, hotkey, prices) < s.StakeThreshold:
        for n in s.netuids():
            s.PendingChildKeys.pop((n, hotkey), None)


def remove_stake(s: State, coldkey: bytes, hotkey: bytes, netuid: int, alpha: int) -> None:
    """Call remove_stake."""
    ensure(s.SubtokenEnabled.at(netuid), "SubtokenDisabled")
    alpha = min(alpha, stake_of(s, hotkey, coldkey, netuid))
    _check_input(s, netuid, alpha, "SubnetAlphaIn")
    _validate_remove(s, coldkey, hotkey, netuid, alpha, alpha, False)
    unstake_from(s, hotkey, coldkey, coldkey, netuid, alpha, amm.MIN_PRICE, False)
    _after_removal(s, hotkey, coldkey, netuid)


def remove_stake_limit(
    s: State, coldkey: bytes, hotkey: bytes, netuid: int, alpha: int, limit: int, partial: bool
) -> None:
    """Call remove_stake_limit."""
    _check_input(s, netuid, alpha, "SubnetAlphaIn")
    most = amm.max_amount_remove(s, netuid, limit)
    _validate_remove(s, coldkey, hotkey, netuid, alpha, most, partial)
    unstake_from(s, hotkey, coldkey, coldkey, netuid, min(alpha, most), limit, False)
    _after_removal(s, hotkey, coldkey, netuid)


def clear_small_nomination(s: State, hotkey: bytes, coldkey: bytes, netuid: int) -> None:
    """Unstakes what is left of a nomination that became too small (§6.8)."""
    if s.Owner.get(hotkey) == coldkey:
        return
    least = MIN_STAKE * s.NominatorMinRequiredStake // 1_000_000
    least_alpha = U64F64.to_u64(U64F64.div0(U64F64.of(least), amm.price(s, netuid)))
    stake = stake_of(s, hotkey, coldkey, netuid)
    if 0 < stake < least_alpha:
        raise NotImplementedError("small nominations are outside the life")


def _unstake_all_on(s: State, coldkey: bytes, hotkey: bytes, netuid: int) -> int:
    """Everything on one subnet, when the rules allow it; gives the TAO."""
    if not s.SubtokenEnabled.at(netuid):
        return 0
    alpha = stake_of(s, hotkey, coldkey, netuid)
    try:
        _validate_remove(s, coldkey, hotkey, netuid, alpha, alpha, False)
    except DispatchError:
        return 0
    tao = unstake_from(s, hotkey, coldkey, coldkey, netuid, alpha, amm.MIN_PRICE, False)
    clear_small_nomination(s, hotkey, coldkey, netuid)
    return tao


def unstake_all(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Call unstake_all."""
    ensure(hotkey in s.Owner, "HotKeyAccountNotExists")
    for netuid in s.netuids():
        _unstake_all_on(s, coldkey, hotkey, netuid)


def unstake_all_alpha(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Call unstake_all_alpha: everything but root, staked on root instead."""
    ensure(hotkey in s.Owner, "HotKeyAccountNotExists")
    others = [n for n in s.netuids() if n != ROOT]
    tao = sum(_unstake_all_on(s, coldkey, hotkey, n) for n in others)
    stake_into(s, hotkey, coldkey, ROOT, tao, amm.MAX_PRICE, False)
