"""Fees of signed extrinsics (spec: 50-fees-and-extensions §4)."""

from . import dispatch as dp
from . import guards
from . import scale as sc
from .balances import deposit, keep_alive, withdraw
from .dispatch import Nested, Outcome
from .state import State

MAX_BLOCK_WEIGHT = 4 * 10**12
EXTRINSIC_BASE = 108_157_000


def weight_to_fee(weight: int) -> int:
    """Rao for ps: Perbill(500,000) of it, halves rounded down."""
    quotient, rest = divmod(weight * 500_000, 10**9)
    return quotient + (1 if rest * 2 > 10**9 else 0)


def inclusion_fee(length: int, weight: int) -> int:
    """Base, length and weight."""
    fee = weight_to_fee(EXTRINSIC_BASE) + length
    return fee + weight_to_fee(min(weight, MAX_BLOCK_WEIGHT))


def apply_extrinsic(s: State, signer: bytes, call: Nested) -> Outcome:
    """Charges, runs, gives back what was not used, pays the author."""
    nonce = s.Nonce.at(signer)
    length = len(sc.extrinsic(signer, nonce, dp.encode(call)))
    fee = inclusion_fee(length, dp.static_weight(call)) if dp.pays(call) else 0
    # A guard that refuses here would keep the extrinsic out of the block altogether.
    guards.check(s, signer, call.name, call.args)
    if fee > keep_alive(s, signer):
        raise ValueError("the life has no extrinsic that its signer cannot pay")
    s.Nonce[signer] = nonce + 1
    withdraw(s, signer, fee)
    outcome = dp.dispatch(s, signer, call)
    due = inclusion_fee(length, outcome.weight) if outcome.pays else 0
    due = min(due, fee)
    if fee > due and s.Free.at(signer) > 0:
        deposit(s, signer, fee - due)
    else:
        due = fee
    if not deposit(s, s.Author, due):
        s.BalancesTotalIssuance -= due
    return outcome
