"""Free balances with the existential deposit (spec: 20-calls §19, 30-block-step §5, §8)."""

from .errors import DispatchError, ensure
from .fixed import u64
from .keys import subnet_account
from .state import ROOT, State

EXISTENTIAL_DEPOSIT = 500
MAX_ISSUANCE = 21 * 10**15


def keep_alive(s: State, account: bytes) -> int:
    """What an account can spend and still exist."""
    return max(0, int(s.Free.at(account)) - EXISTENTIAL_DEPOSIT)


def _set_free(s: State, account: bytes, amount: int) -> None:
    """Writes a balance; what is left below the existential deposit is burned with the account."""
    if amount < EXISTENTIAL_DEPOSIT:
        s.BalancesTotalIssuance -= amount
        s.Free.pop(account, None)
        s.Nonce.pop(account, None)
    else:
        s.Free[account] = amount


def deposit(s: State, account: bytes, amount: int) -> bool:
    """Puts issued money on an account; false when the account would not exist after it."""
    if amount == 0:
        return True
    if account not in s.Free and amount < EXISTENTIAL_DEPOSIT:
        return False
    s.Free.bump(account, amount)
    return True


def withdraw(s: State, account: bytes, amount: int) -> None:
    """Takes money off an account; the caller decides what becomes of it."""
    if amount:
        _set_free(s, account, s.Free.at(account) - amount)


def move(s: State, source: bytes, target: bytes, amount: int, preserve: bool) -> None:
    """A transfer of the Balances pallet."""
    if amount == 0 or source == target:
        if s.Free.at(source) < amount:
            raise DispatchError("Token.FundsUnavailable")
        return
    if s.Free.at(source) < amount:
        raise DispatchError("Token.FundsUnavailable")
    if preserve and s.Free.at(source) - amount < EXISTENTIAL_DEPOSIT:
        raise DispatchError("Token.NotExpendable")
    if target not in s.Free and amount < EXISTENTIAL_DEPOSIT:
        raise DispatchError("Token.BelowMinimum")
    _set_free(s, source, s.Free.at(source) - amount)
    s.Free.bump(target, amount)


def transfer_tao(s: State, source: bytes, target: bytes, amount: int) -> None:
    """A transfer that may end the source; burned dust leaves both issuance counters."""
    ensure(amount <= s.Free.at(source), "InsufficientBalance")
    before = s.BalancesTotalIssuance
    move(s, source, target, amount, preserve=False)
    s.TotalIssuance = u64(s.TotalIssuance - (before - s.BalancesTotalIssuance))


def transfer_to_subnet(s: State, netuid: int, coldkey: bytes, amount: int) -> int:
    """Pays a subnet's account as much as the coldkey can and stay alive; gives that amount."""
    if amount == 0:
        return 0
    ensure(netuid == ROOT or netuid in s.NetworksAdded, "SubnetNotExists")
    paid = min(amount, keep_alive(s, coldkey))
    ensure(paid != 0, "InsufficientBalance")
    move(s, coldkey, subnet_account(netuid), paid, preserve=True)
    return paid


def transfer_from_subnet(s: State, netuid: int, target: bytes, amount: int) -> None:
    """Pays out of a subnet's account."""
    ensure(netuid == ROOT or netuid in s.NetworksAdded, "SubnetNotExists")
    transfer_tao(s, subnet_account(netuid), target, amount)


def recycle_tao(s: State, account: bytes, amount: int) -> None:
    """Destroys money of an account that must stay alive; both counters fall."""
    ensure(amount <= keep_alive(s, account), "InsufficientBalance")
    s.TotalIssuance = u64(s.TotalIssuance - amount)
    s.BalancesTotalIssuance -= amount
    withdraw(s, account, amount)


def mint(s: State, amount: int) -> int:
    """Issues money up to the cap; gives the credit that the caller must spend or recycle."""
    issued = min(amount, max(0, MAX_ISSUANCE - int(s.BalancesTotalIssuance)))
    s.TotalIssuance = u64(s.TotalIssuance + issued)
    s.BalancesTotalIssuance += issued
    return issued


def recycle_credit(s: State, credit: int) -> None:
    """Destroys what is left of a credit."""
    s.TotalIssuance = u64(s.TotalIssuance - credit)
    s.BalancesTotalIssuance -= credit
