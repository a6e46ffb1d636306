"""Which neuron makes room for a newcomer (spec: 30-block-step §15.1, 35-yuma-epoch §10)."""

from .state import State


def choose(
    emission: list[int],
    registered: list[int],
    immune: list[bool],
    immortal: set[int],
    min_free: int,
    skip: frozenset[int] = frozenset(),
) -> int | None:
    """The uid with the least emission, then the earliest registration, then the lowest uid."""
    free: list[tuple[int, int, int]] = []
    held: list[tuple[int, int, int]] = []
    for uid, (amount, block) in enumerate(zip(emission, registered, strict=True)):
        if uid not in immortal and uid not in skip:
            (held if immune[uid] else free).append((amount, block, uid))
    if len(free) > min_free:
        return min(free)[2]
    return min(held)[2] if held else None


def immortal_uids(s: State, netuid: int) -> list[int]:
    """Uids of the owner that nobody may replace, oldest first."""
    owned = [
        (s.BlockAtRegistration.at((netuid, s.Uids[(netuid, h)])), s.Uids[(netuid, h)])
        for h in s.OwnedHotkeys.at(s.SubnetOwner.at(netuid))
        if (netuid, h) in s.Uids
    ]
    limit = s.ImmuneOwnerUidsLimit.at(netuid)
    uids = [uid for _, uid in sorted(owned)][:limit]
    owner_hotkey = s.SubnetOwnerHotkey.get(netuid)
    owner_uid = None if owner_hotkey is None else s.Uids.at((netuid, owner_hotkey))
    if owner_uid is not None and owner_uid not in uids:
        uids = [owner_uid, *uids][:limit]
    return uids


def neuron_to_prune(s: State, netuid: int) -> int | None:
    """The uid that a registration on a full subnet would replace."""
    n = s.SubnetworkN.at(netuid)
    emission = list(s.Emission.at(netuid)) + [0] * n
    registered = [s.BlockAtRegistration.at((netuid, uid)) for uid in range(n)]
    period = s.ImmunityPeriod.at(netuid)
    return choose(
        emission[:n],
        registered,
        [max(0, s.Number - block) < period for block in registered],
        set(immortal_uids(s, netuid)),
        s.MinNonImmuneUids.at(netuid),
        frozenset(uid for uid in range(n) if (netuid, uid) not in s.Keys),
    )
