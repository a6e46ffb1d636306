"""Children, parents and childkey take (spec: 20-calls §8.1–§8.3, 30-block-step §11)."""

from contextlib import suppress

from . import amm
from .dividends import childkey_take
from .errors import DispatchError, ensure, fail
from .keys import b2
from .schedule import passes_rate_limit
from .stake import value_in_tao
from .state import ROOT, State

U64_MAX = 2**64 - 1
MAX_CHILDREN = 5
SET_CHILDREN_LIMIT = 150
SET_CHILDREN, SET_CHILDKEY_TAKE = 0, 1

Relation = dict[bytes, int]
Links = tuple[tuple[int, bytes], ...]


def _as_map(rows: Links, pivot: bytes) -> Relation:
    return {who: parts for parts, who in rows if who != pivot}


def _check_proportions(children: Relation) -> None:
    ensure(sum(children.values()) <= U64_MAX, "ProportionOverflow")


def _check_separation(children: Relation, parents: Relation) -> None:
    ensure(not children.keys() & parents.keys(), "ChildParentInconsistency")


def _load_relations(s: State, hotkey: bytes, children: Links, netuid: int) -> Relation:
    """Checks children against the stored parents; gives the parents."""
    links = _as_map(children, hotkey)
    _check_proportions(links)
    parents = _as_map(s.ParentKeys.at((hotkey, netuid)), hotkey)
    _check_separation(links, parents)
    return parents


def _write(store: dict[tuple[bytes, int], Links], key: tuple[bytes, int], links: Links) -> None:
    store.pop(key, None)
    if links:
        store[key] = links


def _upsert(links: Links, parts: int, who: bytes) -> Links:
    if any(w == who for _, w in links):
        return tuple((parts, w) if w == who else (p, w) for p, w in links)
    return (*links, (parts, who))


def _without(links: Links, who: bytes) -> Links:
    return tuple((p, w) for p, w in links if w != who)


def _persist(s: State, pivot: bytes, children: Relation, parents: Relation, netuid: int) -> None:
    """Rewrites both directions; lists of the pivot come out in account order."""
    before = {who for _, who in s.ChildKeys.at((pivot, netuid))}
    _write(s.ChildKeys, (pivot, netuid), tuple((p, c) for c, p in sorted(children.items())))
    for child in [*sorted(children.keys() - before), *sorted(children.keys() & before)]:
        links = _upsert(s.ParentKeys.at((child, netuid)), children[child], pivot)
        _write(s.ParentKeys, (child, netuid), links)
    for child in sorted(before - children.keys()):
        _write(s.ParentKeys, (child, netuid), _without(s.ParentKeys.at((child, netuid)), pivot))
    _write(s.ParentKeys, (pivot, netuid), tuple((p, w) for w, p in sorted(parents.items())))
    for parent, parts in sorted(parents.items()):
        links = _upsert(s.ChildKeys.at((parent, netuid)), parts, pivot)
        _write(s.ChildKeys, (parent, netuid), links)


def _apply(s: State, hotkey: bytes, children: Links, netuid: int) -> None:
    """Applies a set of children; a violation drops it in silence."""
    try:
        parents = _load_relations(s, hotkey, children, netuid)
    except DispatchError:
        return
    _persist(s, hotkey, _as_map(children, hotkey), parents, netuid)


def apply_pending(s: State) -> None:
    """Last part of an epoch: children whose cool-down is over."""
    for netuid in s.netuids():
        if s.LastEpochBlock.at(netuid) != s.Number:
            continue
        waiting = sorted((h for n, h in s.PendingChildKeys if n == netuid), key=b2)
        for hotkey in waiting:
            children, cooldown = s.PendingChildKeys[(netuid, hotkey)]
            if cooldown < s.Number or not s.SubtokenEnabled.at(netuid):
                _apply(s, hotkey, children, netuid)
                del s.PendingChildKeys[(netuid, hotkey)]


def set_children(s: State, coldkey: bytes, hotkey: bytes, netuid: int, children: Links) -> None:
    """Call set_children."""
    key = (hotkey, netuid, SET_CHILDREN)
    last = s.TransactionKeyLastBlock.at(key)
    ensure(passes_rate_limit(s, SET_CHILDREN_LIMIT, last), "TxRateLimitExceeded")
    ensure(netuid != ROOT, "RegistrationNotPermittedOnRootSubnet")
    ensure(s.NetworksAdded.at(netuid), "SubnetNotExists")
    ensure(s.Owner.get(hotkey) == coldkey, "NonAssociatedColdKey")
    ensure(len({who for _, who in children}) == len(children), "DuplicateChild")
    parents = _load_relations(s, hotkey, s.ChildKeys.at((hotkey, netuid)), netuid)
    wanted = {who: parts for parts, who in children}
    ensure(hotkey not in wanted, "InvalidChild")
    ensure(len(wanted) <= MAX_CHILDREN, "TooManyChildren")
    _check_proportions(wanted)
    _check_separation(wanted, parents)
    prices = {n: amm.price(s, n) for n in s.netuids()}
    ensure(
        not children
        or value_in_tao(s, hotkey, prices) >= s.StakeThreshold
        or s.SubnetOwnerHotkey.get(netuid) == hotkey,
        "NotEnoughStakeToSetChildkeys",
    )
    s.TransactionKeyLastBlock[key] = s.Number
    if not s.SubtokenEnabled.at(netuid):
        _apply(s, hotkey, children, netuid)
    else:
        cooldown = s.Number + s.PendingChildKeyCooldown
        s.PendingChildKeys[(netuid, hotkey)] = (children, cooldown)


def set_root_validators(s: State, netuid: int) -> None:
    """A new subnet's owner hotkey becomes the child of every root validator that allows it."""
    owner_hotkey = s.SubnetOwnerHotkey[netuid]
    for _, validator in s.uid_keys(ROOT):
        if validator == owner_hotkey or not s.AutoParentDelegationEnabled.at(validator):
            continue
        links = ((U64_MAX, owner_hotkey),)
        # A validator that may not is passed over in silence.
        with suppress(DispatchError), s.layer():
            set_children(s, s.Owner.at(validator), validator, netuid, links)


def set_childkey_take(s: State, coldkey: bytes, hotkey: bytes, netuid: int, take: int) -> None:
    """Call set_childkey_take."""
    ensure(s.Owner.get(hotkey) == coldkey, "NonAssociatedColdKey")
    low = max(s.MinChildkeyTake, s.MinChildkeyTakePerSubnet.at(netuid))
    if not low <= take <= s.MaxChildkeyTake:
        raise fail("InvalidChildkeyTake")
    key = (hotkey, netuid, SET_CHILDKEY_TAKE)
    if take > childkey_take(s, hotkey, netuid):
        last = s.TransactionKeyLastBlock.at(key)
        passes = passes_rate_limit(s, s.TxChildkeyTakeRateLimit, last)
        ensure(passes, "TxChildkeyTakeRateLimitExceeded")
    s.TransactionKeyLastBlock[key] = s.Number
    s.ChildkeyTake[(hotkey, netuid)] = take
