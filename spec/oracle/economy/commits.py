"""Committing and revealing weights (spec: 20-calls §5.2, §5.3)."""

from . import scale
from .errors import DispatchError, ensure, fail
from .keys import blake2_256, le16
from .run_epochs import storage_index
from .schedule import current_epoch, is_expired, is_reveal_epoch
from .state import State
from .weights import (
    ensure_mechanism,
    internal_set_weights,
    passes_weights_limit,
    set_last_update,
)

MAX_COMMITS = 10

Commit = tuple[bytes, int, int]
"""(hash, epoch, block); the stored fourth part is always 0."""


def commit_hash(
    who: bytes, index: int, uids: list[int], values: list[int], salt: list[int], key: int
) -> bytes:
    """The hash a validator commits to."""
    vectors = b"".join(scale.vec([le16(v) for v in part]) for part in (uids, values, salt))
    return blake2_256(who + le16(index) + vectors + key.to_bytes(8, "little"))


def _drop_expired(s: State, netuid: int, queue: list[Commit]) -> list[bytes]:
    """Takes expired commits off the front; gives their hashes."""
    expired = []
    while queue and is_expired(s, netuid, queue[0][1]):
        expired.append(queue.pop(0)[0])
    return expired


def commit_weights(s: State, who: bytes, netuid: int, mechanism: int, hashed: bytes) -> None:
    """Calls commit_weights (mechanism 0) and commit_mechanism_weights."""
    ensure_mechanism(s, netuid, mechanism)
    index = storage_index(netuid, mechanism)
    ensure(s.CommitRevealWeightsEnabled.at(netuid), "CommitRevealDisabled")
    uid = s.Uids.at((netuid, who))
    ensure(uid is not None, "HotKeyNotRegisteredInSubNet")
    ensure(passes_weights_limit(s, netuid, index, uid), "CommittingWeightsTooFast")
    queue = list(s.WeightCommits.at((index, who)) or ())
    _drop_expired(s, netuid, queue)
    ensure(len(queue) < MAX_COMMITS, "TooManyUnrevealedCommits")
    queue.append((hashed, current_epoch(s, netuid), s.Number))
    s.WeightCommits[(index, who)] = tuple(queue)
    set_last_update(s, netuid, index, uid, s.Number)


def batch_commit_weights(
    s: State, who: bytes, netuids: list[int], hashes: list[bytes]
) -> list[str]:
    """Call batch_commit_weights; gives the errors of the items."""
    ensure(len(netuids) == len(hashes), "InputLengthsUnequal")
    errors = []
    for netuid, hashed in zip(netuids, hashes, strict=True):
        try:
            commit_weights(s, who, netuid, 0, hashed)
        except DispatchError as error:
            errors.append(error.name)
    return errors


def _not_found(hashed: bytes, expired: list[bytes], otherwise: str) -> DispatchError:
    return fail("ExpiredWeightCommit" if hashed in expired else otherwise)


def _store(s: State, key: tuple[int, bytes], queue: list[Commit]) -> None:
    s.WeightCommits.pop(key, None)
    if queue:
        s.WeightCommits[key] = tuple(queue)


def reveal_weights(
    s: State,
    who: bytes,
    netuid: int,
    mechanism: int,
    uids: list[int],
    values: list[int],
    salt: list[int],
    version_key: int,
) -> None:
    """Calls reveal_weights (mechanism 0) and reveal_mechanism_weights."""
    index = storage_index(netuid, mechanism)
    ensure(s.CommitRevealWeightsEnabled.at(netuid), "CommitRevealDisabled")
    ensure((index, who) in s.WeightCommits, "NoWeightsCommitFound")
    queue = list(s.WeightCommits[(index, who)])
    expired = _drop_expired(s, netuid, queue)
    hashed = commit_hash(who, index, uids, values, salt, version_key)
    if not queue:
        raise _not_found(hashed, expired, "NoWeightsCommitFound")
    hashes = [h for h, _, _ in queue]
    if hashed not in hashes:
        raise _not_found(hashed, expired, "InvalidRevealCommitHashNotMatch")
    position = hashes.index(hashed)
    ensure(is_reveal_epoch(s, netuid, queue[position][1]), "RevealTooEarly")
    # Everything before it is given up.
    _store(s, (index, who), queue[position + 1 :])
    internal_set_weights(s, who, netuid, mechanism, uids, values, version_key)


def batch_reveal_weights(
    s: State,
    who: bytes,
    netuid: int,
    uids: list[list[int]],
    values: list[list[int]],
    salts: list[list[int]],
    version_keys: list[int],
) -> None:
    """Call batch_reveal_weights, mechanism 0 only: all hashes first, then all weights."""
    ensure(len(uids) == len(values) == len(salts) == len(version_keys), "InputLengthsUnequal")
    ensure(s.CommitRevealWeightsEnabled.at(netuid), "CommitRevealDisabled")
    ensure((netuid, who) in s.WeightCommits, "NoWeightsCommitFound")
    queue = list(s.WeightCommits[(netuid, who)])
    expired = _drop_expired(s, netuid, queue)
    items = list(zip(uids, values, salts, version_keys, strict=True))
    hashes = [commit_hash(who, netuid, u, v, salt, key) for u, v, salt, key in items]
    for hashed in hashes:
        found = [c for c in queue if c[0] == hashed]
        if not found:
            raise _not_found(hashed, expired, "InvalidRevealCommitHashNotMatch")
        ensure(is_reveal_epoch(s, netuid, found[0][1]), "RevealTooEarly")
    for hashed, (u, v, _, key) in zip(hashes, items, strict=True):
        left = [h for h, _, _ in queue]
        if hashed not in left:
            raise _not_found(hashed, expired, "InvalidRevealCommitHashNotMatch")
        queue.pop(left.index(hashed))
        internal_set_weights(s, who, netuid, 0, u, v, key)
    _store(s, (netuid, who), queue)
