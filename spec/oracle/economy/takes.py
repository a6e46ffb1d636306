"""Delegate take (spec: 20-calls §8.4)."""

from .errors import ensure
from .state import State


def check_owner(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """The hotkey exists and belongs to the caller."""
    ensure(hotkey in s.Owner, "HotKeyAccountNotExists")
    ensure(s.Owner[hotkey] == coldkey, "NonAssociatedColdKey")


def _last_key(hotkey: bytes) -> tuple[str, bytes]:
    return ("LastTxBlockDelegateTake", hotkey)


def decrease_take(s: State, coldkey: bytes, hotkey: bytes, take: int) -> None:
    """Call decrease_take."""
    check_owner(s, coldkey, hotkey)
    ensure(hotkey not in s.Delegates or take < s.Delegates[hotkey], "DelegateTakeTooLow")
    ensure(take >= s.MinDelegateTake, "DelegateTakeTooLow")
    s.Delegates[hotkey] = take
    s.LastRateLimitedBlock[_last_key(hotkey)] = s.Number


def increase_take(s: State, coldkey: bytes, hotkey: bytes, take: int) -> None:
    """Call increase_take."""
    check_owner(s, coldkey, hotkey)
    ensure(hotkey not in s.Delegates or take > s.Delegates[hotkey], "DelegateTakeTooLow")
    ensure(take <= s.MaxDelegateTake, "DelegateTakeTooHigh")
    limit, last = s.TxDelegateTakeRateLimit, s.LastRateLimitedBlock.at(_last_key(hotkey))
    # Unlike the common rule a difference equal to the limit is still too early.
    ensure(limit == 0 or last == 0 or s.Number - last > limit, "DelegateTxRateLimitExceeded")
    s.LastRateLimitedBlock[_last_key(hotkey)] = s.Number
    s.Delegates[hotkey] = take
