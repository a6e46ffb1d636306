"""Making and destroying alpha (spec: 30-block-step §8, 10-state §4.2)."""

from .state import State


def mint(s: State, netuid: int, amount: int) -> None:
    """Counts new alpha; the caller adds it to a reserve."""
    s.TotalAlphaIssuance.bump(netuid, amount)


def recycle(s: State, netuid: int, amount: int) -> None:
    """Takes outstanding alpha out of all counters."""
    if amount:
        s.SubnetAlphaOut.bump(netuid, -amount)
        s.AlphaRecycled.bump(netuid, amount)
        s.TotalAlphaIssuance.bump(netuid, -amount)


def burn(s: State, netuid: int, amount: int) -> None:
    """Counts alpha as burned; supply counters keep it."""
    if amount:
        s.AlphaBurned.bump(netuid, amount)
