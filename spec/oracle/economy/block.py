"""One block: the block step, then the extrinsics (spec: 30-block-step §2, §3)."""

from dataclasses import dataclass

from . import root_claim, shares
from .balances import mint
from .children import apply_pending
from .coinbase import run_coinbase
from .dispatch import Nested, Outcome
from .emission import block_emission, update_registration_prices
from .fees import apply_extrinsic
from .state import State


@dataclass(frozen=True)
class Header:
    """What a block takes from the chain that made it."""

    number: int
    author: bytes
    parent_hash: bytes


def block_step(s: State, parent_hash: bytes) -> None:
    """Everything that happens before the first extrinsic."""
    update_registration_prices(s)
    credit = mint(s, block_emission(s.TotalIssuance))
    # No timelocked commits in the life: nothing to reveal here (§6).
    run_coinbase(s, credit)
    for netuid in shares.emit_to(s):
        shares.update_moving_price(s, netuid)
    for netuid in shares.emit_to(s):
        s.RootProp[netuid] = shares.root_proportion(s, netuid)
    apply_pending(s)
    root_claim.auto_claim(s, parent_hash)
    root_claim.populate_index(s)


def run_block(s: State, header: Header, extrinsics: list[tuple[bytes, Nested]]) -> list[Outcome]:
    """A whole block; gives the outcome of every extrinsic."""
    s.Number = header.number
    s.Author = header.author
    block_step(s, header.parent_hash)
    return [apply_extrinsic(s, signer, call) for signer, call in extrinsics]
