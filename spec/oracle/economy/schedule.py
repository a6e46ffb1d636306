"""When epochs run (spec: 30-block-step §9.1, 20-calls §3, §5.2)."""

from .errors import ensure
from .state import State

MAX_TEMPO = 50400


def should_run_epoch(s: State, netuid: int) -> bool:
    """Whether the epoch of a subnet is due in this block."""
    tempo = s.Tempo.at(netuid)
    if tempo == 0:
        return False
    pending = s.PendingEpochAt.at(netuid)
    if pending > 0 and s.Number >= pending:
        return True
    if s.BlocksSinceLastStep.at(netuid) > MAX_TEMPO:
        return True
    return bool(s.Number - s.LastEpochBlock.at(netuid) >= tempo)


def current_epoch(s: State, netuid: int) -> int:
    """Epoch counter with look-ahead: one more when an epoch is due now."""
    index: int = s.SubnetEpochIndex.at(netuid)
    return index + 1 if should_run_epoch(s, netuid) else index


def is_expired(s: State, netuid: int, commit_epoch: int) -> bool:
    """Whether a commit's reveal epoch is over."""
    return bool(current_epoch(s, netuid) > commit_epoch + s.RevealPeriodEpochs.at(netuid))


def is_reveal_epoch(s: State, netuid: int, commit_epoch: int) -> bool:
    """Whether a commit can be revealed now."""
    return bool(current_epoch(s, netuid) == commit_epoch + s.RevealPeriodEpochs.at(netuid))


def ensure_admin_window_open(s: State, netuid: int) -> None:
    """Refuses settings shortly before an epoch."""
    tempo = s.Tempo.at(netuid)
    if tempo == 0:
        return
    frozen = s.PendingEpochAt.at(netuid) > s.Number
    remaining = max(0, s.LastEpochBlock.at(netuid) + tempo - s.Number)
    ensure(
        not frozen and remaining >= s.AdminFreezeWindow,
        "AdminActionProhibitedDuringWeightsWindow",
    )


def passes_rate_limit(s: State, limit: int, last: int) -> bool:
    """The common rule: never done yet, or long enough ago."""
    return last == 0 or s.Number - last >= limit
